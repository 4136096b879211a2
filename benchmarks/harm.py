"""What ``repair`` changes in sound texts, which it should not: ``python benchmarks/harm.py SHARED [COUNT [SHOW]]``.

Repairs COUNT statutes (600 by default) that no model was fitted on, and the real reports of ``lines/``, and prints how
many edits of each kind were made, for each 10,000 blocks. With SHOW each is printed too, before and after, for reading:
among some 3,500 statutes from the web a few are not sound, their lines wrapped at a width.
"""

import sys
from collections import Counter
from pathlib import Path

from planted.lines import STATUTES, real_texts, statutes
from tqdm import tqdm

from analysis import contexts, parse, repair


def main(shared: str, count: str = "600", show: str = "") -> None:
    """Print the table."""
    groups = {
        "statutes": [*statutes(Path(shared), int(count), skip=STATUTES)],
        "reports": [(t.source, t.text) for t in real_texts(Path(shared) / "lines") if t.genre == "report"],
    }
    print("| texts | blocks | kind | edits made | texts with one | for 10,000 blocks | letters dropped |")
    print("| --- " * 7 + "|")
    for group, texts in groups.items():
        made, where, letters, blocks = Counter(), Counter(), Counter(), 0
        for name, text in tqdm(texts, group, disable=None):
            done = repair(parse(text, name))
            blocks += len(done.source.blocks)
            applied = done.findings[done.findings["applied"]]
            made.update(applied["kind"])
            where.update(set(applied["kind"]))
            for row in done.ledger[done.ledger["action"] == "dropped"].itertuples():
                letters[row.kind] += sum(map(str.isalnum, row.source_text))
            if show:
                for row in contexts(done, width=24).query("applied").itertuples():
                    print(f"{name[:24]}:{row.line}: {row.kind}\n    {row.before}\n    {row.after}", file=sys.stderr)
        for kind, times in made.most_common() or [("none", 0)]:
            per = 1e4 * times / max(blocks, 1)
            print(f"| {group} | {blocks:,} | {kind} | {times:,} | {where[kind]:,} | {per:.1f} | {letters[kind]:,} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
