"""Where the lines of several columns stand between each other it is said, and nowhere else."""

from itertools import chain, zip_longest
from pathlib import Path

import pytest

from analysis import faults, load, parse, repair, restore

TEXTS = Path(__file__).parent.parent / "texts"
NAMES = ("report_linshui.txt", "fiction_dukou.txt", "law_tushuguan.txt")
WIDTH = 14


def columns_of(count: int, lines: int = 36) -> list[list[str]]:
    """Return the lines of so many columns, each of another text."""
    found = []
    for name in NAMES[:count]:
        text = "".join(line for line in (TEXTS / name).read_text("utf-8").split("\n") if line[:1] != "#")
        assert len(text) >= WIDTH * lines
        found.append([text[place : place + WIDTH] for place in range(0, WIDTH * lines, WIDTH)])
    return found


def mixed(text: str) -> list[tuple[str, str]]:
    """Return the first and last line of each stretch of mixed lines that is found."""
    found = faults(parse(text), kinds=["order swap"])
    spans = [text[row.start : row.end].split("\n") for row in found.itertuples() if "columns stand" in row.evidence]
    return [(lines[0], lines[-1]) for lines in spans]


@pytest.mark.parametrize("count", [2, 3])
def test_lines_read_straight_across_columns_are_found(count: int) -> None:
    columns = columns_of(count)
    text = "\n".join(chain.from_iterable(zip(*columns, strict=True)))
    [(first, last)] = mixed(text)
    assert first in columns[0][:2] + columns[1][:2]
    assert last in columns[0][-2:] + columns[-1][-2:]
    evidence = faults(parse(text), kinds=["order swap"])["evidence"]
    assert evidence.str.startswith(f"lines of {count} columns stand between each other").sum() == 1


def test_the_same_lines_column_after_column_are_sound() -> None:
    assert mixed("\n".join(chain.from_iterable(columns_of(3)))) == []


def test_where_one_column_is_longer_only_the_lines_beside_another_are_mixed() -> None:
    one, other = columns_of(2, 44)
    text = "\n".join(filter(None, chain.from_iterable(zip_longest(one, other[:22], fillvalue=""))))
    [(_, last)] = mixed(text)
    assert last in one[19:27] + other[19:22]


def test_each_page_is_looked_at_by_itself() -> None:
    one, other = columns_of(2)
    across = "\n".join(chain.from_iterable(zip(one, other, strict=True)))
    assert len(mixed(f"{across}\f{across}")) == 2
    few = "\n".join(chain.from_iterable(zip(one[:8], other[:8], strict=True)))
    assert mixed(few) == mixed(f"{few}\f{few}") == []


def test_nothing_is_moved_and_each_stretch_is_named_once() -> None:
    one, other = columns_of(2)
    text = "\n".join(chain.from_iterable(zip(one, other, strict=True)))
    done = repair(parse(text))
    assert done.findings["evidence"].str.contains("columns stand between").sum() == 1
    assert restore(done) == text


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_sound_texts_have_no_mixed_lines_as_they_are_and_wrapped(path: Path) -> None:
    text = load(path).text
    lines = [line[place : place + 24] for line in text.split("\n") for place in range(0, max(len(line), 1), 24)]
    assert mixed(text) == mixed("\n".join(lines)) == []


def test_mixed_lines_may_begin_anywhere_before_the_end_of_a_page() -> None:
    one, other = columns_of(2)
    across = [*chain.from_iterable(zip(one[18:], other[18:], strict=True))]
    found = [mixed("\n".join(one[:18] + across[:count])) for count in range(2, len(across))]
    assert found[0] == []
    assert [last for ((_, last),) in filter(None, found)][-1] in across[-4:]
