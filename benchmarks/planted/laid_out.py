"""What is laid out the same twice by intent, planted in texts: rows of two tables, a headline over several articles."""

from __future__ import annotations

from .natural import NATURAL, Natural
from .reuse import Case, Piece

# Names of rows, what parts their columns, and titles: every second one is fitted on, the others are judged by.
ROWS = (
    *("货币资金", "预付款项", "应收款项融资", "合同资产", "存货", "固定资产", "在建工程", "长期股权投资"),
    *("小麦产量", "常住人口", "财政收入", "进出口总额", "用电量", "客运量", "在校学生", "卫生机构床位"),
)
COLUMNS = ("\t", " ", "　", "  ")
TITLES = ("表{} 主要变动", "附表{}", "续表{}", "表{}　基本情况")
AGAIN = ("昨天，全县{}。", "会议要求，{}。", "各单位要{}，一抓到底。", "连日来，各地{}。")  # a headline in a sentence
HEADLINE = 60  # characters of a headline, at most


class LaidOut(Natural):
    """A planter of what is no fault, rows and headlines too."""

    def row(self, name: str, columns: str) -> str:
        """Return a row of a table: a name and numbers, in all 30 letters and more."""
        numbers = [f"{self.chance.randint(10**9, 10**12):,}.{self.chance.randint(0, 99):02}" for _ in range(2)]
        numbers += [f"{self.chance.randint(-900, 900) / 10}%"] * (self.chance.random() < 0.5)
        return columns.join([name, *numbers])

    def rows(self) -> None:
        """Print a row or a few of a table in another one, too."""
        columns, names = self.chance.choice(self.some(COLUMNS)), [*self.some(ROWS)]
        self.chance.shuffle(names)
        same = [self.row(name, columns) for name in names[: self.chance.choice([1, 1, 2, 4])]]
        rest, tables = names[len(same) :], []
        for number in (1, 2):
            others = [self.row(name, columns) for name in self.chance.sample(rest, min(3, len(rest)))]
            table = [Piece(self.chance.choice(self.some(TITLES)).format(number))]
            at = self.chance.randint(0, len(others))
            table += map(Piece, [*others[:at], *same, *others[at:]])
            self.put_apart(table, [row for other in tables for row in other])
            tables.append(table)
        found = [[row for row in table if row.text in same] for table in tables]
        self.cases.append(Case("rows", 0.0, [(own[0], 0, own[-1], len(own[-1].text)) for own in found]))

    def headlines(self) -> None:
        """Print the same headline over two to four articles, and its words in a sentence of one of them, or not."""
        said = self.plain_sentence(HEADLINE)[:-1]
        if not said:
            return
        mark, pieces = self.chance.choice(["## ", ""]), []
        for _ in range(self.chance.choice([2, 2, 3, 4])):
            pieces.append(Piece(said, mark))
            self.put_apart(pieces[-1:], pieces[:-1])
        places = [(piece, 0, piece, len(said)) for piece in pieces]
        if self.chance.random() < 0.3:
            lead = self.chance.choice(self.some(AGAIN))
            article = Piece(lead.format(said))
            self.insert(article, pieces[0])
            places.append((article, lead.index("{"), article, lead.index("{") + len(said)))
        self.cases.append(Case("headline", 0.0, places))


MEANT = (*NATURAL, "rows", "headlines")
