"""A kind, its names and its sign are such as tables, pages and pictures can show."""

import pytest

from analysis import register_finding
from analysis.languages.names import KINDS
from analysis.mending.edits import COPIES
from analysis.mending.finding import KINDS as OF_FINDINGS

WRONG_VALUES = {
    "a kind of the package": ({"kind": "byline"}, "'byline' is a kind of the package"),
    "a kind of copy": ({"kind": "repeat"}, "'repeat' is a kind of the package"),
    "a kind with a new line": ({"kind": "mine\nyours"}, "kind must be one line"),
    "a name with a new line": ({"names": {"en": "mine\nyours"}}, r"names\['en'\] must be one line"),
    "a name with markup": ({"names": {"zh-Hans": "<b>我的</b>"}}, "without markup"),
    "an empty name": ({"names": {"en": " "}}, "must be one line"),
    "a meaning with markup": ({"meanings": {"en": "<script>"}}, "without markup"),
    "another language": ({"names": {"fr": "le mien"}}, "'fr' is no language of the package"),
    "a long sign": ({"sign": "***"}, "at most 2 characters"),
    "a sign that cannot be seen": ({"sign": "\n"}, "that can be printed"),
}
WRONG_TYPES = {
    "names that are no dict": ({"names": "mine"}, "names must be a dict of texts by language, not str"),
    "meanings that are no dict": ({"meanings": ["mine"]}, "not list"),
    "a name that is no text": ({"names": {"en": 1}}, r"names\['en'\] must be a text, not int"),
    "a sign that is no text": ({"sign": 1}, "sign must be a text, not int"),
}


@pytest.mark.parametrize(("given", "said"), WRONG_VALUES.values(), ids=WRONG_VALUES)
def test_what_cannot_be_shown_is_refused(given, said):
    with pytest.raises(ValueError, match=f"^register_finding: .*{said}"):
        register_finding(**{"kind": "mine", "find": len, **given})


@pytest.mark.parametrize(("given", "said"), WRONG_TYPES.values(), ids=WRONG_TYPES)
def test_what_is_of_another_type_is_refused(given, said):
    with pytest.raises(TypeError, match=f"^register_finding: .*{said}"):
        register_finding(**{"kind": "mine", "find": len, **given})


def test_every_kind_of_the_package_is_taken():
    assert {*OF_FINDINGS, *COPIES} <= {*KINDS}
