"""CriticMarkup: marks for what goes, comes and changes; a text's own marks are not taken for them."""

from making import edition_of

import analysis
from analysis.editions.critic import critic_markup

BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"


REMARK = "{>>repeat: said --\\} <b>\x01 ++\\} (confidence 0.50)<<}"  # of the edits that `edition_of` makes


def marked(*pairs):
    return critic_markup(edition_of(*pairs)).decode().replace(REMARK, "#")


def test_each_change_has_its_mark_and_its_remark():
    text = marked("甲", ("乙", ""), "丙", ("", "丁"), "戊", ("己", "庚"))
    assert text == "甲{--乙--}#丙{++丁++}#戊{~~己~>庚~~}#"


def test_the_remark_is_the_evidence():
    text = analysis.repair(analysis.parse(BROKEN)).to_bytes(".critic.md").decode()
    assert text.startswith("工程队连夜抢修，终于恢复了供{--\n\n--}{>>broken paragraph: ")
    assert text.endswith("<<}电，附近的三个小区没有受到影响。")


def test_marks_of_the_text_itself_get_a_backslash():
    assert marked("{++甲++} {\\--乙 ~~> ~~}") == "{\\++甲++\\} {\\\\--乙 ~~\\> ~~\\}"


def test_a_text_without_edits_and_marks_is_as_it_was():
    assert marked("甲 {乙} - ~丙~ \\\n") == "甲 {乙} - ~丙~ \\\n"
