"""How well the texts that extractors give of typeset pages are repaired, on pages that no model was fitted on.

``python benchmarks/typeset.py SHARED [COUNT [SEED]]`` sets *COUNT* texts (27 by default, some minutes) in headless
Chromium and reads them with each extractor. It prints for each extractor and each template

- the share of word counts that is wrong: the total variation distance between the text and what was set;
- F1 of paragraphs, headings and captions, to the letter, and of the lines that are page furniture;
- the share of pairs of paragraphs in the right order.

Beside the repaired text: "nothing done" (a line is a paragraph), "every line end joined", and "all known" (it is given
what each line was: the most that can be reached with that extractor). The rows "the PDF itself" are of `analysis.load`,
which has the characters' places, as it loads the pages and as they are repaired then; those "as it comes" of programs
that make Markdown of a PDF, as their Markdown says.

No page of the documents and templates of `planted.reported` is fitted on. Both models are fitted on pages of the other
documents; that of line ends on all documents too, wrapped and cut by program.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from planted.align import letters
from planted.extractors import PEERS, pdfminer
from planted.reported import HELD_TEMPLATES
from planted.typeset import choices, press, typeset
from tqdm import tqdm

from analysis import Tokeniser, block_kinds, load, parse, repair
from analysis.document import formats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from planted.compose import Item
    from planted.pages import Extracted

    from analysis import Document, Repair

SEED = 900  # of what is reported; what is fitted on has others
HEADINGS = frozenset({"title", "heading"})
NO_TEXT = frozenset({*HEADINGS, "caption", "page furniture", "table", "advertisement"})
COUNTED = frozenset({"word", "latin", "number"})
MEASURES = ("words wrong", "paragraphs", "headings", "captions", "furniture", "order")
CUT = Tokeniser()


@dataclass
class Blocks:
    """What a way to mend a text makes of it: blocks in order, each with its kind, and the lines taken for furniture."""

    document: Document  #: the mended text
    blocks: list[tuple[str, str]]
    furniture: set[int] = field(default_factory=set)  #: lines that hold something, numbered from 0


def repaired(text: str) -> Blocks:
    """Return what `analysis.repair` makes of a text."""
    source = parse(text)
    done = repair(source)
    clean = done.document
    kinds = block_kinds(clean)
    blocks = [(row.kind, clean.text[row.start : row.end]) for row in kinds.itertuples()]
    places = _clean_offsets(done)
    furniture = kinds[kinds["kind"] == "page furniture"]
    found = set()
    for number, start in enumerate(line_starts(text)):
        at = places[start]
        gone = at < 0
        if gone or ((furniture["start"] <= at) & (at < furniture["end"])).any():
            found.add(number)
    return Blocks(clean, [(kind, held) for kind, held in blocks if kind != "page furniture"], found)


def _clean_offsets(done: Repair) -> np.ndarray:
    """Return for each character of the source where it is in the clean text; -1 where it was dropped."""
    places = np.full(len(done.source.text) + 1, -1)
    for row in done.ledger.itertuples():
        if row.action == "kept":
            places[row.start : row.end] = np.arange(row.clean_start, row.clean_end)
        elif row.action == "replaced":
            places[row.start : row.end] = row.clean_start
    return places


def line_starts(text: str) -> list[int]:
    """Return where the lines that hold something begin, behind their indent."""
    found, at = [], 0
    for line in text.replace("\f", "\n").split("\n"):
        if line.strip():
            found.append(at + len(line) - len(line.lstrip()))
        at += len(line) + 1
    return found


def as_it_is(text: str) -> Blocks:
    """Return each line as a paragraph."""
    return _of_paragraphs([line.strip() for line in text.replace("\f", "\n").split("\n") if line.strip()])


def all_joined(text: str) -> Blocks:
    """Return each run of lines without an empty one between them as a paragraph."""
    runs = text.replace("\f", "\n\n").split("\n\n")
    return _of_paragraphs(["".join(map(str.strip, run.split("\n"))) for run in runs if run.strip()])


def _of_paragraphs(texts: list[str]) -> Blocks:
    return Blocks(parse("\n\n".join(texts)), [("paragraph", text) for text in texts])


def all_known(labelled: Extracted) -> Blocks:
    """Return what the best of repairs could make of it, which knows what each line was set from."""
    runs: dict[int, list[str]] = defaultdict(list)
    lines = [line for line in labelled.text.replace("\f", "\n").split("\n") if line.strip()]
    for line, item in zip(lines, labelled.items, strict=True):
        runs[item].append(line.strip())
    furniture = {number for number, kind in enumerate(labelled.kinds) if kind == "page furniture"}
    items = [(labelled.set[item].kind if item >= 0 else "unknown", "".join(run)) for item, run in runs.items()]
    blocks = [(kind, text) for kind, text in items if kind != "page furniture"]
    return Blocks(parse("\n\n".join(text for _, text in blocks)), blocks, furniture)


def loaded(pdf: bytes, is_repaired: bool) -> tuple[Blocks, list[str]]:
    """Return what `analysis.load` makes of a PDF, repaired or not, and the texts that it takes for page furniture."""
    source = load(pdf, name="page.pdf")
    furniture = [text for kind, text in _kinds(source) if kind == "page furniture"]
    document = repair(source).document if is_repaired else source
    return Blocks(document, [(kind, text) for kind, text in _kinds(document) if kind != "page furniture"]), furniture


def as_markdown(text: str) -> Blocks:
    """Return the blocks that Markdown marks."""
    document = parse(text)
    return Blocks(document, [(block.kind, document.text[block.start : block.end]) for block in document.blocks])


def seconds(work: Callable[[bytes], object], data: bytes) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work(data)
    return time.perf_counter() - start


def _kinds(document: Document) -> list[tuple[str, str]]:
    return [(row.kind, document.text[row.start : row.end]) for row in block_kinds(document).itertuples()]


WAYS: dict[str, Callable[[str], Blocks]] = {
    "repaired": repaired,
    "nothing done": as_it_is,
    "every line end joined": all_joined,
}


def scores(labelled: Extracted, blocks: Blocks) -> dict[str, np.ndarray]:
    """Return for each measure what sums over texts: (right, found, there), or of distances (distance, 1)."""
    gold = [item for item in labelled.set if item.kind != "page furniture"]
    lines = {number for number, kind in enumerate(labelled.kinds) if kind == "page furniture"}
    runs = [letters(text) for kind, text in blocks.blocks if kind not in NO_TEXT]
    return {
        "words wrong": np.array([words_wrong(blocks.document, parse("\n\n".join(item.text for item in gold))), 1]),
        "paragraphs": _hits(runs, (item.text for item in gold if item.kind not in NO_TEXT)),
        "headings": _hits(*_of_kinds(blocks, gold, HEADINGS)),
        "captions": _hits(*_of_kinds(blocks, gold, {"caption"})),
        "furniture": np.array([len(lines & blocks.furniture), len(blocks.furniture), len(lines)]),
        "order": np.array(in_order(runs, [letters(item.text) for item in gold if item.kind in ("paragraph", "lead")])),
    }


def scores_of_pdf(labelled: Extracted, blocks: Blocks, furniture: list[str]) -> dict[str, np.ndarray]:
    """Return the same of a PDF itself; its page furniture is compared to the letter."""
    there = (item.text for item in labelled.set if item.kind == "page furniture")
    return scores(labelled, blocks) | {"furniture": _hits([*map(letters, furniture)], there)}


def _of_kinds(blocks: Blocks, gold: list[Item], kinds: Iterable[str]) -> tuple[list[str], list[str]]:
    kinds = {*kinds}
    found = [letters(text) for kind, text in blocks.blocks if kind in kinds]
    return found, [item.text for item in gold if item.kind in kinds]


def _hits(found: list[str], gold: Iterable[str]) -> np.ndarray:
    """Return how many blocks are right to the letter, how many there are, and how many there should be."""
    have, want = Counter(filter(None, found)), Counter(filter(None, map(letters, gold)))
    return np.array([(have & want).total(), have.total(), want.total()])


def words_wrong(found: Document, gold: Document) -> float:
    """Return the total variation distance of the words' shares: half the sum of the differences, 0 to 1."""
    shares = []
    for document in (found, gold):
        tokens = CUT.tokens(document)
        shares.append(tokens[tokens["kind"].isin(COUNTED)]["term"].astype(str).value_counts(normalize=True))
    return float(shares[0].sub(shares[1], fill_value=0).abs().sum() / 2)


