"""What a reader sees at a line's end, as a row of numbers for each: what the model of line ends looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..text_index.passages import code_points
from .characters import KINDS_OF_CHARACTER
from .line_table import line_table
from .surrounding_lines import around_columns
from .wording import wording_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lines import Lines

NAMES = (
    "full_beside_usual",
    "full_beside_widest",
    "full_beside_previous",
    "next_beside_usual",
    "second_beside_usual",
    "previous_beside_usual",
    "share_at_usual",
    "share_near_widest",
    "widest_beside_usual",
    "usual_width",
    "full",
    "length",
    "next_length",
    "lengths_ratio",
    "gap",
    "gap_beside_usual",
    "gap_before",
    "gap_after",
    "share_without_gap",
    "page_end",
    "indent",
    "next_indent",
    "indent_change",
    "share_indented",
    "share_closed",
    "share_open_at_usual",
    "previous_closed",
    "next_closed",
    "left_open",
    "next_closes",
    "closes",
    "stops",
    "commas",
    "next_stops",
    "next_commas",
    "spaces",
    "next_spaces",
    "digits",
    "next_digits",
    "numbered",
    "next_numbered",
    "word_across",
    "likely_word_across",
    "word_before",
    "word_behind",
    "closed_in_quotes",
    "affinity",
    "affinity_inside",
    "next_begins_sentences",
    "ends_sentences",
    "open_clause",
    "next_clause",
    "next_sentence",
    "clauses_ratio",
    "pair_here",
    "triple_here",
    "marked_headings",
    "marked",
    "next_marked",
    "share_closed_of_long",
    "share_closed_of_numbered",
    "comes_again",
    "next_comes_again",
    "numbering",
    "next_numbering",
    "behind_number",
    "share_closed_of_alike",
    "before_last",
    "next_second",
    "before_previous_beside_usual",
    "third_beside_usual",
    "previous_indent",
    "second_indent",
    "second_closed",
    "since_closed",
    "until_closed",
    "as_wide_before",
    "as_wide_behind",
    "share_ending_in_mark",
    "since_colon",
    "begins_alike",
    "ends_alike",
    "pairs_alike",
    *(f"ends_with_{number}" for number in range(len(KINDS_OF_CHARACTER))),
    *(f"next_begins_with_{number}" for number in range(len(KINDS_OF_CHARACTER))),
)


def features(text: str, lines: Lines) -> np.ndarray:
    """Return a row of `NAMES` for each line but the last: what is seen at its end (float32).

    >>> from analysis.breaks.lines import lines_of
    >>> text = "会议由市政\\n协主席主持。"
    >>> features(text, lines_of(text, [(0, 5), (6, 12)]))[0, NAMES.index("word_across")]
    np.float32(3.0)
    """
    if len(lines) < 2:
        return np.zeros((0, len(NAMES)), np.float32)
    codes = code_points(text)
    seen = line_table(text, codes, lines)
    column = around_columns(text, codes, lines, seen) | wording_columns(text, codes, lines, seen["last"])
    return as_rows([column[name] for name in NAMES])


def as_rows(columns: Sequence[np.ndarray]) -> np.ndarray:
    """Return columns of whatever numbers as the rows that trees look at (float32).

    >>> as_rows([np.array([True, False]), np.array([2.5, 3])]).tolist()
    [[1.0, 2.5], [0.0, 3.0]]
    """
    found = np.empty((len(columns), len(columns[0])), np.float32)
    for number, column in enumerate(columns):
        found[number] = column
    return np.ascontiguousarray(found.T)
