"""Pages set from clean texts in a browser, read by several extractors, each line labelled with what was set.

``PYTHONPATH=.:benchmarks python -m planted.typeset SHARED OUT --seed N --count N`` writes *count* pages' texts as JSON
into the folder OUT, one file for each extractor; `read` gives them back. Setting takes a second or two a text; it needs
Debian's ``chromium`` and ``poppler-utils`` and the packages of ``make bench``.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from planted.align import NO_ITEM, Piece, align
from planted.compose import Item, compose
from planted.extractors import EXTRACTORS
from planted.font import write_truetype
from planted.lines import Source, sources
from planted.reported import is_held
from planted.style import Style, style_sheet, styled
from planted.templates import TEMPLATES, Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

SCRIPT = Path(__file__).with_suffix(".js")
FONT = Path(__file__).parents[2] / "analysis" / "fonts" / "NotoSansSC-GBK.otf"
MARKS = "，。、；：！？"
MIXED = "mixed"  # the kind of a line that holds text of two runs, as where columns are side by side
APART = frozenset({"page furniture", "table", "advertisement"})  # their lines go on in no other


@dataclass(frozen=True)
class Labelled:
    """A text as an extractor gives it, and what each of its lines that hold something was."""

    genre: str
    source: str  #: the document it is made of
    variant: str  #: the template
    extractor: str
    seed: int
    text: str
    kinds: list[str]  #: of each line that holds something
    levels: list[int]  #: of each such line: 1 of a title, 2 and 3 of headings, else 0
    items: list[int]  #: of each such line: its place in `set`, -1 where none is known; of a mixed line the largest
    set: list[Item]  #: what was set, in order; page furniture last

    @property
    def joins(self) -> frozenset[int]:
        """After which lines that hold something, numbered from 0, the same run of text goes on in the very next."""
        return frozenset(n for n, later in self.resumed().items() if later == n + 1)

    def resumed(self) -> dict[int, int]:
        """Return for each line whose run of text goes on later the line where it does, maybe behind page furniture."""
        last: dict[int, int] = {}
        found: dict[int, int] = {}
        for number, (kind, item) in enumerate(zip(self.kinds, self.items, strict=True)):
            if kind == MIXED or kind in APART or item == NO_ITEM:
                continue
            if item in last:
                found[last[item]] = number
            last[item] = number
        return found


@dataclass(frozen=True)
class Press:
    """A page of a headless browser, and the folder that holds the font that it sets with."""

    page: Page
    folder: Path

    @property
    def font(self) -> Path:
        """Return where the font is."""
        return self.folder / "set.ttf"


@contextmanager
def press(shared: Path) -> Iterator[Press]:
    """Give a press for the documents of a folder; it takes some seconds to start."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            page = program.new_page()
            page.emulate_media(media="print")
            ready = Press(page, Path(folder))
            letters = {c for one in clean_sources(shared) for _, text in one.paragraphs for c in text}
            programs = "".join(file.read_text("utf-8") for file in Path(__file__).parent.glob("*.py"))
            write_truetype(FONT, "".join(letters) + programs, ready.font)
            yield ready
        finally:
            program.close()


def set_pages(
    press: Press, items: list[Item], blocks: list[dict[str, Any]], style: Style
) -> tuple[bytes, list[list[Piece]]]:
    """Return a PDF and what stands on each of its pages; page furniture is added to *items*."""
    width, height = style.page
    spec = {
        "width": width,
        "height": height,
        "margin": style.margin,
        "top": style.margin + 4,
        "edge": max(4, style.margin - 4),
        "furniture": style.furniture,
        "words": style.words,
        "first": style.first_page,
        "order": style.order,
        "title": items[0].text,
    }
    file = press.folder / "page.html"
    script, sheet = SCRIPT.read_text("utf-8"), style_sheet(style, press.font)
    file.write_text(f"<!doctype html><meta charset=utf-8><style>{sheet}</style><script>{script}</script>", "utf-8")
    press.page.goto(file.as_uri())
    press.page.evaluate("document.fonts.load('10pt set', '字')")
    placed = press.page.evaluate("([spec, blocks]) => typeset(spec, blocks)", [spec, blocks])
    pdf = press.page.pdf(prefer_css_page_size=True, print_background=True)
    return pdf, [[_piece(piece, items) for piece in pieces] for pieces in placed]


