"""What was chosen for each class is explained, and the counts under the other choice are what they would be."""

import io

import pandas as pd
import pytest
from conftest import SEED
from generators import PARAGRAPH, PIECES
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis import Tokeniser, audit, choice_terms, choices, frequencies, load, parse, save_table
from analysis.duplicates.kinds import KINDS

RULE = "申请人应当自收到通知之日起{}日内向原审批机关提出书面申请，并附送有关材料。"
TWICE = f"{PARAGRAPH}\n\n{PARAGRAPH}\n\n春天又到了。"

OF_BLOCKS = ("repeat", "near repeat", "variant")


@st.composite
def texts(draw):
    """Blocks out of few pieces, each maybe in a row, shortened, or with one character of another."""
    blocks = []
    for piece in draw(st.lists(st.sampled_from([*PIECES, RULE.format("三十"), RULE.format("六十")]), max_size=9)):
        at = draw(st.none() | st.integers(0, len(piece)))
        changed = piece if at is None else piece[:at] + draw(st.sampled_from("春2不，")) + piece[at + 1 :]
        blocks += [changed] * draw(st.sampled_from([1, 1, 2, 3]))
    return "\n\n".join(blocks)


def counts_without(gone, tokens):
    """Return how often each term stands, letter by letter: a token goes with most of its letters."""
    kept = [
        2 * len(gone & set(range(row.start, row.end))) <= sum(map(str.isalnum, row.text)) for row in tokens.itertuples()
    ]
    return frequencies(tokens[kept]).set_index("term")["count"].to_dict()


def letters_in(document, start, end):
    return {at for at in range(start, end) if document.text[at].isalnum()}


def letters_of_blocks(document, letters):
    """Return the letters of the blocks that are complete in a set of letters, or the set if no block is."""
    blocks = [letters_in(document, block.start, block.end) for block in document.blocks]
    inside = [own for own in blocks if own and own <= letters]
    return set().union(*inside) if inside else letters


def letters_that_go(document, found, other=None):
    """Return the letters that roles take out of a text; for the class *other*, those of its other choice."""
    gone = set()
    for number, rows in found.occurrences.groupby("class"):
        kind = found.classes["kind"][number]
        decided = [row for row in rows.itertuples() if row.reason != "inside a copy"]
        if kind == "doubled characters" or not decided:
            continue
        keeper = next((row for row in decided if row.role == "keep"), decided[0])
        others = [row for row in decided if row is not keeper]
        copies = [row for row in others if row.role == "copy"]
        if number == other:
            copies = [] if copies else others
        for row in copies:
            letters = letters_in(document, row.start, row.end)
            letters = letters_of_blocks(document, letters) if kind in OF_BLOCKS else letters
            gone |= letters - letters_in(document, keeper.start, keeper.end)
    return gone


@settings(max_examples=80)
@given(texts(), st.sampled_from([8, 30]))
@example("\n\n".join([PARAGRAPH] * 4), 30)
@example("\n\n".join([PARAGRAPH, RULE.format("三十"), PARAGRAPH, RULE.format("六十"), PARAGRAPH]), 30)
def test_under_the_other_choice_the_counts_are_those_that_are_stated(text, length):
    document = parse(text)
    found = audit(document, min_length=length)
    if (found.classes["kind"] == "periodic run").any() or found.classes.empty:
        return  # its rounds but the first are one occurrence, which may overlap others
    tokens = Tokeniser().tokens(document)
    table, rows = choices(found, tokens=tokens, top=100), choice_terms(found, tokens=tokens)
    chosen = counts_without(letters_that_go(document, found), tokens)
    for number in found.classes.index:
        other = counts_without(letters_that_go(document, found, number), tokens)
        changed = {term for term in chosen | other if chosen.get(term, 0) != other.get(term, 0)}
        own = rows[rows["class"] == number]
        assert {*own["term"]} == changed
        assert own["count"].tolist() == [chosen.get(term, 0) for term in own["term"]]
        assert own["other_count"].tolist() == [other.get(term, 0) for term in own["term"]]
        assert table["terms"][number] == len(changed)
        named = [f"{row.term} {row.count} → {row.other_count}" for row in own.itertuples(index=False, name="Row")]
        assert len(named) == len(changed)


@settings(max_examples=60)
@given(st.lists(st.sampled_from([PARAGRAPH, RULE.format("三十"), RULE.format("六十"), "见闻。"]), max_size=9))
def test_the_counts_are_those_of_a_text_from_which_the_blocks_were_really_taken(blocks):
    document = parse("\n\n".join(blocks))
    found = audit(document)
    rows = choice_terms(found)
    cut = Tokeniser()
    for number in found.classes.index[found.classes["kind"].isin(OF_BLOCKS)]:
        for other, column in ((None, "count"), (number, "other_count")):
            gone = letters_that_go(document, found, other)
            left = [b for b in document.blocks if not letters_in(document, b.start, b.end) <= gone]
            text = parse("\n\n".join(document.text[b.start : b.end] for b in left))
            counted = frequencies(cut.tokens(text)).set_index("term")["count"].to_dict()
            own = rows[rows["class"] == number]
            assert own[column].tolist() == [counted.get(term, 0) for term in own["term"]]


def test_of_a_paragraph_printed_twice_in_a_row_the_table_tells_what_keeping_both_would_do():
    (row,) = choices(audit(parse(TWICE)), top=1).itertuples()
    assert (row.kind, row.roles, row.choice, row.other) == ("repeat", "1 keep, 1 copy", "copy", "all stay")
    assert row.why == "1 block, equal to the letter; the place that stays: comes first"
    assert (row.start, row.end, row.line) == (0, len(PARAGRAPH), 1)
    assert row.letters == sum(map(str.isalnum, PARAGRAPH))
    assert row.changes == "一边 2 → 4"  # each copy has it twice
    terms = choice_terms(audit(parse(TWICE)))
    assert terms[terms["term"] == "春天"].iloc[0, -3:].tolist() == [2, 3, 1]


