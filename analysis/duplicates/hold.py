"""Say why a repeat that could be taken out of a text is not: it may say something of its own, or leave a hole.

A repeat goes only where nothing that bears meaning differs, where it is made of complete sentences, and where no
heading loses its section; all else is for a person to decide.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from ..languages.messages import _
from ..structure.kinds import READ_AS_TEXT
from ..structure.metre import is_verse
from ..structure.numbers import NUMBERED
from ..structure.words import CLOSING, MID_START, PROSE
from ..text_index.normal import nfkc
from ..words.lookups import word_across
from ..words.scripts import is_traditional, simplified
from .differences import letters_that_differ

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .spans import Span, Texts

CHANCE = 2  # letters by which two paragraphs may go on, or begin, alike by chance
# Letters of complete blocks that nobody writes twice, at a distance from each other. Of 3,495 statutes, those that say
# the same again in full, such as 公司法 of two kinds of company, do so in up to 213.
LONG = 300
VERSE_BLOCKS = 8  # blocks of a run that are tested for verse
SHORT_LINE = 12  # letters a block, on average, of what may be lines of a song, or of a form
HEADING = 40  # letters of a heading without a mark, at most
BRACKETS = frozenset("）)】》〉〕")  # which may end a title, too
SENTENCE_END = CLOSING - frozenset("：:；;")
# A number with its sign, decimal point, ratio and unit: by their letters alone, 3.5% and 35 are the same.
FIGURE = re.compile(r"(?<!\d)[-−+]?\d+(?:[.:/]\d+)*[%‰]?")


@dataclass(frozen=True)
class Repeated:
    """An occurrence of a class, and the other occurrence that would stand for it.

    span, kept_span : both, in letters.
    blocks : the first and the last of the complete blocks in the occurrence.
    kept_blocks : those of the other one; none where it is a part of a longer block.
    in_a_row : whether nothing stands between the two but other occurrences of the class.
    misread : how the two differ, in words, where that is known.
    """

    span: Span
    blocks: tuple[int, int]
    kept_span: Span
    kept_blocks: tuple[int, int] | None
    in_a_row: bool
    misread: str = ""


def reason_to_hold(texts: Texts, repeated: Repeated) -> str:
    """Return why an occurrence may be meant, or cannot be taken out; nothing if it can go.

    Of equal paragraphs one below the other, all but one can go: nothing stands between them that could be harmed.
    """
    always = (_verse, _extent, _title, _headings_alone, _script, _difference)
    at_a_distance = (_list_items, _tables, _part_of_a_block, _sentence, _sections, _emptied_section, _short)
    checks = always if repeated.in_a_row else (*always, *at_a_distance)
    return next((reason for check in checks if (reason := check(texts, repeated))), "")


def _texts_of(texts: Texts, first: int, last: int) -> list[str]:
    return [texts.of_block(block) for block in range(first, last + 1)]


def _size(texts: Texts, blocks: tuple[int, int]) -> int:
    """Return the letters of a run of blocks."""
    return texts.ends[blocks[1]] - texts.starts[blocks[0]]


def _verse(texts: Texts, repeated: Repeated) -> str:
    first, last = repeated.blocks
    some = _texts_of(texts, first, min(last, first + VERSE_BLOCKS - 1))
    if all(map(is_verse, some)):
        return _("verse: may be a refrain")
    short = _size(texts, repeated.blocks) <= SHORT_LINE * (last - first + 1)
    return _("short lines: may be a refrain, or a form") if short and first < last else ""


def _list_items(texts: Texts, repeated: Repeated) -> str:
    items = _texts_of(texts, *repeated.blocks)
    numbered = all(NUMBERED.match(text) and text[0] != "第" for text in items)
    return _("items of a list: may be said under another head") if numbered else ""


def _tables(texts: Texts, repeated: Repeated) -> str:
    first, last = repeated.blocks
    only = all(texts.blocks[block].kind == "table" for block in range(first, last + 1))
    return _("a table: may be shown again where it is spoken of") if only else ""


def _extent(texts: Texts, repeated: Repeated) -> str:
    size = _size(texts, repeated.blocks)
    beyond = repeated.span[1] - repeated.span[0] - size
    first, last = repeated.blocks
    too_far = beyond > CHANCE * 2 and (first == last or beyond > size // 8)
    return _("the passage goes on beyond the complete blocks") if too_far else ""


def _title(texts: Texts, repeated: Repeated) -> str:
    (first, last), kept = repeated.blocks, repeated.kept_blocks
    single = kept is not None and first == last and kept[0] == kept[1]
    differs = single and kept is not None and texts.blocks[kept[0]].level != texts.blocks[first].level
    return _("a title named in the text") if differs else ""


def _headings_alone(texts: Texts, repeated: Repeated) -> str:
    runs = (repeated.blocks, repeated.kept_blocks or repeated.blocks)
    alone = any(all(_is_heading(texts, block) for block in range(first, last + 1)) for first, last in runs)
    return _("a heading without the text below it") if alone else ""


def _script(texts: Texts, repeated: Repeated) -> str:
    """No machine writes a passage again in other characters: who prints both scripts means both."""
    one, other = (texts.text[slice(*texts.raw(span))] for span in (repeated.kept_span, repeated.span))
    return _("in the other script") if one != other and is_traditional(one) != is_traditional(other) else ""


def _difference(texts: Texts, repeated: Repeated) -> str:
    one, other = (texts.text[slice(*texts.raw(span))] for span in (repeated.kept_span, repeated.span))
    if one == other:
        return ""
    kept, here = (_letters(texts, span) for span in (repeated.kept_span, repeated.span))
    if kept != here:
        differ = repeated.misread or letters_that_differ(one, other)
        return _("which reading is right is to be decided: {readings}").format(readings=differ)
    kept_marks, marks = map(_marks_that_bear_meaning, (one, other))
    if kept_marks == marks:
        return ""
    first, second = next((a, b) for a, b in zip_longest(kept_marks, marks, fillvalue=_("nothing")) if a != b)
    return _("its numbers or signs differ: {one} and {other}").format(one=first, other=second)


def _letters(texts: Texts, span: Span) -> str:
    """Return the folded letters of a span, in simplified characters."""
    return simplified(texts.letters.codes[slice(*span)].tobytes().decode("utf-32-le", "surrogatepass"))


def _marks_that_bear_meaning(text: str) -> list[str]:
    """Return the numbers of a text, each with its marks, and the signs that are neither letters nor punctuation.

    >>> _marks_that_bear_meaning("同比-6.5%，■同意。")
    ['-6.5%', '■']
    """
    text = nfkc(text)
    signs = [c for c in text if unicodedata.category(c)[0] in "SM" or unicodedata.category(c) == "Co"]
    return [*FIGURE.findall(text), *signs]


def _part_of_a_block(texts: Texts, repeated: Repeated) -> str:
    kept = repeated.kept_blocks
    complete = kept is not None and texts.over(repeated.kept_span, kept) <= CHANCE
    return "" if complete else _("elsewhere it is a part of a longer paragraph")


def _neighbour(texts: Texts, block: int, step: int) -> int | None:
    """Return the block before or after one, in the same document, that has letters."""
    document = texts.doc_at(int(texts.spans[block, 0]))
    block += step
    while 0 <= block < len(texts.blocks) and texts.doc_at(int(texts.spans[block, 0])) == document:
        if texts.starts[block] < texts.ends[block]:
            return block
        block += step
    return None


def _is_heading(texts: Texts, block: int) -> bool:
    """Say whether a block is a heading, or may be one: a short line without the marks of a sentence."""
    if texts.blocks[block].level:
        return True
    text = texts.of_block(block)
    short = texts.ends[block] - texts.starts[block] <= HEADING
    return short and text[-1] not in CLOSING - BRACKETS and not PROSE.search(text)


def _ends_a_sentence(texts: Texts, block: int) -> bool:
    is_prose = texts.blocks[block].kind in READ_AS_TEXT
    return not is_prose or texts.of_block(block)[-1] in SENTENCE_END


def _sentence(texts: Texts, repeated: Repeated) -> str:
    (first, last), kept = repeated.blocks, repeated.kept_blocks
    before, after = _neighbour(texts, first, -1), _neighbour(texts, last, 1)
    marked = texts.blocks[first].level or (kept and texts.blocks[kept[0]].level)
    if not marked and (MID_START.match(texts.of_block(first)) or _runs_on(texts, before, first)):
        return _("begins inside a sentence")
    if not texts.blocks[last].level and _runs_on(texts, last, after):
        return _("ends inside a sentence")
    return ""


def _runs_on(texts: Texts, block: int | None, after: int | None) -> bool:
    """Say whether a sentence, or a list that one introduces, may go on from a block into the one after it."""
    if block is None or after is None or texts.blocks[after].level or _ends_a_sentence(texts, block):
        return False
    heads = _is_heading(texts, block) or _is_heading(texts, after)
    return not heads or bool(word_across(texts.of_block(block), texts.of_block(after)))


def _sections(texts: Texts, repeated: Repeated) -> str:
    """Return a reason where the section of the last heading in the passage goes on differently behind it."""
    level = _open_level(texts, repeated.blocks)
    if repeated.kept_blocks is None or not level:
        return ""
    inside = {_content(texts, block) for block in range(repeated.blocks[0], repeated.blocks[1] + 1)}
    behind = (
        (_content(texts, block) for block in _rest_of_section(texts, run[1], level))
        for run in (repeated.blocks, repeated.kept_blocks)
    )
    here, kept = ((content for content in rest if content not in inside) for rest in behind)
    same = all(a == b for a, b in zip(chain(here, [b""]), chain(kept, [b""]), strict=False))
    return "" if same else _("a heading in it has another text below it")


def _content(texts: Texts, block: int) -> bytes:
    return texts.letters.codes[texts.starts[block] : texts.ends[block]].tobytes()


def _open_level(texts: Texts, blocks: tuple[int, int]) -> int:
    """Return the level at which a heading ends all sections that are open at the end of a run of blocks, or 0.

    A heading without a mark is of the lowest level.
    """
    level = 0
    for block in range(blocks[1], blocks[0] - 1, -1):
        if _is_heading(texts, block):
            own = texts.blocks[block].level or 6
            level = min(level, own) if level else own
    return level


def _rest_of_section(texts: Texts, block: int, level: int) -> Iterator[int]:
    """Yield the blocks after one, to the next heading of at most a level."""
    after = _neighbour(texts, block, 1)
    while after is not None and not (_is_heading(texts, after) and (texts.blocks[after].level or 6) <= level):
        yield after
        after = _neighbour(texts, after, 1)


def _emptied_section(texts: Texts, repeated: Repeated) -> str:
    first, last = repeated.blocks
    before, after = _neighbour(texts, first, -1), _neighbour(texts, last, 1)
    alone = before is not None and _is_heading(texts, before) and (after is None or _is_heading(texts, after))
    return _("it is all the text below its heading") if alone and not _is_heading(texts, first) else ""


def _short(texts: Texts, repeated: Repeated) -> str:
    distinct = {_content(texts, block) for block in range(repeated.blocks[0], repeated.blocks[1] + 1)}
    size = sum(map(len, distinct)) // texts.letters.codes.itemsize
    return _("less than {n} letters, at a distance: may be meant").format(n=LONG) if size < LONG else ""
