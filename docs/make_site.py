"""Build the site, in English and in Chinese, from `docs/`: ``python docs/make_site.py [FOLDER]`` (``site`` by default).

Put together first, in a folder for each language: the pages of `docs/` (Chinese: `docs/zh/`), with their numbers as
`numbers_of_pages.py` computes them, and the files of the project that they link to; then what is
made: the reference of the library, of the commands, and the notebooks, executed. Sphinx then treats every warning, such
as a link that leads nowhere, as an error.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from build import CHAPTERS, names_by_module, page
from numbers_of_pages import with_numbers, without_marks

from analysis.extensions.notebook_files import NOTEBOOKS
from analysis.languages.chosen import use_language
from analysis.reports.kernels import Kernels, execute
from analysis.reports.notebooks import CONCEPTS, corpus_notebook
from analysis.reports.notebooks import notebooks as of_documents

DOCS = Path(__file__).parent
ROOT = DOCS.parent
LANGUAGES = {"en": ("en", ""), "zh_CN": ("zh-Hans", "zh")}  # of Sphinx: ours, and where its pages are
MADE_NEVER = {"catalogues", "mutants"}
SWITCH = re.compile(r"\A.*(?:\[简体中文\]|\[English\]).*\n+")
LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)\s#]+)(#[^)\s]*)?(?=\))")
INLINE = re.compile(r"\[([^\]]+)\]\((?![a-z]+:|#)([^)\s#]+\.md)(#[^)\s]*)?\)")
INDEX = "searchindex.js"  # what every site that Sphinx built has
# What the theme says, of which it has no Chinese: in the pages' HTML, with what stands around it there.
THEME = {
    "<span>Next</span>": "<span>下一页</span>",
    "<span>Previous</span>": "<span>上一页</span>",
    "<span>Back to top</span>": "<span>回到页首</span>",
    "<title>Contents</title>": "<title>目录</title>",
    "<title>Menu</title>": "<title>菜单</title>",
    "<title>Expand</title>": "<title>展开</title>",
    "<title>Light mode</title>": "<title>浅色</title>",
    "<title>Dark mode</title>": "<title>深色</title>",
    "<title>Auto light/dark, in light mode</title>": "<title>自动，现为浅色</title>",
    "<title>Auto light/dark, in dark mode</title>": "<title>自动，现为深色</title>",
    "Toggle Light / Dark / Auto color theme": "切换浅色、深色或自动",
    "Toggle site navigation sidebar": "打开或收起导航",
    "Toggle table of contents sidebar": "打开或收起本页目录",
    "Toggle navigation of ": "展开或收起：",
    "Skip to content": "跳到正文",
}
EXECUTED = [*of_documents(), corpus_notebook(), corpus_notebook(CONCEPTS)]


class Sources:
    """The folder that Sphinx reads, for one language."""

    def __init__(self, place: Path, language: str) -> None:
        self.place, self.language = place, language
        self.tag, self.below = LANGUAGES[language]
        self.from_project: set[Path] = set()

    def add_pages(self) -> None:
        """Add what is written by hand."""
        top = DOCS / self.below
        for path in sorted(top.rglob("*.md")):
            inside = path.relative_to(top)
            if inside.parts[0] == "zh" or ".zh-CN" in path.name or path.stem in MADE_NEVER:
                continue
            self.add(path, inside)
        if self.below:
            self.add(DOCS / "glossary.zh-CN.md", Path("glossary.md"))

    def add(self, path: Path, inside: Path) -> None:
        """Add a page, its numbers up to date and its links made to lead to pages of the site."""
        text = SWITCH.sub("", path.read_text("utf-8"), count=1)
        self.write(inside, self.relinked(without_marks(with_numbers(text, path)), path, inside))

    def relinked(self, text: str, path: Path, inside: Path) -> str:
        """Return a page's text with links that hold on the site."""

        def elsewhere(match: re.Match[str]) -> str:
            """Lead from Chinese pages to English ones, which are another build: as plain HTML."""
            label, target, anchor = match[1], match[2], match[3] or ""
            there = Path(os.path.normpath(path.parent / target))
            if not (self.below and there.is_relative_to(DOCS)) or there.is_relative_to(DOCS / "zh"):
                return match[0]
            if there.name == "glossary.zh-CN.md":
                return f"[{label}]({os.path.relpath('glossary.md', inside.parent)}{anchor})"
            page = there.relative_to(DOCS).with_suffix(".html")
            return f'<a href="{os.path.relpath(page, Path("zh") / inside.parent)}{anchor}">{label}</a>'

        def within(match: re.Match[str]) -> str:
            target, anchor = match[1], match[2] or ""
            there = Path(os.path.normpath(path.parent / target))
            if there.is_relative_to(DOCS / self.below):
                return os.path.relpath(there.relative_to(DOCS / self.below), inside.parent) + anchor
            if not there.is_file():
                raise SystemExit(f"{path}: {target} is no file")
            kept = Path("project") / there.relative_to(ROOT)
            if there not in self.from_project:
                self.from_project.add(there)
                self.copy(there, kept)
            return os.path.relpath(kept, inside.parent) + anchor

        return LINK.sub(within, INLINE.sub(elsewhere, text))

    def copy(self, path: Path, kept: Path) -> None:
        """Add a file of the project that a page links to; a page of it stands in no contents."""
        if path.suffix == ".md":
            text = SWITCH.sub("", path.read_text("utf-8"), count=1)
            self.write(kept, "---\norphan: true\n---\n\n" + self.relinked(text, path, kept))
        else:
            (self.place / kept).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, self.place / kept)

    def write(self, inside: Path, text: str) -> None:
        """Write a page."""
        (self.place / inside).parent.mkdir(parents=True, exist_ok=True)
        (self.place / inside).write_text(text, "utf-8")

    def extend(self, inside: Path, text: str) -> None:
        """Fill a page that in the repository says only where to find the rest."""
        self.write(inside, (self.place / inside).read_text("utf-8") + text)

    def add_library(self) -> None:
        """Add a page for each chapter of the library, made of its docstrings."""
        modules = names_by_module()
        slugs = []
        for chapter, files in CHAPTERS.items():
            slugs.append(chapter.lower().replace(" ", "-"))
            parts = [f"# {chapter}\n\n```{{eval-rst}}\n.. currentmodule:: analysis\n"]
            for name in (name for module in files for name in sorted(modules) if modules[name] == module):
                is_class, is_error = name[0].isupper(), name.endswith("Error")
                called = f"{name}()" if is_error else name  # of an error Sphinx does not find out how it is made
                parts.append(f"\n.. auto{'class' if is_class else 'function'}:: analysis.{called}\n")
                parts.append("   :members:\n   :exclude-members: set\n" if is_class else "")
            self.write(Path("reference/library", f"{slugs[-1]}.md"), "".join([*parts, "```\n"]))
        contents = "\n".join(f"library/{slug}" for slug in slugs)
        self.write(Path("api.md"), page())
        self.write(
            Path("reference/library.md"),
            "# Library\n\nEvery public name with its parameters, from the docstrings; "
            f"[all of them on one page](../api.md).\n\n```{{toctree}}\n\n{contents}\n```\n",
        )

    def add_commands(self) -> None:
        """Add what each command says of itself."""
        from click import Context

        from analysis.cli.help_pages import Context as Ours
        from analysis.cli.main import main

        parts = []
        with Context(main) as above:
            for name, command in [("", main), *main.commands.items()]:
                called = f"analysis {name}".strip()
                shown = command.get_help(Ours(command, info_name=called, terminal_width=80, max_content_width=80))
                parts.append(f"\n## `{called}`\n\n```text\n{shown}\n```\n")
            above.close()
        self.extend(Path("reference/commands.md"), "".join(parts))

    def add_notebooks(self) -> None:
        """Execute the notebooks on the seeds, and add a page for each."""
        with TemporaryDirectory() as place:
            kernels = Kernels(Path(place), 1, ROOT)
            try:
                for path in EXECUTED:
                    executed, problem = execute(path, parameters(path), kernels, NOTEBOOKS, False)
                    if problem:
                        raise SystemExit(problem)
                    self.write(Path("notebooks", f"{path.stem}.md"), as_markdown(executed))
            finally:
                kernels.close()
        names = "\n".join(f"notebooks/{path.stem}" for path in EXECUTED)
        self.extend(Path("notebooks.md"), f"\n```{{toctree}}\n\n{names}\n```\n")

    def build(self, out: Path) -> None:
        """Let Sphinx write the pages."""
        made = out / self.below
        both = "glossary,reference/commands,notebooks," + ",".join(f"notebooks/{path.stem}" for path in EXECUTED)
        command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-E", "-b", "html", "-c", str(DOCS)]
        settings = {
            "language": self.language,
            "html_search_language": "zh" if self.below else "en",
            "in_both": both,
        }
        if self.below:  # words that the search is to know as such, beside jieba's
            rows = (DOCS / "glossary.zh-CN.md").read_text("utf-8").splitlines()
            words = [word for row in rows if row.startswith("| ") for word in row.split(" | ")[1].split("、")]
            self.write(Path("words.txt"), "\n".join(words) + "\n")
            settings["html_search_options.dict"] = str(self.place / "words.txt")
        more = [part for name, value in settings.items() for part in ("-D", f"{name}={value}")]
        with TemporaryDirectory() as trees:
            known = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(DOCS)]), "SOURCE_DATE_EPOCH": "0"}
            done = subprocess.run([*command, *more, "-d", trees, str(self.place), str(made)], env=known)
        if done.returncode:
            raise SystemExit(done.returncode)
        (made / ".buildinfo").unlink(missing_ok=True)
        if self.below:
            theme_in_chinese(made)


