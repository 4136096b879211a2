"""What ``repair`` changes in sound texts, which it should not: ``python benchmarks/harm.py SHARED [COUNT [SHOW]]``.

Repairs COUNT statutes (600 by default) that no model was fitted on, and the real reports of ``lines/``, and prints how
many edits of each kind were made, for each 10,000 blocks; then how many texts lose a letter, and how many letters go.
Intervals are of 95 %: of edits and letters a bootstrap over texts, of texts Wilson's. With SHOW each edit is printed
too, before and after, for reading: among some 3,500 statutes from the web a few are not sound, their lines wrapped at
a width.
"""

import sys
from collections import Counter
from pathlib import Path

from planted.intervals import ratio_interval, shown, wilson
from planted.lines import STATUTES, real_texts, statutes
from tqdm import tqdm

from analysis import contexts, parse, repair

EDITS = (
    "texts",
    "blocks",
    "kind",
    "edits made",
    "texts with one",
    "for 10,000 blocks",
    "95 % interval",
    "letters dropped",
)
LETTERS = (
    "texts",
    "how many",
    "that lose a letter",
    "of texts, 95 % interval",
    "letters",
    "dropped of a million",
    "of letters, 95 % interval",
)


def main(shared: str, count: str = "600", show: str = "") -> None:
    """Print the table."""
    groups = {
        "statutes": [*statutes(Path(shared), int(count), skip=STATUTES)],
        "reports": [(t.source, t.text) for t in real_texts(Path(shared) / "lines") if t.genre == "report"],
    }
    print(f"| {' | '.join(EDITS)} |\n{'| --- ' * len(EDITS)}|")
    losses = []
    for group, texts in groups.items():
        made, letters, sizes, totals = [], [], [], []
        for name, text in tqdm(texts, group, disable=None):
            done = repair(parse(text, name))
            sizes.append(len(done.source.blocks))
            totals.append(_letters(text))
            made.append(Counter(done.findings["kind"][done.findings["applied"]]))
            letters.append(Counter())
            for row in done.ledger[done.ledger["action"] == "dropped"].itertuples():
                letters[-1][row.kind] += _letters(row.source_text)
            if show:
                for row in contexts(done, width=24).query("applied").itertuples():
                    print(f"{name[:24]}:{row.line}: {row.kind}\n    {row.before}\n    {row.after}", file=sys.stderr)
        blocks = max(sum(sizes), 1)
        for kind, times in sum(made, Counter()).most_common() or [("none", 0)]:
            where = sum(kind in one for one in made)
            bounds = ratio_interval([(1e4 * one[kind], size) for one, size in zip(made, sizes, strict=True)])
            cells = [f"{times:,}", f"{where:,}", f"{1e4 * times / blocks:.1f}", shown(bounds, ".1f")]
            print(f"| {group} | {sum(sizes):,} | {kind} | {' | '.join(cells)} | {sum(letters, Counter())[kind]:,} |")
        losses.append((group, [sum(one.values()) for one in letters], totals))
    print(f"\n| {' | '.join(LETTERS)} |\n{'| --- ' * len(LETTERS)}|")
    for group, lost, totals in losses:
        some = sum(map(bool, lost))
        bounds = ratio_interval([(1e6 * one, size) for one, size in zip(lost, totals, strict=True)]) if some else None
        per = f"{1e6 * sum(lost) / max(sum(totals), 1):.0f}"
        cells = [f"{len(lost):,}", f"{some:,}", shown(wilson(some, len(lost)), ".1%"), f"{sum(totals):,}", per]
        print(f"| {group} | {' | '.join(cells)} | {shown(bounds, '.0f')} |")


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


if __name__ == "__main__":
    main(*sys.argv[1:])
