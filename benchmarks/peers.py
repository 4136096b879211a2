"""What is found, and what is struck wrongly, beside others: ``python benchmarks/peers.py SHARED [SEED [TOOL ...]]``.

Prints one table, a row for each tool as documented and one as it does best, and below it what each was told. With TOOL,
part of a name, only of those; ``"this audit"`` is one, too.

- planted in texts: plagdet of what is printed again to the letter; near repeats by the share of characters that were
  edited, recall and precision (PAN's, by span);
- sound statutes: letters struck of a million, and in how many statutes; nothing in them may be struck;
- a corpus with articles that were printed again with edits, or that quote a paragraph: pairs of articles recalled, and
  how many of the pairs that are found were planted.

All of it is planted in texts, or is statutes, that nothing was fitted on (`planted.texts`, judged). What a tool does
best with is chosen on the others (fitted), for each measure by itself: by plagdet, by the mean F1 of near repeats (with
that setting the statutes are struck from, too), and by the F1 of pairs of articles.
"""

import random
import sys
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import dask
import numpy as np
import pandas as pd
from planted import reuse, texts
from planted.copies import copies_among
from planted.measure import granularity, is_found, plagdet, precision, recall
from planted.reprinted import RATES, Reprinted, corpus
from planted.tools import TOOLS, Setting, Tool, pairs_of_suffix_array, suffix_array
from tqdm import tqdm

import analysis

STATUTES = 200
LEAST = 30  # characters of a paragraph that a tool gets
CHOSEN, JUDGED = 2, 5  # documents for each rate of edits: to choose a setting on, and to judge by
REUSE = ("repeat", "periodic run", "near repeat", "variant", "splice")

Span = tuple[int, int]
Find = Callable[[str], list[list[Span]]]
Near = dict[float, list[tuple[str, list[list[Span]]]]]


def by_paragraph(tool: Tool, setting: Setting) -> tuple[Find, Callable[[str], list[Span]]]:
    """Return what a tool finds in a document, and what it strikes, as spans of the document."""

    def units(text: str) -> tuple[list[str], list[int]]:
        if not tool.of_paragraphs:
            return [text], [0]
        blocks = [b for b in analysis.parse(text).blocks if b.end - b.start >= LEAST]
        return [text[b.start : b.end] for b in blocks], [b.start for b in blocks]

    def find(text: str) -> list[list[Span]]:
        some, starts = units(text)
        return [[(starts[n] + a, starts[n] + b) for n, a, b in places] for places in tool.find(some, setting)]

    def strike(text: str) -> list[Span]:
        some, starts = units(text)
        return [(starts[n] + a, starts[n] + b) for n, a, b in tool.struck(some, setting)]

    return find, strike


def ours(text: str) -> list[list[Span]]:
    """Return the classes of the audit, natural repeats aside."""
    found = analysis.audit(analysis.parse(text), kinds=REUSE)
    return [[*zip(rows["start"], rows["end"], strict=True)] for _, rows in found.occurrences.groupby("class")]


def our_copies(text: str) -> list[Span]:
    """Return what the audit would drop."""
    rows = analysis.audit(analysis.parse(text)).occurrences.query("role == 'copy'")
    return [*zip(rows["start"], rows["end"], strict=True)]


def our_copies_and_held(text: str) -> list[Span]:
    """Return what would go if a person dropped all that the audit holds, too, but for one place of each passage."""
    edges = np.flatnonzero(np.diff(np.r_[0, analysis.audit(analysis.parse(text)).is_copy.astype(int), 0]))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def near_documents(paragraphs: list[str], seed: str, count: int) -> Near:
    """Return for each rate of edits so many documents with near repeats, and where these are."""
    return {
        rate: [copies_among(paragraphs, rate, "edited", random.Random(f"{seed} {rate} {n}")) for n in range(count)]
        for rate in RATES
    }


def near_scores(find: Find, documents: Near) -> list[tuple[float, float]]:
    """Return recall and precision for each rate."""
    scores = []
    for some in documents.values():
        hits, right = [], []
        for text, cases in some:
            classes = find(text)
            spans = [span for one in classes for span in one]
            hits += [is_found(case, classes) or all(is_found([s], [spans]) for s in case) for case in cases]
            right += precision(spans, [span for case in cases for span in case])
        scores.append((float(np.mean(hits)), float(np.mean(right)) if right else 1.0))
    return scores