def test_versions_stay_and_the_other_choice_leaves_one():
    text = f"{RULE.format('三十')}\n\n{RULE.format('六十')}"
    (row,) = choices(audit(parse(text)), tokens=Tokeniser().tokens(parse(text)), kinds=["word"], top=99).itertuples()
    assert (row.choice, row.other, row.line) == ("variant", "one stays", 1)
    assert row.why == "says something else: number: 三十 / 六十"
    assert "申请人 2 → 1" in row.changes
    assert "六十日 1 → 0" in row.changes
    assert "三十日" not in row.changes


def test_a_held_paragraph_is_counted_until_a_person_decides():
    text = f"{PARAGRAPH}\n\n第二天下了雨。\n\n{PARAGRAPH}\n\n路上没有人。"
    (row,) = choices(audit(parse(text))).itertuples()
    assert (row.choice, row.other, row.roles) == ("held", "one stays", "1 keep, 1 held")
    assert row.why.startswith("less than 300 letters, at a distance: may be meant; 1 block")
    assert row.changes.startswith("一边 4 → 2; ")


def test_in_the_seed_a_class_inside_a_longer_copy_decides_its_own_places_only():
    found = audit(load(SEED))
    table = choices(found, top=1)
    assert table["choice"].tolist() == ["copy", "held", "copy"]
    # The paragraph that stands three times is 309 letters: one goes with the section, one by itself.
    assert table["letters"].tolist() == [725, 216, 309]
    assert table["changes"].tolist() == ["办实事 13 → 21", "委员会 10 → 7", "委员会 10 → 13"]
    assert table["line"].tolist() == [119, 101, 127]


@pytest.mark.parametrize("kind", KINDS)
def test_a_filter_on_what_is_shown_does_not_change_the_counts(kind):
    blocks = [PARAGRAPH, PARAGRAPH, RULE.format("三十"), RULE.format("六十"), "哈" * 90, "环环境境保保护护"]
    document = parse("\n\n".join(blocks))
    every, shown = choices(audit(document)), choices(audit(document, kinds=[kind]))
    wanted = every[every["kind"] == kind]
    pd.testing.assert_frame_equal(shown.drop(columns="class"), wanted.drop(columns="class").reset_index(drop=True))


def test_the_users_words_are_counted():
    tokeniser = Tokeniser(words=["书面申请"])
    text = f"{RULE.format('三十')}\n\n{RULE.format('三十')}"
    assert "书面申请" in choice_terms(audit(parse(text)), tokeniser)["term"].tolist()
    assert "书面申请" not in choice_terms(audit(parse(text)))["term"].tolist()


def test_each_text_is_tokenised_once(monkeypatch):
    documents, seen = [parse(TWICE, "甲"), parse(TWICE, "乙")], []
    tokens = Tokeniser.tokens
    monkeypatch.setattr(Tokeniser, "tokens", lambda self, document: seen.append(document) or tokens(self, document))
    choices(audit(documents))
    assert seen == documents


def test_counts_are_of_all_documents_together():
    documents = [parse(PARAGRAPH, "甲"), parse(f"{PARAGRAPH}\n\n春天又到了。", "乙")]
    found = audit(documents)
    cut = Tokeniser().tokens
    table = choices(found, tokens=[*map(cut, documents)], top=1)
    assert table[["doc", "choice", "changes"]].iloc[0].tolist() == ["甲", "held", "一边 4 → 2"]
    with pytest.raises(ValueError, match="choices: tokens are of 1 documents, and 2 were audited"):
        choices(found, tokens=cut(documents[0]))
    with pytest.raises(ValueError, match="choices: tokens are of another text"):
        choices(found, tokens=[*map(cut, documents[::-1])])


def test_a_text_without_repeats_has_empty_tables_of_the_same_types():
    found = audit(parse("春天来了。"))
    assert choices(found).empty
    assert choice_terms(found).dtypes.to_dict() == choice_terms(audit(parse(TWICE))).dtypes.to_dict()
    assert choices(found).dtypes.to_dict() == choices(audit(parse(TWICE))).dtypes.to_dict()


def test_the_tables_come_back_from_csv_and_parquet(tmp_path):
    found = audit(load(SEED))
    for table in (choices(found), choice_terms(found)):
        back = pd.read_csv(io.StringIO(save_table(table, tmp_path / "t.csv").read_text("utf-8-sig")))
        assert back.astype(table.dtypes).equals(table)
        assert pd.read_parquet(save_table(table, tmp_path / "t.parquet")).equals(table)


@pytest.mark.parametrize("top", [-1, 1.5, True, "5"])
def test_a_number_of_terms_that_is_none_is_refused(top):
    with pytest.raises((TypeError, ValueError), match="choices: top must be a whole number"):
        choices(audit(parse(TWICE)), top=top)


def test_tokens_and_a_tokeniser_together_are_refused():
    with pytest.raises(ValueError, match="choices: tokeniser and tokens are given"):
        choices(audit(parse(TWICE)), Tokeniser(), Tokeniser().tokens(parse(TWICE)))


def test_a_choice_moves_no_term_where_none_of_its_passage_is_counted():
    found = choices(audit(parse(TWICE)), kinds=["latin"])
    assert found[["choice", "terms", "changes"]].to_numpy().tolist() == [["copy", 0, ""]]
