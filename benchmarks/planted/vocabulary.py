"""Words and templates of which texts with known block kinds are made; some of them kept for measuring alone.

``templates.json`` holds them: of each kind those that models are fitted on (``fit``), and others (``apart``), of which
every other one is for calibrating and the rest for judging. A template holds names of `FILLERS` in braces.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

DATA: dict[str, Any] = json.loads((Path(__file__).parent / "templates.json").read_text("utf-8"))
LISTS: dict[str, list[str]] = DATA["lists"]
TEMPLATES: dict[str, dict[str, list[Any]]] = DATA["templates"]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "明华建国芳文静晓东志强丽敏伟洋雨桐远海涛秀英玉兰春生子涵浩然立新永红卫平佳怡思源一鸣"
DATES = ("{}年{}月{}日", "{}年{}月{}日", "{}-{:02}-{:02}", "{}.{}.{}", "{}/{:02}/{:02}")
FIRMS = ("银行", "证券", "实业", "科技", "钢铁")


def _one(name: str, *more: str) -> Callable[[random.Random], str]:
    return lambda chance: chance.choice([*LISTS[name], *more])


def _number(low: int, high: int) -> Callable[[random.Random], str]:
    return lambda chance: str(chance.randint(low, high))


def _date(chance: random.Random) -> str:
    numbers = chance.randint(1985, 2026), chance.randint(1, 12), chance.randint(1, 28)
    return chance.choice(DATES).format(*numbers)


def _chinese_date(chance: random.Random) -> str:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(chance.randint(1900, 2026)))
    month, ten, day = (
        chance.choice("一二三四五六七八九十"),
        chance.choice(["", "二", "十", "二十"]),
        chance.choice("一二三四五六七八九"),
    )
    return f"{year}年{month}月{ten}{day}日"


def _scene(chance: random.Random) -> str:
    who, where, what = (chance.choice(LISTS[name]) for name in ("people", "places", "deeds"))
    return who + chance.choice(["在", "正在", "昨日在"]) + where + what


def _company(chance: random.Random) -> str:
    return chance.choice(LISTS["cities"]) + chance.choice(FIRMS) + chance.choice(["", "股份有限公司", "公司"])


def _amount(chance: random.Random) -> str:
    return f"{chance.randint(1, 99_999_999):,}" + chance.choice(["", ".00", f".{chance.randint(10, 99)}"])


def name(chance: random.Random) -> str:
    """Return a person's name."""
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice([1, 2, 2])))


USES = ("fit", "calibration", "judging")
FILLERS: dict[str, Callable[[random.Random], str]] = {
    "n": name,
    "city": _one("cities"),
    "paper": lambda chance: chance.choice(LISTS["cities"]) + chance.choice(LISTS["papers"]),
    "book": lambda chance: chance.choice([*LISTS["cities"], "", ""]) + chance.choice(LISTS["books"]),
    "section": _one("sections"),
    "date": _date,
    "chinese date": _chinese_date,
    "day": lambda chance: "星期" + chance.choice("一二三四五六日"),
    "scene": _scene,
    "deed": _one("deeds"),
    "company": _company,
    "year": _number(1985, 2026),
    "k": _number(1, 40),
    "big": _number(100, 99999),
    "tel": lambda chance: chance.choice(["", "0371-", "021-"]) + str(chance.randint(2_000_000, 89_999_999)),
    "shop": _one("shops"),
    "goods": _one("goods"),
    "amount": _amount,
    "percent": lambda chance: f"{chance.uniform(-50, 99):.{chance.randint(0, 2)}f}%",
    "word": _one("words"),
}
FILLER = re.compile("\\{([\\w# ]+)\\}")


class Words:
    """Fills templates by a seed, those for one *use* out of `USES`."""

    def __init__(self, chance: random.Random, clauses: list[str], sentences: list[str], use: str) -> None:
        self.chance, self.use = chance, use
        self.brand = chance.choice(LISTS["shops"]) + chance.choice(["", "水", "丸"])  #: of the advertisements of a text
        self.clauses, self.sentences = clauses or ["春天来了"], sentences or ["春天来了。"]

    def of(self, kind: str) -> list[Any]:
        """Return the templates of a kind that may be used."""
        templates = TEMPLATES[kind]
        return templates["fit"] if self.use == "fit" else templates["apart"][self.use == "judging" :: 2]

    def fill(self, template: str, **given: object) -> str:
        """Return a template with its names filled in, those that are *given* first; ``{#}`` is the given number."""

        def value(match: re.Match[str]) -> str:
            key = "number" if match[1] == "#" else match[1]
            if key in given:
                return str(given[key])
            if key in {"clause", "sentence"}:
                return self.chance.choice(self.clauses if key == "clause" else self.sentences)
            return FILLERS[key](self.chance)

        return FILLER.sub(value, template)

    def pick(self, kind: str, **given: object) -> str:
        """Return a template of a kind, filled in."""
        return self.fill(self.chance.choice(self.of(kind)), **given)
