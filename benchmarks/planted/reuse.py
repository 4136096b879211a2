"""Text reuse planted in a clean text, with the truth: repeats, near repeats, splices; and what only looks like it."""

import random
import re
from dataclasses import dataclass, field
from itertools import pairwise

from analysis import Document

LEAST = 60  # characters of a paragraph that something is done to
KINDS = ("repeat", "near", "splice")
RATES = (0.01, 0.05, 0.10, 0.15, 0.20)
WIDTHS = str.maketrans("，。；：？！（）", ",.;:?!()")


@dataclass(eq=False)
class Piece:
    """One block of the text as it will be."""

    text: str
    mark: str = ""


@dataclass
class Case:
    """One planted reuse: its kind, and where it stands, as pieces with offsets within the first and the last."""

    kind: str  #: repeat, near or splice
    rate: float = 0.0  #: of the edits
    places: list[tuple[Piece, int, Piece, int]] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)  #: once the text is put together


def without_repeats(document: Document, length: int = 30) -> list[Piece]:
    """Return the blocks of a document, but those that hold *length* letters that stood before."""
    seen: set[str] = set()
    pieces = []
    for block in document.blocks:
        own = document.text[block.start : block.end]
        letters = "".join(filter(str.isalnum, own))
        windows = {letters[at : at + length] for at in range(len(letters) - length + 1)}
        if windows & seen or re.search("[\r\n]", own):
            continue
        seen |= windows
        pieces.append(Piece(own, "#" * block.level + " " if block.level else ""))
    return pieces


def edited(text: str, rate: float, chance: random.Random) -> str:
    """Return *text* with so many of its characters, and at least one, substituted, deleted, or with one inserted."""
    out = list(text)
    for place in sorted(chance.sample(range(len(out)), max(1, round(rate * len(out)))), reverse=True):
        other = chance.choice("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年")
        match chance.choice("sid"):
            case "s":
                out[place] = other
            case "i":
                out.insert(place, other)
            case "d":
                del out[place]
    return "".join(out)


def _whole(piece: Piece) -> tuple[Piece, int, Piece, int]:
    return piece, 0, piece, len(piece.text)


