"""Texts that are no running prose, made of a clean document: verse, talks, lists, notes to each other, torn pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planted.articles import text_blocks
from planted.setting import NUMBERS, STARS, Setting, insert, invented_headings, rows, shorter
from planted.vocabulary import name

if TYPE_CHECKING:
    from planted.labelled import Block


def verse(setting: Setting, paragraphs: list[Block], form: str = "lines") -> None:
    """Set poems, in *lines* of a clause, in *couplets* a line, or as a *song* without marks, with a refrain."""
    chance, words = setting.chance, setting.words
    free = form == "song" or (form == "lines" and chance.random() < 0.3)
    marks = {"song": "", "couplets": "，。"}.get(form, chance.choice(["", "", "，。", "，。", "，", "，；，。"]))
    size = chance.choice([4, 5, 7, 7, 8])
    lines = [clause for clause in words.clauses if (3 <= len(clause) <= 10 if free else len(clause) == size)]
    while len(lines) < 8:
        lines.append("".join(chance.choice(words.clauses) for _ in range(4))[:size])
    chance.shuffle(lines)
    author, at = chance.random() < 0.4, 4
    halves = 2 if form == "couplets" else 1  # clauses of a line
    titled = form != "couplets" or chance.random() < 0.6
    refrain = [f"{chance.choice(['', '', '啊 ', '噢 ', '哎哟 '])}{line}" for line in lines[: chance.choice([2, 2, 4])]]
    for number in range(chance.randint(1, 4)):
        title = shorter(chance.choice(words.clauses), chance, 7)
        marked = chance.random() < 0.3
        kind = "marked" if marked else "title" if number == 0 else "heading"
        if titled:
            setting.put(kind, f"{'#' if number == 0 else '##'} {title}" if marked else title, chance.choice([0, 1]))
        if author and titled:
            form = chance.choice(["（唐）{n}", "{n}", "作者：{n}", "词：{n} 曲：{n}"])
            setting.put("byline", form.replace("{n}", name(chance)))
        for stanza in range(chance.choice([1, 1, 2, 3])):
            count = chance.choice([2, 4, 4, 4, 8])
            poem = [lines[(at + n) % len(lines)] for n in range(count)]
            at += count
            poem = [line + (marks[n % len(marks)] if marks else "") for n, line in enumerate(poem)]
            poem = ["".join(poem[n : n + halves]) for n in range(0, count, halves)]
            setting.put_all("verse line", poem, int(stanza > 0 or chance.random() < 0.5))
            if free and not marks and chance.random() < 0.8:
                setting.put_all("verse line", refrain * chance.choice([1, 2]), chance.choice([0, 1, 1]))
    if chance.random() < 0.3:
        setting.put_all("paragraph", [b.text for b in paragraphs[:3] if b.kind == "paragraph"], 1)


def verse_in_prose(setting: Setting, blocks: list[Block]) -> None:
    """Set prose that quotes lines of verse, on lines of their own."""
    chance, words = setting.chance, setting.words
    for block in blocks:
        setting.put(block.kind, block.text)
        if chance.random() < 0.5:
            size, marks = chance.choice([4, 5, 7]), chance.choice(["", "，。", "，。", "，；，。"])
            halves = chance.choice([1, 1, 2])  # clauses of a line
            clauses = [
                ("".join(chance.choice(words.clauses) for _ in range(3)))[:size]
                for _ in range(chance.choice([4, 4, 8]))
            ]
            clauses = [clause + (marks[n % len(marks)] if marks else "") for n, clause in enumerate(clauses)]
            if halves == 2 and not marks:
                clauses = [clause + " " * (n % 2 == 0) for n, clause in enumerate(clauses)]
            lines = ["".join(clauses[n : n + halves]) for n in range(0, len(clauses), halves)]
            setting.put_all("verse line", lines, chance.choice([0, 0, 1]))


def torn(setting: Setting, blocks: list[Block]) -> None:
    """Set a text that has lost ends of paragraphs before headings, some beginnings, and its own end."""
    chance = setting.chance
    marked, often = chance.random() < 0.4, chance.choice([0.05, 0.3])
    headed = invented_headings(setting, blocks) if chance.random() < 0.7 else blocks
    if marked and chance.random() < 0.7:
        setting.put("marked", f"# {chance.choice(setting.words.clauses)}")
    share = chance.choice([0.85, 0.0])  # of headings that have their mark
    for place, block in enumerate(headed):
        text = block.text
        if block.kind == "paragraph" and len(text) > 6:
            if chance.random() < (0.3 if place == 0 else 0.05):
                text = text[chance.randint(1, len(text) - 4) :]
            last = place + 1 == len(headed) or headed[place + 1].level
            if chance.random() < (often if last else 0.05):
                text = text[: chance.randint(6, max(6, chance.choice([16, 24, len(text) - 1])))]
            elif not last and chance.random() < 0.1:
                cut = chance.randint(4, max(4, len(text) - 4))
                setting.put("paragraph", text[:cut])
                text = text[cut:] or text
        is_marked = marked and block.level and chance.random() < share
        setting.put("marked" if is_marked else block.kind, f"## {text}" if is_marked else text)


def turns(setting: Setting, paragraphs: list[Block]) -> None:
    """Set the turns of a talk: names that come again, short answers, lines without a last mark; captions among them."""
    chance, words = setting.chance, setting.words
    pair = chance.choice(words.of("speakers")) if chance.random() < 0.7 else [name(chance), name(chance)]
    form, closed = chance.choice(["colon", "alone", "time", "time", "date", "answer", "said"]), chance.random() < 0.3
    answers = [shorter(chance.choice(words.clauses), chance, 5) for _ in range(3)]
    apart, pictured = chance.choice([0, 1, 1]), chance.random() < 0.2
    if chance.random() < 0.3:
        setting.put("title", chance.choice(words.clauses))
    for place, block in enumerate(paragraphs):
        said = block.text[: chance.randint(4, 60)].rstrip("，。；：、") + (chance.choice("。？！") if closed else "")
        speaker = pair[place % 2]
        stamp = {"time": f" {place // 3:02}:{place * 13 % 60:02}", "date": f" 2024-01-05 10:{place % 60:02}:11"}.get(
            form, ""
        )
        if form == "answer":
            setting.put("paragraph", f"{speaker}：{chance.choice(answers)}" if place % 2 else f"{speaker}：{said}")
        elif form == "said":
            setting.put("paragraph", f"{speaker}{chance.choice(['', '又', '还'])}说：")
            setting.put("paragraph", chance.choice(answers) if place % 2 else said)
        elif form == "colon" and chance.random() < 0.8:
            setting.put("paragraph", f"{speaker}：{said}")
        else:
            setting.put("paragraph", f"{speaker}{stamp}{'：' if form == 'colon' else ''}", apart)
            setting.put("paragraph", said)
        if pictured and chance.random() < 0.2:
            setting.put("caption", words.pick("captions"), chance.choice([0, 1]))


def contents(setting: Setting, blocks: list[Block]) -> None:
    """Set a list of contents, references or names before some text."""
    chance, words = setting.chance, setting.words
    kind = chance.choice(["contents", "contents", "references", "names", "table"])
    headed = invented_headings(setting, [block for block in blocks if block.kind == "paragraph"])
    titles = [b.text for b in headed if b.kind == "heading"]
    if kind == "contents":
        setting.put("title" if chance.random() < 0.3 else None, words.fill("{book}"))
        setting.put("heading", chance.choice(["目录", "目 录", "目　次", "目　　录"]))
        dots, page = chance.choice([" ", "……", "\t", "　", "........", " · · · "]), chance.randint(1, 4)
        for title in titles:
            page += chance.randint(0, 9)
            setting.put("list item", f"{title}{dots}{page}")
        text_blocks(setting, headed)
    elif kind == "references":
        text_blocks(setting, headed[-6:])
        setting.put("heading", chance.choice(["参考文献", "參考文獻", "参考文献："]))
        setting.put_all("list item", [words.pick("references", number=n + 1) for n in range(chance.randint(2, 9))])
    elif kind == "table":
        text_blocks(setting, headed[:5])
        rows(setting, chance.randint(4, 12))
        text_blocks(setting, headed[5:9])
        rows(setting, chance.randint(2, 6))
    else:
        setting.put("paragraph", "名单如下：")
        shape = NUMBERS[chance.choice(["一、", "1. ", "（一）", "1、"])]
        setting.put_all(
            "list item",
            [
                shape(n) + chance.choice([name(chance), chance.choice(words.clauses)])
                for n in range(chance.randint(3, 9))
            ],
        )
        text_blocks(setting, headed[:9])


def plain(setting: Setting, blocks: list[Block]) -> None:
    """Set paragraphs without their last marks, as people write to each other, formulas and separators among them."""
    chance, words = setting.chance, setting.words
    formula, star = f"{chance.choice(words.clauses)[:4]}曰：", chance.choice(STARS)
    often = chance.choice([0.0, 0.3, 0.6])
    for block in blocks:
        if chance.random() < often:
            setting.put("paragraph", formula)
        if chance.random() < 0.08:
            setting.put("paragraph", star, chance.choice([0, 1]))
        if chance.random() < 0.1:
            setting.put("paragraph", words.pick("traps"))
        if block.kind == "paragraph":
            short = block.text[: chance.randint(8, 120)].rstrip("，。；：、！？")
            setting.put("paragraph", short if often < 0.5 else f"{short}。", chance.choice([0, 0, 0, 1]))


def letters(setting: Setting, blocks: list[Block]) -> None:
    """Set a few short paragraphs with addresses or a signature behind them, or these alone."""
    chance, words = setting.chance, setting.words
    for _ in range(chance.choice([1, 1, 2, 4])):
        texts = [block.text[:80] for block in blocks if block.kind == "paragraph"][: chance.choice([0, 0, 1, 3])]
        setting.put_all("paragraph", texts)
        setting.put_all("paragraph", words.pick("addresses").split("|"), chance.choice([0, 0, 1]))


def halves(setting: Setting, blocks: list[Block]) -> None:
    """Set a text that begins in the middle of things: halves of a paragraph around a caption or a line of the page."""
    chance, words = setting.chance, setting.words
    head = words.pick("heads", number=chance.randint(1, 90), chapter=shorter(chance.choice(words.clauses), chance, 12))
    running = [block.text for block in blocks if block.kind == "paragraph" and len(block.text) > 24][
        : chance.randint(1, 6)
    ]
    wide = chance.choice([0, 0, 1, 2])
    for text in running or words.sentences[:2]:
        begin = text[: chance.randint(10, min(60, len(text)))] if len(text) > 24 else text
        place = chance.randint(4, max(4, len(begin) - 4))
        setting.put("paragraph", begin[:place])
        kind = chance.choice(["caption", "caption", "head", "head", "nothing", "page number", "ad"])
        if kind == "head":
            setting.put("page furniture", head, wide)
        elif kind != "nothing":
            insert(setting, kind, wide)
        setting.put("paragraph", text[place:] or "也就这样。", wide if kind != "nothing" else 0)
