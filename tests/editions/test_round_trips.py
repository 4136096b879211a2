"""Whatever the text and its edits: with all changes made an edition gives the clean text, with none the source."""

import pytest
from generators import ANY_TEXT, MARKS, ODD, WORDS
from hostile import hostile_texts
from hypothesis import given
from hypothesis import strategies as st
from making import edition_of
from readers import critic, patched, tei, word

import analysis
from analysis.editions.edition import usual_line_end
from analysis.editions.forms import FORMS

# What means something in one of the forms, or cannot be held by it.
SIGNS = ["{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{>>", "<<}", "{==", "{", "}", "\\", "+", "-", "~", ">"]
XML = ["<w:t>", "&", "&#1;", "]]>", '"', "_x0001_", "_x0001", "_x005F_", "_", "x0041_"]
CONTROLS = ["\x01", "\x0b", "\f", "\x1f", "\x7f", "\ufffe", "\uffff", "\t", " ", "\\ No newline", "@@ -1 +1 @@"]
PIECES = st.lists(st.sampled_from([*MARKS, *ODD, *WORDS, *SIGNS, *XML, *CONTROLS]), max_size=6).map("".join)
EDITS = st.lists(st.one_of(st.tuples(PIECES, PIECES), PIECES.map(lambda piece: (piece, piece))), max_size=12)


def assert_both_come_back(source, clean, form):
    """Read each form, as it is returned for an ending, with all changes made and with none."""
    end = usual_line_end(source)
    for accept, wanted in ((True, clean), (False, source)):
        assert word(form(".docx"), end, accept) == wanted
        assert tei(form(".xml"), end, accept) == wanted
        assert critic(form(".critic.md"), accept) == wanted


@given(EDITS)
def test_both_texts_of_any_edits_come_back(pairs):
    edition = edition_of(*pairs)
    source, clean = edition.source.text, edition.clean.text
    assert_both_come_back(source, clean, lambda ending: FORMS[ending](edition))
    assert patched(FORMS[".diff"](edition), source.encode()) == clean.encode()


@given(ANY_TEXT)
def test_both_texts_of_any_repair_come_back(text):
    done = analysis.repair(analysis.parse(text), certain=0.5)
    assert_both_come_back(text, done.document.text, done.to_bytes)
    assert patched(done.to_bytes(".diff"), text.encode()) == done.document.text.encode()


def test_both_texts_of_the_seed_come_back(seed):
    done = analysis.repair(seed)
    assert done.document.text != seed.text
    assert_both_come_back(seed.text, done.document.text, done.to_bytes)
    assert patched(done.to_bytes(".patch"), seed.encode()) == done.document.text.encode()


@pytest.mark.parametrize("name", hostile_texts())
def test_both_texts_of_a_hostile_file_come_back(name):
    try:
        document = analysis.load(hostile_texts()[name])
    except analysis.DocumentError:
        return
    done = analysis.repair(document)
    assert_both_come_back(document.text, done.document.text, done.to_bytes)
