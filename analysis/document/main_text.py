"""Find the main text of an HTML page, without menus, links to other texts, comments and footers."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from .web import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4.element import NavigableString, Tag

MARK = "data-n"  # by which an element is known again in what readability leaves of the page
KEPT = ("id", "class", "start", "colspan", "rowspan", "href")  # its other attributes only cost time
SHORTEST = 6  # letters of a paragraph that is weighed; readability's 25 are for English
MOST_LOST = 0.25  # of the prose that is kept: more, in one element, is no comment and no notice
LINKED = 0.33  # of an element's letters, in links: with more it is a list of them
# Readability takes out what is short for English; where it is no list of links, it stays.
SHORT = ("ul", "ol", "dl", "table", "p", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "br")
INLINE = ("a", "abbr", "b", "big", "code", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u")
LETTER = re.compile(r"[^\W_]")
PROSE = re.compile("[，。！？；,;!?]")  # menus and footers have none of these
NO_LETTERS = re.compile(r"[\W_]+")
BESIDE_TITLE = " >›»/|·-–—"  # where it ends a path of links
NOT_PARSED = logging.getLogger("readability.readability")


def main_text(page: BeautifulSoup) -> BeautifulSoup:
    """Return the main text of a page, below the page's title as a heading. The page itself changes.

    Readability says which elements it is. What it leaves out comes back where that is much for one element, so that a
    text in several boxes, or in a box called ``sidebar``, is not lost. Where no sentences are kept, all is.

    >>> page = "<ul><li><a>首页</a></li></ul><div><p>春天来了，公园里的花都开了。</p></div>"
    >>> main_text(BeautifulSoup(page, "html.parser")).get_text()
    '春天来了，公园里的花都开了。'
    """
    title = _letters(page.title.get_text()) if page.title else ""
    for tag in page(HEAD):
        tag.decompose()
    tags = _marked(page)
    kept = _with_lost(page, tags, _with_short(page, _main_elements(str(page)) & {*tags}))
    if not kept:
        return page
    heading = _heading(page, title, kept)
    _leave_only(kept, tags)
    if heading:
        page.insert(0, page.new_tag("h1", string=heading))
    return page


def _marked(page: BeautifulSoup) -> dict[str, Tag]:
    """Return every element by its mark, in order; the page itself is the first."""
    tags = {str(number): tag for number, tag in enumerate((page, *page.find_all(True)))}
    for mark, tag in tags.items():
        for name in {*tag.attrs}.difference(KEPT):
            del tag[name]
        tag[MARK] = mark
    return tags


def _mark(tag: Tag) -> str:
    return str(tag.get(MARK, ""))


def _marks(tag: Tag) -> set[str]:
    """Return the marks of an element and of all in it."""
    return {_mark(tag), *map(_mark, tag.find_all(True))}


def _main_elements(page: str) -> set[str]:
    """Return the marks of the elements that readability leaves."""
    from readability import Document
    from readability.readability import Unparseable

    NOT_PARSED.setLevel(logging.CRITICAL)  # it would print what it raises
    try:
        found = Document(page, min_text_length=SHORTEST).summary(html_partial=True)
    except Unparseable:
        return set()
    return set(map(_mark, BeautifulSoup(found, "html.parser").find_all(True)))


def _with_short(page: BeautifulSoup, kept: set[str]) -> set[str]:
    """Return what is kept, with what was left out of it for being short, and of a table all."""
    kept = kept.union(*(marks for marks in map(_marks, page("table")) if not marks.isdisjoint(kept)))
    for tag in page.find_all(SHORT):
        if _mark(tag) not in kept and tag.parent and _mark(tag.parent) in kept and not _is_links(tag):
            kept |= _marks(tag)
    return kept


def _with_lost(page: BeautifulSoup, tags: dict[str, Tag], kept: set[str]) -> set[str]:
    """Return what is kept, and elements with too much prose to be left out; nothing, where no prose is kept."""
    prose = 0
    lost: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for string in _prose(page):
        paragraph = _paragraph(string)
        if string.parent and _mark(string.parent) in kept:
            prose += _count(string)
        else:
            for tag in (paragraph, paragraph.parent or paragraph):
                lost[_mark(tag)][id(string)] = _count(string)
    found: set[str] = set()
    back: set[int] = set()
    # Of two that hold the same, the inner one, which comes later.
    for mark in sorted(lost, key=lambda mark: (sum(lost[mark].values()), int(mark)), reverse=True):
        letters = sum(count for string, count in lost[mark].items() if string not in back)
        if letters > MOST_LOST * prose:
            found |= _marks(tags[mark])
            back |= lost[mark].keys()
            prose += letters
    return kept | found if prose else set()


def _prose(page: BeautifulSoup) -> Iterator[NavigableString]:
    """Yield the strings of a page that are in sentences, and in no link."""
    linked = {id(string) for link in page.find_all("a") for string in link.strings}
    yield from (string for string in page.strings if PROSE.search(string) and id(string) not in linked)


def _paragraph(string: NavigableString) -> Tag:
    """Return the element that begins a new line and that a string is in."""
    parent = string.parent
    while parent is not None and parent.name in INLINE and parent.parent is not None:
        parent = parent.parent
    assert parent is not None  # noqa: S101 - a string of a page is in the page
    return parent


def _is_links(tag: Tag) -> bool:
    linked = sum(_count(link.get_text()) for link in tag.find_all("a"))
    return linked > LINKED * _count(tag.get_text())


def _count(text: str) -> int:
    return len(LETTER.findall(text))


def _letters(text: str) -> str:
    return NO_LETTERS.sub("", text)


def _heading(page: BeautifulSoup, title: str, kept: set[str]) -> str:
    """Return what the page shows of its title; or mark it as a heading and return nothing, where it is kept."""
    headings = page.find_all("h1")
    if not title and len(headings) == 1:
        title = _letters(headings[0].get_text())
    shown = [string for string in page.strings if LETTER.search(string) and title.startswith(_letters(string))]
    if not title or not shown:
        return ""
    best = max(shown, key=lambda string: len(_letters(string)))
    paragraph = _paragraph(best)
    if _mark(paragraph) not in kept:
        return " ".join(best.split()).strip(BESIDE_TITLE)
    if paragraph.name in ("p", "div", "section") and _letters(paragraph.get_text()) == _letters(best):
        paragraph.name = "h1"
    return ""


def _leave_only(kept: set[str], tags: dict[str, Tag]) -> None:
    """Take out what is not kept, and not around what is."""
    around: set[str] = set()
    for mark in kept:
        for parent in tags[mark].parents:
            if _mark(parent) in around:
                break
            around.add(_mark(parent))
    for mark, tag in tags.items():
        if mark not in kept and mark not in around:
            tag.extract()
        elif mark not in kept:
            for string in tag.find_all(string=True, recursive=False):
                string.extract()
