"""Compare passages that are nearly the same, and say of each difference what kind it is.

What a machine makes of a page (`MACHINE`) makes a copy; a difference that carries meaning makes another version.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..languages.messages import _, clauses, pgettext
from .aligned import DIGITS, NUMERALS, passage, unequal
from .marks_and_forms import Difference, beside_letters
from .misread import least_odds, machine_made, odds, with_others
from .typed import change_at, changes_of, machine_type, meaning_type, number_type, plain_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .aligned import Passage, Span
    from .readings import Change

MACHINE = ("punctuation", "width", "space", "variant", "misread", "doubled", "lost")
SAME_LETTERS = ("punctuation", "width", "space", "variant")
MEANING = ("number", "date", "ordinal", "name", "negation", "word", "clause")
TYPES = (*MACHINE, *MEANING)

READINGS, SHOWN = 3, 12  # differences whose readings a summary shows, and characters of a reading


def differences(one: str, other: str) -> list[Difference]:
    """Return where two passages differ, in order, and of what type each difference is.

    Types that a machine makes: ``punctuation``, ``width`` (full and half), ``space``, ``variant`` (traditional for
    simplified, a capital, another form of a character), ``misread`` (one reading makes no sense), ``doubled`` and
    ``lost`` (a character). Types that carry meaning: ``number``, ``date``, ``ordinal``, ``name``, ``negation``,
    ``word``, ``clause`` (a long piece added, left out or replaced).

    >>> [(d.type, d.old, d.new) for d in differences("第二次修正，应当公開。", "第三次修正,不应当公开。")]
    [('ordinal', '二', '三'), ('width', '，', ','), ('negation', '', '不'), ('variant', '開', '开')]
    """
    if one == other:
        return []
    first, second = passage(one), passage(other)
    pair = _compared(first, second, unequal(first.folded, second.folded))
    made = machine_made(pair.open)
    typed = zip(pair.open, made, strict=True)
    return pair.all(machine_type(change) if by_machine else meaning_type(change) for change, by_machine in typed)


def untyped(one: str, other: str) -> list[Difference]:
    """Return where two passages differ, in order, without the types of differences in letters: far quicker.

    >>> [(d.old, d.new) for d in untyped("第二次修正，应当公開。", "第三次修正,不应当公开。")]
    [('二', '三'), ('，', ','), ('', '不'), ('開', '开')]
    """
    first, second = passage(one), passage(other)
    spans = unequal(first.folded, second.folded)
    beside = [*beside_letters(first, second, spans)]
    return _Pair(first, second, spans, [""] * len(spans), [], beside).all([""] * len(spans))


def bears_meaning(found: Iterable[Difference]) -> bool:
    """Say whether a difference among some carries meaning, so that two passages are versions, not copies.

    >>> bears_meaning(differences("三十日", "二十日")), bears_meaning(differences("三十日，", "三十日,"))
    (True, False)
    """
    return any(difference.type in MEANING for difference in found)


def summary(found: Iterable[Difference], most: int = READINGS) -> str:
    """Return in words what differs: what carries meaning first, then misread characters; *most* with both readings.

    >>> summary(differences("三十日内答复。", "二十日内答复."))
    'number: 三十 / 二十; width: 。 / .'
    """
    ranked = sorted(found, key=lambda one: (one.type not in MEANING, one.type in SAME_LETTERS))
    counts = Counter((one.type, one.old, one.new) for one in ranked)
    shown = [_in_words(*differs, times) for differs, times in islice(counts.items(), most)]
    rest = Counter[str]()
    for (name, *__), times in islice(counts.items(), most, None):
        rest[name] += times
    return clauses([*shown, *(_more(name, count) for name, count in rest.items())])


def type_name(code: str) -> str:
    """Return what a type of difference is called."""
    names = {
        "punctuation": pgettext("difference", "punctuation"),
        "width": pgettext("difference", "width"),
        "space": pgettext("difference", "space"),
        "variant": pgettext("difference", "variant"),
        "misread": pgettext("difference", "misread"),
        "doubled": pgettext("difference", "doubled"),
        "lost": pgettext("difference", "lost"),
        "number": pgettext("difference", "number"),
        "date": pgettext("difference", "date"),
        "ordinal": pgettext("difference", "ordinal"),
        "name": pgettext("difference", "name"),
        "negation": pgettext("difference", "negation"),
        "word": pgettext("difference", "word"),
        "clause": pgettext("difference", "clause"),
    }
    return names[code] if code else ""


def _more(name: str, count: int) -> str:
    typed = _("{n} more of type {type}").format(n=count, type=type_name(name))
    return typed if name else _("{n} more").format(n=count)


def _in_words(name: str, old: str, new: str, times: int) -> str:
    """Return a difference in words, and how often it is there."""
    typed, plain = _("{type}: {old} / {new}"), _("{old} / {new}")
    readings = (typed if name else plain).format(type=type_name(name), old=_shown(old), new=_shown(new))
    return _("{readings} ({n} times)").format(readings=readings, n=times) if times > 1 else readings


def letters_that_differ(one: str, other: str) -> str:
    """Return in words which letters differ, without the type of each: far quicker than `differences`.

    >>> letters_that_differ("应当予以公开。", "应尚予以公幵.")
    '当 / 尚; 开 / 幵'
    """
    first, second = passage(one), passage(other)
    return _version(first, second, unequal(first.folded, second.folded), {}).evidence


def _shown(text: str) -> str:
    text = " ".join(text.split()) or (_("nothing") if not text else _("space"))
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


@dataclass(frozen=True)
class _Pair:
    """Two passages with their differences, and the types of those that are plain without the model of `misread`."""

    first: Passage
    second: Passage
    spans: list[Span]  #: of letters that differ
    types: list[str]  #: of these; nothing where the model is to be asked
    open: list[Change]  #: those without a type
    beside: list[Difference]  #: not in letters

    def all(self, rest: Iterable[str]) -> list[Difference]:
        """Return all differences in order, given the types of the open ones."""
        more = iter(rest)
        found = [
            _difference(self.first, self.second, span, kind or next(more))
            for span, kind in zip(self.spans, self.types, strict=True)
        ]
        return sorted([*found, *self.beside], key=lambda difference: (difference.start, difference.other_start))


def _compared(first: Passage, second: Passage, spans: list[Span]) -> _Pair:
    """Return how two passages differ, given which of their letters do."""
    changes = changes_of(first, second, spans)
    types = [plain_type(change) for change in changes]
    others = [change for change, kind in zip(changes, types, strict=True) if not kind]
    return _Pair(first, second, spans, types, others, [*beside_letters(first, second, spans)])


def _difference(first: Passage, second: Passage, span: Span, kind: str) -> Difference:
    (start, end), (other_start, other_end) = first.raw(*span[:2]), second.raw(*span[2:])
    return Difference(
        kind, first.text[start:end], second.text[other_start:other_end], start, end, other_start, other_end
    )


class Verdict(NamedTuple):
    """Whether a passage is another version of one that it is like, or a copy; and what differs, in words."""

    is_version: bool
    evidence: str


def verdicts(pairs: Sequence[tuple[Passage, Passage]]) -> list[Verdict]:
    """Return of each pair of passages whether they are versions, as `bears_meaning` of their `differences` would say.

    A number that differs is enough; the dictionary and the model are asked only where nothing plainer tells versions,
    and the model of many pairs together. Of versions only what was needed has its type said.

    >>> texts = ["三十日内公开。", "二十日内处理。", "三十日内公幵。"]
    >>> first, *others = map(passage, texts)
    >>> [verdict.evidence for verdict in verdicts([(first, other) for other in others])]
    ['number: 三十 / 二十; 公开 / 处理', 'misread: 开 / 幵']
    """
    found: dict[int, Verdict] = {}
    doubtful: dict[int, _Pair] = {}
    for number, (first, second) in enumerate(pairs):
        spans = unequal(first.folded, second.folded)
        if numbers := dict(_numbers(first, second, spans)):
            found[number] = _version(first, second, spans, numbers)
            continue
        pair = _compared(first, second, spans)
        plain = {span: kind for span, kind in zip(spans, pair.types, strict=True) if kind in MEANING}
        if plain or bears_meaning(pair.beside):
            found[number] = _version(first, second, spans, plain, pair.beside)
        else:
            doubtful[number] = pair
    found |= zip(doubtful, _by_model([*doubtful.values()]), strict=True)
    return [found[number] for number in range(len(pairs))]


def _numbers(first: Passage, second: Passage, spans: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """Yield the spans at which a number differs, and of what type it is."""
    for span in spans:
        both = first.folded[span[0] : span[1]] + second.folded[span[2] : span[3]]
        if NUMERALS.issuperset(both) or not DIGITS.isdisjoint(both):
            kind = number_type(change_at(first, second, span))
            if kind:
                yield span, kind


def _version(
    first: Passage, second: Passage, spans: Sequence[Span], types: dict[Span, str], beside: Sequence[Difference] = ()
) -> Verdict:
    """Return the verdict on two versions: what shows it, and other differences in letters without their types."""
    shown = [one for one in beside if one.type in MEANING]
    distinct = {(one.type, one.old, one.new) for one in shown}
    taken = 0
    for span in sorted(spans, key=lambda span: span not in types):
        one = _difference(first, second, span, types.get(span, ""))
        if len(distinct | {(one.type, one.old, one.new)}) > READINGS:
            break
        distinct.add((one.type, one.old, one.new))
        shown.append(one)
        taken += 1
    evidence, more = summary(shown), len(spans) - taken
    return Verdict(True, clauses([evidence, _("{n} more").format(n=more)]) if more else evidence)


def _by_model(pairs: Sequence[_Pair]) -> Iterator[Verdict]:
    """Yield the verdicts on pairs of which nothing plainer tells that they are versions."""
    # Where the first difference is another word whatever stands beside it, the others are not looked at.
    firsts = odds([change for pair in pairs for change in pair.open[:1]])
    begin = iter(firsts)
    own = [[next(begin)] if pair.open else [] for pair in pairs]
    doubtful = [
        pair.open[1:] if first and first[0] > least_odds(len(pair.open), len(pair.open)) else []
        for pair, first in zip(pairs, own, strict=True)
    ]
    rest = iter(odds([change for some in doubtful for change in some]))
    for pair, first, some in zip(pairs, own, doubtful, strict=True):
        scores = [*first, *(next(rest) for _ in some)]
        made = with_others(pair.open[: len(scores)], scores)
        if all(made):
            yield Verdict(False, summary(pair.all(map(machine_type, pair.open))))
        else:
            at = made.index(False)
            span = [span for span, kind in zip(pair.spans, pair.types, strict=True) if not kind][at]
            yield _version(pair.first, pair.second, pair.spans, {span: meaning_type(pair.open[at])}, pair.beside)