def in_order(found: list[str], gold: list[str]) -> tuple[int, int]:
    """Return how many pairs of paragraphs that were found whole are in their order, and of how many.

    >>> in_order(["b", "a", "c"], ["a", "b", "c"])
    (2, 3)
    """
    places: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(gold):
        places[text].append(number)
    order = [places[text].pop(0) for text in found if places[text]]
    pairs = [*combinations(order, 2)]
    return sum(first < second for first, second in pairs), len(pairs)


def cell(measure: str, total: np.ndarray) -> str:
    """Return a number of the table."""
    if measure == "words wrong":
        return f"{total[0] / total[1]:.4f}"
    if measure == "order":
        return f"{total[0] / total[1]:.4f}" if total[1] else "–"
    right, found, there = total
    return f"{2 * right / (found + there):.3f}" if there else f"– ({found})"


def table(name: str, sums: dict[tuple[str, str, str], np.ndarray]) -> None:
    """Print a row for each group and each way."""
    print(f"\n| {name} | way | {' | '.join(MEASURES)} |\n{'| --- ' * (2 + len(MEASURES))}|")
    for group, way in dict.fromkeys((group, way) for group, way, _ in sums):
        cells = (cell(measure, sums[group, way, measure]) for measure in MEASURES)
        print(f"| {group} | {way} | {' | '.join(cells)} |")


