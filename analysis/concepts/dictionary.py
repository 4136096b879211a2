"""A dictionary of concepts: read from a YAML file, or made of a mapping."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from .._checks import type_name
from ..document.files import printable, read_bytes
from ..languages.messages import _, enumeration
from ..words.scripts import fold
from .rules import PARAGRAPH, SENTENCE, UNITS, AllOf, AnyOf, Pattern, Term
from .yaml_text import at_line, nodes_of, nodes_of_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .rules import Rule, Within
    from .yaml_text import Node

GROUP, ANY, ALL, NEAR, NOT, WITHIN, PATTERN = "group", "any", "all", "near", "not", "within", "pattern"
KEYS = (ANY, ALL, NEAR, NOT, WITHIN, PATTERN, GROUP)
MOST_TOGETHER = 5  # rules of one `all` or `near`: each order in which they can stand is tried
FARTHEST = 1_000  # words that `near` looks
LONGEST = 200  # characters of a term
# Control characters and line ends, those that turn the direction of writing, and those without width but the joiners.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")
INSIDE = " › "  # between a group and one in it


@dataclass(frozen=True)
class Concept:
    """A name, the groups that it is in, and the rule that says where it is."""

    name: str
    group: str
    rule: Rule


@dataclass(frozen=True)
class Concepts:
    """A dictionary of concepts, in the order of its file; from `read_concepts`."""

    source: str
    concepts: tuple[Concept, ...] = field(repr=False)

    def __len__(self) -> int:
        """Return the number of concepts."""
        return len(self.concepts)

    def table(self) -> pd.DataFrame:
        """Return a row for each concept: ``group``, ``concept`` and ``rule`` (str).

        >>> read_concepts({"养老": ["养老", {"near": ["老人", "照料"], "within": 5}]}).table()["rule"].tolist()
        ['any(养老, near(老人, 照料; within 5))']
        """
        rows = [(concept.group, concept.name, concept.rule.label) for concept in self.concepts]
        return pd.DataFrame(rows, columns=["group", "concept", "rule"], dtype="str")

    def _repr_html_(self) -> str:
        from ..output.displays import table_html

        caption = _("Concepts of {source}").format(source=self.source)
        return table_html(caption, self.table())


def read_concepts(source: str | os.PathLike[str] | Mapping[str, object]) -> Concepts:
    r"""Read a dictionary of concepts.

    Each name has a list, of which any counts, or one rule. An item of a list is

    - a *term*, ``养老服务``, found where its characters are and cut through no word: 养老服务 is in 养老服务体系, 环境
      in 环境污染, but 人权 is not in 个人权利, which is cut into 个人 and 权利, nor 国人 in 全国人民代表大会: of a word
      it takes two characters at least, from one to another of the words that are in it (see `concept_matches`). With
      ``*``, or ``?`` for one character, it is a word or number, ``*政协``, and no punctuation; with blanks, ``高质量
      *发展``, whole words in a row. ``？`` and ``＊``, or ``\?`` and ``\*``, are only characters. Letter case and width
      do not matter; white space may stand between words.
    - ``pattern: 第[一二三]产业``, a regular expression over the characters of a paragraph, blanks among them, wherever
      words begin. Letter case does not matter; letters and digits are those of usual width.
    - ``all: [改革, 开放]``, where each of them is in one ``within:`` sentence (the default), paragraph or document;
      ``near: [改革, 开放]`` with ``within: 5``, where the last begins in the five words behind the end of the first,
      punctuation not counted, or within a sentence or paragraph. The order does not matter. None overlaps another.
    - ``any: [...]``, to be combined. With ``not: [...]`` a match does not count where one of these overlaps it, or,
      with ``within:``, is as near, or in the same sentence, paragraph or document; so for ``all`` and ``near`` within
      theirs.

    Items go into one another. ``group: {...}`` in place of a list holds concepts of its own. Every name is there once.

    Parameters
    ----------
    source : the path of a YAML file in UTF-8; or a mapping of the same form.

    Raises
    ------
    ValueError : for what cannot be read, naming file, line and reason: no YAML, a name that is there twice or has
        characters that are not seen, an unknown key, a list in brackets whose items a full-width comma parts, a concept
        without a term, a pattern that is no regular expression or could run away (``*``, ``+``: write ``{0,20}``), near
        without within.
    TypeError : for a mapping with something else than mappings, lists, texts and numbers.
    DocumentError : a ValueError, too, if the file cannot be read.

    The form follows quanteda's dictionaries (Benoit et al. 2018, Journal of Open Source Software 3(30), 774) and the
    coding rules of KH Coder (Higuchi 2016, Ritsumeikan Social Science Review 52(3), 77-91).

    >>> read_concepts({"民生": {"group": {"养老": ["养老"], "就业": ["就业", "失业"]}}}).table()
      group concept         rule
    0    民生      养老           养老
    1    民生      就业  any(就业, 失业)
    """
    if isinstance(source, Mapping):
        try:
            return _concepts(nodes_of(source), "concepts")
        except TypeError as error:
            raise TypeError(f"read_concepts: {error}") from None
    if not isinstance(source, str | os.PathLike):
        message = _("source must be the path of a file or a mapping, not {given}").format(given=type_name(source))
        raise TypeError(f"read_concepts: {message}")
    return concepts_in(read_bytes(os.fspath(source)), printable(os.fspath(source)))


def concepts_in(data: bytes, label: str) -> Concepts:
    """Return the concepts in the bytes of a file; *label* is what an error calls it. See `read_concepts`.

    Raises
    ------
    ValueError : as `read_concepts`.

    >>> concepts_in("养老: [养老]\\n就业: []".encode(), "concepts.yaml")
    Traceback (most recent call last):
    ValueError: concepts.yaml: line 2: '就业' has no term
    """
    return _concepts(nodes_of_yaml(data, label), label)


class _At:
    """Where something is in a dictionary, for an error about it."""

    def __init__(self, label: str, node: Node, name: str = "") -> None:
        self.label, self.name = label, name
        self.place = at_line(label, node.line) if node.line else label

    def error(self, message: str) -> ValueError:
        return ValueError(f"{self.place}: {message}")

    def inside(self, node: Node) -> _At:
        return _At(self.label, node, self.name)


def _concepts(root: Node, label: str) -> Concepts:
    at = _At(label, root)
    if not isinstance(root.value, dict) or not root.value:
        raise at.error(_("a dictionary of concepts has names, each with its terms, such as 养老: [养老, 老年人]"))
    return Concepts(label, tuple(_below(root.value, (), label, {})))


def _below(names: dict[str, Node], path: tuple[str, ...], label: str, taken: dict[str, str]) -> Iterator[Concept]:
    for name, node in names.items():
        at = _At(label, node, name)
        if not name.strip():
            raise at.error(_("a name must be a text"))
        if unseen := UNSEEN.search(name):
            message = _("the name {name!r} has a character that is not seen, U+{code:04X}")
            raise at.error(message.format(name=name, code=ord(unseen[0])))
        plain = " ".join(fold(name).split())
        if plain in taken:
            message = _("{name!r} is there twice")
            if taken[plain] != name:
                message = _("{name!r} is there twice, once as {other!r}: width, case and blanks tell no names apart")
            raise at.error(message.format(name=name, other=taken[plain]))
        taken[plain] = name
        if isinstance(node.value, dict) and GROUP in node.value:
            inner = node.value[GROUP]
            if len(node.value) > 1:
                other = next(key for key in node.value if key != GROUP)
                raise at.error(_("{name!r} is a group, which has no {key!r}").format(name=name, key=other))
            if not isinstance(inner.value, dict) or not inner.value:
                raise at.inside(inner).error(_("the group {name!r} has no concepts").format(name=name))
            yield from _below(inner.value, (*path, name), label, taken)
        else:
            yield Concept(name, INSIDE.join(path), _rule(node, at))


def _rule(node: Node, at: _At) -> Rule:
    at = at.inside(node)
    if isinstance(node.value, str):
        if not node.value.strip():
            raise at.error(_("{name!r} has no term").format(name=at.name))
        if len(node.value) > LONGEST:
            raise at.error(_("a term of {name!r} has more than {most} characters").format(name=at.name, most=LONGEST))
        return Term(" ".join(node.value.split()))
    if isinstance(node.value, list):
        rules = _several(node, at)
        return rules[0] if len(rules) == 1 else AnyOf(rules)
    return _combined(node.value, at)


def _several(node: Node, at: _At) -> tuple[Rule, ...]:
    """Return the rules of a list, or the one that stands for it."""
    items = node.value if isinstance(node.value, list) else [node]
    if not items:
        raise at.error(_("{name!r} has no term").format(name=at.name))
    return tuple(_rule(item, at) for item in items)


def _combined(given: dict[str, Node], at: _At) -> Rule:
    """Return the rule of a mapping."""
    for key in given:
        if key not in KEYS:
            message = _("{name!r} has the unknown key {key!r}; choose from {choices}")
            raise at.error(message.format(name=at.name, key=key, choices=enumeration(KEYS)))
    if GROUP in given:
        raise at.error(_("a group stands below a name, not inside a rule"))
    first = [key for key in (ANY, ALL, NEAR, PATTERN) if key in given]
    if len(first) != 1:
        message = _("{name!r} has {n} of any, all, near and pattern in one rule; it needs one")
        raise at.error(message.format(name=at.name, n=len(first)))
    kind, inner = first[0], given[first[0]]
    within = _within(given[WITHIN], at) if WITHIN in given else None
    without = _several(given[NOT], at.inside(given[NOT])) if NOT in given else ()
    if kind in (ALL, NEAR):
        return _together(kind, _several(inner, at.inside(inner)), within, without, at)
    if within is not None and not without:
        raise at.error(_("within says how far all, near or not look; {name!r} has none of them").format(name=at.name))
    rules = _several(inner, at.inside(inner)) if kind == ANY else (_pattern(inner, at),)
    if not without:
        return rules[0] if len(rules) == 1 else AnyOf(rules)
    return AnyOf(rules, without, within)


def _together(kind: str, rules: tuple[Rule, ...], within: Within, without: tuple[Rule, ...], at: _At) -> Rule:
    if not 2 <= len(rules) <= MOST_TOGETHER:
        message = _("{kind} of {name!r} has {n} rules; it takes 2 to {most}")
        raise at.error(message.format(kind=kind, name=at.name, n=len(rules), most=MOST_TOGETHER))
    if kind == NEAR and within is None:
        message = _("near of {name!r} needs within: a number of words, sentence or paragraph")
        raise at.error(message.format(name=at.name))
    if kind == NEAR and within not in (SENTENCE, PARAGRAPH) and not isinstance(within, int):
        message = _("near of {name!r} is within a number of words, a sentence or a paragraph, not {within!r}")
        raise at.error(message.format(name=at.name, within=within))
    if kind == ALL and isinstance(within, int):
        message = _("all of {name!r} is within {choices}; for a number of words write near")
        raise at.error(message.format(name=at.name, choices=enumeration(UNITS)))
    return AllOf(rules, SENTENCE if within is None else within, without)


def _within(node: Node, at: _At) -> int | str:
    value = node.value
    if isinstance(value, str) and value in UNITS:
        return value
    if (
        isinstance(value, str)
        and value.isascii()
        and value.isdecimal()
        and 1 <= int(value.lstrip("0")[:9] or 0) <= FARTHEST
    ):
        return int(value)
    message = _("within of {name!r} is a number of words from 1 to {most:,}, or one of {choices}")
    raise at.inside(node).error(message.format(name=at.name, most=FARTHEST, choices=enumeration(UNITS)))


def _pattern(node: Node, at: _At) -> Pattern:
    at = at.inside(node)
    if not isinstance(node.value, str) or not node.value:
        raise at.error(_("{name!r} has a pattern that is no text").format(name=at.name))
    try:
        Pattern(node.value).forms(simplify=True)
    except ValueError as error:
        raise at.error(str(error)) from None
    return Pattern(node.value)
