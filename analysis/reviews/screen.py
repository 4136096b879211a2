"""How a review is drawn in a terminal: lines that fit it, with colour or with marks in its place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..languages.messages import N_, _, enumeration, ngettext
from ..languages.names import choice_name, kind_name, subject_name
from ..output.columns import display_width, pad, plain, wrapped
from .items import PLACE_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from ..output.columns import Span
    from .items import Item
    from .session import Session

Effect = list[tuple[str, int]]  # terms, each with the change of its count

LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
LINE_ENDS = re.compile("(?<=⏎)(?!⏎)")
CODES = {"removed": "9;31", "inserted": "4;32", "marked": "7", "strong": "1", "faint": "2"}
MARKS = {"removed": ("[-", "-]"), "inserted": ("{+", "+}"), "marked": ("{=", "=}")}
INDENT = "  "
MORE_PLACES = N_("{n} can be chosen by a key; Decisions.repeat of the Python package keeps any other")
LEAST = 40  # columns; a narrower terminal breaks the lines itself
LEGEND = N_("e kind · w word · s skip · a all alike · u undo · r redo · q quit · ? help")
HELP = (
    ("y", N_("yes: the finding is right; what mends it is done")),
    ("n", N_("no: the text is left as it is")),
    ("0-9 A-Z", N_("another of the choices that are listed")),
    ("m", N_("mark the passage in the clean text with ⟦ ⟧")),
    ("e", N_("say what the block is: a heading, a caption, page furniture …")),
    ("w", N_("add a word to the dictionary: it is known when the text is repaired")),
    ("s", N_("skip: it stays open, and is asked again in the next review")),
    ("a", N_("give one answer to all open findings of this kind; its key comes next")),
    ("u", N_("undo: take the last answer back, and go there")),
    ("r", N_("redo: give the answer again that was taken back last")),
    ("q", N_("quit; what was answered is kept")),
)


@dataclass(frozen=True)
class Screen:
    """A terminal of so many columns, with colour or without.

    Each method returns lines, none of them wider, and without any control sequence of the text.
    """

    columns: int = 80
    colour: bool = False

    def item(self, item: Item, count: int, effects: Mapping[str, Effect], answer: str = "") -> str:
        """Return a finding: its place, its text with the change marked, its evidence, and its choices.

        *answer* is what was decided on it before.
        """
        rule = self._line([("─" * self._room, "faint")])
        stated = _("{label}: {effect}")
        choices = [
            (choice.key, stated.format(label=choice.label, effect=_counts(effects.get(choice.key, []))))
            for choice in item.choices
        ]
        legend = self._paragraph([(_(LEGEND), "faint")], [(INDENT, "")], INDENT)
        evidence = self.entries(_evidence(item, answer))
        parts = [self._title(item, count), self._passage(item), evidence, self.entries(choices)]
        return rule + "\n" + "\n\n".join(parts) + "\n" + legend

    def text(self, text: str, style: str = "") -> str:
        """Return a text in lines.

        >>> print(Screen(40).text("no line is wider than the terminal is, in columns"))
        no line is wider than the terminal is,
        in columns
        """
        return self._paragraph([(text, style)])

    def entries(self, entries: Sequence[tuple[str, str]]) -> str:
        """Return names, lined up, each with a text that is wrapped behind it.

        >>> print(Screen(40).entries([("y", "mend it"), ("m", "mark the passage in the clean text")]))
          y  mend it
          m  mark the passage in the clean text
        """
        left = max((display_width(name) for name, __ in entries), default=0)
        hang = " " * (len(INDENT) + left + 2)
        return "\n".join(
            self._paragraph([(text, "")], [(INDENT, ""), (pad(name, left), "strong"), ("  ", "")], hang)
            for name, text in entries
        )

    def unfitting(self, fit: pd.DataFrame) -> str:
        """Return the decisions that fit the text no longer, each with its reason; nothing where all do."""
        rows = [*fit[~fit["fits"]].itertuples()]
        if not rows:
            return ""
        stated = ngettext(
            "{n} decision fits the text no longer; the file keeps what does not:",
            "{n} decisions fit the text no longer; the file keeps what does not:",
            len(rows),
        ).format(n=f"{len(rows):,}")
        line = _("line {line}")
        entries = [(line.format(line=f"{row.line:,}") if row.line else "–", _unfitting(row)) for row in rows]
        return self.text(stated) + "\n" + self.entries(entries)

    def summary(self, session: Session) -> str:
        """Return how many findings were decided in a session, and how many are open, by kind."""
        still_open = Counter(item.kind for item in session.open if not session.answer_before(item))
        decided = Counter(item.kind for item in session.items) - still_open
        kinds = dict.fromkeys(item.kind for item in session.items)
        of_all, of_kind = _("{name}: {decided} decided, {open} open"), _("{decided} decided, {open} open")
        total = of_all.format(
            name=session.document.name, decided=f"{decided.total():,}", open=f"{still_open.total():,}"
        )
        rows = [
            (kind_name(kind), of_kind.format(decided=f"{decided[kind]:,}", open=f"{still_open[kind]:,}"))
            for kind in kinds
        ]
        return "\n".join([self.text(total, "strong"), *([self.entries(rows)] if rows else [])])

    @property
    def _room(self) -> int:
        return max(self.columns, LEAST)

    def _title(self, item: Item, count: int) -> str:
        place = _("line {line} (page {page})") if item.page else _("line {line}")
        place = place.format(line=f"{item.line:,}", page=f"{item.page:,}")
        rest = _(" · {place} · confidence {confidence}").format(place=place, confidence=_share(item.confidence))
        number = _("{n} of {all} · ").format(n=f"{item.number:,}", all=f"{count:,}")
        return self._paragraph([(number, ""), (kind_name(item.kind), "strong"), (rest, "")])

    def _passage(self, item: Item) -> str:
        """Return the text around a finding, a line for each of its lines; a change is not broken at its line ends."""
        spans = [(_with_line_ends(item.left).lstrip("⏎"), ""), *self._change(item.old, item.new)]
        for between, old, new in item.more:
            spans += [(_with_line_ends(between), ""), *self._change(old, new)]
        spans.append((_with_line_ends(item.right).rstrip("⏎"), ""))
        lines: list[list[Span]] = [[]]
        for text, style in spans:
            first, *more = [text] if style else LINE_ENDS.split(text)
            lines[-1].append((first, style))
            lines += [[(part, style)] for part in more]
        shown = [line for line in lines if any(text for text, __ in line)]
        return "\n".join(self._paragraph(line, [(INDENT, "")], INDENT) for line in shown)

    def _change(self, old: str, new: str) -> list[Span]:
        changes = [(old, "marked")] if old == new else [(old, "removed"), (new, "inserted")]
        return [span for text, style in changes if text for span in self._marked(_with_line_ends(text), style)]

    def _marked(self, text: str, style: str) -> list[Span]:
        if self.colour:
            return [(text, style)]
        opening, closing = MARKS[style]
        return [(f"{opening}{text}{closing}", "unpainted")]

    def _paragraph(self, spans: Iterable[Span], head: Sequence[Span] = (), hang: str = "") -> str:
        """Return text in lines, the first behind a head, the others behind blanks."""
        first = sum(display_width(text) for text, __ in head)
        room = max(self._room - max(first, len(hang)), 2)
        lines = wrapped(spans, room)
        return "\n".join(
            self._line([*(head if number == 0 else [(hang, "")]), *line]) for number, line in enumerate(lines)
        )

    def _line(self, spans: Iterable[Span]) -> str:
        return "".join(self._painted(plain(text), style) for text, style in spans).rstrip()

    def _painted(self, text: str, style: str) -> str:
        return f"\x1b[{CODES[style]}m{text}\x1b[0m" if self.colour and style in CODES and text else text


def _unfitting(row: Any) -> str:
    stated = _("{choice} {kind} “{passage}”: {why}")
    kind = kind_name(row.kind) if row.kind else subject_name(row.about)
    return stated.format(choice=choice_name(row.choice), kind=kind, passage=row.passage, why=row.why)


def _evidence(item: Item, answer: str) -> list[tuple[str, str]]:
    """Return what speaks for a finding, and what is done about it if nobody decides; or what was decided."""
    state = (_("mended"), _("if you do not say no")) if item.is_applied else (_("held"), item.why)
    if answer:
        state = (_("decided"), answer)
    more = (_("places"), _(MORE_PLACES).format(n=len(PLACE_KEYS))) if item.choice(PLACE_KEYS[-1]) else ("", "")
    return [(name, text) for name, text in ((_("evidence"), item.evidence), state, more) if text]


def _with_line_ends(text: str) -> str:
    return LINE_END.sub("⏎", text)


def _share(confidence: float) -> str:
    """Return a confidence with two digits.

    >>> _share(0.6), _share(1.0)
    ('.60', '1.00')
    """
    return f"{confidence:.2f}".removeprefix("0")


def _counts(changes: Effect) -> str:
    return enumeration(f"{term} {change:+,}" for term, change in changes) or _("no count changes")
