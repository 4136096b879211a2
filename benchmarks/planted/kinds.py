"""Texts whose block kinds are known: clean documents set anew, with what pages and web pages add to them, by a seed."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planted.articles import anthology, fronted, headed, interrupted, paged, printed_twice, short, text_blocks
from planted.other_texts import contents, halves, letters, plain, torn, turns, verse, verse_in_prose
from planted.page import wrapped
from planted.setting import Line, Setting, invented_headings
from planted.variants import HALF_WIDTH
from planted.vocabulary import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from planted.labelled import Block, Source

CLAUSE = re.compile("[，。；：！？、“”‘’（）《》\\s—…〔〕\\d.]+")
SENTENCE = re.compile("[^。！？\\s]{8,60}。")
# What verse cannot be made into: its lines would pass for prose.
OF_PROSE = frozenset(
    {"turns", "contents", "unclosed", "short", "halves", "letters", "torn", "verse in prose", "web page"}
)
ON_PAGES = 0.12  # share of the texts without lines of the page that are set on pages all the same
VARIANTS: dict[str, Callable[[Setting, list[Block]], None]] = {
    "as it is": text_blocks,
    "headings": headed,
    "interrupted": lambda setting, blocks: interrupted(setting, blocks, 0.3),
    "interrupted, headings": lambda setting, blocks: interrupted(setting, invented_headings(setting, blocks), 0.15),
    "pictures": lambda setting, blocks: interrupted(setting, blocks, 0.2, only="plain"),
    "sub-headings": lambda setting, blocks: headed(setting, blocks, bare=True),
    "pages": paged,
    "small pages": lambda setting, blocks: paged(setting, blocks, small=True),
    "verse": verse,
    "couplets": lambda setting, blocks: verse(setting, blocks, "couplets"),
    "songs": lambda setting, blocks: verse(setting, blocks, "song"),
    "turns": turns,
    "contents": contents,
    "unclosed": plain,
    "printed twice": printed_twice,
    "anthology": anthology,
    "torn": torn,
    "verse in prose": verse_in_prose,
    "web page": fronted,
    "short": short,
    "halves": halves,
    "letters": letters,
}


@dataclass(frozen=True)
class Labelled:
    """A text, and the kinds of the spans in it."""

    genre: str
    source: str  #: the document it is made of
    variant: str
    text: str
    spans: list[tuple[int, int, str | None]]


def made(source: Source, variant: str, seed: str, use: str = "fit") -> Labelled:
    """Return a text made of some blocks of a source, few or many, with the templates for a use (`vocabulary.USES`)."""
    chance = random.Random(f"{source.name} {variant} {seed} {use}")
    size = chance.choice([1, 2, 3, 4, 5, 8, 12, 20, 40, 60])
    begin = chance.randrange(max(1, len(source.blocks) - size)) if chance.random() < 0.6 else 0
    blocks = source.blocks[begin : begin + size]
    running = [block.text for block in source.blocks if block.kind in {"paragraph", "verse line"}]
    sample = "\n".join(chance.sample(running, min(len(running), 60)))
    clauses = [one for one in CLAUSE.split(sample) if 3 <= len(one) <= 25]
    words = Words(chance, clauses, SENTENCE.findall(sample), use)
    setting = Setting(chance, words, chance.choice([0, 0, 1, 1, 1, 2]))
    VARIANTS[variant](setting, blocks)
    if "pages" not in variant and chance.random() < ON_PAGES:
        setting.lines = on_pages(setting.lines, chance)
    width = chance.randint(12, 44) if setting.gap == 0 and chance.random() < 0.3 else 0
    text, spans = rendered(setting.lines, width, chance.choice([0, 2]), chance.random() < 0.12)
    return Labelled(source.genre, source.name, variant, text, spans)


def on_pages(lines: list[Line], chance: random.Random) -> list[Line]:
    """Return lines on pages that have neither running heads nor numbers."""
    size = chance.randint(3, 30)
    return [replace(line, page=place % size == 0) for place, line in enumerate(lines)]


def as_it_is(source: Source) -> Labelled:
    """Return a source as it came, its headings bare."""
    text, spans = rendered([Line(block.kind, block.text, 1) for block in source.blocks], 0, 0, half_width=False)
    return Labelled(source.genre, source.name, "real", text, spans)


def rendered(
    lines: list[Line], width: int, indent: int, half_width: bool
) -> tuple[str, list[tuple[int, int, str | None]]]:
    """Return the text of lines, paragraphs wrapped at *width* if it is one, and the spans of each kind."""
    out, spans = "", []
    pieces = []
    size = 0
    for line in lines:
        above = ("\n" * (line.gap + 1) if size else "") + ("\f\n" if line.page else "")
        text = line.text
        if width and line.kind in {"paragraph", "list item", "note"}:
            text = "\n".join(wrapped(text, width, indent, 1))
            if line.kind == "paragraph" and not text.startswith("　"):
                text = "　" * indent + text
        if half_width:
            text = text.translate(HALF_WIDTH)
        pieces += [above, text]
        size += len(above)
        spans.append((size, size + len(text), line.kind))
        size += len(text)
    out = "".join(pieces)
    return out, [span for span in spans if span[2] != "feed"]
