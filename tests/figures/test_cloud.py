from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import analysis
from analysis.figures import drawing

COUNTS = pd.DataFrame({"term": ["政协", "工作", "委员会", "提案"], "count": [40, 20, 10, 5]})


def words(picture, panel=0):
    """The words of a cloud: text to its size, colour and box in pixels."""
    picture.draw_without_rendering()
    return {
        text.get_text(): (text.get_fontsize(), text.get_color(), text.get_window_extent())
        for text in picture.axes[panel].texts
    }


def apart(picture):
    boxes = [box for *_, box in words(picture).values()]
    return all(
        one.x1 <= other.x0 or other.x1 <= one.x0 or min(one.y1, other.y1) - max(one.y0, other.y0) < 0.25 * one.height
        for one, other in combinations(boxes, 2)
    )


def test_the_height_of_a_word_is_in_proportion_to_its_count():
    sizes = {word: size for word, (size, *_) in words(analysis.word_cloud(COUNTS)).items()}
    assert [sizes[term] / sizes["提案"] for term in COUNTS["term"]] == pytest.approx([8, 4, 2, 1])


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=60))
def test_any_counts_come_out_in_proportion_apart_and_complete(counts):
    table = pd.DataFrame({"term": [f"词{chr(0x4E00 + n)}" for n in range(len(counts))], "count": counts})
    picture = analysis.word_cloud(table)
    drawn = words(picture)
    assert sorted([*drawn, *picture.left_out]) == sorted(table["term"])
    ratio = {drawn[term][0] / count for term, count in zip(table["term"], counts, strict=True) if term in drawn}
    assert max(ratio) == pytest.approx(min(ratio))
    assert apart(picture)


def test_what_would_be_too_small_is_returned_and_counted():
    table = pd.DataFrame({"term": ["政协", "工作"], "count": [1000, 1]})
    picture = analysis.word_cloud(table)
    assert picture.left_out == ["工作"]
    assert picture.caption.endswith("1 more would be too small to read.")


def test_the_layout_is_the_same_at_each_resolution():
    small, large = (analysis.word_cloud(COUNTS, size=size) for size in ((800, 450), (3200, 1800)))
    places = [np.array([box.get_points() for *_, box in words(picture).values()]) for picture in (small, large)]
    assert places[1] / 4 == pytest.approx(places[0], abs=3)  # text is placed to the pixel


def test_in_a_pair_a_word_keeps_its_place_its_colour_and_its_scale():
    after = pd.DataFrame({"term": ["政协", "工作", "提案", "主席"], "count": [40, 10, 5, 8]})
    pair = analysis.cloud_pair(COUNTS, after, colour={"政协": "甲", "工作": "乙"})
    old, new = words(pair, 0), words(pair, 1)
    assert set(old) == {"政协", "工作", "委员会", "提案"}
    assert set(new) == {"政协", "工作", "提案", "主席"}
    for word in set(old) & set(new):
        assert old[word][1] == new[word][1]
        # Text is placed to the pixel.
        middle = [box.get_points().mean(axis=0) for box in (old[word][2], new[word][2])]
        assert middle[1] - middle[0] == pytest.approx([1000, 0], abs=2)
    assert new["工作"][0] / old["工作"][0] == pytest.approx(0.5)
    assert new["政协"][0] == old["政协"][0]
    assert "工作 goes from 20 to 10." in pair.alt


def test_colours_are_named_in_a_key():
    groups = analysis.by_part_of_speech(COUNTS["term"], ["j", "vn", "n", "v"])
    picture = analysis.word_cloud(COUNTS, colour=groups)
    assert [text.get_text() for text in picture.legends[0].get_texts()] == ["name", "noun", "verb"]
    assert words(picture)["政协"][1] == drawing.ON_WHITE[0]
    assert picture.caption.endswith("Colours: name, noun, verb.")


def test_sections_of_one_title_keep_their_own_colours():
    counts = pd.DataFrame({"section": [0, 1], "term": ["春天", "冬天"], "per_10k": [9.0, 8.0]})
    groups = analysis.by_section(counts, pd.DataFrame({"title": ["小结", "小结"]}))
    assert groups.to_dict() == {"春天": "小结", "冬天": "小结 (2)"}


def test_words_of_one_size_are_of_one_colour_and_the_caption_says_which_way():
    table = pd.DataFrame({"term": ["政协", "工作", "提案"], "count": [9, 4, 4]})
    for dark, said in ((False, "The larger, the darker."), (True, "The larger, the lighter.")):
        picture = analysis.word_cloud(table, dark=dark)
        colours = {word: colour for word, (_, colour, _) in words(picture).items()}
        assert colours["工作"] == colours["提案"] != colours["政协"]
        assert picture.caption.endswith(said)


