"""What several test files need: the seed, and the reports, which are made once for all workers."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

os.environ["ANALYSIS_LANGUAGE"] = "en"  # whatever the machine's own is, also in the processes that tests start

import hypothesis
import pytest
import two_pages as pages

import analysis

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_ed0ec8543009b9f7.txt"

# The same examples on every machine; and no deadline, since a shared machine stalls.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, max_examples=150)
hypothesis.settings.load_profile("steady")


@pytest.fixture(scope="session")
def seed() -> analysis.Document:
    return analysis.load(SEED)


@pytest.fixture(scope="session")
def tokens(seed):
    return analysis.with_sections(analysis.Tokeniser().tokens(seed), analysis.sections(seed))


@pytest.fixture
def two_pages(tmp_path):
    """Return the path of a PDF of two pages."""
    return pages.write(tmp_path / "two.pdf")


@contextmanager
def _alone(file: Path):
    """Keep the other workers out meanwhile."""
    import fcntl

    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """Return a function that lends a folder, the same to every worker, which the first of them fills."""
    workers = tmp_path_factory.getbasetemp()
    place = workers.parent if "PYTEST_XDIST_WORKER" in os.environ and os.name != "nt" else workers

    def made(name, make):
        folder = place / name
        if place == workers:
            if not folder.exists():
                folder.mkdir()
                make(folder)
            return folder
        with _alone(place / f"{name}.lock"):
            if not (place / f"{name}.done").exists():  # what another worker began and failed in is begun anew
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                (place / f"{name}.done").touch()
        return folder

    return made


def command(*arguments):
    """Run a command, which must go well."""
    from click.testing import CliRunner

    from analysis.cli.main import main

    result = CliRunner().invoke(main, [*map(str, arguments)])
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="session")
def seed_report(made_once) -> Path:
    """Return the folder of a report on the seed, made by the command line."""

    def make(out):
        command("report", SEED, "--out", out, "--figures", out / "figures")

    return made_once("seed", make) / SEED.stem


@pytest.fixture(scope="session")
def chinese_report(made_once) -> Path:
    """Return the folder of a report on the seed in Chinese."""
    return made_once("chinese", lambda out: command("report", SEED, "--out", out, "--lang", "zh")) / SEED.stem


SAME = "反复出现的一段话，讲的是同一件事情，从头到尾一个字也没有改动过的。"
HOSTILE = f"""# <img src=x onerror=alert(1)> 题

<script>alert(2)</script>

政协</p><script>alert(3)</script>工作，=cmd|'/c calc'!A1 ${{7*7}} {{{{7*7}}}} {SAME}

"><svg onload=alert(4)> <style>* {{ display: none }}</style> [政协](javascript:alert(5)) {SAME}
"""


@pytest.fixture(scope="session")
def reports(made_once) -> Path:
    """Return the folder of a report on two documents: hostile in text and in name, and without repeats."""

    def make(folder):
        (folder / "<b onclick=x>&.md").write_text(HOSTILE, "utf-8")
        (folder / "short.txt").write_text("春天来了。\n", "utf-8")
        command("report", folder / "<b onclick=x>&.md", folder / "short.txt", "--out", folder / "out")

    return made_once("hostile", make) / "out"


@pytest.fixture(scope="session")
def hostile_report(reports) -> Path:
    """Return the folder of the report on the hostile document."""
    return reports / "_b_onclick_x_"


@pytest.fixture(scope="session")
def corpus_report(made_once) -> Path:
    """Return the folder of a report on the seed corpus, made by the command line, and beside it its figures."""

    def make(folder):
        options = ["--group", "_(.+)_", "--figures", folder / "figures", "--concepts", ROOT / "seeds" / "concepts.yaml"]
        command("corpus", ROOT / "seeds" / "corpus", "--out", folder / "corpus", *options)

    return made_once("corpora", make) / "corpus"


@pytest.fixture(scope="session")
def hostile_corpus(made_once) -> Path:
    """Return the folder of a report on a corpus that is hostile in texts, names and groups."""

    def make(place):
        folder = place / "<i>corpus"
        folder.mkdir()
        for name in ("<img src=x onerror=alert(6)>_甲", "=1+1_乙", "a_<b onclick=x>"):
            (folder / f"{name}.md").write_text(HOSTILE, "utf-8")
        (place / "c.yaml").write_text("'<img src=x onerror=alert(7)>': ['<b>', 工作, {pattern: '<'}]", "utf-8")
        command("corpus", folder, "--out", place / "out", "--group", "(.*)_", "--concepts", place / "c.yaml")

    return made_once("hostile corpus", make) / "out"


CORPUS_PAGES = ("index.html", "06_concepts.html")


@pytest.fixture(scope="session")
def all_reports(seed_report, chinese_report, reports, corpus_report, hostile_corpus) -> list[Path]:
    """Return every page there is to look at."""
    of_corpora = [folder / name for folder in (corpus_report, hostile_corpus) for name in CORPUS_PAGES]
    of_seed = [*sorted(seed_report.glob("*.html")), *sorted(chinese_report.glob("*.html"))]
    return [*of_seed, *sorted(reports.rglob("*.html")), *of_corpora]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of Debian's chromium; without one, fail in CI and skip elsewhere."""
    path = shutil.which("chromium")
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("chromium is not installed: apt-get install chromium")
    return path


@pytest.fixture(scope="session")
def browser(chromium):
    from playwright.sync_api import sync_playwright

    flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync"]
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags + sandbox)
        yield browser
        browser.close()


@pytest.fixture
def watched(browser):
    """Return a function that opens a window with the network off, which must say and ask nothing by the end."""
    said, asked, contexts = [], [], []

    def window(**look):
        contexts.append(browser.new_context(offline=True, **look))
        page = contexts[-1].new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        return page

    yield window
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
