"""The documentation site: its examples are true, its languages in step, its pages whole, quiet and for all."""

import os
import re
import runpy
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from commands import run
from conftest import ROOT, SEED
from playwright.sync_api import expect

from analysis.corpus import counting, reuse

DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS))

import examples  # noqa: E402
import numbers_of_pages  # noqa: E402
import tables_of_pages  # noqa: E402

BUILD = runpy.run_path(str(DOCS / "build.py"), run_name="build")  # imported, it would be taken for fonts/build.py
BOTH = sorted(path.relative_to(DOCS / "zh") for path in (DOCS / "zh").rglob("*.md"))
BOTH.remove(Path("reference/index.md"))  # the library's names are explained in English alone


@pytest.fixture(scope="session")
def site(made_once):
    """Return the folder of the site, built with every warning an error."""

    def make(folder):
        known = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, DOCS / "make_site.py", folder], env=known, cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-3000:]

    return made_once("site", make)


def test_a_folder_that_is_no_site_stays_as_it_is(tmp_path):
    (tmp_path / "letter.txt").write_text("信")
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, DOCS / "make_site.py", tmp_path], env=known, cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, [path.name for path in tmp_path.iterdir()]) == (1, ["letter.txt"])
    assert "no site of ours" in done.stderr


@pytest.mark.parametrize("path", examples.pages(), ids=lambda path: path.relative_to(DOCS).as_posix())
def test_examples_print_what_the_page_says(path):
    """`python docs/examples.py` writes what they print now."""
    text = path.read_text("utf-8")
    assert examples.run_apart(path) == text


@pytest.mark.parametrize("path", BOTH, ids=str)
def test_a_page_is_the_same_in_both_languages(path):
    """As many headings, the same commands and code, the same pictures, numbers and pages that it leads to.

    Comments and evidence in code, and places within a page, which are named for its headings, are in its language.
    """

    def shape(text, place):
        without = examples.BLOCK.sub("", text)
        typed = [block[3] for block in examples.BLOCK.finditer(text)]
        typed = [re.sub(r" +# .*$|^>>> analysis.use_language.*\n", "", code, flags=re.M) for code in typed]
        typed = [re.findall(r"^ *(?:\$|>|>>>|\.\.\.) .*$", code, re.M) or code for code in typed]
        links = [os.path.normpath(place / link.split("#")[0]) for link in re.findall(r"\]\((?!\w+:)([^)]+)\)", without)]
        links = [link.replace("/zh/", "/").replace(".zh-CN", "") for link in links]
        names = sorted({name for name, _number in numbers_of_pages.MARKED.findall(text)})
        return re.findall(r"^#+(?= )", without, re.M), typed, sorted(links), names

    english, chinese = DOCS / path, DOCS / "zh" / path
    assert shape(chinese.read_text("utf-8"), chinese.parent) == shape(english.read_text("utf-8"), english.parent)


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.relative_to(DOCS).as_posix())
def test_every_link_of_a_page_leads_to_a_file_of_the_repository(path):
    """Pages are read there, too."""
    text = examples.BLOCK.sub("", path.read_text("utf-8"))
    links = [unquote(urlsplit(link).path) for link in re.findall(r"\]\((?!\w+:|#)([^)\s]+)\)", text)]
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_a_page_whose_examples_print_something_else_is_stale(tmp_path, monkeypatch):
    page = tmp_path / "page.md"
    monkeypatch.setattr(examples, "ROOT", tmp_path)
    monkeypatch.setattr(examples, "run_apart", lambda _path: "2\n")
    page.write_text("1\n", "utf-8")
    assert examples.stale([page]) == "python docs/examples.py writes what is printed now: page.md"
    page.write_text("2\n", "utf-8")
    assert examples.stale([page]) is None


