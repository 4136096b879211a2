"""Find where a page came apart: broken, cut-off and orphaned paragraphs, lost headings, captions, by-lines.

A finding says what it saw and proposes an edit; `repair` makes the edits, and holds those that are not certain.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from .document import NEWLINE
from .tokens import HAN, Tokeniser

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from .document import Block, Document

Edit = tuple[int, int, str]

CLOSING = frozenset("。！？!?…：:；;”’」』）)】》〉〕—.")
PAIRS = {"“": "”", "（": "）", "《": "》", "「": "」", "『": "』", "【": "】", "(": ")"}
COUNTER = "一二三四五六七八九十百千零〇\\d"
NUMBERED = re.compile(
    f"第[{COUNTER}]+[编章节条款]|[（(][{COUNTER}]+[)）]|[一二三四五六七八九十]+、|\\d+(?:\\.\\d+)*[.、．\\s]"
)
OWN_START = re.compile(f'{NUMBERED.pattern}|\\d{{4}}年|[“「『《"·●■◆▲△○]')
MID_START = re.compile("[，。、；：！？）》」』”’,;:!?)]|的(?![确士])")
PROSE = re.compile("[，,。；;：:、“”！？]")
CLAUSE = re.compile("[^\\w]+")
CREDIT = re.compile(
    "(?:摄|摄影|摄影报道|供图|资料图片?|制图|文/图|图/文)[）)]?$|^(?:[上下左右]?图[：:]|图为|图[一二三四五六\\d])"
)
REPORTER = re.compile(
    "[（(]?(?:本报|本网|本刊|新华社|[\\u4e00-\\u9fff]{1,3}报)?(?:全媒体|融媒体|首席|见习|特约|实习)*"
    "(?:记者|通讯员|特派员)[\\s:：]*[\\u4e00-\\u9fff·]{2,4}(?:[\\s、]+[\\u4e00-\\u9fff·]{2,4})*"
    "(?:\\s*(?:文/图|摄影报道|摄|文|图))?[）)]?$"
)
DATE = re.compile("年.{1,4}月(?:.{1,4}日)?[)）]?$")
COMMON_ENDS = frozenset("的了在和与及或是有为到对将把被从以于中上下")
FUNCTION_WORDS = re.compile("[是的了在和与将把被对为]")
HALF_WIDTH = re.compile(f"(?<=[{HAN.pattern[1:-1]}”》）])[,;:?!](?=[{HAN.pattern[1:-1]}“《（]|$)")
FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in ",;:?!"}
SPACED = re.compile(f"(?<={HAN.pattern})[ 　\\u00a0]+(?={HAN.pattern})")
DOUBLED = re.compile("(?:([\\u4e00-\\u9fff])\\1){4,}")


@dataclass(frozen=True)
class Finding:
    """One fault: where it is, what shows it, how sure that is, and what would mend it."""

    kind: str
    start: int
    end: int
    evidence: str
    confidence: float
    edits: tuple[Edit, ...] = ()  #: ``(start, end, replacement)`` over the source, in order


@dataclass(frozen=True)
class _Look:
    """A block with what its neighbours say of it."""

    block: Block
    text: str  #: without a by-line at its end
    wide: bool  #: whether more lines than usual are left free before or after it
    letters: int

    @property
    def closed(self) -> bool:
        return not self.text or self.text[-1] in CLOSING

    @property
    def is_prose(self) -> bool:
        return self.block.kind in {"paragraph", "quotation", "list item"}


def faults(document: Document, kinds: Collection[str] | None = None) -> pd.DataFrame:
    """Find the page faults of a document.

    Parameters
    ----------
    document : what `load` or `parse` returned.
    kinds : those wanted, out of `KINDS`; all by default.

    Returns
    -------
    DataFrame with a row per finding, in order of the text: ``kind``, ``start``, ``end`` (offsets in code points of
    ``Document.text``), ``line``, ``evidence`` (in words), ``confidence`` (0..1), ``edits`` (a tuple of ``(start, end,
    replacement)`` that would mend it, empty where nothing can).

    Raises
    ------
    ValueError : for a kind that there is not.

    >>> from analysis import parse
    >>> found = faults(parse("会议由市政\\n\\n协主席主持，大家都发了言。"))
    >>> found[["kind", "start", "end"]].values.tolist(), found["evidence"][0]
    ([['broken paragraph', 5, 7]], 'no closing mark; 市政协 is a word across the gap')
    """
    if wrong := [kind for kind in kinds or () if kind not in KINDS]:
        raise ValueError(f"kinds: {wrong[0]!r}; choose from {', '.join(KINDS)}")
    looks = _looks(document)
    roles = _roles(looks)
    found = [*roles.values()]
    found += _seams(document, looks, roles)
    found += _unbalanced(document, looks, {f.start for f in found if f.kind == "broken paragraph"})
    for find in (_bylines_inside, _half_width, _spaces, _doubled):
        found += [finding for look in looks if look.is_prose for finding in find(document, look)]
    found = sorted((f for f in found if kinds is None or f.kind in kinds), key=lambda f: (f.start, f.end, f.kind))
    rows = [(f.kind, f.start, f.end, document.line(f.start), f.evidence, f.confidence, f.edits) for f in found]
    return pd.DataFrame(rows, columns=["kind", "start", "end", "line", "evidence", "confidence", "edits"]).astype(
        {"kind": "str", "evidence": "str", "confidence": "float64"} | dict.fromkeys(["start", "end", "line"], "int64")
    )


def _looks(document: Document) -> list[_Look]:
    text, blocks = document.text, document.blocks
    gaps = [len(NEWLINE.findall(text, a.end, b.start)) for a, b in pairwise(blocks)]
    usual = Counter(gaps).most_common(1)[0][0] if gaps else 0
    looks = []
    for block, before, after in zip(blocks, [usual, *gaps], [*gaps, usual], strict=False):
        own = text[block.start : block.end]
        byline = _byline_start(own)
        kept = own[:byline].rstrip() if byline else own
        looks.append(_Look(block, kept, max(before, after) > usual > 0, sum(map(str.isalnum, kept))))
    return looks


def _byline_start(text: str) -> int:
    """Return where a by-line at the end of a paragraph's text begins, or 0."""
    tail = max(text.rfind(mark, 0, -1) for mark in "。！？”…") + 1
    return tail + len(text[tail:]) - len(text[tail:].lstrip()) if tail and REPORTER.match(text[tail:].lstrip()) else 0


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _shape(text: str) -> str:
    """Return how a heading is numbered, such as 第0章, or how it is built: two halves, or one."""
    if number := NUMBERED.match(text):
        return re.sub(f"[{COUNTER}]+", "0", number[0])
    return "two halves" if len(text.split()) == 2 else ""


