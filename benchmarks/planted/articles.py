"""The ways in which a clean document is set anew as prose, with what pages and web pages add to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planted.labelled import Block
from planted.setting import STARS, Line, Setting, insert, invented_headings, shorter

if TYPE_CHECKING:
    import random


def text_blocks(setting: Setting, blocks: list[Block]) -> None:
    """Set blocks as they are, headings marked in Markdown, bare, or some of them bare."""
    chance = setting.chance
    bare = chance.choice([1.0, 1.0, 1.0, 0.0, 0.25])
    indent, wide = "　　" * chance.choice([0, 0, 1]), chance.choice([0, 0, 0, 1])
    for block in blocks:
        if block.level and chance.random() >= bare:
            setting.put("marked", f"{'#' * block.level} {block.text}")
        elif block.level:
            setting.put(block.kind, block.text, wide)
        else:
            setting.put(block.kind, indent + block.text)


def interrupted(setting: Setting, blocks: list[Block], often: float, only: str = "") -> None:
    """Set blocks with captions, by-lines, scraps, tables, notes and advertisements between them, or in their middle.

    *only* one of the kinds of `insert` is put in, or all.
    """
    chance = setting.chance
    bare, wide = chance.choice([1.0, 1.0, 0.0, 0.3]), chance.choice([0, 0, 1, 2])
    for block in blocks:
        marked = block.level and chance.random() >= bare
        if marked or block.kind != "paragraph" or chance.random() > often:
            setting.put(
                "marked" if marked else block.kind, f"{'#' * block.level} {block.text}" if marked else block.text
            )
            continue
        kind = only or chance.choice(
            ["caption"] * 4
            + [
                "byline",
                "byline",
                "scrap",
                "head",
                "table",
                "note",
                "ad",
                "item",
                "trap",
                "trap",
                "plain",
                "plain",
                "address",
                "address",
                "editor",
                "page number",
            ]
        )
        halves = [block.text]
        if (
            len(block.text) > 40
            and kind in {"caption", "head", "plain", "page number", "ad", "note", "table"}
            and chance.random() < 0.5
        ):
            place = chance.randint(10, len(block.text) - 10)
            halves = [block.text[:place], block.text[place:]]
        setting.put("paragraph", halves[0])
        insert(setting, kind, wide)
        for half in halves[1:]:
            setting.put("paragraph", half, wide if kind in {"caption", "plain"} else 0)


def paged(setting: Setting, paragraphs: list[Block], small: bool = False) -> None:
    """Set blocks on pages with running heads and page numbers; the pages' ends marked by form feeds, or not.

    *small* pages hold a few lines.
    """
    chance, words = setting.chance, setting.words
    feeds, first = chance.random() < 0.6, chance.choice([1, 1, chance.randint(2, 300)])
    chapter = shorter(chance.choice(words.clauses), chance, 12)
    # One template for all pages, or one for those on the left and one for those on the right.
    heads = [
        words.fill(chance.choice(words.of("heads")), number="{number}", chapter=chapter)
        for _ in range(chance.choice([1, 1, 2]))
    ]
    forms = [t for t in words.of("page_numbers") if feeds or t != "{#}"]
    foot = chance.choice([*forms, ""]) if chance.random() < 0.7 else ""
    on_top, has_head, body = chance.random() < 0.7, chance.random() < 0.75, chance.random() < 0.25
    size, used, number = chance.randint(20, 120) if small else chance.randint(120, 900), 0, first
    below = [words.pick("notes", number=n) for n in range(1, 4)] if chance.random() < 0.2 else []
    repeated, amounts = chance.choice(words.clauses)[:6], chance.random() < 0.25

    def edge(top: bool) -> None:
        lines = [words.fill(heads[number % len(heads)], number=number)] if has_head and top == on_top else []
        number_here = foot and (not top or (on_top and not has_head and chance.random() < 0.5))
        lines += [words.fill(foot, number=number, total=first + 40)] if number_here else []
        for place, line in enumerate(lines):
            setting.put("page furniture", line, chance.choice([0, 0, 1]), page=feeds and top and place == 0)
        if feeds and top and not lines:
            setting.lines.append(Line("feed", "", 0, page=True))

    edge(top=True)
    if small and chance.random() < 0.7:
        paragraphs = [Block("paragraph", chance.choice(words.sentences)[-chance.randint(5, 30) :]) for _ in paragraphs]
    for block in paragraphs:
        text = block.text
        while block.kind == "paragraph" and used + len(text) > size and len(text) > 30:
            place = max(10, min(len(text) - 10, size - used))
            setting.put("paragraph", text[:place])
            text, used, number = text[place:], 0, number + 1
            if below and chance.random() < 0.5:
                setting.put_all("note", below[: chance.randint(1, 3)])
            edge(top=False)
            edge(top=True)
        setting.put(block.kind, text)
        used += len(text)
        if amounts and chance.random() < 0.3:
            setting.put("table", words.fill(chance.choice(["{amount}", "{amount}", "{percent}"])))
        if body and chance.random() < 0.3:  # comes again, and is text
            setting.put("paragraph", chance.choice([f"{repeated}：", repeated]))
        if used >= size:
            used, number = 0, number + 1
            edge(top=False)
            edge(top=True)


def printed_twice(setting: Setting, blocks: list[Block]) -> None:
    """Set headings printed twice, sections printed twice with one mark lost, a title again in the lead."""
    chance, words = setting.chance, setting.words
    headed = invented_headings(setting, blocks)[:24]
    twice, again = chance.random() < 0.4, chance.random() < 0.5
    title = words.fill("{clause} {clause}")
    setting.put("title" if (bare := chance.random() < 0.6) else "marked", title if bare else f"# {title}")
    if chance.random() < 0.5:
        setting.put("byline", words.pick("bylines"))
    if chance.random() < 0.4:
        setting.put("paragraph", f"{title.replace(' ', '，')}，{chance.choice(words.sentences)}")
    section: list[Line] = []
    for block in headed:
        if block.level:
            if again and section and chance.random() < 0.6:
                for _ in range(chance.choice([1, 1, 2])):
                    if chance.random() < 0.5:
                        setting.lines[-1] = cut_off(setting.lines[-1], chance)
                    setting.lines += section
            section = []
            line = Line("heading" if bare else "marked", block.text if bare else f"## {block.text}", setting.gap)
            setting.lines.append(line)
            if twice and bare:
                setting.put("heading", f"　　{block.text}")
            section.append(Line("heading", block.text, setting.gap))
        else:
            setting.put(block.kind, block.text)
            section.append(Line(block.kind, block.text, setting.gap))


def cut_off(line: Line, chance: random.Random) -> Line:
    """Return a line of which the end is lost."""
    if line.kind != "paragraph" or len(line.text) < 8:
        return line
    return replace(line, text=line.text[: chance.randint(4, len(line.text) - 1)])


def fronted(setting: Setting, blocks: list[Block]) -> None:
    """Set an article as a web page gives it: scraps before and behind it, a title, a by-line, sub-headings."""
    chance, words = setting.chance, setting.words
    for _ in range(chance.choice([0, 1, 1, 2])):
        setting.put_all("page furniture", words.pick("scraps").split("|"))
    marked = chance.random() < 0.3
    title = chance.choice(
        [
            words.fill("{clause}"),
            words.fill("{clause}，{clause}"),
            words.fill("{year}年{city}市政府工作报告"),
            words.fill("{clause} {clause}"),
        ]
    )
    setting.put("marked" if marked else "title", f"# {title}" if marked else title)
    if chance.random() < 0.15:
        setting.put("paragraph", words.pick("document_numbers"))
    if chance.random() < 0.4:
        setting.put("byline", words.pick("bylines"))
    for _ in range(chance.choice([0, 1, 1, 2])):
        setting.put_all("page furniture", words.pick("scraps").split("|"))
    if chance.random() < 0.3:
        setting.put("caption", words.pick("captions"))
    if chance.random() < 0.4:
        setting.put("paragraph", chance.choice(["各位代表：", "同志们：", "各位来宾："]))
    body = invented_headings(setting, blocks) if chance.random() < 0.7 else blocks
    text_blocks(setting, body)
    if chance.random() < 0.4:
        setting.put("byline", words.pick("bylines"))
    for _ in range(chance.choice([0, 1, 1, 2])):
        setting.put_all(
            "page furniture", [words.pick("editors")] if chance.random() < 0.5 else words.pick("scraps").split("|")
        )


def anthology(setting: Setting, blocks: list[Block]) -> None:
    """Set stories or poems one behind the other, each with its title, most with who wrote it."""
    chance, words = setting.chance, setting.words
    author, same = words.pick("authors"), chance.random() < 0.5
    bare, dated = chance.random() < 0.7, chance.choice(["", "", "{chinese date}", "{chinese date}。", "（{date}）"])
    if chance.random() < 0.4:
        marked = chance.random() < 0.6
        title = words.fill("{book}")
        setting.put("marked" if marked else "title", f"# {title}" if marked else title)
    every = chance.randint(1, 8)
    for place, block in enumerate([block for block in blocks if not block.level]):
        if place % every == 0:
            title = shorter(chance.choice(words.clauses), chance, 9)
            setting.put("heading" if bare else "marked", title if bare else f"## {title}", chance.choice([0, 0, 1]))
            if chance.random() < 0.85:
                setting.put("byline", author if same else words.pick("authors"))
            elif chance.random() < 0.3:
                setting.put("paragraph", words.pick("subtitles"))
        setting.put(block.kind, block.text)
        if place % every == every - 1 and dated:
            setting.put("paragraph", words.fill(dated))


def headed(setting: Setting, blocks: list[Block], bare: bool = False) -> None:
    """Set blocks with headings of a new form, separators before some; *bare* headings have no number."""
    chance = setting.chance
    star, often = chance.choice(STARS), chance.choice([0.0, 0.0, 0.5])
    found: list[Block] = []
    if chance.random() < 0.6:
        title = setting.words.fill(chance.choice(["{clause}", "{book}", "{clause} {clause}", "{city}{section}"]))
        marked = chance.random() < 0.7
        setting.put("marked" if marked else "title", f"# {title}" if marked else title)
    for block in invented_headings(setting, blocks, bare):
        found += [Block("paragraph", star)] if block.level and found and chance.random() < often else []
        found.append(block)
    text_blocks(setting, found)


def short(setting: Setting, _: list[Block]) -> None:
    """Set headings with one or two short paragraphs below each, some of two clauses of one length."""
    chance, words = setting.chance, setting.words
    few: list[Block] = []
    for _ in range(chance.randint(2, 16)):
        one, other = (shorter(chance.choice(words.clauses), chance, 10) for _ in range(2))
        text = chance.choice(
            [
                f"{one}，{other}。",
                f"{one}。",
                f"{one[:4]}，{other[:4]}。",
                f"{one[:6]}。",
                chance.choice(words.sentences),
                f"{one}，{other}，{chance.choice(words.clauses)}。",
            ]
        )
        few.append(Block("paragraph", text))
    if chance.random() < 0.5:
        marked = chance.random() < 0.7
        title = chance.choice([words.fill("{clause}"), words.fill("{book}"), words.fill("{city}{section}")])
        setting.put("marked" if marked else "title", f"# {title}" if marked else title)
    text_blocks(setting, invented_headings(setting, few) if chance.random() < 0.8 else few)
