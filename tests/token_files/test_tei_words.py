"""TEI with words: as the guidelines have it, and as other programs write it."""

import pytest

from analysis import from_tei_words, parse, to_tei_words

FOREIGN = """<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>論語</title></titleStmt></fileDesc></teiHeader>
<text><body>
  <div>
    <head><w>學而</w></head>
    <p><s><w pos="v">學</w><w>而</w><pc>，</pc><w>習</w>之</s></p>
  </div>
</body></text></TEI>"""


def test_a_file_of_another_program_is_read():
    document, tokens = from_tei_words(FOREIGN.encode())
    assert (document.name, document.text) == ("論語", "學而\n\n學而，習之")
    assert tokens["text"].tolist() == ["學而", "學", "而", "，", "習"]
    assert tokens["tag"].tolist() == ["", "v", "", "", ""]
    assert [document.text[row.start : row.end] for row in tokens.itertuples()] == tokens["text"].tolist()


def test_punctuation_is_told_from_words_and_white_space_is_text():
    shown = to_tei_words(parse("政协 开会。")).decode()
    assert '<w lemma="政协">政协</w> <w lemma="开会">开会</w><pc lemma="。">。</pc>' in shown
    assert 'xml:space="preserve"' in shown


@pytest.mark.parametrize(("data", "said"), [(b"<a", "no XML"), (b"<a/>", "no TEI: it has no <text>")])
def test_what_is_no_tei_is_said(data, said):
    with pytest.raises(ValueError, match=f"from_tei_words: {said}"):
        from_tei_words(data)


def test_elements_may_be_within_each_other_at_any_depth_and_parts_between_words_many():
    deep = "<seg>" * 20_000 + "<w>政协</w>" + "</seg>" * 20_000
    document, tokens = from_tei_words(f"<text><p>{deep}{'和<lb/>' * 20_000}<w>开会</w></p></text>".encode())
    assert document.text == "政协" + "和" * 20_000 + "开会"
    assert tokens["start"].tolist() == [0, 20_002]