class Planter:
    """The pieces of a text, those that nothing was done to yet, and what was planted."""

    def __init__(self, pieces: list[Piece], chance: random.Random) -> None:
        self.pieces, self.chance = pieces, chance
        self.free = [p for p in pieces if not p.mark and len(p.text) >= LEAST]
        chance.shuffle(self.free)
        self.cases: list[Case] = []

    def take(self) -> Piece:
        """Return a paragraph that nothing was done to."""
        return self.free.pop()

    def insert(self, piece: Piece, behind: Piece | None = None) -> None:
        """Put a piece behind another one, or anywhere that no section copied before is cut in two."""
        at = self.pieces.index(behind) + 1 if behind else self.chance.choice(self.gaps())
        self.pieces.insert(at, piece)

    def gaps(self) -> list[int]:
        """Return the places between two pieces where nothing that is planted is cut in two."""
        inside = set()
        for case in self.cases:
            for first, _, last, _ in case.places:
                inside |= set(range(self.pieces.index(first) + 1, self.pieces.index(last) + 1))
        return [at for at in range(1, len(self.pieces) + 1) if at not in inside]

    def repeat(self) -> None:
        """Print a paragraph two to five times, next to each other or far apart."""
        piece, adjacent = self.take(), self.chance.random() < 0.5
        case = Case("repeat", 0.0, [_whole(piece)])
        self.cases.append(case)
        for _ in range(self.chance.randint(1, 4)):
            copy = Piece(piece.text)
            self.insert(copy, piece if adjacent else None)
            case.places.append(_whole(copy))

    def section(self, nested: bool = False) -> None:
        """Print two to ten blocks twice, a heading without its mark half the time, often an orphan between."""
        taken = {id(place[0]) for case in self.cases for place in case.places}
        taken |= {id(p) for case in self.cases for place in case.places for p in self.between(place)}
        size = self.chance.randint(2, 10)
        starts = [
            at
            for at in range(len(self.pieces) - size)
            if not taken & {id(p) for p in self.pieces[at : at + size]}
            and sum(p in self.free for p in self.pieces[at : at + size]) > nested
        ]
        if not starts:
            return
        at = self.chance.choice(starts)
        own = self.pieces[at : at + size]
        paragraphs = [p for p in own if p in self.free]
        self.free = [p for p in self.free if p not in own]
        lose = self.chance.random() < 0.5
        copies = [Piece(p.text, "" if lose else p.mark) for p in own]
        where = self.pieces.index(own[-1]) + 1
        if self.chance.random() < 0.5 and self.free and not nested:
            where = self.chance.choice([gap for gap in self.gaps() if not at < gap < where])
        orphan = [Piece(self.chance.choice(paragraphs).text)] if nested or self.chance.random() < 0.3 else []
        self.pieces[where:where] = [*orphan, *copies]
        self.cases.append(Case("repeat", 0.0, [(p[0], 0, p[-1], len(p[-1].text)) for p in (own, copies)]))
        if orphan:
            same = [p for p in (*own, *copies) if p.text == orphan[0].text]
            self.cases.append(Case("repeat", 0.0, [_whole(p) for p in (*orphan, *same)]))

    def between(self, place: tuple[Piece, int, Piece, int]) -> list[Piece]:
        """Return the pieces that a place takes up."""
        return self.pieces[self.pieces.index(place[0]) : self.pieces.index(place[2]) + 1]

    def near(self, rate: float) -> None:
        """Print a paragraph again with edits."""
        piece = self.take()
        copy = Piece(edited(piece.text, rate, self.chance))
        self.insert(copy)
        # With no letter changed, marks alone, it is a repeat to the letter.
        same = [*filter(str.isalnum, piece.text)] == [*filter(str.isalnum, copy.text)]
        self.cases.append(Case("repeat" if same else "near", 0.0 if same else rate, [_whole(piece), _whole(copy)]))

    def width(self) -> None:
        """Print a paragraph again with punctuation of the other width, and spaces inside words."""
        piece = self.take()
        text = piece.text.translate(WIDTHS)
        for place in sorted(self.chance.sample(range(1, len(text)), 3), reverse=True):
            text = f"{text[:place]} {text[place:]}"
        copy = Piece(text)
        self.insert(copy)
        self.cases.append(Case("repeat", 0.0, [_whole(piece), _whole(copy)]))

    def splice(self) -> None:
        """Print 40 to 300 letters of one paragraph in another: as its tail, its head, or in its middle."""
        donor, host = self.take(), self.take()
        size = min(self.chance.randint(40, 300), len(donor.text) - 15)
        cut = self.chance.randint(15, len(host.text) - 15)
        where = self.chance.choice(["head", "middle", "tail"])
        middle = self.chance.randint(5, len(donor.text) - size - 5)
        begin = {"head": 0, "tail": len(donor.text) - size}.get(where, middle)
        passage = donor.text[begin : begin + size]
        before = "" if where == "head" else host.text[:cut]
        after = "" if where == "tail" else host.text[cut:]
        host.text = before + passage + after
        places = [(donor, begin, donor, begin + size), (host, len(before), host, len(before) + size)]
        self.cases.append(Case("splice", 0.0, places))

    def together(self) -> str:
        """Return the text, and set the spans of the cases."""
        out, starts = "", {}
        for piece in self.pieces:
            starts[id(piece)] = len(out) + len(piece.mark)
            out += f"{piece.mark}{piece.text}\n\n"
        for case in self.cases:
            case.spans = sorted((starts[id(a)] + i, starts[id(b)] + j) for a, i, b, j in case.places)
        return out


