"""Whether a text reads on at the edges of a passage: nothing speaks against it where a block begins or ends."""

from analysis import parse
from analysis.duplicates.reading_odds import NO_SEAM, readings, seams_at
from analysis.duplicates.spans import Texts
from analysis.duplicates.surroundings import Place

NEWS = "工程队连夜抢修了被洪水冲坏的桥面"
TEXT = f"他说：“{NEWS}。”后来大家都走了。\n\n{NEWS}。"


def spans():
    letters = "".join(filter(str.isalnum, TEXT))
    first = letters.index(NEWS)
    return [(start, start + len(NEWS)) for start in (first, letters.index(NEWS, first + 1))]


def test_edges_of_blocks_are_no_seams_and_only_places_inside_can_be_left_out():
    texts = Texts((parse(TEXT),))
    (found,) = readings(texts, [[Place(texts, span) for span in spans()]])
    assert (found.before == NO_SEAM).tolist() == [False, True]
    assert (found.behind == NO_SEAM).tolist() == [False, True]
    assert len(found.without) == 1


def test_marks_at_a_seam_belong_to_what_is_before_it_but_those_that_open():
    texts = Texts((parse(TEXT),))
    start, end = spans()[0]
    before, behind = seams_at(texts, [start, end])
    assert (before.left, before.right[:4]) == ("他说：", "“工程队")
    assert (behind.left[-3:], behind.right[:2]) == ("面。”", "后来")
