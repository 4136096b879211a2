"""The page of a review as a reviewer uses it: opened from disk, with the network off, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from analysis import Decisions, Tokeniser, parse, read_decisions, repair, restore, review_page
from analysis.reviews.front_end import FOLDER, front_data
from analysis.reviews.items import items
from analysis.reviews.session import Session

CUT_OFF = "会议开了三天，大家都发了言，说这件事办得很好，以后还要"
BROKEN = f"工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n\n{CUT_OFF}"
CUTS = "\n\n".join(f"## 第{n}节\n\n会议开了三天，大家都发了言，说第{n}件事办得很好，以后还要" for n in "一二三")
HOSTILE = "</script><img src=x onerror=alert(1)>，终于恢复了供\n\n电，附近的三个小区没有受到影响。"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


@pytest.fixture
def opened(watched, tmp_path):
    """Return a function that opens the review of a text, or of a document."""

    def open_page(text, name="page", **look):
        done = repair(parse(text, name) if isinstance(text, str) else text)
        file = tmp_path / "review.html"
        file.write_text(review_page(done, by="李明"), "utf-8")
        page = watched(**look)
        page.goto(file.as_uri())
        return page

    return open_page


def saved(page, tmp_path):
    """Save the decisions as a reviewer does, and read them."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save decisions").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return read_decisions(path)


