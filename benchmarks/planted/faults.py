"""Page faults planted in clean texts, what is found of them, and the table of how well."""

import random
import re
import statistics
from collections import defaultdict
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from analysis import Tokeniser, faults, load, parse, repair

from .intervals import f1_interval

KINDS = (
    "broken paragraph",
    "truncated paragraph",
    "orphan start",
    "heading",
    "caption",
    "byline",
    "page furniture",
)
NAMES = ("张明华", "李建国", "王芳", "赵文静", "陈晓东")
SCENES = ("工作人员在现场检查设备运行情况", "参加活动的群众在广场上合影留念", "新建成的图书馆昨天迎来第一批读者")
BYLINES = ("本报记者 {}", "郑报全媒体记者 {}", "（记者 {}）", "□本报记者 {}", "【通讯员 {}】")
CAPTIONS = ("{scene}　{name}摄", "图为{scene}", "图②：{scene}", "{scene}。本报记者 {name} 摄")
PAGE_LINES = ("江城晚报 2019年3月{}日", "第 {} 页", "- {} -", "{}", "城市观察　第{}期", "责任编辑：王芳  第{}版")
# What some paragraphs have behind their last mark: signs of the page's own font, and marks of notes.
BEHIND = ("\ue004", "①", "[1]", "*")
CUT = Tokeniser().cut
# By-lines and scraps of web pages that the real texts had before any was planted; read, and found to be what they are
# called.
REAL_LINES = frozenset(
    (
        "·鲁迅·",
        "鲁迅《彷徨》",
        "鲁迅",
        "责任编辑：",
        "扫一扫在手机打开当前页",
        "相关附件>>",
        "相关链接>>",
        "打印本页",
        "关闭窗口",
    )
)
# Faults that they had, as what stands before them; read likewise: links whose words became paragraphs, and a title cut
# in two.
REAL = (
    "、成果找市场“双向",
    "带团队、带技术",
    "带团队、带技术\n\n揭榜",
    "带资金、带场景",
    "带资金、带场景\n\n揭榜",
    "腊叶淡淡的血痕中一觉",
)


def inside_a_word(text: str, chance: random.Random) -> int:
    """Return a place that cuts a Han word of two characters and more in two, away from the ends; or 0."""
    places, at = [], 0
    for token in CUT(text):
        if len(token) > 1 and token.isalpha() and not token.isascii():
            places += range(at + 1, at + len(token))
        at += len(token)
    return chance.choice([p for p in places if 15 < p < len(text) - 15] or [0])


def behind_a_comma(text: str, chance: random.Random) -> int:
    """Return a place just behind a comma, away from the ends; or 0."""
    return chance.choice([m.end() for m in re.finditer("[，,、]", text) if 15 < m.end() < len(text) - 15] or [0])


def inside_a_pair(text: str, chance: random.Random) -> int:
    """Return a place inside 《》 or “”, away from the ends; or 0."""
    pairs = re.finditer("《[^《》]{4,}》|“[^“”]{6,}”", text)
    places = [p for m in pairs for p in range(m.start() + 2, m.end() - 1) if text[p - 1] not in "，。！？；：、"]
    return chance.choice([p for p in places if 15 < p < len(text) - 15] or [0])


BREAKS = {"mid-word": inside_a_word, "comma": behind_a_comma, "pair": inside_a_pair}


def planted(text: str, chance: random.Random) -> tuple[str, dict[str, set[int]], int, str]:
    """Return the text with faults, the offsets of each kind, how many boundaries are whole, and the text mended."""
    document = parse(text)
    out, truth, whole, mended = "", defaultdict(set), 0, ""
    for block in document.blocks:
        own = document.text[block.start : block.end]
        if block.level:
            lost = block.kind == "heading" and chance.random() < 0.25
            if lost:
                truth["heading"].add(len(out))
            out += ("" if lost else "#" * block.level + " ") + own + "\n\n"
            mended += "#" * block.level + f" {own}\n\n"
            continue
        ideal = own
        kind = chance.choice([*BREAKS, "truncated paragraph", "orphan start", "byline", "caption", "page furniture"])
        # Behind a cut-off paragraph the next is left whole: cut too, no reader could tell the two from one.
        if (
            chance.random() > 0.2
            or len(own) < 60
            or own[-1] not in "。！？"
            or len(out) - 2 in truth["truncated paragraph"]
        ):
            kind = "none"
        if kind in BREAKS and (place := BREAKS[kind](own, chance)):
            truth[kind].add(len(out) + place)
            aside = chance.choice(["", "", "caption", "page furniture"])
            line = _line(aside, chance)
            if aside:
                truth[aside].add(len(out) + place + 2)
            own = f"{own[:place]}\n\n{line}\n\n{own[place:]}" if aside else f"{own[:place]}\n\n{own[place:]}"
            ideal += f"\n\n{line}" if aside == "caption" else ""
        elif kind == "truncated paragraph" and (place := inside_a_word(own, chance)):
            own = ideal = own[:place]
            truth[kind].add(len(out) + len(own))
        elif kind == "orphan start" and (place := inside_a_word(own, chance)):
            own = ideal = own[place:]
            truth[kind].add(len(out))
        elif kind == "byline":
            truth[kind].add(len(out) + len(own))
            line = chance.choice(BYLINES).format(chance.choice(NAMES))
            own, ideal = own + line, f"{ideal}\n\n{line}"
        elif kind in {"caption", "page furniture"}:
            truth[kind].add(len(out) + len(own) + 2)
            line = _line(kind, chance)
            ideal = f"{own}\n\n{line}" if kind == "caption" else own
            own = f"{own}\n\n{line}"
        elif chance.random() < 0.05:
            own = ideal = own + chance.choice(BEHIND)
        whole += 1
        out += own + "\n\n"
        mended += ideal + "\n\n"
    return out, truth, whole, mended


