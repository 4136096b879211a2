"""How often lines of several columns that stand between each other are found.

``python benchmarks/columns.py SHARED [COUNT [SEED]]`` sets *COUNT* texts (27 by default) of documents and templates
that no model is fitted on, reads them with each extractor, and counts those in which `MANY` lines and more go on behind
a line of another column. Beside them are texts without columns: statutes, real lines, and texts made of all documents.
"""

import sys
from collections import defaultdict
from pathlib import Path

from planted.lines import STATUTES, real_texts, sources, statutes
from planted.pages import Extracted
from planted.typeset import choices, press, typeset
from planted.variants import VARIANTS, made
from tqdm import tqdm

from analysis.breaks.lines import lines_of
from analysis.mending.mixed_columns import COLUMNS, stretches
from analysis.text_index.newlines import line_spans

SEED = 911
MANY, FEW = 10, 4  # lines by which a text is mixed, and fewer than which it is not


def is_found(text: str) -> bool:
    """Return whether stretches of mixed lines are found in a text."""
    return any(stretches(text, lines_of(text, line_spans(text))))


def mixed_lines(one: Extracted) -> int:
    """Return how many lines go on two to four lines down, and again there, with as many columns between."""
    items = one.items
    return max(
        sum(
            items[at] >= 0
            and items[at] == items[at + step] == items[at + 2 * step]
            and len({*items[at : at + step]}) == step
            for at in range(len(items) - 2 * step)
        )
        for step in COLUMNS
    )


def main(shared: str, count: str = "27", seed: str = str(SEED)) -> None:
    """Print a row for each extractor and for each kind of text without columns."""
    rows: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    chosen = choices(Path(shared), int(seed), int(count), held=True)
    with press(Path(shared)) as ready:
        for source, template, number in tqdm(chosen, "pages", unit="text", total=int(count), leave=False, disable=None):
            for one in typeset(ready, source, template, number)[1]:
                rows[one.extractor].append((mixed_lines(one), is_found(one.text)))
    rows["statutes"] = [(0, is_found(text)) for _, text in statutes(Path(shared), 600, skip=STATUTES + 600)]
    rows["real lines"] = [(0, is_found(text.text)) for text in real_texts(Path(shared) / "lines")]
    rows["made texts"] = [
        (0, is_found(made(source, way, seed).text))
        for source in tqdm([*sources(Path(shared))], "made", unit="text", leave=False, disable=None)
        for way in VARIANTS
    ]
    heads = ("texts", "with mixed lines", "found", "with few", "found", "without", "found")
    print(f"| {' | '.join(heads)} |\n{'| --- ' * len(heads)}|")
    for name, found in rows.items():
        cells = []
        for group in (
            [is_there for lines, is_there in found if lines >= MANY],
            [is_there for lines, is_there in found if FEW <= lines < MANY],
            [is_there for lines, is_there in found if lines < FEW],
        ):
            cells += [f"{len(group):,}", f"{sum(group)}"]
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
