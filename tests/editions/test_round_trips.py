"""Whatever the text and its edits: with all changes made an edition gives the clean text, with none the source."""

from generators import ANY_TEXT, MARKS, ODD, WORDS
from hypothesis import given
from hypothesis import strategies as st
from readers import critic, patched, tei, word

import analysis
from analysis.editions.critic import critic_markup
from analysis.editions.diff import unified_diff
from analysis.editions.edition import Edition, Passage, usual_line_end
from analysis.editions.tei import tei as write_tei
from analysis.editions.tracked_changes import word_document

# What means something in one of the forms, or cannot be held by it.
SIGNS = ["{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{>>", "<<}", "{==", "{", "}", "\\", "+", "-", "~", ">"]
XML = ["<w:t>", "&", "&#1;", "]]>", '"', "_x0001_", "_x0001", "_x005F_", "_", "x0041_"]
CONTROLS = [
    "\x01",
    "\x0b",
    "\f",
    "\x1f",
    "\x7f",
    "\ufffe",
    "\uffff",
    "\t",
    " ",
    "\\ No newline",
    "@@ -1 +1 @@",
    "--- a",
]
PIECES = st.lists(st.sampled_from([*MARKS, *ODD, *WORDS, *SIGNS, *XML, *CONTROLS]), max_size=6).map("".join)


def edition_of(pairs):
    """Return the edition of a source and a clean text, given as pairs of passages."""
    passages, old, new = [], "", ""
    for before, after in pairs:
        if before or after:
            passages.append(Passage(len(old), len(new), before, after, "repeat", "said --} <b>\x01 ++}", 0.5))
        old, new = old + before, new + after
    return Edition(analysis.parse(old), analysis.parse(new), tuple(passages))


def assert_both_texts_come_back(edition):
    old, new, end = edition.source.text, edition.clean.text, usual_line_end(edition.source.text)
    for accept, wanted in ((True, new), (False, old)):
        assert word(word_document(edition), end, accept) == wanted
        assert tei(write_tei(edition), end, accept) == wanted
        assert critic(critic_markup(edition), accept) == wanted
    assert patched(unified_diff(edition), old.encode()) == new.encode()


@given(st.lists(st.one_of(st.tuples(PIECES, PIECES), PIECES.map(lambda piece: (piece, piece))), max_size=12))
def test_both_texts_of_any_edits_come_back(pairs):
    assert_both_texts_come_back(edition_of(pairs))


@given(ANY_TEXT)
def test_both_texts_of_any_repair_come_back(text):
    done = analysis.repair(analysis.parse(text), certain=0.5)
    end = usual_line_end(text)
    for accept, wanted in ((True, done.document.text), (False, text)):
        assert word(done.to_bytes(".docx"), end, accept) == wanted
        assert tei(done.to_bytes(".xml"), end, accept) == wanted
        assert critic(done.to_bytes(".critic.md"), accept) == wanted
    assert patched(done.to_bytes(".diff"), text.encode()) == done.document.text.encode()