def exact_score(find: Find, planted: list[tuple[str, list[reuse.Case]]]) -> float:
    """Return plagdet of what is printed again to the letter; what else was planted counts as right."""
    right, hits, counts = [], [], []
    for text, cases in planted:
        spans = [span for one in find(text) for span in one]
        repeats = [span for case in cases if case.kind == "repeat" for span in case.spans]
        right += precision(spans, [span for case in cases for span in case.spans])
        hits += recall(spans, repeats)
        counts += granularity([span for span in spans if max(precision([span], repeats), default=0) > 0.5], repeats)
    return plagdet(right, hits, counts)


def struck(strike: Callable[[str], list[Span]], statutes: list[tuple[str, str]]) -> tuple[float, int]:
    """Return the letters struck of a million, and the statutes that any is struck from."""
    letters, gone, touched = 0, 0, 0
    for _, text in statutes:
        is_gone = np.zeros(len(text), bool)
        for start, end in strike(text):
            is_gone[start:end] = True
        is_letter = np.fromiter(map(str.isalnum, text), bool, len(text))
        letters += int(is_letter.sum())
        gone += int((is_gone & is_letter).sum())
        touched += bool((is_gone & is_letter).any())
    return gone / letters * 1e6, touched


def tool_pairs(tool: Tool, setting: Setting, articles: Sequence[str]) -> set[tuple[int, int]]:
    """Return the articles that a tool holds to share a text, two by two."""
    if tool.find is suffix_array:
        return pairs_of_suffix_array(articles, setting)
    classes = tool.find(articles, setting)
    return {pair for places in classes for pair in combinations(sorted({n for n, _, _ in places}), 2)}


def our_pairs(articles: Sequence[str]) -> set[tuple[int, int]]:
    """Return the articles that are reprints of one another, or hold the same passage."""
    table = pd.DataFrame({"name": [*map(str, range(len(articles)))], "text": [*articles]})
    with dask.config.set(scheduler="threads"):
        found = analysis.reuse(analysis.read_corpus(table, name="name"))
        groups = [found.reprints.groupby("cluster")["doc"], found.occurrences.groupby("class")["doc"]]
    docs = [sorted({*map(int, some)}) for group in groups for _, some in group]
    return {pair for some in docs for pair in combinations(some, 2)}


def pair_scores(found: set[tuple[int, int]], planted: Reprinted) -> tuple[dict[str, float], float]:
    """Return the recall of each kind of pair, and the precision."""
    kinds = dict.fromkeys([*(f"{rate:.0%}" for rate in RATES), "quoted"])
    hits = {kind: [pair in found for pair, how in planted.pairs.items() if how == kind] for kind in kinds}
    right = len(found & planted.pairs.keys()) / len(found) if found else 1.0
    return {kind: float(np.mean(values)) for kind, values in hits.items()}, right


def f1(one: float, other: float) -> float:
    """Return the harmonic mean."""
    return 2 * one * other / (one + other) if one + other else 0.0


def best(tool: Tool, score: Callable[[Setting], float]) -> Setting:
    """Return the setting with the highest score, of those that scored it the first, the documented before all."""
    settings = (tool.documented, *tool.others)
    return max(settings, key=score) if tool.others else tool.documented


def best_exact(tool: Tool, planted: list[tuple[str, list[reuse.Case]]]) -> Setting:
    """Return the setting with which a tool finds best what is printed again to the letter."""
    return best(tool, lambda setting: exact_score(by_paragraph(tool, setting)[0], planted))


def best_near(tool: Tool, documents: Near) -> Setting:
    """Return the setting with which a tool finds near repeats best."""

    def score(setting: Setting) -> float:
        return float(np.mean([f1(*pair) for pair in near_scores(by_paragraph(tool, setting)[0], documents)]))

    return best(tool, score)


def best_pairs(tool: Tool, planted: Reprinted) -> Setting:
    """Return the setting with which a tool finds pairs of articles best."""

    def score(setting: Setting) -> float:
        hits, right = pair_scores(tool_pairs(tool, setting, planted.articles), planted)
        return f1(float(np.mean([*hits.values()])), right)

    return best(tool, score)