def test_a_number_that_no_command_computed_is_an_error(tmp_path):
    old, now = (f"F1 <!--= broken f1 -->{of}<!--=-->" for of in ("?", numbers_of_pages.number("broken f1")))
    assert numbers_of_pages.with_numbers(old, tmp_path) == now
    assert numbers_of_pages.without_marks("F1 <!--= broken f1 -->0.9<!--=-->.") == "F1 0.9."
    with pytest.raises(SystemExit, match="no such number"):
        numbers_of_pages.with_numbers("F1 <!--= no such number -->?<!--=-->", tmp_path)


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.relative_to(DOCS).as_posix())
def test_the_numbers_that_a_page_states_are_those_that_were_computed(path):
    """`python docs/build.py` writes them. A line or an item that begins with a mark would be taken for HTML."""
    text = path.read_text("utf-8")
    assert numbers_of_pages.with_numbers(text, path) == text
    assert not re.search(r"^[ >]*(?:[-*+] +|\d+[.)] +)?<!--=|\{\{[a-z]", text, re.M)


@pytest.mark.parametrize("path", sorted((DOCS / "zh").rglob("*.md")), ids=lambda path: path.name)
def test_tables_in_chinese_have_the_rows_of_the_english_page(path):
    """`python docs/build.py` writes them."""
    text = path.read_text("utf-8")
    assert tables_of_pages.with_tables(text) == text
    assert len(re.findall("<!-- table:", text)) == len(tables_of_pages.TABLE.findall(text))


def test_rows_and_columns_of_a_table_are_copied_as_they_are_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(tables_of_pages, "DOCS", tmp_path)
    table = "| a | b | c |\n| --- | --- | --- |\n| law | 0.9 to 1.0 | 3 |\n| verse | - |  |\n"
    (tmp_path / "page.md").write_text(f"# Page\n\n## One\n\n| x |\n| --- |\n| 1 |\n\n{table}\n## Two\n", "utf-8")
    mark, head, end = "<!-- table: page; One; 2{} -->\n", "| 甲 | 乙 |\n| --- | --- |\n", "<!-- end of table -->\n"
    stale = mark.format("; rows law; columns 1 2") + head + "| 旧 | 9 |\n" + end
    assert tables_of_pages.with_tables(stale) == stale.replace("旧 | 9", "法规 | 0.9 至 1.0")
    with pytest.raises(SystemExit, match="2, 3"):
        tables_of_pages.with_tables(mark.format("") + head + end)
    with pytest.raises(SystemExit, match="no section 'Three'"):
        tables_of_pages.with_tables(stale.replace("One", "Three"))


@pytest.mark.parametrize("name", sorted(numbers_of_pages.README))
def test_what_a_readme_says_of_accuracy_and_speed_is_what_was_measured(name):
    """`make docs` writes these lines."""
    text = (ROOT / name).read_text("utf-8")
    assert BUILD["with_measured"](text, name) == text


class Links(HTMLParser):
    """Where a page leads, what it loads, and the places in it."""

    def __init__(self, text):
        super().__init__()
        self.targets, self.places = [], {""}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.places |= {given[name] for name in ("id", "name") if given.get(name)}
        if tag in ("a", "link", "script", "img", "source") and (target := given.get("href") or given.get("src")):
            self.targets.append((tag, target))


def test_every_link_leads_to_a_place_that_is_there(site):
    """And nothing that a page loads is from elsewhere."""
    pages = {path: Links(path.read_text("utf-8")) for path in site.rglob("*.html")}
    wrong = []
    for path, page in pages.items():
        for tag, target in page.targets:
            parts = urlsplit(target)
            if parts.scheme == "data" or (parts.scheme in ("http", "https") and tag == "a"):
                continue
            there = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if parts.scheme or not there.exists() or unquote(parts.fragment) not in (pages.get(there) or page).places:
                wrong.append((path.relative_to(site).as_posix(), target))
    assert len(pages) > 50
    assert wrong == []


def test_chinese_pages_say_in_chinese_where_they_lead(site):
    text = (site / "zh" / "reference" / "index.html").read_text("utf-8")
    assert re.findall("<span>(Next|下一页|Previous|上一页)</span>", text) == ["下一页", "上一页"]
    assert "Toggle" not in text