def main(shared: str, count: str = "27", seed: str = str(SEED)) -> None:
    """Print the tables."""
    by_extractor: dict[tuple[str, str, str], np.ndarray] = defaultdict(lambda: 0)
    by_template: dict[tuple[str, str, str], np.ndarray] = defaultdict(lambda: 0)
    times: list[list[float]] = []
    chosen = choices(Path(shared), int(seed), int(count), held=True)
    with press(Path(shared)) as ready:
        for source, template, number in tqdm(chosen, "pages", unit="text", total=int(count), leave=False, disable=None):
            hidden = " (template never fitted on)" if template.name in HELD_TEMPLATES else ""
            pdf, extracted = typeset(ready, source, template, number)
            for way, is_repaired in (("repaired", True), ("as loaded", False)):
                for measure, total in scores_of_pdf(extracted[0], *loaded(pdf, is_repaired)).items():
                    by_extractor["the PDF itself", way, measure] += total
                    by_template[f"{template.name}, the PDF itself{hidden}", way, measure] += total
            for name, read in PEERS.items():
                for measure, total in scores_of_pdf(extracted[0], as_markdown(read(pdf)), []).items():
                    by_extractor[name, "as it comes", measure] += total
            times.append([seconds(read, pdf) for read in (lambda data: formats.read(data, "pdf"), pdfminer)])
            for labelled in extracted:
                made = {way: mend(labelled.text) for way, mend in WAYS.items()} | {"all known": all_known(labelled)}
                for way, blocks in made.items():
                    for measure, total in scores(labelled, blocks).items():
                        by_extractor[labelled.extractor, way, measure] += total
                        by_template[f"{template.name}, {labelled.extractor}{hidden}", way, measure] += total
    table("extractor", by_extractor)
    ratios = sorted(own / peer for own, peer in times)
    print(
        f"\nTime of `load` for that of pdfminer.six: median {ratios[len(ratios) // 2]:.2f}, at most {ratios[-1]:.2f}."
    )
    table("template, extractor", {key: value for key, value in by_template.items() if key[1] == "repaired"})


if __name__ == "__main__":
    main(*sys.argv[1:])
