"""The numbers that pages and READMEs state, each computed from the seeds or read from a table that a benchmark wrote.

A page has each between two comments, ``<!--= seed copies -->66 %<!--=-->``, so that it is read in the repository, too;
`with_numbers` brings it up to date, ``python docs/build.py`` in every page. `readme_lines` are those of the READMEs.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import analysis

DOCS = Path(__file__).parent
SEED = DOCS.parent / "seeds" / "000_ed0ec8543009b9f7.txt"
MARKED = re.compile(r"<!--= (?P<name>[a-z][a-z0-9 .-]*) -->(?P<number>.*?)<!--=-->", re.S)
NAME = re.compile(r"\{\{([a-z][a-z0-9 .-]*)\}\}")
PLANTED, UNSEEN = "Faults that were planted", "Faults planted in texts that nothing is fitted on"
# Name: page, its section, how the row begins, the column, and where in the cell.
CELLS = {
    "broken f1": ("accuracy", PLANTED, "all", "broken paragraph: P / R / F1 (n)", r"/ ([\d.]+) \("),
    "broken n": ("accuracy", PLANTED, "all", "broken paragraph: P / R / F1 (n)", r"\((\d+)\)"),
    "heading f1": ("accuracy", PLANTED, "all", "heading: P / R / F1 (n)", r"/ ([\d.]+) \("),
    "orphan recall": ("accuracy", PLANTED, "all", "orphan start: P / R / F1 (n)", r"/ ([\d.]+) /"),
    "newspaper ends": ("accuracy", "Where a text goes on across a line's end", "jingbao", "line ends", "(.+)"),
    "sound blocks": ("accuracy", "What is changed in sound texts", "statutes", "blocks", "(.+)"),
    "sound joins": ("accuracy", "What is changed in sound texts", "statutes", "edits made", "(.+)"),
    "sound texts": ("accuracy", "What is changed in sound texts", "statutes", "texts with one", "(.+)"),
    "sound dropped": ("accuracy", "What is changed in sound texts", "statutes", "letters dropped", "(.+)"),
    "sound statutes": ("accuracy", "What is changed in sound texts", "statutes", "how many", "(.+)"),
    "sound losing": ("accuracy", "What is changed in sound texts", "statutes", "that lose a letter", "(.+)"),
    "sound losing most": (
        "accuracy",
        "What is changed in sound texts",
        "statutes",
        "of texts, 95 % interval",
        "([^ ]+)$",
    ),
    "sound joins rate": ("accuracy", "What is changed in sound texts", "statutes", "for 10,000 blocks", "(.+)"),
    "sound joins low": ("accuracy", "What is changed in sound texts", "statutes", "95 % interval", r"^([\d.]+)"),
    "sound joins high": ("accuracy", "What is changed in sound texts", "statutes", "95 % interval", r" ([\d.]+)$"),
    "scraps dropped": ("accuracy", "What is changed in sound texts", "reports", "letters dropped", "(.+)"),
    "pdf paragraphs": ("accuracy", "Pages of a PDF", "the PDF itself", "paragraphs", "(.+)"),
    "pdf wrong": ("accuracy", "Pages of a PDF", "the PDF itself", "words wrong", "(.+)"),
    "pdfplumber paragraphs": ("accuracy", "Pages of a PDF", "pdfplumber", "paragraphs", "(.+)"),
    "pdfplumber wrong": ("accuracy", "Pages of a PDF", "pdfplumber", "words wrong", "(.+)"),
    "stated": ("accuracy", "What is said twice", "0.9 to 1.0", "mean stated", "(.+)"),
    "observed": ("accuracy", "What is said twice", "0.9 to 1.0", "observed", "(.+)"),
    "slogans": ("accuracy", "What is said twice", "slogan", "cases", "(.+)"),
    "slogans as repeats": ("accuracy", "What is said twice", "slogan", "called a repeat", "(.+)"),
    "survey speed": ("scale", "Measured", "survey, 2 workers", "MB/s", "(.+)"),
    "reuse speed": ("scale", "Measured", "reuse, 2 workers, files read", "MB/s", "(.+)"),
    "reuse memory": ("scale", "Measured", "reuse, the most a worker held, MB", "58 MB", "(.+)"),
    "core-hours of 1 tb": ("scale", "Measured", "core-hours of all stages, survey too", "got", "(.+)"),
}
for name, section, row in (
    *((genre, PLANTED, genre) for genre in ("law", "report", "fiction", "all")),
    ("unseen", UNSEEN, "law"),
):
    CELLS[f"{name} documents"] = ("accuracy", section, row, "documents", "(.+)")
    for short, kind in {
        "broken": "broken paragraph",
        "truncated": "truncated paragraph",
        "orphan": "orphan start",
        "heading": "heading",
    }.items():
        CELLS[f"{name} {short} f1"] = ("accuracy", section, row, f"{kind}: P / R / F1 (n)", r"/ ([\d.]+) \(")
        CELLS[f"{name} {short} interval"] = ("accuracy", section, row, kind, "(.+)")
        CELLS[f"{name} {short} low"] = ("accuracy", section, row, kind, r"^([\d.]+)")
        CELLS[f"{name} {short} high"] = ("accuracy", section, row, kind, r" ([\d.]+)$")


for genre in ("law", "report", "wrapped", "all"):
    for kind in ("repeat", "splice"):
        place = ("accuracy", "What is said twice", f"{genre} | {kind}")
        CELLS[f"{genre} {kind} plagdet"] = (*place, "plagdet", "(.+)")
        CELLS[f"{genre} {kind} low"] = (*place, "95 % interval", r"^([\d.]+)")
        CELLS[f"{genre} {kind} high"] = (*place, "95 % interval", r" ([\d.]+)$")

for name, text in (("newspaper", "jingbao"), ("bare essays", "wrapped_bare"), ("indented essays", "wrapped_indent")):
    for place, score in enumerate(("precision", "recall", "F1")):
        section = "Where a text goes on across a line's end"
        at = "P / R / F1, wrong per 10,000 at 0.8"
        CELLS[f"{name} {score.lower()}"] = (
            "accuracy",
            section,
            f"{text} | real",
            at,
            rf"^(?:[\d.]+ / ){{{place}}}([\d.]+)",
        )
        bounds = ("accuracy", section, text, f"{score} at 0.8, 95 % interval")
        CELLS[f"{name} {score.lower()} low"] = (*bounds, r"^([\d.]+)")
        CELLS[f"{name} {score.lower()} high"] = (*bounds, r" ([\d.]+)$")
    CELLS[f"{name} documents"] = ("accuracy", section, text, "documents", "(.+)")


@cache
def number(name: str) -> str:
    """Return a number by its name."""
    if name in CELLS:
        page, section, row, column, pattern = CELLS[name]
        return re.search(pattern, cell(page, section, row, column))[1]
    return of_seed()[name]


def cell(page: str, section: str, row: str, column: str) -> str:
    """Return a cell of the first table below a heading that has such a row, by its first cell or cells, and column."""
    text = (DOCS / f"{page}.md").read_text("utf-8")
    below = re.split(rf"^#+ {re.escape(section)}$", text, flags=re.M)[1].split("\n## ")[0]
    header: list[str] = []
    for line in below.splitlines():
        cells = [part.strip() for part in line.strip("|").split(" | ")] if line.startswith("|") else []
        if not cells or not header:
            header = cells
        elif " | ".join(cells).startswith(f"{row} | ") and column in header:
            return cells[header.index(column)]
    raise KeyError(f"docs/{page}.md: no row {row!r} with a column {column!r} below {section!r}")


@cache
def of_seed() -> dict[str, str]:
    """Return what is computed from the seed."""
    document = analysis.load(SEED)
    repaired = analysis.repair(document)
    audit = analysis.audit(document)
    tokeniser = analysis.Tokeniser()
    raw, clean = (analysis.frequencies(tokeniser.tokens(text)) for text in (document, repaired.document))
    change = analysis.compare(raw, clean)
    worst = change.iloc[0]
    kinds = repaired.findings["kind"].value_counts()
    before, after = raw["count"].sum(), clean["count"].sum()
    return {
        "seed copies": f"{audit.redundancy:.0%}".replace("%", " %"),
        "seed classes": str(len(audit.classes)),
        "seed broken": str(kinds["broken paragraph"]),
        "seed characters": f"{len(document.text):,}",
        "worst term": worst["term"],
        "worst before": str(worst["before"]),
        "worst after": str(worst["after"]),
        "seed words before": f"{before:,}",
        "seed words after": f"{after:,}",
        "seed words moved": f"{(change['change'] != 0).sum():,}",
    }


def with_numbers(text: str, path: Path) -> str:
    """Return a page's text with each number between its marks as it is now."""
    return MARKED.sub(lambda match: f"<!--= {match['name']} -->{_known(match['name'], path)}<!--=-->", text)