def planted(document: Document, chance: random.Random) -> tuple[str, list[Case]]:
    """Return a text with reuse of every kind, in a number that its length bears, and the cases."""
    planter = Planter(without_repeats(document), chance)
    share = max(1, len(planter.free) // 24)
    planter.section(nested=True)
    for _ in range(min(share, 3)):
        planter.section()
    work = [planter.repeat, planter.width, *[planter.splice] * 2]
    work += [lambda rate=rate: planter.near(rate) for rate in RATES]
    for _ in range(share):
        for plant in work:
            if len(planter.free) > 2:
                plant()
    return planter.together(), planter.cases


STEM = "违反本法第{}条规定，{}的，由县级以上人民政府有关主管部门责令限期改正，给予警告；情节严重的，处以罚款。"
DEEDS = ("未经许可擅自开采矿产资源", "伪造检验报告", "拒绝接受监督检查", "在保护区内新建排污口", "向学生收取费用")
ITEM = "（{}）完成第{}批老旧小区改造任务，涉及居民{}户，加装电梯{}部，新增停车泊位{}个，群众满意度百分之九十五以上。"
VERSE = "桃之夭夭，灼灼其华。之子于归，宜其室家。桃之夭夭，有蕡其实。之子于归，宜其家室。"
FIGURES = "一二三四五六七八九十"


def lookalikes(document: Document, chance: random.Random) -> tuple[str, list[Case]]:
    """Return a text with what only looks like reuse, and the places of it.

    The title's words in the lead, a slogan as a paragraph of its own, a sentence quoted twice, articles with equal
    stems, items that differ in numbers, a refrain, paragraphs that open alike.
    """
    planter = Planter(without_repeats(document), chance)
    pieces, cases = planter.pieces, planter.cases

    def plant(text: str) -> Piece:
        piece = Piece(text)
        planter.insert(piece)
        return piece

    sentences = [s for p in planter.free for s in re.findall("[^。！？]{34,60}[。]", p.text)]
    if len(sentences) < 4 or len(planter.free) < 4:  # too short a text to hide anything in
        return planter.together(), []
    title = chance.choice(sentences)[:28]
    pieces[0:0] = [Piece(title, "# "), lead := Piece(f"今天，{title}成为人们谈论的话题。")]
    cases.append(Case("title", 0, [(lead, 3, lead, 3 + len(title))]))
    slogan, quoted, opening = (chance.choice(sentences) for _ in range(3))
    slogans = [plant(slogan) for _ in range(3)]
    hosts = [planter.take(), planter.take()]
    for host in hosts:
        host.text += f"有人说：“{quoted}”"
    cases.append(Case("quotation", 0, [(p, len(p.text) - len(quoted) - 1, p, len(p.text) - 1) for p in hosts]))
    articles = [plant(STEM.format(FIGURES[n], deed)) for n, deed in enumerate(chance.sample(DEEDS, 4))]
    cases.append(Case("article", 0, [_whole(p) for p in articles]))
    numbers = [[FIGURES[n], FIGURES[n], *(chance.randint(10, 999) for _ in range(3))] for n in range(3)]
    cases.append(Case("item", 0, [_whole(plant(ITEM.format(*row))) for row in numbers]))
    cases.append(Case("refrain", 0, [_whole(plant(VERSE)) for _ in range(3)]))
    openings = [planter.take(), planter.take()]
    for host in openings:
        host.text = opening + host.text
    cases.append(Case("opening", 0, [(p, 0, p, len(opening)) for p in openings]))
    # What is printed twice, one right below the other, is no slogan.
    for above, below in pairwise([*pieces]):
        if above.text == below.text == slogan:
            pieces[:] = [piece for piece in pieces if piece is not below]
            slogans = [piece for piece in slogans if piece is not below]
    cases.append(Case("slogan", 0, [_whole(piece) for piece in slogans]))
    return planter.together(), cases
