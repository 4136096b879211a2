"""Tables of the English pages that Chinese pages have, too: their rows are copied, so that each number is written once.

A Chinese page has ``<!-- table: accuracy; SECTION; 2; rows ^ law; columns 1 3 -->``, below it the table, whose first two
lines are written by hand, and ``<!-- end of table -->``. `with_tables` writes the rows of the second table of that
section below these lines, those alone that begin as *rows* says, of the *columns* that are named; ``python
docs/build.py`` does so in every page. What cells say in words is in `WORDS`.
"""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parent
TABLE = re.compile(
    r"(?P<mark><!-- table: (?P<page>\w+); (?P<section>[^;]+); (?P<number>\d+)(?:; rows (?P<rows>[^;]+?))?"
    r"(?:; columns (?P<columns>[\d ]+?))? -->\n)(?P<head>\|.*\n\|[ |-]+\n)(?:\|.*\n)*(?=<!-- end of table -->)"
)
RANGE = re.compile(r"(?<=[\d%]) to (?=[\d.]+)")
WORDS = {
    "law": "法规",
    "report": "政府工作报告",
    "fiction": "小说",
    "verse": "诗",
    "classic": "文言散文",
    "wrapped": "硬折行的散文",
    "all": "合计",
    "statutes": "法规",
    "reports": "政府工作报告",
    "real": "原样",
    "jingbao": "《晶报》",
    "wrapped_bare": "硬折行的散文，无缩进",
    "wrapped_indent": "硬折行的散文，有缩进",
    "other genres": "其他文体",
    "and 8 corrected pages": "另加 8 个校正过的版面",
    "characters": "逐字",
    "rjieba, as it stands": "rjieba，按原字形",
    "rjieba + new words": "rjieba 加新词",
    "the PDF itself": "PDF 本身",
    "repaired": "修复后",
    "as loaded": "读入时",
    "as it comes": "原样输出",
    "nothing done": "不作处理",
    "every line end joined": "行末一律接上",
    "all known": "全部已知",
    "real lines": "真实的行",
    "made texts": "制作的文本",
    "broken paragraph": "断段",
    "lost heading": "失标标题",
    "page furniture": "页眉页脚",
    "natural repeat": "自然重复",
    "variant": "异文",
    "repeat": "重复",
    "near repeat": "近似重复",
    "splice": "错拼",
    "confused": "误识：用户所报告的",
    "alike": "误识：字形相近的",
    "frequent": "误识：换成常用字",
    "any": "误识：换成任意字",
    "number": "异文：数字",
    "date": "异文：日期",
    "name": "异文：名称",
    "negation": "异文：否定词",
    "that has a character of the old one": "与原词有一字相同",
    "of its kind": "同词性、同长度",
    "misread": "误识",
    "edited": "改、漏、添",
    "clause": "分句",
    "form": "表单",
    "front": "题头",
    "headline": "标题行",
    "items": "条目",
    "names": "名单",
    "opening": "开头",
    "quotation": "引文",
    "rows": "表格的行",
    "slogan": "口号",
    "generated, a tenth copies": "生成的文本，一成是副本",
    "statutes one below the other": "法规首尾相接",
    "(below what parsing takes)": "（不超过解析所需）",
    "this audit": "本软件的审核",
    "the same, if all that it holds went too": "同上，存疑的也全部删去",
    "equal paragraphs": "相同的段落",
    "suffix array": "后缀数组",
    "survey, 2 workers": "统计，2 个工作进程",
    "survey, 1 worker": "统计，1 个工作进程",
    "a pool of 2 processes, a table a file": "2 个进程的进程池，每个文件一张表",
    "rows of counts": "频次的行数",
    "equal": "相同",
    "reuse, 2 workers, files read": "查文本复用，2 个工作进程，含读文件",
    "pydivsufsort, suffix array and LCP, one core, the text in memory": "pydivsufsort，后缀数组和 LCP，一个核心，文本在内存里",
    "reuse, passages not looked for, one core": "查文本复用，不找段落，一个核心",
    "the same, 2 workers": "同上，2 个工作进程",
    "reuse with passages, one core": "查文本复用，连同段落，一个核心",
    "rensa, 16 bands, one core": "rensa，16 条带，一个核心",
    "datasketch MinHashLSH, one core": "datasketch MinHashLSH，一个核心",
    "a worker before it begins, MB": "工作进程开始之前，MB",
    "reuse, seconds": "查文本复用，秒",
    "reuse, the most a worker held, MB": "查文本复用，工作进程最多占用，MB",
    "the same, with a document of 10 MB": "同上，有一篇 10 MB 的文档",
    "survey, seconds": "统计，秒",
    "survey, the most a worker held, MB": "统计，工作进程最多占用，MB",
    "flat": "不增长",
    "survey": "统计",
    "reuse, what one process does": "查文本复用，由一个进程做的",
    "survey, what one process does": "统计，由一个进程做的",
    "partitions": "分块数",
    "core-hours of all stages, survey too": "全部阶段的核时，统计在内",
    "hours of that": "合小时数",
    "TB that stages write": "各阶段写下的，TB",
    "TB of it read elsewhere": "其中要从别处读的，TB",
    "hours of that, there and back": "合小时数，一来一回",
    "ms of a core for a pair of partitions": "每对分块所费核心时间，毫秒",
    "what grows by the square from 4 to 20 to 60 partitions": "由 4、20、60 个分块所见的平方增长",
    "hours of that, files cached": "合小时数，文件已在缓存里",
    "segments": "段数",
    "bytes of a segment": "每段字节数",
    "read elsewhere / segments": "要从别处读的 / 段数",
    "hours to open them over there": "在别处打开它们，小时",
    "hours for pairs, partitions four times as large": "分块大四倍时，成对的小时数",
    "both / 4²": "两者 / 4²",
    "GB of near links in one process": "一个进程里近似连接的量，GB",
    "hours of what one process does": "由一个进程做的，小时",
    "where it first hurts": "最先吃力之处",
    "most hours, the stages' own aside": "小时数最多的，各阶段本身除外",
    "pairs of partitions": "成对的分块",
}
PARTS = {
    ", the PDF itself": "，PDF 本身",
    "(template never fitted on)": "（从未用于拟合的版式）",
    "broadsheet": "对开报",
    "tabloid": "四开报",
    "magazine": "杂志",
    "booklet": "小册子",
    "book": "书",
    "report": "报告",
    "paper": "论文",
    "bulletin": "公报",
    "web page": "网页",
    ", re-stated": "（按其规则重写）",
    ", at its best": "，取最好的设置",
    "suffix array": "后缀数组",
    "recall ": "召回率 ",
    ", precision ": "，精确率 ",
    "exponent ": "指数 ",
}
PATTERNS = {
    r"^([\d.]+) of the pool's speed$": r"进程池速度的 \1",
    r"^2 are ([\d.]+) times as fast$": r"2 个为 1 个的 \1 倍",
    r"^([\d.,]+) times as fast$": r"为其 \1 倍",
    r"^([\d.,]+) times$": r"\1 倍",
    r"; the pool's: ": "；进程池：",
    r"^of a quarter, ([\d,]+) of ([\d,]+) letters stand twice$": r"取四分之一：\2 个字里 \1 个出现两次",
    r"^≤ 1 of rensa's; ≥ 99 % at 10 % edits$": "不超过 rensa；改动 10% 时不低于 99%",
    r"^([+-][\d.]+) of ([\d,]+)$": r"\1（\2）",
    r" bytes$": " 字节",
    r"([\d.]+) s ×": r"\1 秒 ×",
    r"1 ms / ": "1 毫秒 / ",
    r" workers$": " 个工作进程",
    r"([\d]+) arrays × ": r"\1 个数组 × ",
}