def _line(kind: str, chance: random.Random) -> str:
    """Return a line of a kind that stands between paragraphs."""
    if kind == "page furniture":
        return chance.choice(PAGE_LINES).format(chance.randrange(2, 30))
    return chance.choice(CAPTIONS).format(scene=chance.choice(SCENES), name=chance.choice(NAMES))


def found(text: str, least: float = 0) -> dict[str, set[int]]:
    """Return the offsets at which each kind is found with a confidence of *least* or more.

    Joins are under one name, and so are headings without a mark.
    """
    result = defaultdict(set)
    for row in faults(parse(text)).itertuples():
        place = row.end if row.kind == "truncated paragraph" else row.start
        real = text[:place].rstrip().endswith(REAL) or text[row.start : row.end] in REAL_LINES
        if not real and row.confidence >= least:
            result["heading" if row.kind.endswith(" heading") else row.kind].add(place)
    return result


def table(paths: list[Path], seeds: list[str]) -> None:
    """Print precision, recall and F1 of each kind, a row for each genre.

    Then how many of the boundaries that were left whole are joined; and how far the repaired text is from the clean
    one, as the share of characters that differ, what was cut off for good left aside. Below it, the 95 % intervals of
    F1 over documents.
    """
    of_texts = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))  # the same for each document
    counts = defaultdict(lambda: [0, 0, 0])  # right, found, planted
    false_joins, boundaries, differ, characters = (defaultdict(int) for _ in range(4))
    for path in paths:
        genre, clean = path.stem.split("_")[0], load(path).text
        for seed in seeds:
            text, truth, whole, mended = planted(clean, random.Random(f"{path.stem} {seed}"))
            at = found(text)
            joins = truth["broken paragraph"] = {place for kind in BREAKS for place in truth[kind]}
            for kind in (*KINDS, *BREAKS):
                hits = at["broken paragraph"] & truth[kind] if kind in BREAKS else at[kind]
                for place, number in enumerate(map(len, (truth[kind] & hits, hits, truth[kind]))):
                    counts[genre, kind][place] += number
                    of_texts[genre, kind][path.stem][place] += number
            false_joins[genre] += len(at["broken paragraph"] - joins)
            boundaries[genre] += whole
            differ[genre] += Levenshtein.distance(repair(parse(text)).document.text, mended)
            characters[genre] += len(mended)
    genres = sorted(boundaries)
    head = [*(f"{kind}: P / R / F1 (n)" for kind in KINDS), *(f"broken {kind}: R (n)" for kind in BREAKS)]
    print(f"| genre | {' | '.join(head)} | false joins a boundary | repaired text differs |")
    print("| --- " * (len(head) + 3) + "|")
    for genre in [*genres, "all"]:
        cells = []
        for kind in (*KINDS, *BREAKS):
            rows = [counts[g, kind] for g in (genres if genre == "all" else [genre])]
            right, seen, there = map(sum, zip(*rows, strict=True))
            precision, recall = right / seen if seen else 1, right / there if there else 1
            f1 = statistics.harmonic_mean([precision, recall]) if precision + recall else 0
            cells.append(
                f"{recall:.2f} ({there})" if kind in BREAKS else f"{precision:.2f} / {recall:.2f} / {f1:.3f} ({there})"
            )
        scope = genres if genre == "all" else [genre]
        joined = sum(false_joins[g] for g in scope) / sum(boundaries[g] for g in scope)
        distance = sum(differ[g] for g in scope) / sum(characters[g] for g in scope)
        print(f"| {genre} | " + " | ".join(cells) + f" | {joined:.2%} | {distance:.2%} |")
    print(f"\n| F1, 95 % interval | documents | {' | '.join(KINDS)} |\n{'| --- ' * (len(KINDS) + 2)}|")
    for genre in [*genres, "all"]:
        scope = genres if genre == "all" else [genre]
        rows = {kind: [row for g in scope for row in of_texts[g, kind].values()] for kind in KINDS}
        bounds = [f1_interval(of_kind) for of_kind in rows.values()]
        cells = [f"{pair[0]:.2f} to {pair[1]:.2f}" if pair else "–" for pair in bounds]
        print(f"| {genre} | {len(rows[KINDS[0]])} | {' | '.join(cells)} |")
