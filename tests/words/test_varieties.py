"""Which Chinese a text is in: known by its characters and its most frequent words, and said, not acted on."""

import pytest

from analysis import Tokeniser, parse, variety

ANALECTS = "子曰：学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？" * 2
MODERN = "孩子们放学以后在岸上放着风筝，一边跑一边笑，到天黑了才肯回家去，这是他们最高兴的时候。" * 2
CANTONESE = "佢哋尋日喺屋企食咗飯，嗰啲嘢唔係好好食，但係佢話冇所謂，聽日再嚟過都得嘅，你話係咪咁講先？" * 2


@pytest.mark.parametrize(
    ("text", "script", "language", "engine"),
    [
        (ANALECTS, "simplified", "classical", "characters"),
        (ANALECTS.translate(str.maketrans("学时习说来乐", "學時習說來樂")), "traditional", "classical", "characters"),
        (MODERN, "simplified", "modern", "rjieba"),
        (CANTONESE, "traditional", "Cantonese", "rjieba"),
        ("学而时习之", "simplified", "modern", "rjieba"),
        ("工作", "", "modern", "rjieba"),
        ("", "", "modern", "rjieba"),
    ],
)
def test_a_variety_is_known_by_its_most_frequent_words(text, script, language, engine):
    found = variety(parse(text))
    assert (found.script, found.language, found.engine) == (script, language, engine)


def test_a_modern_text_that_quotes_a_classic_is_modern():
    assert variety(parse(f"{MODERN * 3}\n\n{ANALECTS[:40]}")).language == "modern"


def test_evidence_says_what_was_counted():
    evidence = variety(parse("之" * 30 + "的" * 20 + "山" * 50)).evidence
    stated = "of the Han characters 30.0% are words such as 之, 也 and 曰, 20.0% such as 的, 了 and 是"
    assert evidence == f"{stated}; undecided: taken for modern"
    assert variety(parse(MODERN)).evidence.endswith("such as 的, 了 and 是")


def test_what_is_too_short_to_tell_is_said_to_be():
    assert variety(parse("学而时习之")).evidence.endswith("; too little text to tell: taken for modern")


def test_nothing_is_switched_by_it():
    document = parse(ANALECTS)
    assert Tokeniser().tokens(document).equals(Tokeniser(engine="rjieba").tokens(document))
    assert len(Tokeniser().tokens(document)) < len(Tokeniser(engine="characters").tokens(document))