def _roles(looks: list[_Look]) -> dict[int, Finding]:
    """Return by position the blocks that are no paragraphs: lost headings, captions, by-lines."""
    headings = [look for look in looks if look.block.kind == "heading"]
    known = {_key(look.text): look.block for look in headings}
    often = Counter(_key(look.text) for look in looks if look.is_prose and look.letters <= 12)
    shapes = Counter((_shape(look.text), look.block.level) for look in headings)
    roles: dict[int, Finding] = {}
    for index, look in enumerate(looks):
        if not look.is_prose or look.closed or look.letters > 60:
            continue
        start, end = look.block.start, look.block.end
        twin = known.get(_key(look.text))
        if REPORTER.fullmatch(look.text):
            finding = Finding("byline", start, end, "a line of its own that names a reporter", 0.95)
        elif twin is not None:
            said = f"the heading on line {twin.line} has the same letters"
            finding = Finding("lost heading", start, end, said, 0.98, ((start, start, "#" * twin.level + " "),))
        elif CREDIT.search(look.text):
            finding = Finding("caption", start, end, "no closing mark, and the words of a caption or a credit", 0.95)
        elif look.wide:
            finding = Finding("caption", start, end, "short, no closing mark, in a wider gap", 0.8)
        elif often[_key(look.text)] > 1 or DATE.search(look.text):
            continue
        elif level := _level_by_shape(look, looks, index, roles, shapes):
            said = "short, unmarked, built like the other headings"
            finding = Finding("lost heading", start, end, said, 0.85, ((start, start, "#" * level + " "),))
        else:
            continue
        roles[index] = finding
    return roles


def _level_by_shape(
    look: _Look, looks: list[_Look], index: int, others: Collection[int], shapes: Counter[tuple[str, int]]
) -> int:
    """Return the level of the headings that a block is built like, or 0."""
    shape = _shape(look.text)
    levels = {level: count for (known, level), count in shapes.items() if known == shape}
    most, marks = (
        (40, "[。；！？]") if NUMBERED.match(look.text) else (30, PROSE.pattern) if shape else (12, "[^\\w《》\\s]")
    )
    if not levels or look.letters > most or re.search(marks, NUMBERED.sub("", look.text, count=1)):
        return 0
    before, after = looks[index - 1] if index else None, looks[index + 1] if index + 1 < len(looks) else None
    stands_free = before is None or before.closed or before.block.level or index - 1 in others
    followed = after is not None and not MID_START.match(after.text) and (after.closed or shape != "")
    return max(levels, key=lambda level: (levels[level], -level)) if stands_free and followed else 0