def theme_in_chinese(folder: Path) -> None:
    """Say in Chinese what the theme says on each page; what it no longer says is an error, so that it is seen."""
    unsaid = set(THEME)
    for path in folder.rglob("*.html"):
        text = path.read_text("utf-8")
        for english, chinese in THEME.items():
            unsaid -= {english} if english in text else set()
            text = text.replace(english, chinese)
        path.write_text(text, "utf-8")
    if unsaid:
        raise SystemExit(f"the theme no longer says {sorted(unsaid)}")


def parameters(notebook: Path) -> dict[str, object]:
    """Return what a notebook is set to."""
    cells = nbformat.read(notebook, as_version=4).cells
    source = next(cell.source for cell in cells if "parameters" in cell.metadata.get("tags", []))
    return {line.targets[0].id: ast.literal_eval(line.value) for line in ast.parse(source).body}


def as_markdown(notebook: nbformat.NotebookNode) -> str:
    """Return an executed notebook as a page: its prose, its code, and what each cell shows."""
    parts = []
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if "lab" in tags or ("pages" in tags and not cell.get("outputs")):
            continue
        if cell.cell_type == "markdown":
            parts.append(re.sub(r"(?<=\w)\.ipynb\)", ".md)", cell.source))
            continue
        parts.append(f"```python\n{cell.source}\n```")
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                parts.append(f'```{{raw}} html\n<div class="shown" tabindex="0">\n{data["text/html"]}\n</div>\n```')
            elif text := data.get("text/plain", output.get("text", "")):
                parts.append(f"```text\n{text.rstrip()}\n```")
    return "\n\n".join(parts) + "\n"


def main(out: str = "site") -> None:
    """Build all of it."""
    target = Path(out)
    if target.exists() and any(target.iterdir()) and not (target / INDEX).is_file():
        raise SystemExit(f"{target}: is there, and no site of ours; name another folder")
    shutil.rmtree(target, ignore_errors=True)
    for language, (tag, _below) in LANGUAGES.items():
        os.environ["ANALYSIS_LANGUAGE"] = tag
        use_language(tag)
        with TemporaryDirectory() as place:
            sources = Sources(Path(place), language)
            sources.add_pages()
            sources.add_commands()
            sources.add_notebooks()
            if not sources.below:
                sources.add_library()
            sources.build(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
