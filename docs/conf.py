"""How Sphinx builds the site: once in English, once in Chinese, from what `make_site.py` puts together."""

import re
from importlib import metadata
from pathlib import Path

from build import MADE
from sphinx.search.zh import SearchChinese

HERE = Path(__file__).parent
project = "zh-analysis"
copyright = "The zh-analysis developers"  # noqa: A001 - the name that Sphinx reads
version = release = metadata.version(project)
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = "zh-analysis"
html_static_path = [str(HERE / "static")]
html_css_files = ["site.css"]
templates_path = [str(HERE / "templates")]
html_show_sourcelink = html_copy_source = False
html_show_search_summary = False  # it would be fetched, which from disk a browser refuses
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_theme_options = {"navigation_with_keys": False}
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
default_role = "py:obj"  # `name` in a docstring leads to what has that name
autodoc_member_order = "bysource"
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]

SearchChinese.language_name = "English"  # it stems with English rules, and Sphinx 9 looks for its script by this name
SCROLLS = re.compile(r'<pre(?=>)|<div class="table-wrapper[^">]*"')
SECTION = re.compile(r"^(Parameters|Returns|Raises)$")
NAMES = re.compile(r"\*{0,2}\w+(?:, \*{0,2}\w+)*")
ITEM = re.compile(r"^(?P<names>\S[^:]*?) : (?P<text>.*)$")


def as_fields(lines: list[str]) -> list[str]:
    """Return the lines of a docstring, its parameters, results and errors as the fields that Sphinx knows.

    The docstrings say `name : what it is`, where other projects write a type behind the colon.
    """
    found, section = [], ""
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if SECTION.match(line) and set(below) == {"-"}:
            section = line
        elif set(line) == {"-"} and section and lines[number - 1] == section:
            if section == "Returns":
                found.append(":returns:")
        elif line.startswith((">>>", "References:")):
            section = ""
            found += ["", line]
        elif (item := ITEM.match(line)) and section != "Returns" and NAMES.fullmatch(item["names"]):
            section = section or "Fields"
            role = {"Parameters": "param", "Raises": "raises", "Fields": "ivar"}[section]
            names = [name.strip() for name in item["names"].split(",")]
            found += [f":{role} {name}: {item['text']}" for name in names]
        else:
            found.append(f"    {line}" if section and line else line)
    return found


def plain(lines: list[str]) -> list[str]:
    """Return the lines with what reStructuredText takes for markup, and we do not, escaped; examples as they are."""
    return [line if line.startswith((">>>", "...")) else line.replace("|", "\\|") for line in lines]


def setup(app: object) -> None:
    """Tell Sphinx what is ours."""

    def docstring(_app, _what, _name, _thing, _options, lines: list[str]) -> None:
        lines[:] = plain(as_fields(lines))

    def signature(_app, what: str, name: str, _thing, _options, _given: str, returned: str) -> tuple[str, str] | None:
        made = name.removeprefix("analysis.") in MADE
        return None if what not in ("class", "exception") or made else ("", returned)

    def links(app, page: str, _template, context: dict, _doctree) -> None:
        is_chinese = app.config.language == "zh_CN"
        depth = page.count("/")
        other = HERE if is_chinese else HERE / "zh"
        there = page if page in app.config.in_both or (other / f"{page}.md").exists() else "index"
        if "body" in context:  # what scrolls by itself can be reached by keyboard
            context["body"] = SCROLLS.sub(r'\g<0> tabindex="0"', context["body"])
        context["other"] = (
            ("English", "en", "../" * (depth + 1) + f"{there}.html")
            if is_chinese
            else ("简体中文", "zh", "../" * depth + f"zh/{there}.html")
        )

    app.add_config_value("in_both", [], "html")
    app.connect("autodoc-process-docstring", docstring)
    app.connect("autodoc-process-signature", signature)
    app.connect("html-page-context", links)
