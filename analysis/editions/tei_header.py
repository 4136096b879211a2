"""The header of a TEI file: of which source it is, what made it, how it is encoded."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

from ..document.documents import NEWLINE_NAMES
from ..languages.messages import N_, _
from .markup import code_point, element, plain, text
from .tei_inline import RESPONSIBLE, breaks_of, character_id, person_id

if TYPE_CHECKING:
    from .edition import Edition

PACKAGE = "zh-analysis"
PRACTICE = N_(
    "del holds what the repair dropped, add what it inserted, choice what it replaced (sic) and by what (corr). "
    "Without add and corr this is the source; without del and sic it is the clean text. Each lb but the first stands "
    "for a line end, {usual} unless its type says which; it has the number of its line in the source. A pb without "
    "facs stands for a form feed. A character that XML cannot hold is a g. The marks of Markdown are text."
)


def header(edition: Edition) -> str:
    """Return the element ``teiHeader``."""
    return element("teiHeader", _file(edition), _encoding(edition))


def _file(edition: Edition) -> str:
    document = edition.source
    name = plain(document.name) or "text"
    responsible = element(
        "respStmt", element("resp", text(_("audit and repair"))), element("name", PACKAGE), xml__id=RESPONSIBLE
    )
    people = (
        element(
            "respStmt",
            element("resp", text(_("decision"))),
            element("name", text(plain(who))),
            xml__id=person_id(number),
        )
        for number, who in enumerate(edition.people, 1)
    )
    identifiers = (
        element("idno", text(plain(value)), type=kind)
        for kind, value in (("filename", edition.file_name), ("sha256", document.source.sha256))
    )
    return element(
        "fileDesc",
        element("titleStmt", element("title", text(name)), responsible, *people),
        element("publicationStmt", element("p", text(_("Unpublished.")))),
        element("sourceDesc", element("bibl", element("title", text(name)), *identifiers)),
    )


def _encoding(edition: Edition) -> str:
    label = element("label", PACKAGE)
    application = element("application", label, ident=PACKAGE, version=metadata.version(PACKAGE))
    practice = _(PRACTICE).format(usual=NEWLINE_NAMES[edition.line_end])
    return element(
        "encodingDesc",
        element("editorialDecl", element("p", text(practice))),
        element("appInfo", application),
        _characters(edition),
    )


def _characters(edition: Edition) -> str:
    """Return what declares each character that is written as ``g``, or nothing if there is none."""
    found = edition.unfit - breaks_of(edition.source)
    declared = (
        element("char", element("mapping", code_point(character), type="codepoint"), xml__id=character_id(character))
        for character in sorted(found)
    )
    return element("charDecl", *declared) if found else ""
