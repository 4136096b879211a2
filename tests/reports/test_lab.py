"""The notebooks as a reader meets them: in a real JupyterLab, started as `make lab` starts it, in a real browser."""

import json
import os
import re
import shutil
import subprocess
import sys

import lab_server
import pytest
from conftest import ROOT
from playwright.sync_api import expect

from analysis.reports.notebooks import CONCEPTS, corpus_notebook, notebooks

TIMEOUT = 60_000  # milliseconds that a step may take on a busy machine
ALL = [*notebooks(), corpus_notebook(), corpus_notebook(CONCEPTS)]


@pytest.fixture(scope="module", params=[("JupyterLab Light", "en"), ("JupyterLab Dark", "zh-Hans")], ids="-".join)
def lab(request, tmp_path_factory):
    """Address, token, theme and language of a JupyterLab on copies of the notebooks, on loopback."""
    place = tmp_path_factory.mktemp("lab")
    for name in ("notebooks", "seeds", ".jupyter"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    theme, language = request.param
    variables = os.environ | {"ANALYSIS_LANGUAGE": language}
    subprocess.run([sys.executable, place / ".jupyter" / "workspace.py"], check=True, env=variables)
    with lab_server.running(place, language) as (address, token):
        yield address, token, theme, language


@pytest.fixture(scope="module")
def window(browser, lab):
    """A window of JupyterLab in its theme, which asks nothing of any other address."""
    address, token, theme, language = lab
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page, asked = context.new_page(), []
    page.set_default_timeout(TIMEOUT)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/lab?token={token}")
    page.locator("#jp-MainLogo").wait_for()
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.get_by_text("Theme", exact=True).first.hover()
    page.get_by_text(theme, exact=True).click()
    yield page, address, language
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    context.close()


def test_it_opens_on_the_folder_of_the_copies_with_a_place_for_texts(window):
    page, address, __ = window
    page.goto(f"{address}/lab?reset")
    listed = page.locator(".jp-DirListing-content .jp-DirListing-item")
    listed.filter(has_text="settings.py").wait_for()
    assert listed.filter(has_text="texts").count() == 1
    assert listed.filter(has_text=".ipynb").count() == len(ALL)


@pytest.mark.parametrize(
    "notebook", [*notebooks(), corpus_notebook(), corpus_notebook(CONCEPTS)], ids=lambda path: path.stem
)
def test_it_runs_from_top_to_bottom_without_a_question_an_error_or_a_warning(window, notebook):
    page, address, language = window
    name = notebook.name if language == "en" else f"{notebook.stem}.{language}.ipynb"
    page.goto(f"{address}/lab/tree/lab/{name}?reset")
    cells = page.locator(".jp-Notebook .jp-Cell")
    cells.first.wait_for()
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    expect(page.locator(".jp-Notification-Toast")).to_have_count(0)
    # A person takes longer to find the menu than a kernel to start.
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.ready")
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.info")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    number = sum(cell["cell_type"] == "code" for cell in json.loads(notebook.read_text("utf-8"))["cells"])
    outputs = [output for cell in cells_that_ran(page, name, number) for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"] == []
    shown = [output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    captions = re.findall("<figcaption>(.*?)</figcaption>", "".join(map("".join, shown)))
    assert captions
    assert all(bool(re.match(r"(?:<[^>]*>)*[\d,]* ?[\u4e00-\u9fff]", each)) == (language != "en") for each in captions)
    assert page.locator(".jp-Dialog").count() == 0


def cells_that_ran(page, name, number):
    """The code cells as JupyterLab holds them, once all have run, in order, and the kernel is idle."""
    for _ in range(TIMEOUT // 200):
        page.wait_for_timeout(200)
        shown = page.evaluate("window.jupyterapp.shell.currentWidget.content.model.sharedModel.toJSON()")
        cells = [cell for cell in shown["cells"] if cell["cell_type"] == "code"]
        idle = page.locator(".jp-Notebook-ExecutionIndicator").get_attribute("data-status") == "idle"
        if idle and [cell["execution_count"] for cell in cells] == [*range(1, number + 1)]:
            return cells
    pytest.fail(f"{name}: not all cells ran: {[cell['execution_count'] for cell in cells]}, idle: {idle}")
