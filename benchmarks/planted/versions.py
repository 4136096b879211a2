"""Pairs of paragraphs that are nearly the same: copies that a machine misread, and versions that say something else."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis import Tokeniser
from analysis.breaks.pairs import FIRST, pairs
from analysis.duplicates.misread import glyph
from analysis.words.scripts import is_han

if TYPE_CHECKING:
    from collections.abc import Callable

FREQUENT = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年"
WORDS = {
    name: " ".join(lines).split()
    for name, lines in json.loads(Path(__file__).with_suffix(".json").read_text("utf-8")).items()
}
CONFUSED = WORDS["confused"]  # what OCR takes for one another, as its users report: without a look at any font
PLACES, TITLES, MODALS = WORDS["places"], WORDS["titles"], frozenset(WORDS["modals"])
(SURNAMES,), (GIVEN,) = WORDS["surnames"], WORDS["given"]
DIGITS, HAN = "0123456789", "一二三四五六七八九"
OPPOSITE = {
    "有": "无",
    "无": "有",
    "有效": "无效",
    "合法": "非法",
    "可以": "不得",
    "应当": "不得",
    "必须": "不必",
    "已经": "尚未",
}
NUMBER, HAN_NUMBER = (
    re.compile(r"\d+"),
    re.compile("[一二三四五六七八九十百]+(?=[个项条年月日次名人万元亩届倍户章款级])"),
)
DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{4}年")


@dataclass(frozen=True)
class Pair:
    """Two paragraphs, and the type of their difference, or how the first was misread."""

    one: str
    other: str
    kind: str
    is_version: bool


@cache
def _common() -> tuple[list[str], list[float]]:
    """Return the usual characters with how common each is."""
    counts = pairs().counts
    chosen = np.argsort(-counts.astype(int), kind="stable")[:3500]
    return [chr(FIRST + int(at)) for at in chosen], np.exp(counts[chosen] / 8).tolist()


@cache
def _pictures() -> np.ndarray:
    """Return how the usual characters look, a row for each."""
    return np.array([glyph(character) for character in _common()[0]])


@cache
def neighbours(character: str) -> list[str]:
    """Return the usual characters that look most like one in the font of this package."""
    common, _ = _common()
    order = np.argsort(-(_pictures() @ glyph(character)), kind="stable")[:13].tolist()
    return [common[at] for at in order if common[at] != character][:12]


@cache
def _confusions() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for a, b in (pair for pair in CONFUSED if len(pair) == 2):
        table.setdefault(a, []).append(b)
        table.setdefault(b, []).append(a)
    return table


def misread(text: str, share: float, how: str, chance: random.Random) -> str:
    """Return *text* with so many of its Han characters, one at least, read as others: no numeral, and no negation.

    *how*: ``confused`` (as OCR's users report), ``alike`` (in the font), ``frequent`` or ``any`` (another character).
    """
    out, table = [*text], _confusions()
    places = [at for at, c in enumerate(text) if is_han(c) and c not in "不未无非没" + "一二三四五六七八九十百千万两"]
    places = [at for at in places if how != "confused" or text[at] in table]
    if not places:
        return text
    for at in chance.sample(places, min(len(places), max(1, round(share * len(text))))):
        while out[at] == text[at]:
            out[at] = _read_as(text[at], how, chance)
    return "".join(out)


def _read_as(character: str, how: str, chance: random.Random) -> str:
    if how == "confused":
        return chance.choice(_confusions()[character])
    if how == "alike":
        return chance.choice(neighbours(character))
    if how == "frequent":
        return chance.choice(FREQUENT)
    common, weights = _common()
    return chance.choices(common, weights)[0]


def _replaced(text: str, found: list[re.Match[str]], new: Callable[[str], str], chance: random.Random) -> str:
    if not found:
        return text
    match = chance.choice(found)
    return text[: match.start()] + new(match[0]) + text[match.end() :]


def other_number(text: str, chance: random.Random) -> str:
    """Return *text* with another number, in digits or in characters."""

    def new(number: str) -> str:
        digits = DIGITS if number[0] in DIGITS else HAN
        places = [at for at, c in enumerate(number) if c in digits]
        if not places:
            return chance.choice(HAN)
        if chance.random() < 0.2 and len(number) > 1:
            at = chance.randrange(len(number))
            return number[:at] + number[at + 1 :]
        at = chance.choice(places)
        return number[:at] + chance.choice([d for d in digits[1:] if d != number[at]]) + number[at + 1 :]

    return _replaced(text, [*NUMBER.finditer(text), *HAN_NUMBER.finditer(text)], new, chance)


def other_date(text: str, chance: random.Random) -> str:
    """Return *text* with another date in place of one of its dates."""

    def new(date: str) -> str:
        match = chance.choice([*NUMBER.finditer(date)])
        number = int(match[0]) + chance.choice([-2, -1, 1, 2, 5])
        return f"{date[: match.start()]}{max(number, 1)}{date[match.end() :]}"

    return _replaced(text, [*DATE.finditer(text)], new, chance)


def _person(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice([1, 2, 2])))


def other_name(text: str, chance: random.Random) -> tuple[str, str]:
    """Return *text* with a name put in, of a person or a place, and the same with another name."""
    ends = [match.end() for match in re.finditer("[，；。]", text[:-1])] or [0]
    at = chance.choice(ends)
    if chance.random() < 0.5:
        form = chance.choice(["{}", "由{}负责，", "经{}批准，", "{}认为，", "据{}介绍，"]).replace(
            "{}", "{}" + chance.choice(TITLES)
        )
        one = _person(chance)
        other = one
        while other == one:
            other = chance.choice(
                [_person(chance), one[:1] + chance.choice(GIVEN) + one[2:], one[:-1] + chance.choice(GIVEN)]
            )
    else:
        form = chance.choice(["{}的", "在{}，", "会同{}有关部门，", "{}人民政府认为，", "与{}一样，"])
        one, other = chance.sample(PLACES, 2)
    return (text[:at] + form.format(one) + text[at:], text[:at] + form.format(other) + text[at:])


def negated(text: str, chance: random.Random) -> str:
    """Return *text* with a negation put in or left out, or a word turned into its opposite."""
    found, position = [], 0
    for word in Tokeniser(hmm=False).cut(text):
        start, position = position, position + len(word)
        if word in MODALS and text[start - 1 : start] not in "不未无非没":
            found.append((start, start, "没" if word == "有" else chance.choice("不不未" if word != "应当" else "不")))
        if word in OPPOSITE:
            found.append((start, position, OPPOSITE[word]))
        if word in ("不", "未", "没有", "不得", "不能", "不会", "不应", "未经", "并非"):
            found.append((start, position, {"没有": "有", "并非": "是"}.get(word, word[1:])))
    if not found:
        return text
    start, end, new = chance.choice(found)
    return text[:start] + new + text[end:]


def version(text: str, kind: str, chance: random.Random) -> tuple[str, str]:
    """Return a paragraph and another version of it, that differs in one number, date, name or negation."""
    if kind == "name":
        return other_name(text, chance)
    return text, {"number": other_number, "date": other_date, "negation": negated}[kind](text, chance)


VERSIONS = ("number", "date", "name", "negation")
READINGS = ("confused", "alike", "frequent", "any")


def planted(paragraphs: list[str], seed: str, count: int) -> list[Pair]:
    """Return pairs made of paragraphs, as many copies as versions."""
    chance, found = random.Random(seed), []
    while len(found) < count:
        text = chance.choice(paragraphs)
        if len(found) % 2:
            kind = VERSIONS[len(found) // 2 % 4]
            one, other = version(text, kind, chance)
        else:
            kind = READINGS[len(found) // 2 % 4]
            one, other = text, misread(text, chance.choice([0.0, 0.01, 0.03, 0.06]), kind, chance)
        if one != other:
            found.append(Pair(one, other, kind, bool(len(found) % 2)))
    return found
