"""What an audit says of texts in which nothing is wrong."""

import sys
from collections import Counter
from collections.abc import Collection

from tqdm import tqdm

from analysis import audit, parse

from .intervals import ratio_interval, wilson
from .intervals import shown as bounds_of

AROUND = 12  # characters shown beside a passage


def sound_table(documents: list[tuple[str, str]], what: str, shown: Collection[str]) -> None:
    """Print what an audit says of sound texts, and how many letters go; passages of kinds *shown* are printed, too.

    Classes in 100 documents have the 95 % interval of a bootstrap over documents; documents that lose a letter that
    of Wilson.
    """
    classes, dropped, letters = Counter(), Counter(), Counter()
    each, losing = [], 0
    for name, text in tqdm(documents, what, disable=None):
        result = audit(parse(text, name))
        each.append(Counter(result.classes["kind"]))
        classes.update(each[-1])
        losing += bool((result.occurrences["role"] == "copy").any())
        rows = result.occurrences.join(result.classes[["kind", "evidence"]], on="class")
        for row in rows.itertuples():
            if row.role == "copy":
                dropped[row.kind] += 1
                letters[row.kind] += sum(map(str.isalnum, text[row.start : row.end]))
            if shown and (row.role == "copy" or row.kind in shown):
                start, end = max(row.start - AROUND, 0), row.end + AROUND
                around = f"{text[start : row.start]}【{text[row.start : row.end]}】{text[row.end : end]}"
                said = f"{row.evidence}; {row.reason}\n    {around}"
                print(f"{name}:{row.line}: {row.kind}, {row.role}: {said}", file=sys.stderr)
    head = ["classes", "dropped", "letters dropped", "classes in 100 documents, 95 % interval"]
    print(f"\n| {len(documents)} sound {what} | {' | '.join(head)} |\n{'| --- ' * 5}|")
    for kind, count in classes.most_common():
        bounds = bounds_of(ratio_interval([(100 * one[kind], 1) for one in each]), ".1f")
        print(f"| {kind} | {count:,} | {dropped[kind]:,} | {letters[kind]:,} | {bounds} |")
    share = bounds_of(wilson(losing, len(documents)), ".2%")
    print(f"\nDocuments that lose a letter: {losing} of {len(documents)}, 95 % interval {share}.")