def _seams(document: Document, looks: list[_Look], roles: Collection[int]) -> Iterator[Finding]:
    """Yield what is wrong between a block and the next: cut in two, cut off, or begun in mid-sentence."""
    inner = _inner_pairs(document)
    starts = Counter(_tokens(look.text)[0] for before, look in pairwise(looks) if before.closed and look.is_prose)
    for index, look in enumerate(looks):
        if not look.is_prose or index in roles:
            continue
        after = looks[index + 1] if index + 1 < len(looks) else None
        previous = looks[index - 1] if index else None
        if previous is None or previous.closed or previous.block.level:
            yield from _orphan(look, inner)
        if look.closed or not look.letters:
            continue
        is_next = after is not None and after.is_prose and index + 1 not in roles
        if is_next:
            score, said = _join_score(look, after, starts)
            if score >= 2:
                start, end = look.block.end, after.block.start
                confidence = min(0.45 + 0.15 * score, 0.97)
                edit = (start, end, _join_with(document.text[start - 1], document.text[end]))
                yield Finding("broken paragraph", start, end, f"no closing mark; {said}", confidence, (edit,))
                continue
        yield from _truncated(look, after, is_next)


def _inner_pairs(document: Document) -> Counter[str]:
    """Count for each pair of characters how much oftener it begins inside a word than with one."""
    # Only the pairs that a block begins with will be asked for.
    pairs = Counter({document.text[block.start : block.start + 2]: 0 for block in document.blocks})
    for block in document.blocks:
        text, at = document.text[block.start : block.end], 0
        for token in _cutter(False)(text):
            # Where it begins with a word counts fourfold: the pair must be at home inside.
            for place in range(at, at + len(token)):
                if text[place : place + 2] in pairs:
                    pairs[text[place : place + 2]] += -4 if place == at else 1
            at += len(token)
    return pairs


def _orphan(look: _Look, inner: Counter[str]) -> Iterator[Finding]:
    """Yield a block that begins in mid-sentence, with nothing unfinished before it."""
    start, end = look.block.start, look.block.end
    if MID_START.match(look.text):
        yield Finding(
            "orphan start", start, end, f"begins with {look.text[0]}, and nothing before it is unfinished", 0.7
        )
    # The block itself has counted its own first pair, fourfold.
    elif inner[look.text[:2]] + 4 >= 3 and look.letters >= 10:
        said = f"begins with {look.text[:2]}, which elsewhere begins inside a word"
        yield Finding("orphan start", start, end, said, 0.7)


def _truncated(look: _Look, after: _Look | None, is_next: bool) -> Iterator[Finding]:
    """Yield a paragraph that was cut off for good."""
    why = "the document ends" if after is None else "the next block starts anew" if is_next else "no text follows"
    end = look.block.end
    if _is_verse(look.text) or (look.letters < 12 and look.text[-1] in ",，、"):  # a line of verse, an item of a list
        return
    if _is_sentence(look):
        yield Finding("truncated paragraph", end - 1, end, f"no closing mark; {why}", 0.9 if not is_next else 0.7)
    elif look.letters >= 8 and not is_next and not NUMBERED.match(look.text) and FUNCTION_WORDS.search(look.text):
        yield Finding("truncated paragraph", end - 1, end, f"a clause with no closing mark; {why}", 0.6)


def _join_score(look: _Look, after: _Look, starts: Counter[str]) -> tuple[float, str]:
    """Return how much speaks for one paragraph cut in two, and the strongest reason."""
    # Two lines without any mark are a list, or a head of a page; a sentence has marks, on one side at least.
    runs_on = _is_sentence(look) and (after.closed or PROSE.search(look.text))
    reasons = [(1.0, "the text runs on")] if runs_on else [(0.0, "")]
    opened = _left_open(look.text)
    if opened and PAIRS[opened] in after.text and opened not in after.text.split(PAIRS[opened])[0]:
        reasons.append((3.0, f"{opened} is closed in the next block"))
    if word := _word_across(look.text, after.text):
        reasons.append((2.5, f"{word} is a word across the gap"))
    if MID_START.match(after.text):
        reasons.append((2.0, f"the next block begins with {after.text[0]}"))
    if look.text[-1] in ",，、" and look.letters >= 12 and not _is_verse(look.text):
        reasons.append((2.0, f"it ends with {look.text[-1]}"))
    if runs_on and look.letters >= 10 and after.letters >= 10 and not _is_verse(look.text):
        reasons.append((1.0, "both blocks are long, and the text runs on"))
    against = 2.5 if OWN_START.match(after.text) and not opened else 0
    if not word:
        guess = _word_across(look.text, after.text, hmm=True)
        reasons.append((1.0, f"{guess} may be a word across the gap") if guess else (0.0, ""))
        # A piece of a word at the end, which the next block does not complete, was cut off for good.
        against += len(_tokens(look.text[-8:])[-1]) == 1 and look.text[-1] not in COMMON_ENDS
    against += starts[_tokens(after.text)[0]] > 0
    return sum(weight for weight, _ in reasons) - against, max(reasons)[1]


