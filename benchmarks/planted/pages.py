"""Pages that were typeset and extracted again, each line labelled; ``planted/typeset.py`` makes them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from analysis.structure.model import ASIDE
from analysis.structure.numbers import ARTICLE, shape_of
from planted.align import NO_ITEM
from planted.compose import Item
from planted.kinds import Labelled
from planted.lines import Text
from planted.reported import is_reported

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNKNOWN = {"lead": "paragraph", "mixed": None, "unknown": None, "item": None}
MIXED = "mixed"  # the kind of a line that holds text of two runs, as where columns are side by side
SCRAMBLED = 0.05  # share of the lines that go on elsewhere from which on a text's columns are mixed
APART = frozenset({"page furniture", "table", "advertisement"})  # their lines go on in no other


@dataclass(frozen=True)
class Extracted:
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


def write(one: Extracted, folder: Path) -> None:
    """Write it as JSON."""
    name = f"{one.seed}_{one.variant}_{one.source}_{one.extractor}".replace(" ", "-")
    (folder / f"{name}.json").write_text(json.dumps(asdict(one), ensure_ascii=False), "utf-8")


def read(file: Path) -> Extracted:
    """Return a text that `write` wrote."""
    fields = json.loads(file.read_text("utf-8"))
    return Extracted(**(fields | {"set": [Item(**item) for item in fields["set"]]}))


def pages_for(folder: Path, judging: bool) -> Iterator[Extracted]:
    """Yield the texts of a folder of JSON files that are judged on, or those that are fitted on.

    Judged are documents and templates that nothing is fitted on. Without those that keep the layout, whose lines mix
    columns.
    """
    for path in sorted(folder.glob("*.json")):
        one = read(path)
        if not one.extractor.endswith("layout") and is_reported(one.source, one.variant) == judging:
            yield one


def extracted(folder: Path, use: str) -> Iterator[Labelled]:
    """Yield the texts of a folder with the kinds of their lines, for a use (`vocabulary.USES`).

    Those that are not for judging are fitted on, and calibrated on by documents left out.
    """
    for one in pages_for(folder, use == "judging"):
        spans, place, kinds = [], 0, iter(one.kinds)
        for line in one.text.replace("\f", "\n").split("\n"):
            if line.strip():
                kind = next(kinds)
                kind = "item" if kind == "paragraph" and shape_of(line.strip()) > ARTICLE else kind
                spans.append((place, place + len(line), UNKNOWN.get(kind, kind)))
            place += len(line) + 1
        yield Labelled(one.genre, one.source, f"typeset: {one.variant}", one.text, spans)


def with_joins(folder: Path, judging: bool) -> Iterator[Text]:
    """Yield the texts of a folder with the line ends across which a paragraph goes on.

    Those whose columns the extractor mixed line by line are left out: nothing goes on in their next lines.
    """
    for one in pages_for(folder, judging):
        aside = frozenset(number for number, kind in enumerate(one.kinds) if kind in ASIDE)
        later = {number: line for number, line in one.resumed().items() if line > number + 1 and number not in aside}
        across = frozenset(number for number, line in later.items() if aside.issuperset(range(number + 1, line)))
        if len(later) - len(across) <= SCRAMBLED * len(one.kinds):
            yield Text(one.genre, one.source, f"typeset: {one.variant}", one.text, one.joins, aside, across)
