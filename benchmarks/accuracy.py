"""How well page faults are found: faults planted, by a seeded chance, in clean texts, and looked for.

``python benchmarks/accuracy.py TEXTS [SEED ...]`` takes a folder of clean ``.txt`` files whose names begin with their
genre (``report_hubei.txt``), plants broken, cut-off and headless paragraphs, headings without their mark, captions and
by-lines, and prints precision, recall and F1 of each kind, a row for each genre. Without TEXTS it takes the texts of
the tests. The seeds reported (11 to 30 by default) are not those that the rules were tuned on (1, 2, 3).
"""

import random
import re
import statistics
import sys
from collections import defaultdict
from pathlib import Path

from analysis import Tokeniser, faults, load, parse

TEXTS = Path(__file__).parent.parent / "tests" / "texts"
KINDS = ("broken paragraph", "truncated paragraph", "orphan start", "lost heading", "caption", "byline")
NAMES = ("张明华", "李建国", "王芳", "赵文静", "陈晓东")
SCENES = ("工作人员在现场检查设备运行情况", "参加活动的群众在广场上合影留念", "新建成的图书馆昨天迎来第一批读者")
CUT = Tokeniser().cut


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


def planted(text: str, chance: random.Random) -> tuple[str, dict[str, set[int]], int]:
    """Return the text with faults in it, the offsets of each kind, and the number of boundaries left whole."""
    document = parse(text)
    out, truth, whole = "", defaultdict(set), 0
    for block in document.blocks:
        own = document.text[block.start : block.end]
        if block.level:
            lost = block.kind == "heading" and chance.random() < 0.25
            if lost:
                truth["lost heading"].add(len(out))
            out += ("" if lost else "#" * block.level + " ") + own + "\n\n"
            continue
        kind = chance.choice([*BREAKS, "truncated paragraph", "orphan start", "byline", "caption"])
        if chance.random() > 0.2 or len(own) < 60 or own[-1] not in "。！？":
            kind = "none"
        if kind in BREAKS and (place := BREAKS[kind](own, chance)):
            truth[kind].add(len(out) + place)
            own = f"{own[:place]}\n\n{own[place:]}"
        elif kind == "truncated paragraph" and (place := inside_a_word(own, chance)):
            own = own[:place]
            truth[kind].add(len(out) + len(own))
        elif kind == "orphan start" and (place := inside_a_word(own, chance)):
            own = own[place:]
            truth[kind].add(len(out))
        elif kind == "byline":
            truth[kind].add(len(out) + len(own))
            own += chance.choice(["本报记者 ", "郑报全媒体记者 ", "（记者 "]) + chance.choice(NAMES)
            own += "）" if "（记者 " in own[-7:] else ""
        elif kind == "caption":
            scene = chance.choice(SCENES)
            line = chance.choice([f"\n\n{scene}\n\n", f"{scene}　{chance.choice(NAMES)}摄", f"图为{scene}"])
            own += "\n\n" + line
            truth[kind].add(len(out) + own.rfind(scene) - 2 * (f"图为{scene}" == line))
        whole += 1
        out += own + "\n\n"
    return out, truth, whole


def found(text: str) -> dict[str, set[int]]:
    """Return the offsets at which each kind is found; joins under one name."""
    result = defaultdict(set)
    for row in faults(parse(text)).itertuples():
        result[row.kind].add(row.end if row.kind == "truncated paragraph" else row.start)
    return result


def main(folder: str = str(TEXTS), *seeds: str) -> None:
    """Print the table."""
    counts = defaultdict(lambda: [0, 0, 0])  # right, found, planted
    false_joins, boundaries = defaultdict(int), defaultdict(int)
    for path in sorted(Path(folder).glob("*.txt")):
        genre, clean = path.stem.split("_")[0], load(path).text
        for seed in seeds or map(str, range(11, 31)):
            text, truth, whole = planted(clean, random.Random(f"{path.stem} {seed}"))
            at = found(text)
            joins = truth["broken paragraph"] = {place for kind in BREAKS for place in truth[kind]}
            for kind in (*KINDS, *BREAKS):
                hits = at["broken paragraph"] & truth[kind] if kind in BREAKS else at[kind]
                counts[genre, kind][0] += len(truth[kind] & hits)
                counts[genre, kind][1] += len(hits)
                counts[genre, kind][2] += len(truth[kind])
            false_joins[genre] += len(at["broken paragraph"] - joins)
            boundaries[genre] += whole
    genres = sorted(boundaries)
    head = [*(f"{kind}: P / R / F1 (n)" for kind in KINDS), *(f"broken {kind}: R (n)" for kind in BREAKS)]
    print(f"| genre | {' | '.join(head)} | false joins a boundary |")
    print("| --- " * (len(head) + 2) + "|")
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
        rate = sum(false_joins[g] for g in scope) / sum(boundaries[g] for g in scope)
        print(f"| {genre} | " + " | ".join(cells) + f" | {rate:.2%} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
