"""What a writer says twice by intent, planted in texts, to fit and to judge the model of `analysis.meant`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.duplicates.reading_on import PAIRS
from analysis.structure.numbers import NUMBERED

from .reuse import FIGURES, Case, Piece, Planter
from .seams import CLAUSE_ENDS, ENDS

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from analysis import Document

SENTENCE = re.compile("[^。！？]{8,}[。！？]")
APART = 6  # of so many paragraphs one is taken out, for what is said in it to be said twice
FAR = 15  # characters of a paragraph that stay on either side of a cut
SLOGAN, OPENING = 48, 80  # characters of a slogan, and of a sentence that opens paragraphs, at most

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
CLOSING = "”’」』）)】》〉〕，、；：—…"  # what the sentence before may leave behind
HEADS = (
    "有下列情形之一的，不予受理：",
    "申请人应当提交下列材料：",
    "具备以下条件的，可以申请：",
    "违反前款规定的，应当处理以下事项：",
)
FIELDS = ("姓名：", "性别：", "出生年月：", "工作单位：", "联系电话：", "通讯地址：", "邮政编码：", "填表日期：")
NAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高"


def is_whole(text: str, ends: str) -> bool:
    """Say whether a text ends no sentence before its end, and closes the brackets that it opens, and only these."""
    opened = sum(map(text.count, PAIRS.values()))
    return not any(c in ends for c in text[:-1]) and opened == sum(map(text.count, PAIRS))


class Natural(Planter):
    """A planter of what is no fault."""

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
        found = [s.lstrip(CLOSING) for p in apart for s in SENTENCE.findall(p.text)]
        self.sentences = [s for s in found if 30 <= len(s) <= 140]

    def sentence(self) -> str:
        """Return a sentence that was not said yet."""
        return self.sentences.pop(self.chance.randrange(len(self.sentences)))

    def plain_sentence(self, most: int = 140) -> str:
        """Return a sentence without a number, of so many characters at most, that was not said yet; or nothing."""
        some = [s for s in self.sentences if len(s) <= most and not NUMBERED.match(s)]
        said = self.chance.choice(some) if some else ""
        self.sentences = [s for s in self.sentences if s != said]
        return said

    def put_apart(self, rows: list[Piece], others: list[Piece]) -> None:
        """Put pieces in a row anywhere but right beside others: what is said there again is said on purpose."""
        beside = {id(piece) for piece in others}
        near = [{id(p) for p in self.pieces[max(0, at - 1) : at + 1]} for at in range(len(self.pieces) + 1)]
        at = self.chance.choice([at for at in self.gaps() if not near[at] & beside] or self.gaps())
        self.pieces[at:at] = rows

    def some(self, rows: Sequence) -> Sequence:
        """Return the half of templates that is for fitting, or for judging."""
        return rows[1::2] if self.judged else rows[::2]

    def quotation(self) -> None:
        """Say a sentence or two of one paragraph again in another, marked or announced."""
        source, host = self.take(), self.take()
        places = [m.span() for m in SENTENCE.finditer(source.text)]
        if not places:
            return
        number, count = self.chance.randrange(len(places)), self.chance.choice([1, 1, 1, 2])
        begin, end = places[number][0], places[min(number + count, len(places)) - 1][1]
        begin = end - len(source.text[begin:end].lstrip(CLOSING))
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
        """Begin, or end, two or three paragraphs with the same sentence; none of them an article of its own number."""
        said, first = self.plain_sentence(OPENING), self.chance.random() < 0.6
        hosts = [p for p in self.free if not (first and NUMBERED.match(p.text)) and (first or p.text[-1] in ENDS)]
        hosts = hosts[: self.chance.choice([2, 2, 3])]
        if not said or len(hosts) < 2:
            return
        self.free = [p for p in self.free if not any(p is host for host in hosts)]
        places = []
        for host in hosts:
            at = 0 if first else len(host.text)
            host.text = said + host.text if first else host.text + said
            places.append((host, at, host, at + len(said)))
        self.cases.append(Case("opening", 0.0, places))

    def clause(self) -> None:
        """Say a clause, or a few, of 32 to 62 letters of one sentence again within another, between two marks."""
        source, host = self.take(), self.take()
        number = NUMBERED.match(source.text)
        cuts = [0, *(at + 1 for at, c in enumerate(source.text) if c in CLAUSE_ENDS + ENDS)]
        spans = [
            (a, b)
            for a in cuts
            for b in cuts
            if 32 <= b - a <= 62 and (a or not number) and is_whole(source.text[a:b], ENDS)
        ]
        places = [at + 1 for at, c in enumerate(host.text[:-FAR]) if c in CLAUSE_ENDS and at > FAR]
        if not spans or not places:
            return
        begin, end = self.chance.choice(spans)
        at = self.chance.choice(places)
        host.text = host.text[:at] + source.text[begin:end] + host.text[at:]
        self.cases.append(Case("clause", 0.0, [(source, begin, source, end), (host, at, host, at + end - begin)]))

    def slogan(self) -> None:
        """Print a short sentence two or three times as a paragraph of its own, apart."""
        said = self.plain_sentence(SLOGAN)
        if not said:
            return
        pieces: list[Piece] = []
        for _ in range(self.chance.choice([2, 3])):
            pieces.append(Piece(said))
            self.put_apart(pieces[-1:], pieces[:-1])
        self.cases.append(Case("slogan", 0.0, [(p, 0, p, len(said)) for p in pieces]))

    def items(self) -> None:
        """Print the same items of a list under two heads."""
        said = [self.plain_sentence() for _ in range(3)]
        if not all(said):
            return
        form = self.chance.choice(self.some(["（{}）{}；", "{}、{}。", "（{}）{}。", "{}. {}；"]))
        blocks: list[list[Piece]] = []
        for head in self.chance.sample(HEADS, 2):
            rows = [Piece(form.format(FIGURES[n], text[:-1])) for n, text in enumerate(said)]
            last = Piece(form.format(FIGURES[len(said)], self.chance.choice(FIELDS)))
            blocks.append([Piece(head), *rows, last])
            self.put_apart(blocks[-1], [row for block in blocks[:-1] for row in block])
        self.cases.append(Case("items", 0.0, [(rows[1], 0, rows[-2], len(rows[-2].text)) for rows in blocks]))

    def form(self) -> None:
        """Print a form twice."""
        fields = self.chance.sample(FIELDS, 5)
        head = self.sentence()[:20]
        forms: list[list[Piece]] = []
        for _ in range(2):
            rows = [Piece(field) for field in (head, *fields, "以上情况属实，本人愿意承担由此产生的一切责任。")]
            self.put_apart(rows, [row for form in forms for row in form])
            forms.append(rows)
        self.cases.append(Case("form", 0.0, [(rows[0], 0, rows[-1], len(rows[-1].text)) for rows in forms]))

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
