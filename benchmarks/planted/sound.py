"""What an audit says of texts in which nothing is wrong."""

import sys
from collections import Counter
from collections.abc import Collection

from tqdm import tqdm

from analysis import audit, parse

AROUND = 12  # characters shown beside a passage


def sound_table(documents: list[tuple[str, str]], what: str, shown: Collection[str]) -> None:
    """Print what an audit says of sound texts, and how many letters go; passages of kinds *shown* are printed, too."""
    classes, dropped, letters = Counter(), Counter(), Counter()
    for name, text in tqdm(documents, what, disable=None):
        result = audit(parse(text, name))
        classes.update(result.classes["kind"])
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
    print(f"\n| {len(documents)} sound {what} | classes | dropped | letters dropped |\n{'| --- ' * 4}|")
    for kind, count in classes.most_common():
        print(f"| {kind} | {count:,} | {dropped[kind]:,} | {letters[kind]:,} |")