def _is_sentence(look: _Look) -> bool:
    """Say whether a block reads as part of a sentence, not as a title, a date or a name."""
    return bool(PROSE.search(look.text)) or look.letters >= 25


def _is_verse(text: str) -> bool:
    """Say whether most clauses have one length, of at most seven characters, as those of verse have."""
    lengths = Counter(map(len, filter(None, CLAUSE.split(text))))
    length, count = lengths.most_common(1)[0] if lengths else (0, 0)
    return length <= 7 and count >= 2 and count * 4 >= lengths.total() * 3


def _left_open(text: str) -> str:
    """Return the last bracket or quotation mark that *text* opens and does not close, or nothing."""
    waiting: list[str] = []
    for character in text:
        if character in PAIRS:
            waiting.append(character)
        elif waiting and character == PAIRS[waiting[-1]]:
            waiting.pop()
    return waiting[-1] if waiting else ""


@cache
def _cutter(hmm: bool) -> Callable[[str], list[str]]:
    return Tokeniser(hmm=hmm).cut


def _tokens(text: str) -> list[str]:
    return _cutter(False)(text[:8]) or [""]


def _word_across(before: str, after: str, hmm: bool = False) -> str:
    """Return the word of the dictionary (with *hmm*, the likely word) across the seam of two texts, or nothing."""
    left, right = before[-8:], after[:8]
    position = 0
    for token in _cutter(hmm)(left + right):
        if position < len(left) < position + len(token) and all(map(str.isalnum, token)):
            return token
        position += len(token)
    return ""


def _join_with(left: str, right: str) -> str:
    """Return what goes between two joined halves: nothing in Chinese, a space between Latin words."""
    return " " if left.isascii() and left.isalnum() and right.isascii() and right.isalnum() else ""


def _bylines_inside(document: Document, look: _Look) -> Iterator[Finding]:
    own = document.text[look.block.start : look.block.end]
    if begin := _byline_start(own):
        start = look.block.start + begin
        said = "a reporter's name behind the last sentence"
        yield Finding("byline", start, look.block.end, said, 0.9, ((look.block.start + len(look.text), start, "\n\n"),))


def _unbalanced(document: Document, looks: list[_Look], joined: set[int]) -> Iterator[Finding]:
    """Yield the pairs that do not close, over paragraphs as they will be once joined."""
    begin = 0
    for index, look in enumerate(looks):
        if look.block.end in joined:
            continue
        span = looks[begin].block.start, look.block.end
        after = looks[index + 1].text if index + 1 < len(looks) else ""
        for opening, closing in PAIRS.items():
            opened, closed = (document.text.count(mark, *span) for mark in (opening, closing))
            # A speech of several paragraphs opens its quotation mark in each, and closes it in the last.
            if opened != closed and not (opened > closed and after.startswith(opening)) and look.is_prose:
                yield Finding("unbalanced pair", *span, f"{opened} {opening} and {closed} {closing}", 0.6)
        begin = index + 1


def _half_width(document: Document, look: _Look) -> Iterator[Finding]:
    marks = [*HALF_WIDTH.finditer(document.text, look.block.start, look.block.end)]
    if marks:
        said = f"{len(marks)} half-width {'mark' if len(marks) == 1 else 'marks'} between Chinese characters"
        edits = tuple((m.start(), m.end(), m[0].translate(FULL_WIDTH)) for m in marks)
        yield Finding("half-width punctuation", marks[0].start(), marks[-1].end(), said, 0.5, edits)


def _spaces(document: Document, look: _Look) -> Iterator[Finding]:
    for match in SPACED.finditer(document.text, look.block.start, look.block.end):
        before, after = document.text[look.block.start : match.start()], document.text[match.end() : look.block.end]
        if word := _word_across(before, after):
            yield Finding(
                "space inside a word", *match.span(), f"{word} is a word across it", 0.75, ((*match.span(), ""),)
            )


def _doubled(document: Document, look: _Look) -> Iterator[Finding]:
    for match in DOUBLED.finditer(document.text, look.block.start, look.block.end):
        said = f"each of {len(match[0]) // 2} characters stands twice"
        yield Finding("doubled characters", *match.span(), said, 0.8, ((*match.span(), match[0][::2]),))


KINDS = (
    "broken paragraph",
    "truncated paragraph",
    "orphan start",
    "lost heading",
    "caption",
    "byline",
    "unbalanced pair",
    "half-width punctuation",
    "space inside a word",
    "doubled characters",
)
