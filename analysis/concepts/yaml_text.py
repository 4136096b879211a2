"""A YAML file as plain values that know their lines, so that an error can name the line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any

import yaml

from .._checks import type_name
from ..languages.library_errors import library_message
from ..languages.messages import _

DEEPEST = 20  # levels of a dictionary
MOST = 16_000_000  # bytes of a file: far above any dictionary of concepts
COMMA = re.compile("[，、；]")  # between the items of a list YAML has only the ASCII one
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Node:
    """A text, a list of nodes or a list of pairs of a key and a node, and the line that it begins on; 0 is none."""

    value: str | list[Node] | dict[str, Node]
    line: int = 0


def nodes_of_yaml(data: bytes, label: str) -> Node:
    """Return what a file holds; its scalars are texts as they are written, so that ``2020`` and ``no`` are words.

    Raises
    ------
    ValueError : if it is no YAML in UTF-8 (or UTF-16 with its mark), a key is there twice in a mapping, it has an
        alias, or is too large or nested too deeply; with the line.

    >>> nodes_of_yaml("养老: [养老, 老人]".encode(), "concepts.yaml").value["养老"].value[0].value
    '养老'
    """
    if len(data) > MOST:
        raise ValueError(f"{label}: " + _("a dictionary of concepts has at most {most:,} bytes").format(most=MOST))
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        _require_shallow(text, label)
        root = yaml.compose(text, LOADER)
    except UnicodeDecodeError as error:
        place = _("line {line}, byte {byte}").format(line=data.count(b"\n", 0, error.start) + 1, byte=error.start + 1)
        raise ValueError(f"{label}: {place}: " + _("not valid {name}").format(name=error.encoding)) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = at_line(label, mark.line + 1) if mark else label
        message = library_message(error.problem or error.context or "")
        raise ValueError(f"{place}: " + _("no valid YAML: {error}").format(error=message)) from None
    except yaml.YAMLError as error:
        position = getattr(error, "position", None)  # of a character that no YAML file has
        place = label if position is None else at_line(label, text.count("\n", 0, position) + 1)
        message = library_message(" ".join(str(error).split()))
        raise ValueError(f"{place}: " + _("no valid YAML: {error}").format(error=message)) from None
    return Node("", 1) if root is None else _node(root, label)


def at_line(label: str, line: int) -> str:
    """Return the place of an error.

    >>> at_line("concepts.yaml", 2)
    'concepts.yaml: line 2'
    """
    return f"{label}: " + _("line {line}").format(line=line)


def _require_shallow(text: str, label: str) -> None:
    """Raise ValueError for what would unfold, or recurse, without end, before anything is built of it."""
    depth = 0
    for event in yaml.parse(text, LOADER):
        place = at_line(label, event.start_mark.line + 1)
        if isinstance(event, yaml.AliasEvent):
            raise ValueError(f"{place}: " + _("an alias, which a dictionary of concepts has not"))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise ValueError(f"{place}: " + _("nested more than {most} levels deep").format(most=DEEPEST))


def _node(found: yaml.Node, label: str) -> Node:
    line = found.start_mark.line + 1
    if isinstance(found, yaml.MappingNode):
        mapping: dict[str, Node] = {}
        for key, value in found.value:
            at = at_line(label, key.start_mark.line + 1)
            if not isinstance(key, yaml.ScalarNode) or not key.value.strip():
                raise ValueError(f"{at}: " + _("a name must be a text"))
            if key.value in mapping:
                raise ValueError(f"{at}: " + _("{name!r} is there twice").format(name=key.value))
            # An error about what stands below a name names the line of the name.
            mapping[key.value] = Node(_node(value, label).value, key.start_mark.line + 1)
        return Node(mapping, line)
    if isinstance(found, yaml.SequenceNode):
        return Node([_item(each, found.flow_style, label) for each in found.value], line)
    return Node("" if found.tag.endswith(":null") else found.value, line)


def _item(found: yaml.Node, is_inline: bool, label: str) -> Node:
    """Return an item of a list; in one in brackets a full-width comma, not quoted, was meant to part items."""
    if is_inline and isinstance(found, yaml.ScalarNode) and found.style not in ("'", '"'):
        comma = COMMA.search(found.value)
        if comma:
            message = _("{comma} parts no items of a list, a comma and a blank do; quote {text!r} if it is a term")
            place = at_line(label, found.start_mark.line + 1)
            raise ValueError(f"{place}: {message.format(comma=comma[0], text=found.value[:60])}")
    return _node(found, label)


def nodes_of(value: object) -> Node:
    """Return the same of a mapping that a program made, of mappings, lists, tuples, texts and numbers.

    Raises
    ------
    TypeError : for anything else, such as a set, which has no order.
    ValueError : for two keys of one name, such as 1 and "1", or if it is nested too deeply.

    >>> nodes_of({"养老": ["养老"]}).value["养老"].value
    [Node(value='养老', line=0)]
    """
    return _of_python(value, 0)


def _of_python(value: Any, depth: int) -> Node:
    if depth > DEEPEST:
        raise ValueError(_("nested more than {most} levels deep").format(most=DEEPEST))
    if isinstance(value, Mapping):
        mapping: dict[str, Node] = {}
        for key, each in value.items():
            name = _scalar(key)
            if name in mapping:
                raise ValueError(_("{name!r} is there twice").format(name=name))
            mapping[name] = _of_python(each, depth + 1)
        return Node(mapping)
    if isinstance(value, list | tuple):
        return Node([_of_python(each, depth + 1) for each in value])
    return Node("" if value is None else _scalar(value))


def _scalar(value: object) -> str:
    """Return a text or a number as a text."""
    if not isinstance(value, str | Real) or isinstance(value, bool):
        message = _("a dictionary of concepts holds mappings, lists, texts and numbers, not {given}")
        raise TypeError(message.format(given=type_name(value)))
    return str(value)
