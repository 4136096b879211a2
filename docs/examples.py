"""Run the examples of the pages, in order, each page in a folder of its own: ``python docs/examples.py [PAGE ...]``.

Writes what came of them into the pages; with ``--check`` before the pages, it fails where that is not there already. A
page's blocks are

- ``console``: behind ``$`` what is typed (``>`` goes on), below it what is printed. A line ``…`` stands for any lines,
  and … at the end of a line for the rest of it; long output is cut so.
- ``python`` with ``>>>``: a session, which goes on from block to block.
- any that begins with ``# name.py`` or ``# name.toml``, in a folder or not, and any below a comment
  ``<!-- file: name -->``: a file, which is written for what follows.
- any below a comment ``<!-- not run: why -->``: what is not run.

In the folder are `page.txt`, which is the seed, `seeds/`, `texts/`, which is the seed corpus, `newspaper.pdf` and
`story.html`.
"""

from __future__ import annotations

import contextlib
import doctest
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.languages.chosen import kept

DOCS = Path(__file__).parent
ROOT = DOCS.parent
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.M | re.S)
UNRUN = re.compile(r"<!-- not run: \S(?:(?!-->).)* -->\s+\Z", re.S)
FILE = re.compile(r"# ([\w/]+\.(?:py|toml))\n")
NAMED = re.compile(r"<!-- file: (\S+) -->\s+\Z")
COMMAND = re.compile(r"^\$ .*\n(?:^> .*\n)*", re.M)
REST = "…"
MOST_LINES, WIDEST = 14, 96
FLAGS = doctest.NORMALIZE_WHITESPACE
STORY = """<!DOCTYPE html><html lang="zh"><head><title>河边的图书馆_某某网</title></head><body>
<nav><a href="/">首页</a> <a href="/news">新闻</a> <a href="/about">关于我们</a></nav>
<article><h1>河边的图书馆</h1>{paragraphs}</article>
<aside><a href="/1">相关新闻：新桥通车</a></aside><div id="footer"><a href="/c">版权所有</a> 某某网</div></body></html>
"""


def fill(folder: Path) -> None:
    """Put into a folder what the examples read."""
    sys.path.insert(0, str(ROOT / "tests"))
    import two_pages

    seed = next((ROOT / "seeds").glob("*.txt"))
    shutil.copyfile(seed, folder / "page.txt")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "seeds" / "corpus", folder / "texts")
    two_pages.write(folder / "newspaper.pdf")
    told = "图书馆夜里也开着灯，读书的人坐在窗边，河水从窗外流过去。船上的人抬头，就看得见他们翻书的影子。"
    other = (
        "馆长说，从去年秋天起，每晚来的人比白天还多，多半是下了班的工人和放了学的孩子。今年冬天，阅览室要延到十点关门。"
    )
    page = STORY.format(paragraphs="".join(f"<p>{text}</p>" for text in (told, other)))
    (folder / "story.html").write_text(page, "utf-8")


def run(path: Path, folder: Path, language: str) -> str:
    """Return a page's text with what its examples print now; a language that one chooses ends with its page."""
    with kept():
        return _run(path, folder, language)


def _run(path: Path, folder: Path, language: str) -> str:
    text, session, parts, at = path.read_text("utf-8"), {}, [], 0
    for block in BLOCK.finditer(text):
        indent, kind, body = block[1], block[2], textwrap.dedent(block[3])
        if UNRUN.search(text[: block.start()]):
            continue
        if kind == "console":
            body = typed(body, folder, language)
        elif kind == "python" and ">>>" in body:
            body = interactive(body, session, path)
        elif name := FILE.match(body) or NAMED.search(text[: block.start()]):
            write(folder / name[1], body)
        else:
            raise ValueError(f"{path.name}: a block of {kind} is not run, and nothing says why: {body[:60]!r}")
        parts += [text[at : block.start()], textwrap.indent(f"```{kind}\n{body}```", indent)]
        at = block.end()
    return "".join([*parts, text[at:]])


