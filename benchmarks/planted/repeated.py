"""Faults planted in texts, and what a writer says twice, to fit and to judge the model of `analysis.meant`."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from analysis import parse

from .laid_out import MEANT, LaidOut
from .natural import FAR
from .reuse import LEAST, Case, Piece
from .seams import CLAUSE_ENDS, ENDS

if TYPE_CHECKING:
    from analysis import Document

LENGTH = 30  # letters of what the audit finds
FAULTS = ("splice", "repeat")
SHARED = 20  # of so many paragraphs one thing is planted, of each kind
PIECES, FEW, MANY = 0.4, 5, 40  # share of texts of which a few blocks are taken, and how many these are
# Where a passage is cut out, and where the paragraph is cut that it is set into.
CUTS = ("anywhere",) * 8 + ("clause",) * 2 + ("sentence",)
SHORTEST = 32  # characters of a passage that is set into another paragraph, at least
CLEAN = 90  # characters of a passage cut out between clauses, and put between clauses, at least: else anyone may say it


def letters_in(text: str) -> int:
    """Return how many letters a text has."""
    return sum(map(str.isalnum, text))


class Twice(LaidOut):
    """A planter of splices and repeats of every cut, and of what is no fault."""

    def cut(self, text: str, where: str) -> int:
        """Return a place inside a text, away from its ends: anywhere, or behind a mark."""
        marks = {"clause": CLAUSE_ENDS, "sentence": ENDS}.get(where, text)
        places = [at + 1 for at, c in enumerate(text) if c in marks and FAR <= at + 1 <= len(text) - FAR]
        return self.chance.choice(places) if places else self.chance.randint(FAR, len(text) - FAR)

    def any_splice(self) -> None:
        """Print a part of a paragraph in another, as its tail, its head, or in its middle."""
        donor, host = self.take(), self.take()
        out, into = self.chance.choice(CUTS), self.chance.choice(CUTS)
        where = self.chance.choice(["head", "middle", "tail", "tail"])
        clean = "anywhere" not in (out, into)
        least = CLEAN if clean else SHORTEST
        size = min(self.chance.randint(least, 300), len(donor.text) - FAR)
        begin = 0 if where == "head" else self.cut(donor.text, out)
        begin = min(begin, len(donor.text) - size) if begin + size > len(donor.text) else begin
        end = len(donor.text) if where == "tail" else begin + size
        if where != "tail" and out != "anywhere":
            marks = CLAUSE_ENDS + ENDS
            end = max((at + 1 for at in range(begin + 30, end) if donor.text[at] in marks), default=end)
        passage = donor.text[begin:end]
        if letters_in(passage) < max(least * 0.9, LENGTH) or end - begin == len(donor.text):
            return
        at = self.cut(host.text, into)
        before, after = "" if where == "head" else host.text[:at], "" if where == "tail" else host.text[at:]
        host.text = before + passage + after
        self.cases.append(
            Case("splice", 0.0, [(donor, begin, donor, end), (host, len(before), host, len(before) + len(passage))])
        )

    def fragment(self) -> None:
        """Print the first or the last part of a paragraph again as a paragraph of its own, cut off anywhere."""
        source = self.take()
        size = self.chance.randint(SHORTEST, max(len(source.text) - FAR, SHORTEST))
        begin, end = self.chance.choice([(0, size), (len(source.text) - size, len(source.text))])
        copy = Piece(source.text[begin:end])
        if letters_in(copy.text) >= LENGTH and not copy.text[0].isspace():
            self.insert(copy)
            self.cases.append(Case("repeat", 0.0, [(source, begin, source, end), (copy, 0, copy, size)]))

    def short_repeat(self) -> None:
        """Print a short paragraph twice, one below the other or apart."""
        some = [
            p
            for p in self.pieces
            if not p.mark and len(p.text) < LEAST and letters_in(p.text) >= LENGTH and p.text[-1] in ENDS
        ]
        taken = {id(place[0]) for case in self.cases for place in case.places}
        free = [p for p in some if id(p) not in taken and sum(p.text == other.text for other in some) == 1]
        if free:
            piece = self.chance.choice(free)
            copy = Piece(piece.text)
            self.insert(copy, piece if self.chance.random() < 0.3 else None)
            self.cases.append(Case("repeat", 0.0, [(p, 0, p, len(p.text)) for p in (piece, copy)]))


def planted(document: Document, chance: random.Random, judged: bool) -> tuple[str, list[Case]]:
    """Return a document with faults and with what is none, in a number that its length bears, and the cases."""
    twice = Twice(document, chance, judged)
    share = max(1, len(twice.free) // SHARED)
    for _ in range(share):
        work = (
            [twice.any_splice] * 3
            + [twice.repeat, twice.short_repeat, twice.fragment]
            + [getattr(twice, name) for name in chance.sample(MEANT, 5)]
        )
        work += [twice.quotation]
        for plant in work:
            if len(twice.free) > 3 and len(twice.sentences) > 3:
                plant()
    if len(twice.free) > 12 and chance.random() < 0.5:
        twice.section()
    return twice.together(), twice.cases


def planted_in(text: str, seed: str, judged: bool) -> tuple[str, list[Case]]:
    """Return a text, or a few blocks in a row out of it, with what was planted in it, by a seeded chance."""
    chance = random.Random(seed)
    document = parse(text)
    if len(document.blocks) > FEW and chance.random() < PIECES:
        size = chance.randint(FEW, min(len(document.blocks), MANY))
        first = chance.randrange(len(document.blocks) - size + 1)
        document = parse(text[document.blocks[first].start : document.blocks[first + size - 1].end])
    return planted(document, chance, judged)
