"""Random texts through load, audit, repair, restore, tokens and report, and what must hold of each.

``python benchmarks/fuzz.py [MINUTES [SEED]]`` (``make fuzz MINUTES=60``) makes texts of pieces that were hard once, in
random order, damaged at random and in random encodings, and checks on each what DESIGN promises. The same seed makes
the same texts. A text that breaks a promise is cut down to what still breaks it, written to ``fuzz/``, and told; then
the exit status is 1. A hundred texts share a report.
"""

import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import numpy as np
from tqdm import tqdm

import analysis
from analysis.reports.report import report
from analysis.text_index.passages import BEYOND, letters

SENTENCES = (
    "会议由市政协主席主持，大家都发了言，会后又到河边去看了新修的桥和两岸的柳树。",
    "春天来了,花开了!",
    "“你走不走？”他说。“走！”",
    "2001年5月24日第十一届会议通过《关于修改〈条例〉的决定》第二次修正",
    "關關雎鳩，在河之洲。窈窕淑女，君子好逑。",
    "床前明月光，疑是地上霜。",
    "第一条　为了加强管理，制定本条例。",
    "The quick 政协 brown-fox 1,234.56%！",
    "本报记者　王芳　李建国",
    "图为会场。新华社发",
    "（下转第四版）",
    "说话人1 00:12",
    "货币资金 88,738,734,000.00",
    "环环境境保保护护",
)
PIECES = (
    *SENTENCES,
    *("\n", "\n\n", "\n\n\n\n", "\r\n", "\r", "\x85", "\u2028", "\f", "　　", " ", "\t", "\u00a0", "\ufeff", "\u200b"),
    *(
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "```\n",
        "---\n",
        "| 甲 | 乙 |\n| --- | --- |\n",
        "<b>",
        "</script>",
        "<!-- ",
        "&amp;",
    ),
    *("哈" * 40, "啊" * 40, "一" * 9, "12" * 9, "《" * 5, "”" * 5, "、。《》「」" * 4, "…" * 7, "." * 7),
    *(
        "\u0301",
        "e\u0301",
        "㎡",
        "ﬁ",
        "İ",
        "ß",
        "𠀀",
        "\U000f0000",
        "\ue000",
        "👨‍👩‍👧",
        "\u202e",
        "٣",
        "Ⅳ",
        "①",
        "\0",
        "\x1b[31m",
    ),
    *("=1+1", "${7*7}", "{{x}}", "../../etc", "A", "春", "。", "，", "的", "第", "版", "页 3", "年3月5日"),
)
TRIES = 200  # to cut a text down
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "big5")


def random_text(chance: random.Random) -> str:
    """Return a text of random pieces, some of them again and again, some damaged."""
    few = chance.choices(PIECES, k=chance.randint(1, 12))
    text = "".join(chance.choice(few if chance.random() < 0.8 else PIECES) for _ in range(chance.randint(1, 60)))
    for _ in range(chance.choice([0, 0, 1, 3])):
        text = _damaged(text, chance)
    return text


def _damaged(text: str, chance: random.Random) -> str:
    """Return a text with a span printed twice, lost, moved, wrapped, or with a character misread."""
    start, end = sorted(chance.choices(range(len(text) + 1), k=2))
    span, place = text[start:end], chance.randint(0, len(text))
    return {
        "again": text[:place] + span + text[place:],
        "lost": text[:start] + text[end:],
        "moved": text[:start] + text[end:] + span,
        "wrapped": text[:start] + "\n".join(span[i : i + 18] for i in range(0, len(span), 18)) + text[end:],
        "misread": text[:start] + chance.choice(PIECES)[:1] + text[start + 1 :],
        "paragraphs again": f"{text}\n\n{span}\n\n{text}",
    }[chance.choice(["again", "lost", "moved", "wrapped", "misread", "paragraphs again"])]


def check(text: str) -> None:
    """Raise where a promise does not hold of a text."""
    document = analysis.parse(text)
    _check_blocks(document)
    found = analysis.audit(document, min_length=8)
    _check_classes(document, found)
    repaired = analysis.repair(document)
    assert analysis.restore(repaired) == text, "the ledger gives the source back"
    again = analysis.repair(repaired.document)
    assert again.document.text == repaired.document.text, "repairing again changes nothing"
    given = analysis.repair(document, repaired.findings)
    assert given.document.text == repaired.document.text, "the findings of a repair, given back, give that repair"
    tokens = analysis.Tokeniser().tokens(document)
    _check_tokens(document, tokens)
    sections = analysis.sections(document)
    assert len(analysis.with_sections(tokens, sections)) == len(tokens)
    assert found.without_copies(tokens)["term"].isin(tokens["term"]).all()
    assert "<script" not in analysis.mark_up(found)._repr_html_(), "nothing in a text becomes markup"


