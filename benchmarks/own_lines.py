"""What a group's own corrections do for its model of line ends: ``python benchmarks/own_lines.py SHARED [COUNT]``.

The model is fitted without a newspaper of ``lines/``, and then with COUNT (8) of its pages as a group would have
corrected them: each line end decided, the page repaired with the decisions, and `analysis.labelled_lines` of that. Both
are judged on the other pages, by the first look alone, where it says that a line goes on (more likely than not).
"""

import sys
import tempfile
from pathlib import Path

import numpy as np
from fit import FIRST, Row, fit, rows_of, training_rows
from planted.lines import Text, real_texts

from analysis import Decisions, labelled_lines, parse, repair
from analysis.models import trees
from analysis.text_index.newlines import line_spans

GENRE = "jingbao"


def corrected(text: Text, folder: Path) -> None:
    """Write what is known of a text after a person has decided on each of its line ends."""
    document = parse(text.text, text.source)
    filled = [span for span in line_spans(text.text) if text.text[slice(*span)].strip()]
    decisions = Decisions()
    for number, (_, end) in enumerate(filled[:-1]):
        decide = decisions.join if number in text.joins else decisions.part
        decisions = decide(document, end)
    labelled_lines(repair(document, decisions=decisions), folder)


def judged(rows: list[Row], on: list[Row]) -> str:
    """Return precision, recall and F1 of the joins of texts, by trees that are fitted on others."""
    fitted = trees.read_trees(fit(rows), [*FIRST.names], "own")
    said = np.concatenate([trees.scores(row[1], fitted)[:, 0] > 0 for row in on])
    truth = np.concatenate([row[2] for row in on])
    right = (said & truth).sum()
    return f"{right / said.sum():.3f} / {right / truth.sum():.3f} / {2 * right / (said.sum() + truth.sum()):.3f}"


def main(shared: str, count: str = "8") -> None:
    """Print a row without and with the corrected pages."""
    pages = [text for text in real_texts(Path(shared) / "lines") if text.genre == GENRE]
    own = pages[:: max(len(pages) // int(count), 1)][: int(count)]
    rest = [row for text in pages if text not in own for row in rows_of(text)]
    rows = [row for row in training_rows(Path(shared), None) if row[0].genre != GENRE]
    with tempfile.TemporaryDirectory() as folder:
        for text in own:
            corrected(text, Path(folder))
        labelled = [row for text in real_texts(Path(folder)) for row in rows_of(text)]
    known = {text.text: text.joins for text in own}
    wrong = sum(len(row[0].joins ^ known[row[0].text]) for row in labelled)
    ends = sum(len(row[2]) for row in labelled)
    print(f"{len(own)} pages corrected: {ends:,} line ends, of which {wrong:,} are not as they were decided")
    print("| fitted on | precision / recall / F1 |\n| --- | --- |")
    print(f"| other genres | {judged(rows, rest)} |")
    print(f"| and {len(own)} corrected pages | {judged([*rows, *labelled], rest)} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
