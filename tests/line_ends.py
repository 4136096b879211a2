"""What is seen at the line ends of a text, by name; and a text that is wrapped at a width."""

from analysis.breaks.features import NAMES, features
from analysis.breaks.lines import lines_of
from analysis.text_index.newlines import line_spans

WRAPPED = (
    "　　天亮的时候，有人来敲门，他起身去开门，门外站着一个陌生人，手里提着\n"
    "一只旧皮箱，帽子压得很低，看不清脸，只听见他说，请问这里是不是姓张的人\n"
    "家，我从很远的地方来，想打听一个人的下落。\n"
    "　　他愣了一下，说，你找谁。\n"
)


def seen(text: str, end: int = 0) -> dict[str, float]:
    """Return the features of a line end of a text, by its number."""
    return dict(zip(NAMES, features(text, lines_of(text, line_spans(text)))[end].tolist(), strict=True))