def _check_blocks(document: analysis.Document) -> None:
    covered, end = 0, 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text), "blocks stand in order"
        covered += sum(map(str.isalnum, document.text[block.start : block.end]))
        end = block.end
    kinds = {block.kind for block in document.blocks}
    if not kinds & {"code", "html", "table", "front matter", "list item"}:
        assert covered == sum(map(str.isalnum, document.text)), "gaps hold no letters"


def _check_classes(document: analysis.Document, found: analysis.Audit) -> None:
    codes, place = letters(document.text)
    exact = found.classes.index[(found.classes["similarity"] == 1) & (found.classes["kind"] != "periodic run")]
    for number in exact[:50]:
        rows = found.occurrences[found.occurrences["class"] == number]
        spans = [np.searchsorted(place, [row.start, row.end]) for row in rows.itertuples()]
        texts = {codes[start:end].tobytes() for start, end in spans}
        assert len(texts) == 1, "places of a class that is equal to the letter are"
    assert 0 <= found.redundancy <= 1
    assert (codes < BEYOND).all()


def _check_tokens(document: analysis.Document, tokens) -> None:
    starts, ends, texts = (tokens[name].tolist() for name in ("start", "end", "text"))
    assert all(document.text[s:e] == t for s, e, t in zip(starts, ends, texts, strict=True)), "a token is its span"
    joined: dict[int, int] = {}
    for block, start, end in zip(tokens["block"].tolist(), starts, ends, strict=True):
        assert joined.setdefault(block, start) == start, "tokens tile their block"
        joined[block] = end


def check_bytes(text: str, encoding: str) -> None:
    """Raise where a text, written in an encoding that has all of it, is not read as it was or refused in one line."""
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        return
    try:
        assert analysis.load(data, encoding).encode() == data, "a document gives its bytes back"
        analysis.load(data)
    except analysis.DocumentError as error:
        assert "\n" not in str(error), "an error is one line"  # noqa: PT017


def check_report(texts: list[str]) -> None:
    """Raise where a report on texts does not end well."""
    documents = [analysis.parse(text, f"text {number}") for number, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder:
        for each in report(documents, folder):
            assert not each.errors, each.errors


def broken(text: str, verify: Callable[[str], None]) -> str:
    """Return in one line what does not hold of a text, or nothing."""
    try:
        verify(text)
    except Exception as error:  # whatever it is, it is what is looked for  # noqa: BLE001
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
    return ""


def shortest(text: str, verify: Callable[[str], None]) -> str:
    """Return a text from which hardly a piece can be taken without the promise holding again."""
    size, left = len(text) // 2, TRIES
    while size and left:
        for start in range(0, len(text), size):
            less, left = text[:start] + text[start + size :], left - 1
            if left and broken(less, verify):
                text = less
                break
        else:
            size //= 2
    return text


def main(minutes: str = "1", seed: str = "1") -> int:
    """Make and check texts for so long; return how many broke a promise."""
    ends, count, wrong, kept = time.monotonic() + 60 * float(minutes), 0, {}, []
    with tqdm(unit="text", disable=None) as bar:
        while time.monotonic() < ends:
            chance = random.Random(f"{seed} {count}")
            text, encoding = random_text(chance), chance.choice(ENCODINGS)
            count += 1
            bar.update()
            kept.append(text)
            for verify in (check, lambda one, encoding=encoding: check_bytes(one, encoding)):
                said = broken(text, verify)
                if said and said not in wrong:
                    wrong[said] = shortest(text, verify)
            if len(kept) == 100:
                chosen = chance.sample(kept, 3)
                if said := broken("", lambda _, chosen=chosen: check_report(chosen)):
                    wrong[said] = "\n\n====\n\n".join(chosen)
                kept.clear()
    print(f"{count:,} texts of seed {seed}: {len(wrong)} promises broken")
    for number, (said, text) in enumerate(wrong.items()):
        path = Path("fuzz") / f"{seed}-{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        print(f"{path}: {said}\n    {text[:200]!r}")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