class Planted:
    """Everything that is planted in the texts to judge by, or in those to choose settings on."""

    def __init__(self, folder: Path, seed: str, judged: bool) -> None:
        prose = texts.prose(folder, judged)
        own = texts.paragraphs([text for _, text in prose])
        statutes = [text for _, text in texts.judged_statutes(folder)] if judged else texts.fitted_statutes(folder)
        formulas = texts.paragraphs(statutes)
        some = random.Random(seed).sample(formulas, min(len(formulas), 2 * len(own))) + own
        self.exact = [
            reuse.planted(analysis.parse(text, name), random.Random(f"{seed} {name}")) for name, text in prose
        ]
        self.near = near_documents(some, seed, JUDGED if judged else CHOSEN)
        # Articles are of no statutes, whose formulas come again.
        free = texts.paragraphs([text for name, text in prose if not name.startswith("law")])
        self.articles = corpus(free, seed)


MEASURES = ("repeats", "near repeats and statutes", "articles")
Pairs = tuple[dict[str, float], float]
HEAD = (
    "planted: plagdet of repeats",
    f"near repeats at {' / '.join(f'{rate:.0%}' for rate in RATES)}: recall",
    "precision",
    "sound statutes: letters struck of a million",
    "statutes touched",
    f"articles printed again at {' / '.join(f'{rate:.0%}' for rate in RATES)}: recall",
    "quoting a paragraph: recall",
    "pairs of articles: precision",
)


def row(name: str, exact: float, near: list[tuple[float, float]], gone: tuple[float, int], pairs: Pairs) -> str:
    """Return a row of the table."""
    hits, right = zip(*near, strict=True)
    cells = [f"{exact:.3f}", *(" / ".join(f"{value:.2f}" for value in values) for values in (hits, right))]
    cells += [f"{gone[0]:,.0f}", f"{gone[1]:,}"]
    found, precise = {**pairs[0]}, pairs[1]
    quoted = found.pop("quoted")
    cells += [" / ".join(f"{value:.2f}" for value in found.values()), f"{quoted:.2f}", f"{precise:.2f}"]
    return f"| {name} | {' | '.join(cells)} |"


def main(shared: str, seed: str = "601", *names: str) -> None:
    """Print the table."""
    folder = Path(shared)
    statutes = texts.judged_statutes(folder)[:STATUTES]
    judged, others = (Planted(folder, seed, is_judged) for is_judged in (True, False))
    near = sum(len(cases) for some in judged.near.values() for _, cases in some)
    about = f"{len(judged.exact)} texts, {near:,} near repeats, {len(statutes)} statutes"
    print(f"{about}, {len(judged.articles.articles)} articles.\n")
    print(f"| tool | {' | '.join(HEAD)} |\n{'| --- ' * (len(HEAD) + 1)}|")
    if not names or "this audit" in names:
        mine = (exact_score(ours, judged.exact), near_scores(ours, judged.near))
        pairs = pair_scores(our_pairs(judged.articles.articles), judged.articles)
        print(row("this audit", *mine, struck(our_copies, statutes), pairs), flush=True)
        held = struck(our_copies_and_held, statutes)
        print(row("the same, if all that it holds went too", *mine, held, pairs), flush=True)
    told = []
    asked = [tool for tool in TOOLS if not names or any(name in tool.name for name in names)]
    for tool in tqdm(asked, "tools", disable=None):
        documented = (tool.documented,) * 3
        chosen = (best_exact(tool, others.exact), best_near(tool, others.near), best_pairs(tool, others.articles))
        for name, settings in {tool.name: documented, f"{tool.name}, at its best": chosen}.items():
            if name == tool.name or chosen != documented:
                print(row(name, *scores(tool, settings, judged, statutes)), flush=True)
                told.append(f"- {name}: {in_words(tool, settings)}")
    print("\n" + "\n".join(told))


def in_words(tool: Tool, settings: tuple[Setting, ...]) -> str:
    """Return what a tool was told, for each measure where they differ."""
    said = [tool.in_words(setting) for setting in settings]
    if len({*said}) == 1:
        return said[0]
    return "; ".join(f"{what}: {words}" for what, words in zip(MEASURES, said, strict=True))


def scores(
    tool: Tool, settings: tuple[Setting, ...], judged: Planted, statutes: list[tuple[str, str]]
) -> tuple[Any, ...]:
    """Return what a row says of a tool, with its settings for repeats, near repeats and articles."""
    find, strike = by_paragraph(tool, settings[1])
    pairs = pair_scores(tool_pairs(tool, settings[2], judged.articles.articles), judged.articles)
    exact = exact_score(by_paragraph(tool, settings[0])[0], judged.exact)
    return exact, near_scores(find, judged.near), struck(strike, statutes), pairs


if __name__ == "__main__":
    main(*sys.argv[1:])
