"""One decision: on a finding, a block, a gap between two, a passage that stands more than once, or a word."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from .._checks import require_text
from ..languages.messages import N_, _, enumeration, forms
from .places import Place, find
from .texts import require_characters, require_word

if TYPE_CHECKING:
    from ..document.documents import Document

# What may be decided, of each subject.
CHOICES = {
    "finding": ("accept", "reject", "mark"),
    "block": (
        "title",
        "heading",
        "paragraph",
        "list item",
        "verse line",
        "caption",
        "byline",
        "lead",
        "note",
        "table",
        "page furniture",
        "advertisement",
    ),
    "gap": ("join", "part"),
    "repeat": ("meant", "copy", "keep"),
    "word": ("add",),
}
REPEATS = ("repeat", "near repeat", "variant", "splice", "periodic run")  # kinds of findings on copies
BREAKS = ("broken paragraph", "line wrap")  # kinds of findings that are mended by a join
DECIDED = N_("decided")  # what a decision in words begins with in every language
# What it is in words: see `Decision.__str__`; the fullest first, so that a date is told from a name.
STATED = (N_("decided by {by} on {date}"), N_("decided on {date}"), N_("decided by {by}"), DECIDED)
PARTS = {r"\{by\}": "(?P<by>.+?)", r"\{date\}": r"(?P<date>\d{4}-\d\d-\d\d)"}


@dataclass(frozen=True)
class Decision:
    """One decision.

    about : ``finding`` (of the kind *kind*), ``block``, ``gap`` (between two blocks or lines), ``repeat`` (a passage
        that stands more than once) or ``word``.
    choice : of a finding ``accept``, ``reject``, or ``mark`` (⟦ before it and ⟧ behind it); of a block what it is; of
        a gap ``join`` or ``part``; of a repeat ``meant`` (all its places stay), ``copy`` (this one goes) or ``keep``
        (this one stays, and the others go); of a word ``add``.
    """

    about: str
    choice: str
    place: Place | None = None
    kind: str = ""
    level: int = 0  #: of a heading, 1 to 6; of a finding that marks one, too
    word: str = ""
    line: int = 0  #: where the passage stood when it was decided; only shown
    by: str = ""
    date: str = ""
    note: str = ""

    @property
    def is_on_repeat(self) -> bool:
        """Whether it is on a place of a passage that stands more than once: to leave or mark a copy is, too."""
        return self.about == "repeat" or (self.choice in ("reject", "mark") and self.kind in REPEATS)

    @property
    def is_on_place_of_repeat(self) -> bool:
        """Whether it is on a finding of a copy, or on a repeat, whatever it says."""
        return self.about == "repeat" or self.kind in REPEATS

    @property
    def is_on_all_places(self) -> bool:
        """Whether it says of all places of a repeat what becomes of them."""
        return self.choice in ("meant", "keep")

    @property
    def is_join(self) -> bool:
        """Whether it joins what is on both sides of a gap."""
        return self.choice == "join" or (
            self.choice == "accept" and self.kind in BREAKS and self.place is not None and not self.place.letters
        )

    def letters(self, document: Document) -> tuple[int, int] | str:
        """Return the letters of a document that it is about (the first's number, that behind the last), or why none."""
        if self.place is None:
            return 0, 0
        return find(self.place, document, self.is_on_place_of_repeat)

    @property
    def subject(self) -> tuple[object, ...]:
        """What it is about: a later decision on the same takes the place of this one."""
        return self.about, self.place, self.kind, self.word

    @property
    def row(self) -> dict[str, Any]:
        """What a file of decisions holds of it."""
        return {name: value for name, value in asdict(self).items() if value}

    def __str__(self) -> str:
        by_and_on, on, by, plain = STATED
        if self.date:
            return _(by_and_on if self.by else on).format(by=self.by, date=self.date)
        return _(by if self.by else plain).format(by=self.by)


def who_decided(said: str) -> tuple[str, str] | None:
    """Return by whom and when something was decided, from a decision in words; None if nobody is said to have.

    Only a date as ISO 8601 has it is told from a name.

    >>> who_decided(str(Decision("gap", "join", by="李明", date="2026-11-27"))), who_decided("decided"), who_decided("")
    (('李明', '2026-11-27'), ('', ''), None)
    """
    for pattern in _patterns():
        if found := pattern.fullmatch(said):
            parts = found.groupdict()
            return parts.get("by", ""), parts.get("date", "")
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return what decisions in words look like, in every language."""
    found = []
    for message in STATED:
        for form in sorted(forms(message)):
            pattern = re.escape(form)
            for placeholder, part in PARTS.items():
                pattern = pattern.replace(placeholder, part)
            found.append(re.compile(pattern, re.DOTALL))
    return tuple(found)


def checked(decision: Decision) -> Decision:
    """Return a decision; a choice, a level or a word that is none raises `ValueError`."""
    require_text("Decisions", by=decision.by, date=decision.date, note=decision.note, word=decision.word)
    require_characters(decision.row)
    choices = CHOICES[decision.about]
    if decision.choice not in choices:
        raise ValueError(
            f"Decisions: {decision.about}: "
            + _("{given!r}; choose from {choices}").format(given=decision.choice, choices=enumeration(choices))
        )
    if decision.choice == "heading" and not 1 <= decision.level <= 6:
        raise ValueError(
            "Decisions: " + _("a heading has a level from 1 to 6, not {level}").format(level=decision.level)
        )
    if decision.about == "word":
        require_word(decision.word)
    return decision
