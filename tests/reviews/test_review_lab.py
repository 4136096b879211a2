"""The widget as a reviewer meets it: in a real JupyterLab with no network but its own, in a real browser."""

import shutil
from ast import literal_eval

import lab_server
import nbformat
import pytest
import two_pages
from conftest import ROOT
from playwright.sync_api import expect

TIMEOUT = 60_000  # milliseconds that a step may take on a busy machine
CODE = "import analysis\npanel = analysis.review(analysis.load('two.pdf'), by='李明')\npanel"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
ASK = """async code => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const reply = await kernel.requestExecute({ code: "", user_expressions: { asked: code } }).done;
    return reply.content.user_expressions.asked.data["text/plain"];
}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Address and token of a JupyterLab with a notebook that shows a review of a PDF."""
    place = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / ".jupyter", place / ".jupyter")
    (place / "notebooks").mkdir()
    two_pages.write(place / "notebooks" / "two.pdf")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CODE)], metadata=KERNEL)
    nbformat.write(notebook, place / "notebooks/review.ipynb")
    with lab_server.running(place) as server:
        yield server


@pytest.fixture
def panel(browser, lab):
    """The review, shown in its notebook; JupyterLab asks nothing of any other address meanwhile."""
    address, token = lab
    context = browser.new_context(viewport={"width": 1400, "height": 1400})
    page, asked, said = context.new_page(), [], []
    page.set_default_timeout(TIMEOUT)
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}/lab/tree/notebooks/review.ipynb?reset&token={token}")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.ready")
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.info")
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells') }")
    panel = page.locator(".zh-review")
    panel.wait_for()
    yield panel
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def asked(panel, code):
    """Return the value of an expression in the kernel."""
    return literal_eval(panel.page.evaluate(ASK, code))


def expect_in_kernel(panel, code, value):
    """Wait until an expression has a value in the kernel; a widget sends one change after another."""
    for _ in range(TIMEOUT // 200):
        if asked(panel, code) == value:
            return
        panel.page.wait_for_timeout(200)
    pytest.fail(f"{code} is {asked(panel, code)}, not {value}")


def test_a_click_and_a_key_change_the_decisions_in_the_kernel_and_the_page_is_shown(panel):
    panel.get_by_label("Show").select_option("all")
    panel.get_by_role("group", name="Answers").get_by_role("button").nth(1).click()
    expect_in_kernel(panel, "[(one.choice, one.by) for one in panel.decisions.decisions]", [("reject", "李明")])
    panel.page.keyboard.press("u")
    expect(panel.get_by_role("status")).to_have_text("Taken back.")
    expect_in_kernel(panel, "len(panel.decisions)", 0)
    panel.page.keyboard.press("m")
    expect_in_kernel(panel, "[one.choice for one in panel.decisions.decisions]", ["mark"])
    assert asked(panel, "panel.repair().document.text.count('⟦')") == 1
    # JupyterLab took none of the keys: m would have made the cell Markdown, b inserted one below.
    panel.page.keyboard.press("b")
    assert panel.page.locator(".jp-Cell").count() == panel.page.locator(".jp-CodeCell").count() == 1
    panel.locator("summary").click()
    image = panel.locator("img")
    image.wait_for()
    assert image.get_attribute("alt") == asked(panel, "panel._picture['alt']")
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
