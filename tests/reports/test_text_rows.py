"""A repaired document beside its source: nothing is lost on either side."""

from generators import ANY_TEXT
from hypothesis import given

from analysis import audit, parse, repair
from analysis.reports.findings import findings_of
from analysis.reports.marked_blocks import spots_of
from analysis.reports.text_rows import rows_of

SPRING = "春天来了，河边的柳树绿了，孩子们放学以后在岸上放着风筝，一边跑一边笑，到天黑才肯回家去。"


def laid_out(text, **settings):
    done = repair(parse(text), **settings)
    return done, rows_of(done, findings_of(done), spots_of(audit(done.source, settings=done.settings)))


def source_of(row):
    return "".join(piece.text for block in row.blocks for piece in block.pieces)


def clean_of(row):
    return source_of(row) if row.after is None else "".join(text for text, _ in row.after)


@given(ANY_TEXT)
def test_each_character_of_the_source_is_in_one_place_and_the_clean_text_beside_it(text):
    done, rows = laid_out(f"{text}\n\n{text}\n\n一段没有写完的话，到这里就断\n\n开了。", min_length=5)
    assert "".join(map(source_of, rows)) == done.source.text
    assert "".join("".join(map(clean_of, rows)).split()) == "".join(done.document.text.split())


@given(ANY_TEXT)
def test_each_finding_and_each_repeat_begins_once(text):
    done, rows = laid_out(f"{text}\n\n{text}", min_length=5)
    pieces = [piece for row in rows for block in row.blocks for piece in block.pieces]
    numbers = [finding.number for piece in pieces for finding in piece.findings]
    assert sorted(numbers) == [one.number for one in findings_of(done)]
    assert sorted(finding.number for row in rows for finding in row.findings) == sorted(numbers)
    begun = [(spot.number, spot.place) for piece in pieces for spot, _ in piece.openings]
    found = audit(done.source, settings=done.settings)
    assert len(begun) == len({*begun}) == len(found.occurrences)


def test_the_halves_of_a_broken_paragraph_are_one_row_beside_the_paragraph():
    _, rows = laid_out("春天来了。\n\n工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n\n花开了。")
    assert [len(row.blocks) for row in rows] == [1, 2, 1]
    assert clean_of(rows[1]) == "工程队连夜抢修，终于恢复了供电，附近的三个小区没有受到影响。"
    assert [row.is_plain for row in rows] == [True, False, True]


def test_a_dropped_copy_stands_beside_nothing():
    _, rows = laid_out(f"{SPRING}\n\n中间的一段话说的是别的事情。\n\n{SPRING}\n\n最后的一段话。", certain=0.5)
    gone = [row for row in rows if row.is_gone]
    assert [source_of(row).strip() for row in gone] == [SPRING]
    assert all(piece.is_dropped for row in gone for block in row.blocks for piece in block.pieces)


def test_a_copy_at_the_end_is_no_part_of_the_paragraph_before_it():
    _, rows = laid_out(f"{SPRING}\n\n中间的一段话说的是别的事情。\n\n{SPRING}", certain=0.5)
    assert [len(row.blocks) for row in rows] == [1, 1, 1]
    assert [row.is_gone for row in rows] == [False, False, True]


def test_marks_of_markdown_stand_before_their_blocks():
    _, rows = laid_out("# 春\n\n- 一\n- 二\n")
    assert [source_of(row).split("\n")[0] for row in rows] == ["# 春", "- 一", "- 二"]


def test_of_half_width_marks_these_alone_are_underlined():
    _, rows = laid_out("大家坐下,会议开始。")
    pieces = rows[0].blocks[0].pieces
    assert [piece.text for piece in pieces if piece.is_fault] == [","]


def test_the_work_grows_as_the_text_does():
    """Pieces are the work: one sweep makes each once."""
    text = f"# 题\n\n{SPRING}\n\n大家坐下,会议开始,由市政\n\n协主席主持。\n\n"

    def pieces(times):
        _, rows = laid_out("".join(text.replace("题", f"题{n}").replace("会议", f"第{n}次会议") for n in range(times)))
        return sum(len(block.pieces) for row in rows for block in row.blocks)

    assert pieces(100) <= 11 * pieces(10)
