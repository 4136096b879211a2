"""Small texts of different kinds, written for these tests: what a report has to come to its end with."""

import random

SUBJECTS = ["渔民", "老师", "木匠", "邮递员", "护士", "农妇", "司机", "画家", "店主", "学生", "船工", "记者"]
PLACES = ["河边", "山脚", "码头", "学校门口", "集市上", "桥头", "院子里", "火车站", "稻田旁", "图书馆"]
ACTIONS = ["修补旧网", "等候雨停", "清点货物", "讲述往事", "晾晒谷子", "寻找钥匙", "练习写字", "搬运木料", "打听消息"]
ENDINGS = ["直到天黑", "心里十分高兴", "谁也没有说话", "风从北面吹来", "孩子们跟在后面", "时间过得很慢"]


def sentences(count: int, seed: int) -> list[str]:
    """Return sentences of which hardly one is like another."""
    rng = random.Random(seed)
    parts = (SUBJECTS, PLACES, ACTIONS, ENDINGS)
    return [
        "{}在{}{}，{}，已经是第{}天了。".format(*map(rng.choice, parts), rng.randrange(2, 90000)) for _ in range(count)
    ]


def prose(paragraphs: int, seed: int) -> str:
    rows = sentences(5 * paragraphs, seed)
    return "\n\n".join("".join(rows[5 * number : 5 * number + 5]) for number in range(paragraphs))


VERSE = """# 渡口

清晨的雾落在江面
船还没有醒来
一只白鹭站着
像一个忘了说的字

风把芦苇数了一遍
又数一遍
数到第三遍的时候
太阳出来了

我们还要走很远
我们还要走很远
路的尽头是另一条路
"""

STATUTE = """# 青石镇集市管理办法

## 第一章　总则

第一条　为了维护集市秩序，保护买卖双方的合法权益，制定本办法。

第二条　本办法适用于本镇范围内的早市、夜市和庙会。

## 第二章　摊位

第三条　摊位由管理所统一编号，每年登记一次。申请登记应当提交下列材料：

（一）身份证明；

（二）经营品种的说明；

（三）卫生合格的证明。

第四条　摊位不得转让，不得占用通道。违反前款规定的，处五十元以上二百元以下罚款。

## 第三章　附则

第五条　本办法自公布之日起施行。
"""

FICTION = """# 第一章　夜路

雨下到半夜才停。阿成提着灯，站在门外。

「你还不走？」他问。

「再等一等。」老人说，「桥那边有人。」

“谁？”

“不认得。他带着一把伞，一句话也不说。”

阿成把灯吹灭，拉住老人的手，低声说：「走！」

# 第二章　桥头

桥上没有人，只有一把伞。「怪了。」老人说，「走！」
"""

BILINGUAL = """# 实验说明 Notes on the experiment

本实验测量水温对溶解速度的影响。 This experiment measures how temperature affects the rate of dissolution.

每个样品重复三次（three replicates），结果取平均值 (mean ± SD)。

The samples were kept at 20 °C, 40 °C and 60 °C; 搅拌速度为 300 rpm。

| 温度 Temperature | 时间 Time |
| --- | --- |
| 20 °C | 93 s |
| 60 °C | 31 s |
"""

TRADITIONAL = """# 老街的鐘錶店

這條街上曾經有三家鐘錶店，現在只剩下一家。店主姓陳，今年七十二歲，每天早上八點開門，晚上六點關門。

他說，機械錶壞了總能修好，人卻不一定。說完，他戴上放大鏡，繼續工作。

學徒從外面進來，帶回兩個舊發條。「還能用嗎？」「試試看。」
"""

TABLE = """# 各村收成

| 村 | 水稻（吨） | 小麦（吨） | 备注 |
| --- | ---: | ---: | --- |
| 东庄 | 120 | 31 | 有涝 |
| 西庄 | 98 | 44 | |
| 南庄 | 143 | 27 | 新修水渠 |
| 北庄 | 76 | 52 | 旱 |
"""

INTERVIEW = """# 访一位修桥的人

记者：您是哪一年开始修桥的？

周师傅：一九八三年。那时候没有吊车，石头都是抬上去的。

记者：最难修的是哪一座？

周师傅：小河口那座。水急，打下去的桩一夜就歪了。

记者：后来呢？

周师傅：后来我们等到冬天，水小了，才重新打桩。

记者：谢谢您。

周师傅：不用谢。有空去走一走那座桥。
"""

HEADINGS = "\n\n".join(["# 总目", *(f"## 第{n}章" for n in "一二三四五六"), "### 附录甲", "### 附录乙"])

KINDS = {
    "short": "春天来了。\n",
    "long prose": f"# 一年\n\n{prose(60, 1)}\n",
    "verse": VERSE,
    "statute": STATUTE,
    "fiction": FICTION,
    "bilingual": BILINGUAL,
    "traditional": TRADITIONAL,
    "two lines": "今天下雨。\n明天也许会晴。\n",
    "one long line": "".join(sentences(4000, 2))[:100_000],
    "only headings": f"{HEADINGS}\n",
    "table": TABLE,
    "interview": INTERVIEW,
}