def test_a_reviewer_answers_by_keyboard_saves_and_the_repair_does_as_decided(opened, tmp_path):
    page = opened(BROKEN)
    expect(page.get_by_role("heading", level=2)).to_contain_text("truncated paragraph")
    page.keyboard.press("m")
    page.get_by_label("Show").select_option("mended")
    page.keyboard.press("n")
    expect(page.get_by_role("status")).to_have_text("Line 1: undo it.")
    expect(page.get_by_text("2 of 2 decided")).to_be_visible()
    decisions = saved(page, tmp_path)
    assert (tmp_path / "page.decisions.json").is_file()
    assert decisions.table()[["choice", "by"]].values.tolist() == [["mark", "李明"], ["reject", "李明"]]
    assert decisions.table()["date"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()
    clean = repair(parse(BROKEN), decisions=decisions)
    assert clean.document.text == BROKEN.replace(CUT_OFF[-1:], f"⟦{CUT_OFF[-1:]}⟧")
    assert restore(clean) == BROKEN


def test_a_reviewer_answers_by_mouse_and_takes_it_back(opened, tmp_path):
    page = opened(BROKEN)
    page.get_by_role("button", name="it is not so").click()
    expect(page.get_by_text("1 of 2 decided")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("0 of 2 decided")).to_be_visible()
    page.get_by_role("button", name="Redo").click()
    assert saved(page, tmp_path).table()["choice"].tolist() == ["reject"]


def test_another_answer_takes_the_place_of_the_first_and_the_same_again_takes_it_back(opened, tmp_path):
    page = opened(BROKEN)
    page.get_by_label("Show").select_option("all")
    row = page.get_by_role("navigation").get_by_role("button", name="broken paragraph")
    answers = page.get_by_role("group", name="Answers")
    for label in ("undo it", "leave it mended"):
        row.click()
        answers.get_by_role("button", name=label).click()
    row.click()
    expect(answers.get_by_role("button", name="undo it")).to_have_attribute("aria-pressed", "false")
    expect(answers.get_by_role("button", name="leave it mended")).to_have_attribute("aria-pressed", "true")
    assert saved(page, tmp_path).table()["choice"].tolist() == ["accept"]
    answers.get_by_role("button", name="leave it mended").click()
    assert len(saved(page, tmp_path)) == 0


def test_of_several_readings_the_last_one_holds(opened, seed, tmp_path):
    page = opened(seed)
    page.locator("[data-key=kind]").select_option("splice")
    page.get_by_label("Show").select_option("all")
    answers = page.get_by_role("group", name="Answers")
    for key in "12":
        page.get_by_role("navigation").get_by_role("button", name="splice").first.click()
        answers.locator(f"[aria-keyshortcuts='{key}']").click()
    assert saved(page, tmp_path).table()[["about", "choice", "line"]].values.tolist() == [["repeat", "keep", 127]]


def test_all_of_a_kind_get_one_answer(opened, tmp_path):
    page = opened(CUTS)
    page.keyboard.press("a")
    page.keyboard.press("m")
    page.keyboard.press("u")
    page.keyboard.press("r")
    decisions = saved(page, tmp_path)
    assert repair(parse(CUTS), decisions=decisions).document.text.count("⟦") == 3


def test_a_block_is_given_another_kind(opened, tmp_path):
    page = opened(BROKEN)
    page.get_by_label("Its block is").select_option("heading")
    page.get_by_label("level").select_option("3")
    block = repair(parse(BROKEN), decisions=saved(page, tmp_path)).document.blocks[-1]
    assert (block.kind, block.level) == ("heading", 3)


def test_what_was_decided_is_there_when_the_page_is_opened_again(opened, tmp_path):
    page = opened(BROKEN)
    page.keyboard.press("n")
    page.reload()
    expect(page.get_by_role("status")).to_have_text("Decisions that this browser kept are taken up.")
    expect(page.get_by_text("1 of 2 decided")).to_be_visible()
    assert saved(page, tmp_path).table()["choice"].tolist() == ["reject"]


def test_a_page_that_is_made_anew_with_other_decisions_loses_none_of_the_browser(opened, tmp_path):
    page = opened(BROKEN)
    page.keyboard.press("n")
    done = repair(parse(BROKEN, "page"))
    broken = done.findings[done.findings["kind"] == "broken paragraph"]
    other = Decisions("page").reject(done.source, next(broken.itertuples()))
    (tmp_path / "review.html").write_text(review_page(done, other), "utf-8")
    page.reload()
    kinds = saved(page, tmp_path).table()["kind"].tolist()
    assert kinds == ["broken paragraph", "truncated paragraph"]


def test_a_file_of_decisions_is_opened_to_go_on(opened, tmp_path):
    document = parse(BROKEN, "page")
    decisions = Decisions("page").word("双向发力").reject(document, next(repair(document).findings.itertuples()))
    file = decisions.save(tmp_path / "earlier.json")
    page = opened(BROKEN)
    page.get_by_label("File of decisions").set_input_files(file)
    expect(page.get_by_text("1 of 2 decided")).to_be_visible()
    assert saved(page, tmp_path) == decisions


@pytest.mark.parametrize(
    ("held", "message"),
    [
        ("# 春", "This is no file of decisions: it is no JSON."),
        ("[1]", "This is no file of decisions."),
        ('{"format": "zh-analysis decisions", "version": 9, "decisions": []}', "This file is of version 9"),
    ],
)
def test_what_is_no_file_of_decisions_is_refused_with_the_reason(opened, tmp_path, held, message):
    file = tmp_path / "other.json"
    file.write_text(held, "utf-8")
    page = opened(BROKEN)
    page.get_by_label("File of decisions").set_input_files(file)
    expect(page.get_by_role("status")).to_contain_text(message)


def test_who_may_keep_nothing_is_warned_before_it_is_lost(opened):
    page = opened(BROKEN)
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    page.keyboard.press("n")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]


def test_keys_can_be_switched_off_and_mean_letters_where_one_writes(opened):
    page = opened(BROKEN)
    page.get_by_label("Your name").fill("")
    page.get_by_label("Your name").press_sequentially("ynm")
    page.get_by_label("Keys").uncheck()
    page.keyboard.press("n")
    expect(page.get_by_text("0 of 2 decided")).to_be_visible()


