"""Make `lab/`, the folder that `make lab` opens: copies of the notebooks that are the user's, and their settings.

They are in the language that ANALYSIS_LANGUAGE names, or else the system's. Copies in Chinese have it in their names,
so that those in several languages stand beside each other.
"""

import hashlib
import json
import os
import re
import sys
from pathlib import Path

from analysis.languages.chosen import ENGLISH, TRADITIONAL, language_of, system_language
from analysis.languages.traditional import traditional
from analysis.reports.notebooks import speak

CLONE = Path(__file__).parents[1]
PROSE = """What to look at is set once for all notebooks of this folder: open `settings.py` in the list of files, put
the path of your own text there, save it, and run all cells."""
PROSE_ZH = """看什么文本，只需为本文件夹的所有笔记本设置一次：在文件列表里打开 `settings.py`，写上你自己的文本的路径，
保存，然后运行全部单元格。"""
LINK = re.compile(r"\]\((\d\d_\w+)\.ipynb\)")  # to another notebook
SETTINGS = '''"""What the notebooks of this folder look at; saved here, it holds when their cells are run again.

Paths begin at this folder; one such as "/home/me/texts/page.txt" begins at the machine's root.
"""

# A text, of notebooks 01 to 04: such as "texts/page.txt".
text = "../seeds/000_ed0ec8543009b9f7.txt"
# Many texts, of notebooks 05 and 06: a folder, a pattern such as "texts/**/*.txt", or a .csv, .jsonl or .parquet table.
corpus = "../seeds/corpus"
'''
SETTINGS_ZH = '''"""本文件夹的笔记本看什么文本；在这里保存之后，再运行单元格就按新的设置。

路径从本文件夹算起；"/home/me/texts/page.txt" 这样的路径从根目录算起。
"""

# 一篇文本，用于笔记本 01 至 04：如 "texts/page.txt"。
text = "../seeds/000_ed0ec8543009b9f7.txt"
# 许多文本，用于笔记本 05：一个文件夹，"texts/**/*.txt" 之类的模式，或 .csv、.tsv、.jsonl、.parquet 表格。
corpus = "../seeds/corpus"
'''
FORMER = "lab/{copy} is a copy of a former notebooks/{name}; rename it to get the new one"
FORMER_ZH = "lab/{copy} 是旧版 notebooks/{name} 的副本；给它改名，就会得到新版"


def chosen() -> str:
    """Return the language of the notebooks."""
    return language_of(os.environ.get("ANALYSIS_LANGUAGE", "")) or system_language()


def in_language(english: str, chinese: str, tag: str) -> str:
    """Return a text in a language."""
    return english if tag == ENGLISH else traditional(chinese) if tag == TRADITIONAL else chinese


def make(clone: Path = CLONE) -> list[str]:
    """Make what is missing in `lab/`; nothing that is there is touched. Return what the user should know."""
    tag = chosen()
    ending = "" if tag == ENGLISH else f".{tag}"
    lab, notes = clone / "lab", []
    (lab / "texts").mkdir(parents=True, exist_ok=True)
    if not (lab / "settings.py").exists():
        (lab / "settings.py").write_text(in_language(SETTINGS, SETTINGS_ZH, tag), "utf-8")
    for path in sorted((clone / "notebooks").glob("*.ipynb")):
        data = path.read_bytes()
        version = hashlib.sha256(data).hexdigest()
        copy = lab / f"{path.stem}{ending}{path.suffix}"
        if not copy.exists():
            copy.write_text(copied(data, version, tag), "utf-8")
        elif json.loads(copy.read_bytes())["metadata"].get("copy_of") != version:
            notes.append(in_language(FORMER, FORMER_ZH, tag).format(copy=copy.name, name=path.name))
    return notes


def copied(data: bytes, version: str, tag: str = ENGLISH) -> str:
    """Return a notebook in a language, which looks at what `settings.py` says, and knows of what it is a copy."""
    book = json.loads(data)
    book["metadata"]["copy_of"] = version
    speak(book, tag)
    cells = book["cells"]
    prose = in_language(PROSE, PROSE_ZH, tag)
    for cell in cells if tag != ENGLISH else ():
        cell["source"] = LINK.sub(rf"](\1.{tag}.ipynb)", "".join(cell["source"]))
    for number, cell in enumerate(cells):
        if "parameters" in cell["metadata"].get("tags", ()):
            cell["source"] = _with_settings("".join(cell["source"]))
            before = cells[number - 1]
            if before["cell_type"] == "markdown" and "lab" in before["metadata"].get("tags", ()):
                before["source"] = prose
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"


def _with_settings(source: str) -> str:
    """Return the cell of parameters with the path of the text, or the corpus, from the settings."""
    first, *more = source.split("\n")
    name = "corpus" if "seeds/corpus" in first else "text"
    if not first.startswith("source = "):
        raise ValueError(f"a cell of parameters begins with the source, and not with {first!r}")
    return "\n".join(["%run settings.py", f"source = {name}", *more])


if __name__ == "__main__":
    for note in make():
        print(f"make lab: {note}", file=sys.stderr)
