"""Pictures of a document say what they show."""

import pytest
from generators import PARAGRAPH

import analysis

TEXT = "# 春\n\n春天来了。\n\n## 雨\n\n雨水很多，花也开得很好。\n"
DOCUMENT = analysis.parse(TEXT)
SECTIONS = analysis.sections(DOCUMENT)


def spans(picture):
    return [
        [(round(path.vertices[:, 0].min()), round(path.vertices[:, 0].max())) for path in collection.get_paths()]
        for collection in picture.axes[0].collections
    ]


def test_a_bar_is_as_long_as_its_section():
    picture = analysis.section_sizes(SECTIONS)
    assert [bar.get_width() for bar in picture.axes[0].patches] == SECTIONS["characters"].tolist()
    longest = SECTIONS.loc[SECTIONS["characters"].idxmax()]
    assert f"with {longest['characters']} characters" in picture.alt


def test_of_many_sections_the_longest_are_shown():
    document = analysis.parse("\n\n".join(f"# 第{n}节\n\n{'春天。' * (n % 7 + 1)}" for n in range(45)))
    assert "The longest 40 of 45 are shown." in analysis.section_sizes(analysis.sections(document)).caption


def test_each_block_is_drawn_from_the_start_of_its_section():
    rows = spans(analysis.ribbon(DOCUMENT, SECTIONS))
    starts = SECTIONS["start"].tolist()
    wanted = [
        [(b.start - start, b.end - start) for b in DOCUMENT.blocks if start <= b.start < end]
        for start, end in zip(starts, [*starts[1:], len(TEXT)], strict=True)
    ]
    assert rows == wanted


def test_what_is_repeated_is_drawn_over_its_block():
    document = analysis.parse(f"# 春\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n")
    found = analysis.audit(document)
    picture = analysis.ribbon(document, analysis.sections(document), found)
    assert sum(map(len, spans(picture))) == len(document.blocks) + 2
    assert f"{found.redundancy:.0%} of the letters stand in a copy." in picture.alt


def test_faults_have_their_signs():
    document = analysis.parse("# 春\n\n工程队连夜抢修，终于恢复了供\n\n电，附近的三个小区没有受到影响。\n")
    faults = analysis.faults(document)
    picture = analysis.fault_ribbon(document, analysis.sections(document), faults)
    assert "Signs: ‖ broken paragraph (1)." in picture.caption
    assert "‖" in [text.get_text() for text in picture.axes[0].texts]


def test_tables_of_another_text_are_refused():
    other = analysis.parse("# 夏\n\n夏天来了。\n")
    with pytest.raises(ValueError, match="ribbon: sections"):
        analysis.ribbon(DOCUMENT, analysis.sections(other))
    with pytest.raises(ValueError, match="ribbon: audit"):
        analysis.ribbon(DOCUMENT, SECTIONS, analysis.audit(other))


def test_blocks_have_the_colour_of_what_a_person_decided_that_they_are():
    decided = analysis.Decisions().block(DOCUMENT, 1, "caption")
    faults = analysis.faults(DOCUMENT)
    plain = analysis.fault_ribbon(DOCUMENT, SECTIONS, faults)
    picture = analysis.fault_ribbon(DOCUMENT, SECTIONS, faults, decided)
    assert "caption" not in plain.alt
    assert "1 caption" in picture.alt