def table(page: str, section: str, number: int) -> list[list[str]]:
    """Return the rows of a table of an English page, its first two lines left out."""
    text = (DOCS / f"{page}.md").read_text("utf-8")
    below = re.split(rf"^#+ {re.escape(section)}$", text, flags=re.M)
    if len(below) != 2:
        raise SystemExit(f"docs/{page}.md: no section {section!r}")
    found = re.findall(r"(?:^\|.*\n)+", re.split(r"^#+ ", below[1], flags=re.M)[0], re.M)
    if len(found) < number:
        raise SystemExit(f"docs/{page}.md: {section!r} has no table {number}")
    return [line[1:-1].split("|") for line in found[number - 1].splitlines()[2:]]


def in_chinese(cell: str) -> str:
    """Return what a cell says, in Chinese.

    >>> in_chinese("0.91 to 0.98"), in_chinese("law"), in_chinese("0.947")
    ('0.91 至 0.98', '法规', '0.947')
    """
    cell = cell.strip()
    if cell in WORDS:
        return WORDS[cell]
    if cell[:1].isalpha():
        for part, other in PARTS.items():
            cell = cell.replace(part, other)
    for pattern, other in PATTERNS.items():
        cell = re.sub(pattern, other, cell)
    return RANGE.sub(" 至 ", cell)


def with_tables(text: str) -> str:
    """Return a page's text with the rows of each table as the English page has them now."""

    def written(match: re.Match[str]) -> str:
        rows = table(match["page"], match["section"], int(match["number"]))
        if match["rows"]:
            rows = [row for row in rows if re.search(match["rows"], "|".join(row))]
        if match["columns"]:
            rows = [[row[int(column) - 1] for column in match["columns"].split()] for row in rows]
        widths = {len(row) for row in rows} | {match["head"].split("\n")[0].count(" | ") + 1}
        if len(widths) != 1:
            raise SystemExit(f"{match['mark'].strip()}: {sorted(widths)} columns")
        lines = "".join(f"| {' | '.join(map(in_chinese, row))} |\n" for row in rows)
        return match["mark"] + match["head"] + lines

    return TABLE.sub(written, text)
