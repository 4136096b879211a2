"""Codes, names of columns and numbers are the same in every language; what is said in words is in the one chosen."""

import re

import pandas as pd
import pytest

import analysis
from analysis import Decisions
from analysis.decisions.decision import Decision, who_decided
from analysis.languages.chosen import kept

IN_WORDS = ["evidence", "held", "reason", "decided", "why", "best", "finding"]
ENGLISH = re.compile("[A-Za-z]{3,}")
FAULTY = """# 通知

各单位要认真学习会议精神，结合实际制定工作方案，逐级落实责任，按时报送进展情况。

王明摄

工程队连夜抢修，终于恢复了供

电，附近的三个小区没有受到影响。

各单位要认真学习会议精神，结合实际制定工作方案，逐级落实责任，按时报送进展情况。

他说：“明天再来看看(cid:12)工工作作进进展展，并且把有关的材料都带到会上去讨论，以便大家都能够了解
"""


def tables(document):
    """Return every table that says something in words, with decisions of a person too."""
    done = analysis.repair(document)
    decisions = Decisions().accept(document, done.findings.iloc[0], by="李明", date="2026-11-27")
    decided = analysis.repair(document, decisions=decisions)
    audit = analysis.audit(document)
    return [
        done.findings,
        done.ledger,
        decided.findings,
        decided.decisions,
        audit.classes,
        audit.occurrences,
        analysis.choices(audit),
        analysis.block_kinds(document),
    ]


def spoken(language, document):
    with kept():
        analysis.use_language(language)
        return tables(analysis.parse(document.text))


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_only_words_differ_between_languages(seed, language):
    for document in (seed, analysis.parse(FAULTY)):
        for english, chinese in zip(spoken("en", document), spoken(language, document), strict=True):
            assert [*chinese.columns] == [*english.columns]
            codes = [name for name in english.columns if name not in IN_WORDS]
            pd.testing.assert_frame_equal(chinese[codes], english[codes])


def test_no_word_of_evidence_stays_english(seed):
    words = [
        text
        for document in (seed, analysis.parse(FAULTY))
        for table in spoken("zh", document)
        for name in table.columns
        if name in IN_WORDS
        for text in table[name]
        if isinstance(text, str)
    ]
    assert any(words)
    assert [text for text in words if ENGLISH.search(text.replace("Markdown", "").replace("faults", ""))] == []


def test_a_decision_is_known_again_whatever_language_it_was_said_in():
    by_whom = [Decision("gap", "join", by=by, date=date) for by in ("", "李明") for date in ("", "2026-11-27")]
    for language in ("en", "zh-Hans", "zh-Hant"):
        with kept():
            analysis.use_language(language)
            said = [str(one) for one in by_whom]
        assert [who_decided(text) for text in said] == [(one.by, one.date) for one in by_whom]


def test_findings_that_were_made_in_another_language_are_mended_likewise():
    document = analysis.parse(FAULTY)
    with kept():
        analysis.use_language("zh")
        chinese = analysis.repair(document)
    again = analysis.repair(document, findings=chinese.findings)
    assert again.document.text == chinese.document.text == analysis.repair(document).document.text
    assert analysis.restore(again) == FAULTY