@pytest.mark.parametrize(
    "path", sorted((DOCS / "zh").rglob("*.md")), ids=lambda path: path.relative_to(DOCS).as_posix()
)
def test_no_line_of_chinese_ends_within_a_paragraph(path):
    """A browser shows each end of a line as a blank, which Chinese does not have between its words."""
    text = examples.BLOCK.sub("", path.read_text("utf-8"))
    assert re.findall("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]\n *[\u4e00-\u9fff（“《].{,9}", text) == []


def test_no_page_says_where_it_was_built(site):
    told = [path.name for path in site.rglob("*.html") if str(ROOT) in path.read_text("utf-8")]
    assert told == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_pages_open_from_disk_quiet_fit_their_window_and_axe_finds_nothing(watched, site, width, scheme):
    page = watched(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
    options = {"runOnly": {"type": "tag", "values": tags}, "preload": False}  # which would fetch style sheets
    names = ["index", "getting-started", "how-to/decisions", "explanations/limits", "reference/library/documents"]
    names += ["reference/files", "notebooks/02_term_frequencies", "method", "zh/index", "zh/getting-started"]
    names += ["accuracy", "zh/accuracy", "zh/method", "zh/scale", "zh/reference/files"]
    names += [
        "zh/explanations/why-audit",
        "zh/notebooks/04_duplicate_audit",
        "notebooks/06_concepts",
        "zh/notebooks/06_concepts",
        "zh/glossary",
        "search",
    ]
    wrong = set()
    for name in names:
        page.goto((site / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        for rule in Axe().run(page, options=options).response["violations"]:
            wrong |= {(name, rule["id"], node["html"][:100]) for node in rule["nodes"]}
    assert wrong == set()


@pytest.mark.parametrize(("below", "words", "title"), [("", "ledger", "Files"), ("zh/", "断段", "术语表")])
def test_the_search_works_from_disk(watched, site, below, words, title):
    page = watched()
    page.goto(f"{(site / below / 'search.html').as_uri()}?q={words}")
    expect(page.locator("ul.search li a", has_text=title).first).to_be_visible()


def test_a_page_leads_to_itself_in_the_other_language(watched, site):
    page = watched(viewport={"width": 1280, "height": 900})
    page.goto((site / "how-to" / "scrapes.html").as_uri())
    page.get_by_role("link", name="简体中文").click()
    expect(page.locator("h1")).to_contain_text("一个文件夹的网页")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_contain_text("A folder of scrapes")


FILES = DOCS / "reference" / "files.md"
TABLES_OF_CORPUS = {**counting.TABLES, **reuse.TABLES}


@pytest.mark.parametrize("name", TABLES_OF_CORPUS)
def test_every_column_of_a_table_of_a_corpus_is_on_the_page_of_files(name):
    session = FILES.read_text("utf-8").split("## Tables of a corpus")[1].split("\n## ")[0]
    columns = re.search(rf"/{name}\.parquet\"\).*\n\{{(.*)\}}\n", session)[1]
    assert re.findall(r"'(\w+)': '", columns) == [*TABLES_OF_CORPUS[name]]


ROWS_OF_COMMANDS = re.findall(r"^\| `([a-z]+ [\w-]+\.txt.*?)` \| (.+?) \| ", FILES.read_text("utf-8"), re.M)


@pytest.mark.parametrize(("command", "columns"), ROWS_OF_COMMANDS, ids=[row[0] for row in ROWS_OF_COMMANDS])
def test_what_a_command_writes_as_csv_has_the_columns_of_the_page_of_files(command, columns, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("page.txt", "2021-03-02.txt"):
        Path(name).write_bytes(SEED.read_bytes())
    Path("c.yaml").write_text("会议:\n  - 政协\n", "utf-8")
    done = run(*command.split(), "--format", "csv")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.lstrip("\ufeff").splitlines()[0] == columns.replace("`", "").replace(", ", ",")
