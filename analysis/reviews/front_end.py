"""What the front end of a review is given, in a page or a notebook, and its script and style."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from ..decisions.decision import CHOICES, Decision
from ..decisions.folders import name_of_file
from ..decisions.places import place_of
from ..extensions.registry import finding_kinds
from ..languages.chosen import ENGLISH, language
from ..languages.messages import _
from ..languages.names import KINDS, kind_name
from ..structure.kinds import block_kinds
from ..terms.selection import stop_words
from .effects import effect_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..decisions.records import Decisions
    from ..document.documents import Document
    from ..mending.edits import Edits
    from ..words.tokens import Tokeniser
    from .items import Choice, Item

    _Edits = tuple[Edits, Edits]  # those of a choice, and those that are made anyway

FOLDER = Path(__file__).parent / "front"
SAID = re.compile(r'\bsay\(\s*"([^"]+)"')  # a message of the script; no string of it has an escape
PARTS = ("state", "elements", "item", "review")  # of the script that all have


def script(last: str) -> str:
    """Return the script as one module: what all have, and the part of the page or the widget, *last*."""
    return "\n".join((FOLDER / f"{name}.js").read_text("utf-8") for name in (*PARTS, last))


@cache
def _said() -> tuple[str, ...]:
    """Return the messages of the script, as it has them in English."""
    sources = [path.read_text("utf-8") for path in sorted(FOLDER.glob("*.js"))]
    return tuple(dict.fromkeys(text for source in sources for text in SAID.findall(source)))


def messages() -> dict[str, str]:
    """Return the messages of the script, and the kinds that it names, in the language that is chosen.

    Of English there are only the kinds that `register_finding` added.

    >>> messages()
    {}
    """
    added = {kind: kind_name(kind) for kind in finding_kinds() if kind not in _said()}
    if language() == ENGLISH:
        return added
    own = {text: _(text) for text in _said()} | {kind: kind_name(kind) for kind in (*KINDS, *CHOICES["block"])}
    return added | own


def style() -> str:
    """Return the style."""
    return (FOLDER / "review.css").read_text("utf-8")


def front_data(
    document: Document, items: Sequence[Item], decisions: Decisions | None, tokeniser: Tokeniser, by: str
) -> dict[str, Any]:
    """Return a review as JSON has it: the document, the items with what each answer decides, and what was decided.

    >>> from analysis import Tokeniser, parse, repair
    >>> from analysis.reviews.items import items
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。"))
    >>> data = front_data(done.source, items(done, with_applied=True), None, Tokeniser(), "李明")
    >>> data["items"][0]["kind"], data["items"][0]["choices"][0]["effect"]
    ('broken paragraph', [('供', -1), ('供电', 1), ('电', -1)])
    """
    effects = _effects(document, items, tokeniser)
    kinds = {row.start: (row.kind, row.level) for row in block_kinds(document).itertuples()}
    return {
        "document": document.name,
        "file": PurePath(name_of_file(document)).name,
        "sha256": document.text_sha256,
        "by": by,
        "kinds": CHOICES["block"],
        "messages": messages(),
        "items": [
            {
                **_shown(item),
                **_block(document, item, kinds),
                "choices": [_choice(choice, effects) for choice in item.choices],
            }
            for item in items
        ],
        "decisions": [one.row for one in decisions.decisions] if decisions else [],
    }


def _shown(item: Item) -> dict[str, Any]:
    """Return what is shown of an item."""
    names = ("number", "kind", "line", "page", "evidence", "confidence", "why", "left", "old", "new", "more", "right")
    return {"applied": item.is_applied} | {name: getattr(item, name) for name in names}


def _block(document: Document, item: Item, kinds: dict[int, tuple[str, int]]) -> dict[str, Any]:
    """Return what an item's block is taken for, and a decision on it that lacks only the choice."""
    block = document.blocks[item.block]
    kind, level = kinds.get(block.start, (block.kind, 0))
    decision = Decision("block", "", place_of(document, block.start, block.end), line=document.line(block.start))
    return {"block": decision.row, "block_kind": kind, "block_level": level}


def _effects(document: Document, items: Sequence[Item], tokeniser: Tokeniser) -> dict[_Edits, list[tuple[str, int]]]:
    """Return what choices do to the counts: each worked out once, since all places of a repeat offer the same."""
    left_out = stop_words()
    every = {(choice.edits, choice.anyway): choice for item in items for choice in item.choices}
    return {edits: effect_of(document, one, tokeniser, stop_words=left_out) for edits, one in every.items()}


def _choice(choice: Choice, effects: dict[_Edits, list[tuple[str, int]]]) -> dict[str, Any]:
    return {
        "key": choice.key,
        "label": choice.label,
        "decision": choice.decision.row,
        "effect": effects[choice.edits, choice.anyway],
    }
