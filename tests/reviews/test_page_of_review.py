"""The page of a review as it is written: what it may ask for, and what it holds."""

import json
import re
from base64 import b64encode
from hashlib import sha256

import jsonschema
import pytest
from bs4 import BeautifulSoup
from conftest import SAME

from analysis import Decisions, Tokeniser, parse, repair, review_page
from analysis.decisions.files import SCHEMA
from analysis.reviews.front_end import front_data
from analysis.reviews.items import items

BROKEN = "工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。"
HOSTILE = "</script><img src=x onerror=alert(1)> <!-- &amp;，终于恢复了供\n\n电，附近的三个小区没有受到影响。"


@pytest.fixture(scope="module")
def seed_page(seed):
    return review_page(repair(seed), by="李明")


def data_of(html):
    return json.loads(BeautifulSoup(html, "html.parser").find(id="zh-data").string)


def test_the_policy_allows_the_page_its_own_script_and_style_and_no_request(seed_page):
    page = BeautifulSoup(seed_page, "html.parser")
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules.pop("default-src") == rules.pop("base-uri") == rules.pop("form-action") == "'none'"
    for rule, element in (("script-src", page.find("script", type="module")), ("style-src", page.style)):
        assert rules.pop(rule) == f"'sha256-{b64encode(sha256(element.string.encode()).digest()).decode()}'"
    assert rules == {"img-src": "data:", "font-src": "data:"}
    assert page.find_all(src=True) == page.find_all(href=True) == page.find_all(style=True) == []
    assert not re.search(r"https?://|\bimport\b|fetch\(|url\((?!data:font)|@import", seed_page)


def test_a_text_that_looks_like_markup_stays_text():
    html = review_page(repair(parse(HOSTILE, "</title><script>alert(2)</script>")))
    page = BeautifulSoup(html, "html.parser")
    assert page.find_all("img") == []
    assert len(page.find_all("script")) == 2
    assert "<" not in page.find(id="zh-data").string
    assert data_of(html)["items"][0]["left"] == HOSTILE.partition("\n")[0][-40:]
    assert page.h1.get_text() == "Review of </title><script>alert(2)</script>"


def test_every_answer_is_a_decision_of_the_schema(seed_page):
    data = data_of(seed_page)
    rows = [choice["decision"] for item in data["items"] for choice in item["choices"]]
    rows += [item["block"] | {"choice": "paragraph"} for item in data["items"]]
    held = {"format": "zh-analysis decisions", "version": 1, "document": data["document"], "decisions": rows}
    jsonschema.validate(held, json.loads(SCHEMA.read_text("utf-8")))
    assert data["by"] == "李明"


def test_each_answer_says_what_it_does_to_the_counts():
    choices = data_of(review_page(repair(parse(BROKEN))))["items"][0]["choices"]
    assert [(choice["key"], choice["effect"]) for choice in choices] == [
        ("y", [["供", -1], ["供电", 1], ["电", -1]]),
        ("n", []),
        ("m", []),
    ]


def test_what_was_decided_is_on_the_page_and_can_be_decided_otherwise():
    document = parse(BROKEN, "page")
    finding = next(repair(document).findings.itertuples())
    decisions = Decisions().reject(document, finding)
    done = repair(document, decisions=decisions)
    for html in (review_page(done), review_page(repair(document), decisions)):
        data = data_of(html)
        assert [item["kind"] for item in data["items"]] == ["broken paragraph"]
        assert data["decisions"] == [one.row for one in decisions.decisions]


def test_a_passage_that_is_there_often_costs_no_more_than_its_places():
    """Each of n places offers the same few readings, of n - 1 edits each: none of them is worked out n times."""
    counted = [0, 0]
    for at, number in enumerate((40, 160)):  # beyond the number of the keys
        document = parse("\n\n".join(f"第{n}组的人，{SAME}" for n in range(number)))
        listed = items(repair(document), with_applied=True)
        assert len(listed) >= number - 1

        class Counted(Tokeniser):
            def counts(self, part, at=at):
                counted[at] += 1
                return super().counts(part)

        front_data(document, listed, None, Counted(), "")
    assert counted[1] < 6 * counted[0]


def test_it_lists_what_is_asked_for():
    done = repair(parse(BROKEN))
    assert data_of(review_page(done, with_applied=False))["items"] == []
    assert data_of(review_page(done, kinds=["caption"]))["items"] == []


def test_the_same_repair_gives_the_same_page(seed, seed_page):
    assert review_page(repair(seed), by="李明") == seed_page


def test_decisions_of_another_kind_are_refused():
    with pytest.raises(TypeError, match="review_page: decisions must be of the type Decisions, not str"):
        review_page(repair(parse(BROKEN)), "decisions.json")