def test_only_the_groups_that_are_drawn_are_in_the_key():
    table = pd.DataFrame({"term": ["大", "小", "中"], "count": [10_000, 1, 5_000]})
    colour = pd.Series(["甲", "乙", None, "丙"], index=["大", "小", "中", "大"])
    picture = analysis.word_cloud(table, colour=colour)
    assert picture.left_out == ["小"]
    assert [text.get_text() for text in picture.legends[0].get_texts()] == ["甲", "other"]
    assert "大 (10,000), 中 (5,000)" in picture.alt


@pytest.mark.parametrize("size", [(1600, 900), (1601, 901), (33, 77), (4000, 300)])
def test_a_cloud_has_the_size_that_is_asked_for(tmp_path, size):
    with Image.open(analysis.word_cloud(COUNTS, size=size).save(tmp_path / "cloud.png")) as image:
        assert image.size == size


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"n": 0}, "n: 0; a cloud has a word at least"),
        ({"size": (1, 20_000)}, "size: 1 x 20000; a side has at least 32 pixels"),
    ],
)
def test_what_cannot_be_drawn_is_said(options, said):
    with pytest.raises(ValueError, match=said):
        analysis.word_cloud(COUNTS, **options)


def test_an_image_of_many_greys_is_a_mask_too(tmp_path):
    greys = np.full((90, 160), 65535, np.uint16)
    greys[:, 80:] = 20_000
    Image.fromarray(greys).save(tmp_path / "grey.png")
    picture = analysis.word_cloud(COUNTS, mask=tmp_path / "grey.png")
    assert min(box.x0 for *_, box in words(picture).values()) >= 799


def test_beyond_six_groups_the_smallest_are_put_together():
    table = pd.DataFrame({"term": list("甲乙丙丁戊己庚"), "count": range(70, 0, -10)})
    picture = analysis.word_cloud(table, colour={term: f"组{term}" for term in table["term"]})
    assert [text.get_text() for text in picture.legends[0].get_texts()] == [
        "组甲",
        "组乙",
        "组丙",
        "组丁",
        "组戊",
        "other",
    ]


def test_of_a_keyness_table_only_what_is_more_frequent_here_is_drawn(tokens):
    keys = analysis.keyness(tokens)
    drawn = words(analysis.word_cloud(keys, measure="g2"))
    assert set(drawn) <= set(keys.loc[keys["log_ratio"] > 0, "term"])
    assert "提案" in drawn


def test_two_terms_that_look_alike_when_shortened_are_both_drawn():
    table = pd.DataFrame({"term": ["甲" * 30, "甲" * 31], "count": [2, 1]})
    assert [text.get_text() for text in analysis.word_cloud(table).axes[0].texts] == ["甲" * 11 + "…"] * 2


@pytest.mark.parametrize("shape", ["circle", "ellipse", "diamond"])
def test_words_stay_inside_a_shape(tokens, shape):
    picture = analysis.word_cloud(analysis.frequencies(tokens), mask=shape)
    side = {"circle": (900, 900), "ellipse": (1600, 900), "diamond": (1600, 900)}[shape]
    for *_, box in words(picture).values():
        corners = np.abs(np.array([[x, y] for x in (box.x0, box.x1) for y in (box.y0, box.y1)]) - [800, 450])
        x, y = (corners / side * 2).T
        assert (x + y if shape == "diamond" else x**2 + y**2).max() < 1.05


def test_words_stay_on_the_dark_of_an_image(tokens, tmp_path):
    image = Image.new("RGBA", (320, 180), (0, 0, 0, 0))
    image.paste((10, 20, 30, 255), (160, 0, 320, 180))
    image.save(tmp_path / "right.png")
    picture = analysis.word_cloud(analysis.frequencies(tokens), mask=tmp_path / "right.png")
    assert min(box.x0 for *_, box in words(picture).values()) >= 799


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "neither a file nor one of circle, ellipse, diamond"),
        (b"text", "no image that can be read"),
        ("white", "white all over"),
        ("folder", "no image that can be read"),
    ],
)
def test_a_mask_that_cannot_be_used_is_named(tmp_path, content, said):
    path = tmp_path / "mask.png"
    if content == "folder":
        path.mkdir()
    elif content == "white":
        Image.new("RGB", (40, 40), "white").save(path)
    elif content:
        path.write_bytes(content)
    with pytest.raises(ValueError, match=rf"mask: .*mask\.png: {said}"):
        analysis.word_cloud(COUNTS, mask=path)


def test_a_measure_that_is_no_column_of_numbers_is_answered_with_those_there_are():
    with pytest.raises(ValueError, match="measure: 'term' is no column of numbers; there are count"):
        analysis.word_cloud(COUNTS, measure="term")


def test_no_term_is_an_empty_cloud_that_says_so():
    picture = analysis.word_cloud(COUNTS.head(0))
    assert [text.get_text() for text in picture.axes[0].texts] == ["no term to draw"]
