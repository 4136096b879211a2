"""A repair as a Word document: the source with each edit as a tracked change, and its evidence as a comment.

Each line of the source is a paragraph, and what ends it is the paragraph's mark; so a line end that goes is a mark that
is deleted. To accept all changes gives the clean text, to reject all of them gives the source, line for line.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from ..document.documents import NEWLINE_NAMES
from ..languages.messages import _
from ..text_index.newlines import LINE_ENDS
from .edition import lines_with_ends
from .markup import DECLARATION, UNFIT, element, plain, text

if TYPE_CHECKING:
    from .edition import Edition, Passage

AUTHOR = "zh-analysis"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "application/vnd.openxmlformats-package.relationships"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
PROPERTIES = f"{PACKAGE}/relationships/metadata/core-properties"
PARTS = {"document": "document.main", "comments": "comments", "settings": "settings", "styles": "styles"}
# What has an element of its own; and what is written by its number, as Office does it (ECMA-376, 22.9.2.19).
ELEMENTS = {"\t": "<w:tab/>", "\f": '<w:br w:type="page"/>'}
SPECIAL = re.compile("([\t\f])")
BY_NUMBER = re.compile(f"[{UNFIT}{LINE_ENDS}]|_(?=x[0-9A-Fa-f]{{4}}[_{UNFIT}{LINE_ENDS}])")


def word_document(edition: Edition) -> bytes:
    """Return the bytes of a .docx file.

    Of a source in which not all lines end alike, those that do not end as most do end in ``_x000D_`` and the like:
    Office's way to write a character by its number, which also stands for those that XML cannot hold.
    """
    body = _Body(edition.line_end)
    for passage in edition.passages:
        body.add(passage)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in _parts(edition, body.finished()).items():
            # The time of a ZipInfo is 1980: the same repair gives the same bytes.
            file.writestr(zipfile.ZipInfo(name), f"{DECLARATION}{content}".encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def by_number(characters: str) -> str:
    r"""Return characters with those that XML cannot hold, and the ends of lines, as ``_xHHHH_``.

    What looks like that already gets its first mark so: ``_x005F_``.

    >>> by_number("a\x01 _x0041_")
    'a_x0001_ _x005F_x0041_'
    """
    return BY_NUMBER.sub(lambda match: f"_x{ord(match[0]):04X}_", characters)


class _Body:
    """The paragraphs of a document, as they come to be."""

    def __init__(self, line_end: str) -> None:
        self.line_end = line_end
        self.paragraphs: list[str] = []
        self.runs: list[str] = []
        self.revisions = 0
        self.by: dict[str, str | None] = {}  # who made the change that is added, and when
        self.comments = 0

    def add(self, passage: Passage) -> None:
        """Add a passage, as it is or as a change between the marks of its comment."""
        if passage.is_kept:
            self._add_text(passage.old, "")
            return
        number = self.comments
        self.comments += 1
        self.by = _by(passage)
        self.runs.append(element("w:commentRangeStart", w__id=number))
        self._add_text(passage.old, "del")
        self._add_text(passage.new, "ins")
        self.runs.append(element("w:commentRangeEnd", w__id=number))
        self.runs.append(element("w:r", element("w:commentReference", w__id=number)))

    def finished(self) -> str:
        """Return the paragraphs, the last of which has no line end of the source."""
        self._end_paragraph("")
        return element("w:body", *self.paragraphs)

    def _add_text(self, characters: str, change: str) -> None:
        for line, end in lines_with_ends(characters):
            if shown := line if end == self.line_end else line + end:
                run = _run(shown, "w:delText" if change == "del" else "w:t")
                self.runs.append(self._changed(change, run) if change else run)
            if end:
                self._end_paragraph(self._changed(change) if change else "")

    def _end_paragraph(self, mark: str) -> None:
        properties = element("w:pPr", element("w:rPr", mark)) if mark else ""
        self.paragraphs.append(element("w:p", properties, *self.runs))
        self.runs.clear()

    def _changed(self, change: str, run: str = "") -> str:
        self.revisions += 1
        return element(f"w:{change}", run, w__id=self.revisions, **self.by)


def _by(passage: Passage) -> dict[str, str | None]:
    """Return who made a change: the person who decided, with the date, or this program, which gives none."""
    if passage.person is None:
        return {"w__author": AUTHOR}
    name, day = passage.person
    return {"w__author": name, "w__date": f"{day}T00:00:00Z" if day else None}


def _run(characters: str, name: str) -> str:
    parts = (
        ELEMENTS.get(part) or element(name, text(by_number(part)), xml__space="preserve")
        for part in SPECIAL.split(characters)
        if part
    )
    return element("w:r", *parts)


def _parts(edition: Edition, body: str) -> dict[str, str]:
    """Return the parts of the file by their names."""
    comments = (_comment(number, change.remark) for number, change in enumerate(edition.changes))
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"word/document.xml": f"{OFFICE}/officeDocument", "docProps/core.xml": PROPERTIES}),
        "docProps/core.xml": _properties(edition),
        "word/_rels/document.xml.rels": _relations({f"{name}.xml": f"{OFFICE}/{name}" for name in [*PARTS][1:]}),
        "word/document.xml": element("w:document", body, xmlns__w=MAIN),
        "word/comments.xml": element("w:comments", *comments, xmlns__w=MAIN),
        # What a person changes in it is a tracked change too.
        "word/settings.xml": element("w:settings", "<w:trackRevisions/>", xmlns__w=MAIN),
        "word/styles.xml": _styles(),
    }


def _content_types() -> str:
    defaults = element("Default", Extension="rels", ContentType=f"{RELATIONS}+xml")
    parts = (
        element("Override", PartName=f"/word/{name}.xml", ContentType=f"{WORD}.{kind}+xml")
        for name, kind in PARTS.items()
    )
    core = element("Override", PartName="/docProps/core.xml", ContentType=CORE)
    return element("Types", defaults, *parts, core, xmlns=f"{PACKAGE}/content-types")


def _relations(targets: dict[str, str]) -> str:
    found = (
        element("Relationship", Id=f"r{number}", Type=kind, Target=target)
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return element("Relationships", *found, xmlns=f"{PACKAGE}/relationships")


def _comment(number: int, remark: str) -> str:
    paragraph = element("w:p", element("w:r", element("w:t", text(plain(remark)), xml__space="preserve")))
    return element("w:comment", paragraph, w__id=number, w__author=AUTHOR, w__initials="zh")


def _properties(edition: Edition) -> str:
    """Return what the file says of itself: of which source it is, and what ends a line of it."""
    source = edition.source.source
    said = _("SHA-256 of the source: {sha256}; a paragraph's mark is {newline}").format(
        sha256=source.sha256, newline=NEWLINE_NAMES[edition.line_end]
    )
    return element(
        "cp:coreProperties",
        element("dc:title", text(plain(edition.source.name))),
        element("dc:creator", AUTHOR),
        element("dc:description", text(said)),
        xmlns__cp=f"{PACKAGE}/metadata/core-properties",
        xmlns__dc="http://purl.org/dc/elements/1.1/",
    )


def _styles() -> str:
    """Return the defaults: fonts and languages, without which Word takes punctuation for Western."""
    fonts = element("w:rFonts", w__ascii="Times New Roman", w__hAnsi="Times New Roman", w__eastAsia="SimSun")
    language = element("w:lang", w__val="en-US", w__eastAsia="zh-CN")
    defaults = element("w:rPrDefault", element("w:rPr", fonts, language))
    return element("w:styles", element("w:docDefaults", defaults), xmlns__w=MAIN)