def test_markup_in_a_text_is_shown_as_text(opened):
    page = opened(HOSTILE, "</title><script>alert(2)</script>")
    page.get_by_label("Show").select_option("all")
    expect(page.get_by_role("blockquote")).to_contain_text("ript><img src=x onerror=alert(1)>")
    assert page.locator("img").count() == 0


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_and_it_fits_the_window(opened, seed, width, scheme):
    page = opened(seed, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.keyboard.press("n")
    for show in ("all", "decided"):
        page.get_by_label("Show").select_option(show)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        assert [(rule["id"], node["html"][:100]) for rule in found for node in rule["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


STEPS = "nyurnumruuuurrym"
THRICE = "市人民医院门诊部今起实行预约挂号制度，患者可以通过电话、网络和现场三种方式预约，减少排队等候的时间。"
OF_PLACES = ((0, "1"), (1, "2"), (0, "n"), (1, "y"), (0, "0"), (1, "n"), (0, "3"), (1, "0"), (0, "m"), (1, "1"))
PRESS = "([at, key]) => { state = review.pressed({ ...state, at }, key) }"


def started(page, document, listed):
    """Return a session of a review, and a page with the same review in the browser."""
    code = (FOLDER / "state.js").read_text("utf-8")
    page.evaluate(
        """async ([code, data]) => {
            globalThis.review = await import(`data:text/javascript,${encodeURIComponent(code)}`);
            globalThis.state = review.start(data, "");
        }""",
        [code, front_data(document, listed, None, Tokeniser(), "")],
    )
    return Session(document, listed), page


def test_keys_do_in_the_browser_what_a_session_does(watched, seed):
    """Every answer, undo and redo leaves the same decisions, in the same bytes as `Decisions.to_json`."""
    done = repair(seed)
    listed = [item for item in items(done, with_applied=True) if item.kind in ("caption", "broken paragraph")]
    session, page = started(watched(), seed, listed)
    number = 0
    for key in STEPS:
        if key in "ur":
            (session.undo if key == "u" else session.redo)()
            page.evaluate("key => { state = review.pressed(state, key) }", key)
        else:
            session.answer(listed[number], key)
            page.evaluate(PRESS, [listed[number].number, key])
            number += 1
        assert page.evaluate("review.fileOf(state)") == session.decisions.to_json() + "\n"


def test_what_is_said_of_one_place_of_a_repeat_and_of_all_cannot_both_hold(watched):
    """Whatever is answered at two places of a repeat, in whatever order, as in a session."""
    document = parse("\n\n".join(f"{place}的情况很好，大家都满意。\n\n{THRICE}" for place in ("东街", "西山", "南河")))
    listed = [item for item in items(repair(document), with_applied=True) if item.choice("3")]
    session, page = started(watched(), document, listed)
    assert len(listed) == 2
    for number, key in OF_PLACES:
        session.answer(listed[number], key)
        page.evaluate(PRESS, [listed[number].number, key])
        assert page.evaluate("review.fileOf(state)") == session.decisions.to_json() + "\n"


def test_a_word_is_added_shown_taken_out_and_saved(opened, tmp_path):
    page = opened(BROKEN)
    field = page.get_by_label("Word for the dictionary")
    field.press_sequentially("抢修 队")
    field.press("Enter")
    expect(page.get_by_role("status")).to_have_text("“抢修队” is in the dictionary when the text is repaired.")
    expect(page.get_by_text("0 of 2 decided")).to_be_visible()
    expect(field).to_have_value("")
    field.fill("终于恢复")
    page.get_by_role("button", name="Add word").click()
    page.get_by_role("button", name="Take 终于恢复 out of the dictionary").click()
    expect(page.get_by_role("button", name="Take")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Add word").click()
    expect(page.get_by_role("status")).to_have_text("No word was added.")
    decisions = saved(page, tmp_path)
    assert decisions.words == ("抢修队",)
    assert decisions.table()[["about", "choice", "by"]].values.tolist() == [["word", "add", "李明"]]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Axe().run(page, options={"runOnly": TAGS}).response["violations"] == []
