"""Whether what is written in a picture can be read."""

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle
from matplotlib.text import Text


def texts(picture):
    """What is written in a picture: each text that shows, with the box it takes in pixels."""
    picture.draw_without_rendering()
    unseen = set()
    for axis in [axis for axes in picture.axes for axis in (axes.xaxis, axes.yaxis)]:
        low, high = sorted(axis.get_view_interval())
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            if not (axis.axes.axison and low <= tick.get_loc() <= high):
                unseen |= {tick.label1, tick.label2}
        unseen |= set() if axis.axes.axison else {axis.label}
    return [
        (text, text.get_window_extent())
        for text in picture.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text not in unseen
    ]


def luminance(colour):
    """WCAG 2.2's relative luminance."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


def contrast(one, other):
    """WCAG 2.2's contrast ratio."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def ground(picture, text):
    """The colour below a text: that of the bar or cell it stands on, else the picture's."""
    x, y = text.get_window_extent().get_points().mean(axis=0)
    boxes = [p for axes in picture.axes for p in axes.patches if isinstance(p, Rectangle)]
    below = [box for box in boxes if box.get_window_extent().contains(x, y)]
    return below[-1].get_facecolor() if below else picture.get_facecolor()


def check(name, picture):
    """It is described; its words are on the page, and stand out from what is below them."""
    assert picture.caption.endswith("."), name
    assert picture.alt, name
    page = picture.bbox.padded(1)
    for written, box in texts(picture):
        air = 0.25 * box.height  # that a box has above and below the letters
        upright = page.y0 <= box.y0 + air and box.y1 - air <= page.y1
        inside = upright and page.x0 <= box.x0 and box.x1 <= page.x1
        assert inside, (name, written.get_text())
        seen = contrast(written.get_color(), ground(picture, written))
        assert seen >= 4.5, (name, written.get_text(), seen)
