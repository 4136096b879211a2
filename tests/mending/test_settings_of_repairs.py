"""What a user sets reaches each step that depends on it."""

import pytest

from analysis import AuditSettings, RepairSettings, Tokeniser, audit, faults, parse, repair, sections

TOKENISER = Tokeniser(words=["沁河渠"])
CUT = "有些老师傅看过沁河\n\n渠道路从此不再泥泞。"  # 沁河 and 渠道 are words of the dictionary


def evidence(**given):
    return faults(parse(CUT), kinds=["broken paragraph"], **given)["evidence"].tolist()


def test_a_users_word_across_a_gap_is_seen():
    assert evidence() == []
    assert [said.split("; ")[0] for said in evidence(tokeniser=TOKENISER)] == ["沁河渠 is a word across the gap"]


def test_the_words_of_an_audit_are_those_of_the_faults_that_heed_it():
    document = parse(CUT)
    assert len(faults(document, ["broken paragraph"], audit(document, tokeniser=TOKENISER))) == 1


def test_a_users_words_are_gone_when_the_call_is_over():
    assert (len(evidence(tokeniser=TOKENISER)), len(evidence())) == (1, 0)


def test_a_repair_joins_across_a_users_word_and_says_with_which_settings():
    settings = RepairSettings(tokeniser=TOKENISER, certain=0.5)
    done = repair(parse(CUT), settings=settings)
    assert done.document.text == CUT.replace("\n\n", "")
    assert done.settings == settings
    assert repair(parse(CUT), certain=0.5).document.text == CUT


def test_sections_count_a_users_words():
    document = parse("# 题\n\n沁河渠修好了。")
    assert sections(document)["tokens"].tolist() == [5]
    assert sections(document, TOKENISER)["tokens"].tolist() == [4]


@pytest.mark.parametrize("given", [{"min_length": 40}, {"similarity": 0.9}, {"certain": 0.5}, {"tokeniser": TOKENISER}])
def test_an_argument_beside_settings_is_refused(given):
    with pytest.raises(ValueError, match=f"repair: {next(iter(given))} is given beside settings"):
        repair(parse(CUT), settings=RepairSettings(), **given)


def test_settings_give_what_their_arguments_give():
    text = "春天来了，河边的柳树绿了。\n\n" * 2
    one, other = (repair(parse(text), **given) for given in ({"min_length": 10}, {"settings": RepairSettings(10)}))
    assert one.document.text == other.document.text == "春天来了，河边的柳树绿了。"
    assert audit(parse(text), settings=AuditSettings(10)).classes.equals(audit(parse(text), 10).classes)


def test_a_text_as_settings_is_refused():
    with pytest.raises(TypeError, match="audit: settings must be of the type AuditSettings"):
        audit(parse(CUT), settings={"min_length": 10})


def test_traditional_text_is_read_as_simplified_where_that_is_asked_for():
    text = "委员们通过了关于经济和社会发展的决议，各界都說好，大家認為這是一件大事。他還去見了歷 史學家。"
    found = [faults(parse(text), ["space inside a word"], tokeniser=each) for each in (None, Tokeniser(simplify=True))]
    assert [*map(len, found)] == [0, 1]


def test_the_blanks_of_a_text_that_is_cut_already_are_no_faults():
    document = parse("天安门 上 太阳 升 。\n\n伟大 领袖 毛 主席 指引 我们 。")
    given = Tokeniser(engine="given")
    assert "space inside a word" in {*faults(document)["kind"]}
    assert faults(document, tokeniser=given).empty
    done = repair(document, also=("space inside a word",), tokeniser=given)
    assert done.document.text == document.text
