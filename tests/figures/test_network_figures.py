import itertools
from collections import Counter

import pandas as pd
import pytest
from legible import check, texts
from matplotlib.collections import LineCollection

import analysis
from analysis import Tokeniser, network, network_change, network_plot, parse

WORDS = Tokeniser(engine="given")
NAMES = [
    f"{one}{other}{'长' * (number % 4)}"
    for number, (one, other) in enumerate(itertools.product("甲乙丙丁戊己", "子丑寅卯辰巳午未申酉"))
]
# Sixty terms, each beside four others, and two that no line leads to from the rest.
MANY = "\n\n".join(
    f"{NAMES[n]} {NAMES[(n + step) % 60]}" for n in range(60) for step in (1, 7, 11, 23) for _again in range(3)
)
MANY += "\n\n孤立 单独" * 3


def made(text, **chosen):
    return network(WORDS.tokens(parse(text)), **{"window": 1, "min_count": 1, "min_score": -100, "nodes": 100} | chosen)


def covered(picture):
    """The pairs of names that cover one another by more than the air around letters."""
    boxes = [(text.get_text(), box) for text, box in texts(picture)]
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 0.25 * min(a.height, b.height)
    ]


@pytest.mark.parametrize("nodes", [12, 30, 60])
def test_up_to_sixty_names_can_be_read(nodes):
    picture = network_plot(made(MANY), nodes=nodes)
    check("network", picture)
    assert 0.9 * nodes <= len(texts(picture)) <= nodes
    assert covered(picture) == []


@pytest.mark.parametrize("text", ["", "甲", "甲 乙", "甲子 乙丑"])
def test_none_and_one_pair_are_drawn_too(text):
    check("network", network_plot(made(text)))


def test_it_says_in_words_what_is_to_be_seen():
    picture = network_plot(made("工作 机制 工作 机制\n\n工作 方法"))
    assert picture.alt == (
        "Network of 3 terms. 工作 and 机制 have 13.8. 工作 and 方法 have 12.7. Most pairs: 工作, with 2."
    )
    assert picture.caption == (
        "3 terms, 2 pairs: 1 times or more within 1 words, more than expected, log_dice at least -100."
    )


def crowded(*states):
    """A network of 30 terms, each paired with each, and the states of its pairs."""
    names = NAMES[:30]
    edges = pd.DataFrame(itertools.combinations(sorted(names), 2), columns=["source", "target"])
    edges = edges.assign(count=5, expected=1.0, score=13.0, documents=1)
    nodes = pd.DataFrame({"term": names, "count": 9, "degree": 29})
    state = [name for name, count in states for _pair in range(count)]
    change = edges[["source", "target"]].assign(state=state or "both", score_before=13.0, score_after=13.0)
    return analysis.Network(nodes, edges, "sentence", "log_dice", 12.0, 3), change


def test_what_is_not_drawn_is_counted_all_the_same():
    found, change = crowded(("both", 261), ("only before", 174))
    picture = network_plot(found)
    assert picture.caption.endswith(" 150 of 435 pairs are drawn, the strongest of each term.")
    assert picture.alt.startswith("Network of 30 terms. 150 of 435 pairs are drawn.")
    assert picture.alt.endswith(f"Most pairs: {min(NAMES[:30])}, with 29.")
    assert network_plot(found, change).alt.endswith("Pairs before alone: 174; after alone: 0.")


def test_pairs_on_one_side_alone_are_drawn_in_the_proportion_in_which_there_are():
    picture = network_plot(*crowded(("both", 261), ("only before", 87), ("only after", 87)))
    (lines,) = [part for part in picture.axes[0].collections if isinstance(part, LineCollection)]
    assert sorted(Counter(map(tuple, lines.get_colors())).values()) == [30, 30, 90]


@pytest.mark.parametrize("nodes", [0, -5])
def test_a_picture_has_a_term_at_least(nodes):
    with pytest.raises(ValueError, match=f"network_plot: nodes: {nodes}; it is at least 1"):
        network_plot(made("工作 机制"), nodes=nodes)


def test_colours_tell_what_is_there_by_damage_alone():
    before, after = made("工作 机制\n\n方法 时间"), made("工作 机制\n\n工作 方法")
    picture = network_plot(after, network_change(before, after))
    check("change", picture)
    assert picture.alt.endswith("Pairs before alone: 1; after alone: 1.")
    assert {text.get_text() for text, _box in texts(picture)} >= {"both", "only before", "only after", "工作"}


def test_the_same_network_gives_the_same_picture():
    one, other = (network_plot(made(MANY)).rendered("svg") for _time in range(2))
    assert one == other


def test_the_network_of_the_seed_can_be_read(seed):
    tokens = analysis.with_sentences(Tokeniser().tokens(seed), analysis.sentences(seed))
    picture = network_plot(network(tokens, "sentence", stop_words=analysis.stop_words()))
    check("seed", picture)
    assert covered(picture) == []
