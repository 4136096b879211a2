"""Where words go: into the room, the largest first, in proportion."""

import io

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from analysis.figures.cloud_layout import CELL, WIDTH, extents_of, height_of, layout, require_mask, room
from analysis.figures.glyphs import register


@pytest.mark.parametrize(
    ("size", "panels", "height"), [((1600, 900), 1, 900), ((800, 400), 1, 800), ((1600, 800), 2, 1600)]
)
def test_a_cloud_is_as_high_as_its_picture_whatever_its_resolution(size, panels, height):
    assert height_of(size, panels) == height


@pytest.mark.parametrize(("size", "panels"), [((31, 32), 1), ((63, 64), 2), ((1000, 49), 1), ((10_000, 5_001), 1)])
def test_a_size_that_no_cloud_can_have_is_refused(size, panels):
    with pytest.raises(ValueError, match=r"^size: "):
        height_of(size, panels)


@pytest.mark.parametrize(("shape", "share"), [("circle", np.pi / 4), ("ellipse", np.pi / 4), ("diamond", 0.5)])
def test_shapes_leave_as_much_room_as_they_have(shape, share):
    assert room(shape, WIDTH).mean() == pytest.approx(share, abs=0.01)
    assert room(None, WIDTH).all()
    assert room("circle", WIDTH // 2).mean() == pytest.approx(np.pi / 8, abs=0.01)


def picture(left, right, kind=np.uint8):
    """Return an image of twice its height, of one grey in its left half and of another in its right."""
    file = io.BytesIO()
    Image.fromarray(np.repeat(np.array([[left, right]], kind), 200, axis=1).repeat(200, axis=0)).save(file, "PNG")
    return file.getvalue()


def test_words_go_where_an_image_is_not_white():
    found = room(picture(0, 255), WIDTH // 2)
    assert found[:, : WIDTH // CELL // 2 - 4].all()
    assert not found[:, WIDTH // CELL // 2 + 4 :].any()
    with pytest.raises(ValueError, match="mask: bytes: white all over"):
        room(picture(255, 255), WIDTH)
    with pytest.raises(ValueError, match="its format is not known"):
        room(b"no image", WIDTH)


def test_an_image_of_more_than_256_greys_is_read_by_its_lightest():
    found = room(picture(1000, 65000, np.uint16), WIDTH // 2)
    assert 0.4 < found.mean() < 0.6


def test_a_mask_is_a_shape_or_a_file():
    require_mask("circle")
    with pytest.raises(ValueError, match="mask: heart: neither a file nor one of circle, ellipse, diamond"):
        require_mask("heart")


WORDS = pd.DataFrame({"label": ["政协", "工作", "提案"], "value": [10.0, 5.0, 2.0]})


@pytest.fixture
def font():
    """Make the bundled font known, as every picture does."""
    register()


@pytest.mark.usefixtures("font")
def test_each_word_lies_in_the_room_and_the_largest_in_its_middle():
    ground = room(None, 900)
    places, scale = layout(WORDS, ground, 0)
    half = WORDS["value"].to_numpy()[:, None] * extents_of(WORDS["label"])[:, :2] * scale / 2
    assert (places - half >= 0).all()
    assert (places + half <= np.array(ground.shape[::-1]) * CELL).all()
    assert places[0] == pytest.approx([WIDTH / 2, 450], abs=2 * CELL)


@pytest.mark.usefixtures("font")
def test_what_would_come_out_too_small_has_no_place():
    places, scale = layout(WORDS, room(None, 900), 100)
    assert np.isnan(places[WORDS["value"] * scale < 100]).all()
    assert not np.isnan(places[0]).any()
    assert layout(WORDS[:0], room(None, 900), 1)[1] == 0
