"""What is found does not depend on how long the passages are that are looked for."""

from generators import PARAGRAPH

from analysis import parse
from analysis.duplicates.groups import COUNTED, find_repeats
from analysis.duplicates.spans import Texts

LONG = "".join(f"第{n}天，工程队到了{n * 7}号桥，" for n in range(20))


def copied(text, least):
    return int(find_repeats(Texts((parse(text),)), least, 0.8).is_copy.sum())


def test_to_look_for_longer_passages_never_adds_to_what_is_redundant():
    text = f"{PARAGRAPH}\n\n{LONG}\n\n后来下了雨。\n\n{PARAGRAPH}\n\n秋天到了。\n\n{LONG}"
    found = [copied(text, least) for least in (COUNTED, 60, 400)]
    assert found[0] > found[1] > found[2] == 0
    assert found[1] >= len(LONG) - 1


def test_several_audits_share_what_was_found_so_nobody_may_change_it():
    found = find_repeats(Texts((parse(f"{PARAGRAPH}\n\n{PARAGRAPH}"),)), COUNTED, 0.8)
    assert not found.is_copy.flags.writeable
    assert not found.multiplicity.flags.writeable
