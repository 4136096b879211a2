"""What a later round looks at: the stretches around the edits of the one before, from block to block."""

from analysis import parse
from analysis.mending.finding import Finding
from analysis.mending.ledger import Piece, edited
from analysis.mending.stretches import AROUND, stretches

BLOCKS = 400
TEXT = "\n\n".join(f"第{number}段说的是别的事情。" for number in range(BLOCKS))
DOCUMENT = parse(TEXT)


def joined(*numbers):
    """Return the pieces, and the spans, of the gaps behind some blocks, which are taken out."""
    spans = [(DOCUMENT.blocks[n].end, DOCUMENT.blocks[n + 1].start) for n in numbers]
    edits = [(*span, "", "broken paragraph", "", 0) for span in spans]
    return [*edited([Piece(0, len(TEXT))], edits)], spans


def now(pieces):
    return "".join(piece.of(TEXT) for piece in pieces)


def test_a_stretch_goes_from_block_to_block_about_an_edit():
    pieces, spans = joined(200)
    (one,) = stretches(DOCUMENT, pieces, spans)
    lines = now(pieces)[one.start : one.end].split()
    assert lines[0] == f"第{200 - AROUND}段说的是别的事情。"
    assert lines[-1] == f"第{201 + AROUND}段说的是别的事情。"
    assert "第200段说的是别的事情。第201段说的是别的事情。" in lines


def test_its_document_has_its_text_and_its_kept_places():
    pieces, spans = joined(200)
    (one,) = stretches(DOCUMENT, pieces, spans)
    assert one.document(now(pieces), DOCUMENT).text == now(pieces)[one.start : one.end]
    for begin, origin, size in one.kept:
        assert now(pieces)[one.start + begin :][:size] == TEXT[origin : origin + size]


def test_stretches_that_meet_are_one_and_others_are_not():
    assert len(stretches(DOCUMENT, *joined(100, 150))) == 1
    assert len(stretches(DOCUMENT, *joined(10, 350))) == 2


def test_at_the_edges_a_stretch_ends_with_the_text():
    first, last = stretches(DOCUMENT, *joined(0, BLOCKS - 2))
    assert first.start == 0
    assert last.end == len(now(joined(0, BLOCKS - 2)[0]))


def test_where_edits_are_all_over_there_are_none():
    assert stretches(DOCUMENT, *joined(*range(0, BLOCKS - 1, 60))) is None
    assert stretches(parse(""), [], []) is None


def test_findings_count_near_the_edit_alone():
    pieces, spans = joined(200)
    (one,) = stretches(DOCUMENT, pieces, spans)
    text = now(pieces)[one.start : one.end]
    for number, counts in ((196, False), (199, True), (203, True), (206, False)):
        start = text.index(f"第{number}段")
        assert one.counts(Finding("caption", start, start + 3, "", 1.0)) is counts


def test_what_is_said_of_the_source_is_found_in_the_stretch_where_it_is_kept():
    pieces, spans = joined(200)
    (one,) = stretches(DOCUMENT, pieces, spans)
    inside, outside = DOCUMENT.blocks[205].end, DOCUMENT.blocks[300].end
    ((place, said),) = one.seams({inside: (False, 7), outside: (False, 8)}).items()
    text = now(pieces)[one.start : one.end]
    assert text[:place].endswith("第205段说的是别的事情。")
    assert said == (False, 7)
