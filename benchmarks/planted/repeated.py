"""Faults planted in texts, and what a writer says twice, to fit and to judge the model of `analysis.meant`."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from analysis import parse

from .reuse import FIGURES, LEAST, Case, Piece, Planter
from .seams import CLAUSE_ENDS, ENDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis import Document

LENGTH = 30  # letters of what the audit finds
FAULTS = ("splice", "repeat")
SENTENCE = re.compile("[^。！？]{8,}[。！？]")
SHARED = 20  # of so many paragraphs one thing is planted, of each kind
APART = 6  # and of so many one is taken out, for what is said in it to be said twice
PIECES, FEW, MANY = 0.4, 5, 40  # share of texts of which a few blocks are taken, and how many these are
FAR = 15  # characters of a paragraph that stay on either side of a cut
# Where a passage is cut out, and where the paragraph is cut that it is set into.
CUTS = ("anywhere",) * 8 + ("clause",) * 2 + ("sentence",)
SHORTEST = 32  # characters of a passage that is set into another paragraph, at least
SLOGAN = 42  # characters of a slogan at most
CLEAN = 90  # characters of a passage cut out between clauses, and put between clauses, at least: else anyone may say it

# How a quotation is led in, and how it is marked; the first half are fitted on, the others are judged by.
ANNOUNCED = (
    "正如前文所说：",
    "前面已经提到，",
    "如前所述，",
    "有人说：",
    "报告指出：",
    "他又说了一遍：",
    "这就是常说的",
    "会上强调：",
    "老师反复讲：",
    "上文说过，",
    "前文写道：",
    "他在信里写道：",
    "书中有一句话：",
    "正像前面讲的那样，",
    "还是那句老话：",
    "文件里规定：",
    "他曾经说过：",
    "诗里说：",
)
QUOTES = (("“", "”"), ("“", "”"), ("「", "」"), ("", ""), ("‘", "’"), ("『", "』"))
BEHIND = ("", "", "这一点十分关键。", "这句话值得记住。", "大家都很赞成。", "我至今没有忘记。")
HEADS = (
    "有下列情形之一的，不予受理：",
    "申请人应当提交下列材料：",
    "具备以下条件的，可以申请：",
    "违反前款规定的，应当处理以下事项：",
)
FIELDS = ("姓名：", "性别：", "出生年月：", "工作单位：", "联系电话：", "通讯地址：", "邮政编码：", "填表日期：")
NAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高"


def letters_in(text: str) -> int:
    """Return how many letters a text has."""
    return sum(map(str.isalnum, text))


class Twice(Planter):
    """A planter of splices and repeats of every cut, and of what is no fault."""

    def __init__(self, document: Document, chance: random.Random, judged: bool) -> None:
        pieces = [
            Piece(document.text[block.start : block.end], "#" * block.level + " " if block.level else "")
            for block in document.blocks
        ]
        super().__init__(pieces, chance)
        self.judged = judged
        # What is said twice by intent is in none of the paragraphs that are left.
        apart = [self.take() for _ in range(-(-len(self.free) // APART))]
        self.pieces = [piece for piece in self.pieces if not any(piece is one for one in apart)]
        self.sentences = [s for p in apart for s in SENTENCE.findall(p.text) if 30 <= len(s) <= 140]

    def sentence(self) -> str:
        """Return a sentence that was not said yet."""
        return self.sentences.pop(self.chance.randrange(len(self.sentences)))

    def some(self, rows: Sequence) -> Sequence:
        """Return the half of templates that is for fitting, or for judging."""
        return rows[1::2] if self.judged else rows[::2]

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

    def quotation(self) -> None:
        """Say a sentence or two of one paragraph again in another, marked or announced."""
        source, host = self.take(), self.take()
        places = [m.span() for m in SENTENCE.finditer(source.text)]
        if not places:
            return
        number, count = self.chance.randrange(len(places)), self.chance.choice([1, 1, 1, 2])
        begin, end = places[number][0], places[min(number + count, len(places)) - 1][1]
        if self.chance.random() < 0.3:  # a part of it
            begin = max((at + 1 for at in range(begin, end - 35) if source.text[at] in CLAUSE_ENDS), default=begin)
        said = source.text[begin:end]
        if not 30 <= len(said) <= 200:
            return
        opened, closed = self.chance.choice(self.some(QUOTES))
        lead = self.chance.choice(self.some(ANNOUNCED))
        inner = said if self.chance.random() < 0.6 else said[:-1]
        behind = self.chance.choice(BEHIND)
        text = f"{lead}{opened}{inner}{closed}" + (("" if inner == said else "。") + behind)
        if self.chance.random() < 0.5:
            at = len(host.text)
            host.text += text
        else:
            host, at = Piece(text), 0
            self.insert(host)
        at += len(lead) + len(opened)
        self.cases.append(
            Case("quotation", 0.0, [(source, begin, source, begin + len(inner)), (host, at, host, at + len(inner))])
        )

    def both_quoted(self) -> None:
        """Quote the same words in two paragraphs."""
        said = self.sentence()
        places = []
        for host in (self.take(), self.take()):
            opened, closed = self.chance.choice(QUOTES[:3])
            lead = self.chance.choice(["", *self.some(ANNOUNCED)])
            places.append((host, len(host.text + lead + opened), host, len(host.text + lead + opened + said)))
            host.text += lead + opened + said + closed
        self.cases.append(Case("quotation", 0.0, places))

    def opening(self) -> None:
        """Begin, or end, two or three paragraphs with the same sentence."""
        said, first = self.sentence()[:80], self.chance.random() < 0.6
        said = said if said[-1] in "。！？" else said + "。"
        places = []
        for host in [self.take() for _ in range(self.chance.choice([2, 2, 3]))]:
            at = 0 if first else len(host.text)
            host.text = said + host.text if first else host.text + said
            places.append((host, at, host, at + len(said)))
        self.cases.append(Case("opening", 0.0, places))

    def clause(self) -> None:
        """Say a clause of 30 to 66 letters again within another sentence, between two marks."""
        source, host = self.take(), self.take()
        cuts = [0, *(at + 1 for at, c in enumerate(source.text) if c in CLAUSE_ENDS + ENDS)]
        spans = [(a, b) for a in cuts for b in cuts if 32 <= b - a <= 62]
        places = [at + 1 for at, c in enumerate(host.text[:-FAR]) if c in CLAUSE_ENDS + ENDS and at > FAR]
        if not spans or not places:
            return
        begin, end = self.chance.choice(spans)
        same = [at for at in places if host.text[at - 1] in CLAUSE_ENDS]
        at = self.chance.choice(same or places)
        host.text = host.text[:at] + source.text[begin:end] + host.text[at:]
        self.cases.append(Case("clause", 0.0, [(source, begin, source, end), (host, at, host, at + end - begin)]))

    def slogan(self) -> None:
        """Print a short sentence two or three times as a paragraph of its own, apart."""
        said = self.sentence()[:SLOGAN]
        pieces = [Piece(said) for _ in range(self.chance.choice([2, 3]))]
        for piece in pieces:
            self.insert(piece)
        self.cases.append(Case("slogan", 0.0, [(p, 0, p, len(said)) for p in pieces]))

    def items(self) -> None:
        """Print the same items of a list under two heads."""
        said = [self.sentence()[:-1] for _ in range(3)]
        form = self.chance.choice(self.some(["（{}）{}；", "{}、{}。", "（{}）{}。", "{}. {}；"]))
        places = []
        for head in self.chance.sample(HEADS, 2):
            rows = [Piece(form.format(FIGURES[n], text)) for n, text in enumerate(said)]
            block = [Piece(head), *rows, Piece(form.format(FIGURES[len(said)], self.chance.choice(FIELDS)))]
            at = self.chance.choice(self.gaps())
            self.pieces[at:at] = block
            places.append((rows[0], 0, rows[-1], len(rows[-1].text)))
        self.cases.append(Case("items", 0.0, places))

    def form(self) -> None:
        """Print a form twice."""
        fields = self.chance.sample(FIELDS, 5)
        head = self.sentence()[:20]
        places = []
        for _ in range(2):
            rows = [Piece(field) for field in (head, *fields, "以上情况属实，本人愿意承担由此产生的一切责任。")]
            at = self.chance.choice(self.gaps())
            self.pieces[at:at] = rows
            places.append((rows[0], 0, rows[-1], len(rows[-1].text)))
        self.cases.append(Case("form", 0.0, places))

    def front(self) -> None:
        """Print a title block before and after a block of information about the text."""
        title, body = self.sentence()[:-1][:50], self.chance.choice(NAMES)
        block = [
            title,
            f"（2019年3月{self.chance.randint(1, 28)}日某市第十五届人民代表大会常务委员会"
            f"第{self.chance.randint(2, 40)}次会议通过）",
        ]
        info = [
            f"发布部门：{body}市人民代表大会常务委员会",
            f"发布日期：2019年{self.chance.randint(1, 12)}月1日",
            "时效性：有效",
        ]
        one, other = [Piece(t) for t in block], [Piece(t) for t in block]
        self.pieces[0:0] = [*one, *(Piece(t) for t in info), *other]
        self.cases.append(Case("front", 0.0, [(p[0], 0, p[-1], len(p[-1].text)) for p in (one, other)]))

    def names(self) -> None:
        """Print the same names in two lists."""
        people = ["".join(self.chance.sample(NAMES, 3)) for _ in range(16)]
        line = self.chance.choice(["　", "、"]).join(people)
        places = []
        for head in self.chance.sample(["出席人员名单", "理事会成员名单", "获奖者名单", "编委会名单"], 2):
            rows = [Piece(head), Piece(line)]
            at = self.chance.choice(self.gaps())
            self.pieces[at:at] = rows
            places.append((rows[1], 0, rows[1], len(line)))
        self.cases.append(Case("names", 0.0, places))


NATURAL = ("quotation", "both_quoted", "opening", "clause", "slogan", "items", "form", "front", "names")


def planted(document: Document, chance: random.Random, judged: bool) -> tuple[str, list[Case]]:
    """Return a document with faults and with what is none, in a number that its length bears, and the cases."""
    twice = Twice(document, chance, judged)
    share = max(1, len(twice.free) // SHARED)
    for _ in range(share):
        work = (
            [twice.any_splice] * 3
            + [twice.repeat, twice.short_repeat]
            + [getattr(twice, name) for name in chance.sample(NATURAL, 4)]
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