def _piece(piece: list[Any], items: list[Item]) -> Piece:
    if len(piece) == 2:
        items.append(Item(piece[0], 0, piece[1]))
        return Piece(len(items) - 1, piece[1])
    number, start, end = piece
    return Piece(number, items[number].text[start:end])


def label(text: str, items: list[Item], pages: list[list[Piece]]) -> tuple[list[str], list[int], list[int]]:
    """Return kinds, levels and items of the lines of an extracted text that hold something."""
    kinds, levels, main = [], [], []
    for found in align(text, pages):
        first = items[found[0]] if found[0] != NO_ITEM else Item("unknown", 0, "")
        alike = all(items[other].kind == first.kind and first.kind in APART for other in found[1:])
        kinds.append(first.kind if alike else MIXED)
        levels.append(first.level if alike else 0)
        main.append(found[0])
    return kinds, levels, main


def without_marks(text: str, chance: random.Random) -> str:
    """Return a text whose line ends have mostly lost their marks."""
    lines = text.split("\n")
    return "\n".join(line[:-1] if line[-1:] in (*MARKS,) and chance.random() < 0.8 else line for line in lines)


@cache
def clean_sources(shared: Path) -> list[Source]:
    """Return the documents that pages are set from: those of `planted.lines.sources` with enough text."""
    return [one for one in sources(shared) if sum(len(text) for _, text in one.paragraphs) > 2500]


def choices(shared: Path, seed: int, count: int, held: bool | None = None) -> Iterator[tuple[Source, Template, int]]:
    """Yield *count* sources and templates with a seed for each; each genre and each template comes as often.

    With *held* the documents are those whose pages may not be fitted on, with ``False`` the others; by default all.
    """
    by_genre: dict[str, list[Source]] = {}
    for one in clean_sources(shared):
        if held is None or is_held(one.name) == held:
            by_genre.setdefault(one.genre, []).append(one)
    genres = sorted(by_genre)
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        genre = genres[(number + number // len(TEMPLATES)) % len(genres)]
        yield chance.choice(by_genre[genre]), TEMPLATES[number % len(TEMPLATES)], seed * 10_000 + number


def typeset(press: Press, source: Source, template: Template, seed: int) -> tuple[bytes, list[Labelled]]:
    """Return a PDF set from a source, and what each extractor gives of it."""
    chance = random.Random(f"{source.name} {template.name} {seed}")
    style = styled(template, chance)
    made = compose(source, style, chance)
    pdf, pages = set_pages(press, made.items, made.blocks, style)
    found = []
    for name, extract in EXTRACTORS.items():
        text = extract(pdf)
        text = without_marks(text, random.Random(seed)) if style.drops_marks else text
        kinds, levels, items = label(text, made.items, pages)
        found.append(
            Labelled(source.genre, source.name, template.name, name, seed, text, kinds, levels, items, made.items)
        )
    return pdf, found


def write(labelled: Labelled, folder: Path) -> None:
    """Write one as JSON."""
    name = f"{labelled.seed}_{labelled.variant}_{labelled.source}_{labelled.extractor}".replace(" ", "-")
    (folder / f"{name}.json").write_text(json.dumps(asdict(labelled), ensure_ascii=False), "utf-8")


def read(file: Path) -> Labelled:
    """Return one from JSON."""
    fields = json.loads(file.read_text("utf-8"))
    return Labelled(**(fields | {"set": [Item(**item) for item in fields["set"]]}))


def main() -> None:
    """Set, read and label pages, and write them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=27)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with press(given.shared) as ready:
        for source, template, seed in choices(given.shared, given.seed, given.count):
            _, found = typeset(ready, source, template, seed)
            for labelled in found:
                write(labelled, given.out)
            print(template.name, source.name, seed, f"{len(found[0].text):,} characters")


if __name__ == "__main__":
    main()
