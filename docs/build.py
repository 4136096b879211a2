"""Write docs/api.md, the public names on one page, and the numbers and tables that pages and READMEs state: ``make docs``."""

import importlib
import inspect
import re
import sys
from pathlib import Path

import analysis

DOCS = Path(__file__).parent
TARGET = DOCS / "api.md"
MEASURED = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- end of measured -->)", re.S)
# In the order in which data flows.
CHAPTERS = {
    "Documents": [
        "document.loading",
        "document.documents",
        "document.blocks",
        "document.files",
        "structure.kinds",
        "structure.sections",
    ],
    "Tokens": [
        "words.tokens",
        "words.varieties",
        "words.measured",
        "words.dictionary",
        "terms.new_words",
        "terms.multiword",
    ],
    "What stands there more than once": [
        "duplicates.settings",
        "duplicates.audits",
        "duplicates.choices",
        "reports.marked",
        "duplicates.versions",
    ],
    "Faults and their repair": [
        "mending.faults",
        "mending.settings",
        "mending.repair",
        "mending.undo",
        "decisions.records",
        "decisions.files",
        "decisions.agreement",
        "reviews.notebook",
        "reviews.widget",
        "reviews.page",
        "mending.copies",
        "mending.contexts",
        "mending.labelled",
        "mending.effects",
    ],
    "Terms": [
        "terms.frequencies",
        "terms.selection",
        "terms.trends",
        "terms.written",
        "terms.comparison",
        "terms.tf_idf",
        "terms.ngrams",
        "terms.dispersion",
        "terms.keyness",
        "terms.collocations",
        "terms.networks",
        "terms.concordance",
        "terms.diversity",
        "output.export",
    ],
    "Concepts": [
        "concepts.dictionary",
        "concepts.matching",
        "concepts.rows",
        "concepts.counts",
        "concepts.result",
        "concepts.network_pairs",
    ],
    "Tokens of other programs": [
        "token_files.conllu",
        "token_files.vrt",
        "token_files.tei_words",
        "token_files.spacy_docs",
        "token_files.cut_texts",
    ],
    "A corpus": ["corpus.documents", "corpus.survey", "corpus.stages", "corpus.reuse"],
    "What others add": ["extensions.registry"],
    "Reports": ["reports.report", "reports.corpus_report", "languages.chosen"],
    "Pictures": [
        "figures.drawing",
        "figures.document_figures",
        "figures.audit_figures",
        "figures.page_figures",
        "figures.term_counts",
        "figures.term_distribution",
        "figures.network_figures",
        "figures.cloud",
        "figures.cloud_colours",
        "figures.corpus_figures",
    ],
}
MADE = {
    "AuditSettings",
    "Decisions",
    "RepairSettings",
    "Tokeniser",
}  # the classes that a user makes; the others are returned
HEAD = """# The library, name by name

Every public name of `analysis`, with what it is for; `help(analysis.audit)` and its like say what each takes, returns
and raises, with its formula's source and an example. `make docs` writes this page, and a test keeps it true.
"""


def names_by_module() -> dict[str, str]:
    """Return the module of each public name."""
    return {name: getattr(analysis, name).__module__.removeprefix("analysis.") for name in analysis.__all__}


def page() -> str:
    """Return the page; every public name is on it once."""
    modules = names_by_module()
    lost = sorted(name for name, module in modules.items() if module not in sum(CHAPTERS.values(), []))
    if lost:
        raise SystemExit(f"docs/build.py: no chapter for {', '.join(lost)}")
    parts = [HEAD]
    for chapter, names in CHAPTERS.items():
        parts.append(f"\n## {chapter}\n")
        for module in names:
            about = inspect.getdoc(importlib.import_module(f"analysis.{module}")) or ""
            parts.append(f"\n`{module}`: {about.splitlines()[0]}\n\n")
            parts += [entry(name) for name in sorted(modules) if modules[name] == module]
    return "".join(parts)


def entry(name: str) -> str:
    """Return the line of a public name, and for a class those of its own methods and properties."""
    thing = getattr(analysis, name)
    called = signature(thing) if name in MADE or not inspect.isclass(thing) else ""
    lines = [f"- `{name}{called}`: {summary(thing)}\n"]
    if inspect.isclass(thing):
        for own, member in vars(thing).items():
            if not own.startswith("_") and (inspect.isfunction(member) or isinstance(member, property)):
                called = "" if isinstance(member, property) else signature(member)
                lines.append(f"  - `.{own}{called}`: {summary(member)}\n")
    return "".join(lines)


def summary(thing: object) -> str:
    """Return the first line of a docstring."""
    return (inspect.getdoc(thing) or "").splitlines()[0]


def signature(thing: object) -> str:
    """Return the parameters with their defaults; the types are in the help."""
    found = inspect.signature(thing)
    plain = [p.replace(annotation=inspect.Parameter.empty) for p in found.parameters.values() if p.name != "self"]
    return str(inspect.Signature(plain))


def with_measured(text: str, name: str) -> str:
    """Return a README with the lines of what was measured as the tables have them now."""
    sys.path.insert(0, str(DOCS))
    from numbers_of_pages import readme_lines

    return MEASURED.sub(lambda _found: readme_lines(name), text)


if __name__ == "__main__":
    TARGET.write_text(page(), "utf-8")
    for readme in (DOCS.parent / name for name in ("README.md", "README.zh-CN.md")):
        readme.write_text(with_measured(readme.read_text("utf-8"), readme.name), "utf-8")
    from numbers_of_pages import with_numbers
    from tables_of_pages import with_tables

    for each in sorted(DOCS.rglob("*.md")):
        each.write_text(with_tables(with_numbers(each.read_text("utf-8"), each)), "utf-8")
