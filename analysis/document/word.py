"""Word as HTML: which styles are headings, and what mammoth would lose or add."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bs4.element import Tag

STYLES = "word/styles.xml"
TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
HEADING = re.compile(r"(?:heading|标题|標題) ?([1-9])", re.IGNORECASE)
TITLE = re.compile(r"title|标题|標題", re.IGNORECASE)
CONTENTS = re.compile(r"(?:toc|目录|目錄) ?(?:[1-9]|heading|标题|標題)", re.IGNORECASE)
LEFT_OUT = "!"  # as mammoth writes it
BODY = 9  # the outline level of what is no heading; headings have 0 to 8
DEEPEST = 12  # styles that are made from one another; where they go in a circle, it ends
RUBY, BASE = (b"<w:ruby>", b"</w:ruby>"), (b"<w:rubyBase>", b"</w:rubyBase>")
BACK = 'a[href^="#footnote-ref"], a[href^="#endnote-ref"]'  # from a note to its place in the text


@dataclass(frozen=True)
class Style:
    """A style of paragraphs: its name, the style it is made from, and its level in the outline, if it says so."""

    name: str
    base: str
    outline: int | None


def word_page(file: zipfile.ZipFile) -> BeautifulSoup:
    """Return the text of a Word file as a page of HTML: tracked changes as accepted, notes at its end."""
    import mammoth

    styles = _styles(file.read(STYLES)) if STYLES in file.namelist() else {}
    found = mammoth.convert_to_html(
        _without_ruby(file), style_map="\n".join(_rules(styles)), convert_image=lambda _: []
    )
    page = BeautifulSoup(found.value, "html.parser")
    for link in page.select(BACK):
        link.decompose()
    return page


def _styles(part: bytes) -> dict[str, Style]:
    """Return the styles of paragraphs by their ids. The part is read as HTML, in which no entities unfold."""
    styles = {}
    for tag in BeautifulSoup(part, "html.parser").find_all("w:style"):
        outline = _value(tag, "w:outlinelvl")
        styles[str(tag.get("w:styleid", ""))] = Style(
            name=_value(tag, "w:name"),
            base=_value(tag, "w:basedon"),
            outline=int(outline) if outline.isdecimal() else None,
        )
    return styles


def _value(style: Tag, name: str) -> str:
    found = style.find(name)
    return str(found.get("w:val", "")) if found else ""


def _rules(styles: Mapping[str, Style]) -> Iterator[str]:
    """Yield mammoth's rules for headings, and for lists of contents, which are left out."""
    for style in styles.values():
        target = LEFT_OUT if CONTENTS.fullmatch(style.name) else _heading(style, styles)
        if target:
            name = style.name.replace("\\", "\\\\").replace("'", "\\'")
            yield f"p[style-name='{name}'] => {target}"


def _heading(style: Style, styles: Mapping[str, Style]) -> str:
    """Return the element of a style of headings: by its name, its outline level, or the style it is made from."""
    for _ in range(DEEPEST):
        if match := HEADING.fullmatch(style.name):
            return f"h{min(int(match[1]), 6)}:fresh"
        if TITLE.fullmatch(style.name):
            return "h1:fresh"
        if style.outline is not None:
            return f"h{min(style.outline + 1, 6)}:fresh" if style.outline < BODY else ""
        style = styles.get(style.base, style)
    return ""


def _without_ruby(file: zipfile.ZipFile) -> io.BytesIO:
    """Return an archive of what is text, with what ruby explains in its place; mammoth would leave that out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as plain:
        for name in dict.fromkeys(file.namelist()):
            if name.endswith((".xml", ".rels")):
                data = file.read(name)
                plain.writestr(zipfile.ZipInfo(name), _explained(data) if name in TEXTS else data)
    out.seek(0)
    return out


def _explained(part: bytes) -> bytes:
    """Return XML with what ruby explains in the place of ruby.

    >>> _explained(b"a<w:ruby><w:rt>x</w:rt><w:rubyBase>b</w:rubyBase></w:ruby>c")
    b'abc'
    """
    plain, *rubies = part.split(RUBY[0])
    found = [plain]
    for after in rubies:
        ruby, end, rest = after.partition(RUBY[1])
        start, stop = ruby.find(BASE[0]), ruby.rfind(BASE[1])
        is_complete = 0 <= start < stop and bool(end)
        found += [ruby[start + len(BASE[0]) : stop], rest] if is_complete else [RUBY[0], after]
    return b"".join(found)