def write(path: Path, body: str) -> None:
    """Write a file that a page shows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body, "utf-8")


def files_of(path: Path) -> dict[str, str]:
    """Return the files that a page shows, by their names."""
    text = path.read_text("utf-8")
    shown = ((FILE.match(block[3]) or NAMED.search(text[: block.start()]), block[3]) for block in BLOCK.finditer(text))
    return {name[1]: body for name, body in shown if name}


def typed(body: str, folder: Path, language: str) -> str:
    """Return a block of `console` with what its commands print; as it was, where that is what it says."""
    parts, starts = [], [match.start() for match in COMMAND.finditer(body)]
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        whole = COMMAND.match(body[start:end])[0]
        said = body[start + len(whole) : end]
        command = "\n".join(line[2:] for line in whole.splitlines())
        known = os.environ | {"ANALYSIS_LANGUAGE": language, "COLUMNS": "80", "PYTHONPATH": str(ROOT)}
        known["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        done = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=known, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        parts += [whole, said if is_what(said, done.stdout) else shortened(done.stdout)]
    return "".join(parts)


def is_what(said: str, printed: str) -> bool:
    """Return whether a page says what was printed."""
    pattern = "".join(
        "(?:.*\n)*?"
        if line.strip() == REST
        else re.escape(line.removesuffix(REST).rstrip()) + "[^\n]*\n"
        if line.endswith(REST)
        else re.escape(line.rstrip()) + " *\n"
        for line in said.splitlines()
    )
    return re.fullmatch(pattern, printed) is not None


def shortened(printed: str) -> str:
    """Return what a page says of long output: how it begins."""
    lines = [line.rstrip() for line in printed.splitlines()]
    kept = lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 2], REST]
    return "".join((line if len(line) <= WIDEST else line[: WIDEST - 1] + REST) + "\n" for line in kept)


def interactive(body: str, session: dict, path: Path) -> str:
    """Return a session with what it prints."""
    test = doctest.DocTestParser().get_doctest(body, session, path.name, str(path), 0)
    got: dict[int, str] = {}

    class Runner(doctest.DocTestRunner):
        def report_failure(self, _out, _test, example, printed) -> None:
            got[example.lineno] = printed

        def report_unexpected_exception(self, _out, _test, example, error) -> None:
            raise RuntimeError(f"{path.name}: {example.source.strip()}") from error[1]

    Runner(optionflags=FLAGS).run(test, clear_globs=False, out=lambda _text: None)
    session.update(test.globs)
    lines, made, at = body.splitlines(keepends=True), [], 0
    for example in test.examples:
        behind = example.lineno + example.source.count("\n")
        made += lines[at:behind]
        wanted = example.want.count("\n")
        made += [got[example.lineno]] if example.lineno in got else lines[behind : behind + wanted]
        at = behind + wanted
    return "".join([*made, *lines[at:]])


def pages() -> list[Path]:
    """Return the pages that have examples."""
    return [
        path for path in sorted(DOCS.rglob("*.md")) if {match[2] for match in BLOCK.finditer(path.read_text("utf-8"))}
    ]


def language_of(path: Path) -> str:
    """Return the language of a page."""
    return "zh-Hans" if "zh" in path.relative_to(DOCS).parts else "en"


def run_apart(path: Path) -> str:
    """Return a page's text with what its examples print, run in a folder that is gone afterwards."""
    with TemporaryDirectory() as place, contextlib.chdir(place):
        fill(Path(place))
        sys.path.insert(0, place)
        try:
            return run(path, Path(place), language_of(path))
        finally:
            sys.path.remove(place)
            for made in (*Path(place).glob("*.py"), *(path.parent for path in Path(place).glob("*/__init__.py"))):
                sys.modules.pop(made.stem, None)


def stale(chosen: list[Path]) -> str | None:
    """Return which pages do not say what their examples print now, if any."""
    wrong = [path.relative_to(ROOT).as_posix() for path in chosen if run_apart(path) != path.read_text("utf-8")]
    return f"python docs/examples.py writes what is printed now: {', '.join(wrong)}" if wrong else None


if __name__ == "__main__":
    os.environ["ANALYSIS_LANGUAGE"] = "en"
    only_checks = "--check" in sys.argv[1:]
    chosen = [Path(name).resolve() for name in sys.argv[1:] if name != "--check"] or pages()
    if only_checks:
        sys.exit(stale(chosen))
    for each in chosen:
        each.write_text(run_apart(each), "utf-8")