def without_marks(text: str) -> str:
    """Return a page's text with its numbers alone."""
    return MARKED.sub(lambda match: match["number"], text)


def _known(name: str, path: Path) -> str:
    try:
        return number(name)
    except KeyError as error:
        raise SystemExit(f"{path}: {error}") from None


README = {
    "README.md": """\
- **Broken paragraphs** planted in statutes that nothing is fitted on are found with F1 {{unseen broken f1}} (95 % interval {{unseen broken interval}}), headings
  {{unseen heading f1}}, cut-off paragraphs {{unseen truncated f1}}; line ends of a real newspaper of the 1920s and 30s are joined with precision
  {{newspaper precision}} and recall {{newspaper recall}}, at a threshold that was chosen on that newspaper.
- **Pages of a PDF**: paragraphs with F1 {{pdf paragraphs}} (pdfplumber's text: {{pdfplumber paragraphs}}), {{pdf wrong}} of the words wrong ({{pdfplumber wrong}}).
- **No harm**: of {{sound blocks}} blocks of statutes no letter is dropped ({{sound dropped}}), and lines are joined in {{sound texts}} texts, all but one of the joins where
  lines had been wrapped; from reports of web pages scraps of {{scraps dropped}} letters go. [Every table](docs/accuracy.md), with what is worst.
- **Speed**: two cores count words at {{survey speed}} MB/s and find all that is printed twice at {{reuse speed}} MB/s (25 November);
  memory hardly grows with the corpus. [What a large one costs](docs/scale.md).
""",
    "README.zh-CN.md": """\
- **断段**（埋在从未用于拟合的法规里）查出的 F1 为 {{unseen broken f1}}（95% 区间 {{unseen broken low}} 至 {{unseen broken high}}），标题 {{unseen heading f1}}，残段 {{unseen truncated f1}}；一份二三十年代真实报纸的行末，接续的精确率 {{newspaper precision}}，召回率 {{newspaper recall}}，门槛正是在这份报纸上选定的。
- **PDF 版面**：段落 F1 为 {{pdf paragraphs}}（pdfplumber 的文本为 {{pdfplumber paragraphs}}），词的误差 {{pdf wrong}}（后者 {{pdfplumber wrong}}）。
- **不伤好文本**：{{sound blocks}} 个法规段落块里，没有删掉一个字（{{sound dropped}}）；接上行末的只有 {{sound texts}} 篇，除一处外，那些行本来就被折断了；网页上的报告删去了 {{scraps dropped}} 个字的网页零碎。[全部表格](docs/zh/accuracy.md)，最差的也在内。
- **速度**：两个核心每秒统计 {{survey speed}} MB，每秒查重 {{reuse speed}} MB（11 月 25 日测）；内存几乎不随语料增大。[大语料库的成本](docs/zh/scale.md)。
""",
}


def readme_lines(name: str) -> str:
    """Return the lines of a README that say how well and how fast; `build.py` writes them between their marks."""
    return NAME.sub(lambda match: _known(match[1], Path(name)), README[name])
