"""Pairs of paragraphs that are nearly the same: copies that a machine misread, and versions that say something else."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis import Tokeniser
from analysis.breaks.pairs import FIRST, pairs
from analysis.misread import look_alike
from analysis.tokens import is_han

FREQUENT = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年"
# What OCR takes for one another, as its users report: written down without a look at any font.
CONFUSED = (
    "未末 己已 已巳 日曰 土士 人入 天夫 干千 于干 大太 大犬 木本 木术 刀力 力九 白自 目日 目自 田由 由甲 甲申 申中 王玉 王主 住往 "
    "住佳 侯候 候侯 微徽 治冶 冶治 即既 析折 折拆 辨辩 辩辫 贷货 货贷 贸贾 特持 待侍 持待 侍待 师帅 帅师 鸟乌 乌鸟 兔免 免兔 候侯 "
    "情清 清请 请情 晴睛 睛晴 精情 拔拨 拨拔 抢枪 枪抢 扬杨 杨扬 汤场 场扬 扰忧 优忧 忧优 沦论 论沦 轮论 抡轮 仑仓 仓仑 令今 今令 冷泠 "
    "何向 向问 问间 间问 闭闲 闲闭 同问 间同 员贝 贝见 见贝 具县 县具 且具 直真 真直 准淮 淮准 难准 推准 惟推 唯惟 维推 堆维 "
    "要耍 栗粟 粟栗 票栗 崇祟 祟崇 宣宜 宜宣 官宫 宫官 管官 完宪 宪完 究突 突究 空穴 容客 客容 密蜜 察祭 祭察 蔡察 "
    "历厉 厉历 压庄 厌压 厂广 产严 严产 库车 应庆 庆应 床庆 度席 席度 底低 低底 抵底 府俯 "
    "政攻 攻政 收牧 牧收 改致 致改 敌故 故敌 效致 教救 救教 数教 敬散 散敬 "
    "纪记 记纪 红江 江红 约的 的约 给绐 结给 给结 络给 级极 极级 组祖 祖组 租组 细相 线钱 钱线 浅线 练炼 炼练 编偏 偏编 遍编 "
    "条务 务条 各名 名各 备各 处外 外处 冬各 多名 夕歹 死列 列例 例列 到倒 别列 刊利 利刊 刑形 形刑 制刺 判刊 "
    "部郡 郡部 都部 陪部 除徐 陈阵 阵陈 院浣 降隆 险验 验险 检验 捡检 检捡 签检 脸检 "
    "担但 但担 扣和 和扣 打找 找我 我找 拒柜 据剧 报极 抗坑 技枝 枝技 抓孤 投没 没投 授受 受授 爱受 搬撒 措借 借措 惜借 错措 "
    "科料 料科 秋科 种和 和种 利和 移秽 税悦 说悦 悦说 设没 没设 诉诈 许计 计许 订计 讨付 付讨 "
    "行衍 街行 律津 津律 得待 待得 德得 徒徙 从丛 众从 会合 合会 舍合 全金 金全 余佘 分公 公分 "
    "是足 足是 定走 走定 起赶 越超 超越 趋超 题提 提题 堤提 是星 星是 早旱 旱早 时对 对时 村树 树村 "
    "的约 拍的 白百 百白 石右 右石 古右 右古 左在 在左 存在 有存 布有 希布 市布 币市 巾币 "
    "法洁 洁法 去法 注住 往注 主注 活话 话活 适活 海悔 每海 梅海 满漫 源原 原源 愿源 "
    "国围 围国 困因 因困 团因 图国 圆园 园圆 因囚 回因 四西 西四 "
    "业亚 亚业 止上 上土 下不 不下 个介 介个 价阶 阶介 义又 又叉 支文 文丈 丈文 "
    "生主 主生 牛午 午牛 年午 手毛 毛手 气乞 氛气 长民 民长 氏民 良艮 即良 "
    "工土 二工 干王 无元 元无 天无 先光 光先 充允 兄允 克兑 "
    "安女 女安 好奸 如加 加如 知如 始治 委季 季委 李季 学字 字学 孑子 孙孔 "
    "心必 必心 思恩 恩思 总怠 意竟 竟意 章竟 童章 音章 想相 忘志 志忘 忠患 "
    "车东 东车 乐东 转传 传转 专传 轻经 经轻 径经 劲经 较校 校较 轨执 执轨 "
    "体休 休体 本休 作仵 件仵 什件 他地 地他 池地 也地 她他 们门 门们 "
    "事亊 争事 净争 急争 当岂 当尚 尚当 常堂 堂常 党堂 赏常 "
    "实买 买实 卖实 头买 夹实 农衣 衣农 衷哀 哀衷 表衣 衣表 袁表 "
    "建健 健建 津建 律建 廷延 延廷 庭廷 挺延 "
    "区医 医区 匹区 巨臣 臣巨 匠匹 "
    "负贞 贞负 贡责 责贡 债责 青责 贪贫 贫贪 货贫 资货 "
    "量重 重量 里量 理埋 埋理 童里 野理 "
    "民氏 所听 听所 诉斥 斤斥 断继 继断 新薪 亲新 "
    "明朋 朋明 期朝 朝期 胡期 服朋 月用 用月 甩用 角用 "
    "变弯 弯变 恋变 奕变 亦赤 赤亦 "
    "关美 美关 关天 类美 米类 半关 羊半 "
    "场汤 易扬 物扬 汤物 牧物 "
    "育肓 盲肓 背育 青育 胃育 肯背 "
    "治洽 始洽 给洽 恰洽 拾洽 "
    "服报 报服 极服 "
    "施旋 旋施 族施 旗族 放施 "
    "保堡 褓保 呆保 护沪 沪护 妒护 炉护 "
    "员损 损员 圆员 园因 "
    "标杯 杯标 林标 示禾 村材 材村 杆杵 "
    "高离 离高 亮高 亭亮 享亨 亨享 "
).split()
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾田董潘袁蒋蔡余杜叶程魏苏吕丁任沈姚卢"
GIVEN = "明华建国芳文静晓东志强丽敏伟娟军勇艳秀英海涛玉兰春梅宏宇佳慧鹏飞雪琴德胜永祥立新红霞庆生凤云长安福贵"
PLACES = (
    "河南省 湖南省 湖北省 河北省 山东省 山西省 广东省 广西 江苏省 江西省 浙江省 福建省 四川省 云南省 贵州省 陕西省 甘肃省 青海省 "
    "北京市 南京市 上海市 天津市 重庆市 郑州市 杭州市 苏州市 常州市 广州市 徐州市 洛阳市 沈阳市 贵阳市 襄阳市 武汉市 长沙市 长春市"
).split()
TITLES = ("同志", "主任", "局长", "委员", "代表", "先生", "科长", "教授")
DIGITS, HAN = "0123456789", "一二三四五六七八九"
MODALS = "应当 可以 能够 必须 得 是 会 能 予以 需要 允许 同意 符合 属于 具有 参加 享受 承担 经 构成 适用 影响 包括 超过 违反".split()
OPPOSITE = {
    "有": "无",
    "无": "有",
    "有效": "无效",
    "合法": "非法",
    "可以": "不得",
    "应当": "不得",
    "必须": "不必",
    "已经": "尚未",
}
NUMBER, HAN_NUMBER = (
    re.compile(r"\d+"),
    re.compile("[一二三四五六七八九十百]+(?=[个项条年月日次名人万元亩届倍户章款级])"),
)
DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{4}年")


@dataclass(frozen=True)
class Pair:
    """Two paragraphs, and the type of their difference, or how the first was misread."""

    one: str
    other: str
    kind: str
    is_version: bool


@cache
def _common() -> tuple[list[str], list[float]]:
    """Return the usual characters with how common each is."""
    counts = pairs().counts
    chosen = np.argsort(-counts.astype(int), kind="stable")[:3500]
    return [chr(FIRST + int(at)) for at in chosen], np.exp(counts[chosen] / 8).tolist()


@cache
def neighbours(character: str) -> list[str]:
    """Return the usual characters that look most like one in the font of this package."""
    common, _ = _common()
    return sorted(common, key=lambda other: -look_alike(character, other) if other != character else 1)[:12]


@cache
def _confusions() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for a, b in (pair for pair in CONFUSED if len(pair) == 2):
        table.setdefault(a, []).append(b)
        table.setdefault(b, []).append(a)
    return table


def misread(text: str, share: float, how: str, chance: random.Random) -> str:
    """Return *text* with so many of its Han characters, one at least, read as others: no numeral, and no negation.

    *how*: ``confused`` (as OCR's users report), ``alike`` (in the font), ``frequent`` or ``any`` (another character).
    """
    out, table = [*text], _confusions()
    places = [at for at, c in enumerate(text) if is_han(c) and c not in "不未无非没" + "一二三四五六七八九十百千万两"]
    places = [at for at in places if how != "confused" or text[at] in table]
    if not places:
        return text
    for at in chance.sample(places, min(len(places), max(1, round(share * len(text))))):
        while out[at] == text[at]:
            out[at] = _read_as(text[at], how, chance)
    return "".join(out)


def _read_as(character: str, how: str, chance: random.Random) -> str:
    if how == "confused":
        return chance.choice(_confusions()[character])
    if how == "alike":
        return chance.choice(neighbours(character))
    if how == "frequent":
        return chance.choice(FREQUENT)
    common, weights = _common()
    return chance.choices(common, weights)[0]


def _replaced(text: str, found: list[re.Match[str]], new: Callable[[str], str], chance: random.Random) -> str:
    if not found:
        return text
    match = chance.choice(found)
    return text[: match.start()] + new(match[0]) + text[match.end() :]


def other_number(text: str, chance: random.Random) -> str:
    """Return *text* with another number, in digits or in characters."""

    def new(number: str) -> str:
        digits = DIGITS if number[0] in DIGITS else HAN
        places = [at for at, c in enumerate(number) if c in digits]
        if not places:
            return chance.choice(HAN)
        if chance.random() < 0.2 and len(number) > 1:
            at = chance.randrange(len(number))
            return number[:at] + number[at + 1 :]
        at = chance.choice(places)
        return number[:at] + chance.choice([d for d in digits[1:] if d != number[at]]) + number[at + 1 :]

    return _replaced(text, [*NUMBER.finditer(text), *HAN_NUMBER.finditer(text)], new, chance)


def other_date(text: str, chance: random.Random) -> str:
    """Return *text* with another date in place of one of its dates."""

    def new(date: str) -> str:
        match = chance.choice([*NUMBER.finditer(date)])
        number = int(match[0]) + chance.choice([-2, -1, 1, 2, 5])
        return f"{date[: match.start()]}{max(number, 1)}{date[match.end() :]}"

    return _replaced(text, [*DATE.finditer(text)], new, chance)


def _person(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice([1, 2, 2])))


def other_name(text: str, chance: random.Random) -> tuple[str, str]:
    """Return *text* with a name put in, of a person or a place, and the same with another name."""
    ends = [match.end() for match in re.finditer("[，；。]", text[:-1])] or [0]
    at = chance.choice(ends)
    if chance.random() < 0.5:
        form = chance.choice(["{}", "由{}负责，", "经{}批准，", "{}认为，", "据{}介绍，"]).replace(
            "{}", "{}" + chance.choice(TITLES)
        )
        one = _person(chance)
        other = one
        while other == one:
            other = chance.choice(
                [_person(chance), one[:1] + chance.choice(GIVEN) + one[2:], one[:-1] + chance.choice(GIVEN)]
            )
    else:
        form = chance.choice(["{}的", "在{}，", "会同{}有关部门，", "{}人民政府认为，", "与{}一样，"])
        one, other = chance.sample(PLACES, 2)
    return (text[:at] + form.format(one) + text[at:], text[:at] + form.format(other) + text[at:])


def negated(text: str, chance: random.Random) -> str:
    """Return *text* with a negation put in or left out, or a word turned into its opposite."""
    found, position = [], 0
    for word in Tokeniser(hmm=False).cut(text):
        start, position = position, position + len(word)
        if word in MODALS and text[start - 1 : start] not in "不未无非没":
            found.append((start, start, "没" if word == "有" else chance.choice("不不未" if word != "应当" else "不")))
        if word in OPPOSITE:
            found.append((start, position, OPPOSITE[word]))
        if word in ("不", "未", "没有", "不得", "不能", "不会", "不应", "未经", "并非"):
            found.append((start, position, {"没有": "有", "并非": "是"}.get(word, word[1:])))
    if not found:
        return text
    start, end, new = chance.choice(found)
    return text[:start] + new + text[end:]


def version(text: str, kind: str, chance: random.Random) -> tuple[str, str]:
    """Return a paragraph and another version of it, that differs in one number, date, name or negation."""
    if kind == "name":
        return other_name(text, chance)
    return text, {"number": other_number, "date": other_date, "negation": negated}[kind](text, chance)


VERSIONS = ("number", "date", "name", "negation")
READINGS = ("confused", "alike", "frequent", "any")


def planted(paragraphs: list[str], seed: str, count: int) -> list[Pair]:
    """Return pairs made of paragraphs, as many copies as versions."""
    chance, found = random.Random(seed), []
    while len(found) < count:
        text = chance.choice(paragraphs)
        if len(found) % 2:
            kind = VERSIONS[len(found) // 2 % 4]
            one, other = version(text, kind, chance)
        else:
            kind = READINGS[len(found) // 2 % 4]
            one, other = text, misread(text, chance.choice([0.0, 0.01, 0.03, 0.06]), kind, chance)
        if one != other:
            found.append(Pair(one, other, kind, bool(len(found) % 2)))
    return found
