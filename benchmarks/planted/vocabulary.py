"""Words and templates of which texts with known block kinds are made; some of them kept for measuring alone.

A template holds names of `FILLERS` in braces. Of each pair the first are those that models are fitted on, the second
those that they are judged on.
"""

from __future__ import annotations

import random
import re

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "明华建国芳文静晓东志强丽敏伟洋雨桐远海涛秀英玉兰春生子涵浩然立新永红卫平佳怡思源一鸣"
CITIES = "江城 临水 青石 东阳 海州 平川 云岭 北川 南河 金山 长宁 白沙 安平 桃源 丰县 新港 天池 柳林 石桥 永和".split()
PAPERS = "日报 晚报 商报 早报 时报 周刊 新闻网 都市报 农民报 通讯 月刊 评论 导报".split()
BOOKS = "市志 年鉴 文史资料 县志 地方志 政协史料 统计公报 教育史 方言词典 物理学讲义 自然哲学 农学概论 金融研究 学报 论文集".split()
SECTIONS = "要闻 综合 国际 体育 文化 财经 副刊 社会 时政 专题 科教 评论 广告 民生".split()
PEOPLE = "工作人员 参加活动的群众 孩子们 志愿者 技术员 农民 工人 学生 代表们 医护人员 游客 消防员 老人 记者 演员".split()
PLACES = "现场 广场上 图书馆里 车间 田间 会场外 湖畔步道 社区食堂 桥头 实验室 码头 山村小学 展馆 体育场 街头".split()
DEEDS = "检查设备 合影留念 参加培训 收割水稻 领取图书 打扫卫生 观看演出 交流经验 整理展品 排队登记 采摘茶叶 抢修线路 举行仪式".split()
SHOPS = "大中華 國泰 永安 新世界 老正興 五洲 三友 华丰 广益 同仁 天一 鸿运".split()
GOODS = "牙粉 香烟 布匹 皮鞋 钢笔 药丸 牛奶 雪花膏 空调 手机 化肥 教辅 茶叶 白酒 家具".split()
WORDS = "营业收入 货币资金 应收账款 固定资产 水稻 小麦 东庄 西庄 人口 学校 男 女 合计 增长率 净利润 存货 总产值 面积 第一季度".split()


def _number(low: int, high: int):
    return lambda chance: str(chance.randint(low, high))


def _date(chance: random.Random) -> str:
    year, month, day = chance.randint(1985, 2026), chance.randint(1, 12), chance.randint(1, 28)
    forms = ("{}年{}月{}日", "{}-{:02}-{:02}", "{}年{}月{}日", "{}.{}.{}", "{}/{:02}/{:02}")
    return chance.choice(forms).format(year, month, day)


def name(chance: random.Random) -> str:
    """Return a person's name."""
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice([1, 2, 2])))


FILLERS = {
    "n": name,
    "city": lambda chance: chance.choice(CITIES),
    "paper": lambda chance: chance.choice(CITIES) + chance.choice(PAPERS),
    "book": lambda chance: chance.choice([*CITIES, "", ""]) + chance.choice(BOOKS),
    "section": lambda chance: chance.choice(SECTIONS),
    "date": _date,
    "day": lambda chance: "星期" + chance.choice("一二三四五六日"),
    "scene": lambda chance: chance.choice(PEOPLE) + chance.choice(["在", "正在", "昨日在"]) + chance.choice(PLACES)
    + chance.choice(DEEDS),
    "deed": lambda chance: chance.choice(DEEDS),
    "company": lambda chance: chance.choice(CITIES) + chance.choice(["银行", "证券", "实业", "科技", "钢铁"]) + chance.choice(["", "股份有限公司", "公司"]),
    "year": _number(1985, 2026),
    "k": _number(1, 40),
    "big": _number(100, 99999),
    "tel": lambda chance: chance.choice(["", "0371-", "021-"]) + str(chance.randint(2_000_000, 89_999_999)),
    "shop": lambda chance: chance.choice(SHOPS),
    "goods": lambda chance: chance.choice(GOODS),
    "amount": lambda chance: f"{chance.randint(1, 99_999_999):,}" + chance.choice(["", ".00", f".{chance.randint(10, 99)}"]),
    "percent": lambda chance: f"{chance.uniform(-50, 99):.{chance.randint(0, 2)}f}%",
    "word": lambda chance: chance.choice(WORDS),
}  # fmt: skip
FILLER = re.compile("\\{(\\w+)\\}")

CAPTIONS = (
    ["图为{scene}。　本报记者　{n}　摄", "图为{scene}", "{scene}（资料图片）", "{scene}　新华社发", "上图：{scene}", "{scene}。{n} 摄",
     "▲{scene}。{n}摄", "{scene}。（{n} 摄）", "图{k}　{scene}", "图 {k} {scene}", "表{k}　{word}与{word}", "表 {k}-{k} {word}情况",
     "{scene}。本报记者 {n} 摄影报道", "{scene}。本报资料照片", "左图：{scene} {n}/摄", "{scene}。新华社记者 {n} 摄", "{scene}　{n}摄",
     "{clause}　{n}摄", "图为{clause} 本报记者 {n} 摄", "{clause}。本报记者 {n} 摄", "图{k} {clause}", "{scene}。新华社发", "▲ {clause}",
     "{n}在{city}大会上作报告。本报记者 {n} 摄", "表 {k} {year} 年{word}", "图 {k}：{word}（单位：元）", "{scene}。记者{n}摄"],
    ["{scene}（{n}摄）", "图片说明：{scene}", "△ {scene}", "{scene} 摄影：{n}", "下图为{scene}。", "图{k}-{k} {clause}", "{scene}。{n}供图",
     "照片由{n}提供", "{scene}（新华社发 {n} 摄）", "表{k}：{word}", "{clause}。中新社发 {n} 摄", "{city}一角 {n} 摄影", "表 {k}-{k}-{k} {word}表"],
)  # fmt: skip
BYLINES = (
    ["本报记者　{n}", "□本报记者 {n}", "（记者 {n}）", "记者 {n} 通讯员 {n}", "文/{n}", "{paper}记者 {n}", "作者：{n}", "本刊特约记者 {n} {n}",
     "·{n}·", "（{n}）", "■ {n}", "新华社记者{n}", "撰文/{n} 摄影/{n}", "省长 {n}", "本报记者 {n} {n} {n}", "□ {n}", "◎{n}", "{city}市市长 {n}",
     "郑报全媒体记者 {n}", "本报见习记者 {n}", "新华社{city}{k}月{k}日电 记者{n}", "本报评论员", "本报记者 {n} 通讯员 {n} {n}", "{city}全媒体记者 {n}"],
    ["央视记者 {n}", "澎湃新闻记者 {n}", "文｜{n}", "通讯员：{n}", "本报实习生 {n}", "作者 {n}", "撰稿：{n}", "市人民政府市长 {n}", "（本报特派记者 {n}）",
     "记者/{n} 编辑/{n}", "■本报首席记者 {n}", "□{paper}记者 {n} {n}"],
)  # fmt: skip
HEADS = (
    ["{paper}", "{paper} {date} {day}", "第{#}版 {paper}", "{paper}　第{k}期", "{book}", "{#} {book}", "{book} {#}", "{chapter} {#}", "{#} {chapter}",
     "{paper} {date}", "{company} {year} 年年度报告", "{company}{year}年报告", "请务必阅读正文之后的免责声明", "{#}版 {section}", "A{#} {section} {date}",
     "{chapter}", "{section} {paper} {date}", "{book}　·{#}·", "{date} {day} 编辑 {n}", "民国九年四月{#}日　{day}", "{paper} 第{k}版"],
    ["{date}　{day}　第{#}版", "{#}｜{book}", "{company}研究报告 敬请参阅末页重要声明", "文史资料 第{k}辑", "{book}（上册）", "{city}{book}・{chapter}",
     "{paper}／{section}／{date}", "{chapter}　　{#}", "{company} 证券研究报告"],
)  # fmt: skip
PAGE_NUMBERS = (
    ["· {#} ·", "— {#} —", "{#}", "第{#}页", "第 {#} 页 共 {total} 页", "{#}/{total}", "- {#} -", "-{#}-", "{#}", "第 {#} 页"],
    ["Page {#}", "~{#}~", "P{#}", "• {#} •", "－{#}－", "{#} / {total}"],
)  # fmt: skip
EDITORS = (
    ["责任编辑：{n}", "责编 {n} 美编 {n}", "（责任编辑：{n}）", "编辑 {n}　校对 {n}", "本版编辑 {n}", "审核：{n}", "投稿邮箱：{k}@paper.com",
     "责任编辑 {n} 电话 {tel}", "编辑：{n}", "责任编辑：{n}　版式设计：{n}", "主编：{n} 责编：{n} 美编：{n} 校对：{n}", "本版责编：{n}"],
    ["责编/{n} 版式/{n}", "校对：{n}　{n}", "主编 {n}", "监制：{n}", "本期编辑：{n}　电子信箱：{k}@mail.com", "组版 {n} 审读 {n}", "初审：{n} 终审：{n}"],
)  # fmt: skip
# Scraps of web pages: a line each, or several that come together.
SCRAPS = (
    ["下载|打印|全屏|收藏|【字号：|加大|还原|减小|】", "来源：{paper}|时间：{date}", "分享到：|微信|微博|QQ空间", "打印本页|关闭窗口", "上一篇：{clause}|下一篇：{clause}",
     "相关阅读：", "相关报道：", "【字体：大 中 小】", "浏览次数：{big}", "当前位置：首页 > 新闻 > 正文", "扫一扫在手机打开当前页", "版权所有 {city}市人民政府", "京ICP备{big}号",
     "返回顶部", "关注公众号", "热门推荐", "我要评论|0条评论", "【字体：|大|中|小|】|分享：", "来源：|{paper}", "来源：{paper} 作者：{n}", "字体：|大|中|小", "点击：{big}次",
     "发布日期：{date}", "[打印] [关闭]", "来源： {paper} 发布时间：{date}", "分享", "收藏", "登录 注册", "首页 > {section} > 正文", "阅读：{big}", "【字号：大|中|小】|打印",
     "原标题：{clause}", "点赞 {k}|评论 {k}|转发", "展开全文", "分享：", "来源：", "查看更多", "(来源：{paper})", "文章来源：{paper}|责任编辑：{n}"],
    ["发布时间：{date} 来源：{paper}", "【打印】【关闭】", "阅读量 {big}", "收藏 分享 举报", "您当前的位置：首页 - {section}", "【字号 大 中 小】", "微信扫码分享", "编辑于 {date}",
     "已有{k}人点赞", "稿源：{paper}", "更新时间：{date}", "字号|大|中|小|打印", "作者：{n} 来源：{paper}", "信息来源：{paper}|浏览量：{big}", "上一条：{clause}|下一条：{clause}",
     "【大 中 小】|【打印】", "扫码关注{paper}", "声明：本网转载仅为传播信息"],
)  # fmt: skip
NOTES = (
    ["①{sentence}", "〔{#}〕 {sentence}", "[{#}] 见《{book}》。", "注：{sentence}", "注：数据来自{company}", "* 本文据{book}整理。", "① 《{book}》，第{k}页。", "〔{#}〕《{book}》{sentence}",
     "[{#}]{sentence}", "注{#}：{sentence}", "②参见{n}《{book}》第{k}页", "① {clause}", "＊{n}，{city}大学教授。", "资料来源：{company}", "备注：{clause}"],
    ["［{#}］ {sentence}", "※ {sentence}", "注释{#} {sentence}", "③ {n}：《{book}》，{year}年版。", "{#}〕 {sentence}", "说明：{clause}", "数据来源：{company}，{book}"],
)  # fmt: skip
REFERENCES = (
    ["[{#}] {n}, {n}. {book}研究[J]. 图书情报, {year}, {k}(3): {k}-{k}.", "[{#}] {n}. {book}导论[M]. 北京: {city}出版社, {year}", "[{#}] {n}. {book}[D]. {city}大学, {year}"],
    ["[{#}] {n}，{n}：《{book}》，{city}出版社{year}年版，第{k}页。", "{#}. {n}.{book}[M].{city}出版社,{year}."],
)  # fmt: skip
ROWS = (
    ["{word} {amount} {amount}", "{word} {amount}", "{word} {k} {k} {percent}", "{word}　{amount}　{percent}", "{n} {k} {city}", "{word}\t{k}\t{k}\t{k}", "{word} {amount} {amount} {percent}"],
    ["{k} {word} {amount}", "{word}  {percent}  {percent}", "{city} {k} {amount}", "{n}　{word}　{year}　{tel}"],
)  # fmt: skip
ROW_HEADS = ["项目 本期 上期", "单位：万元", "名称 数量 金额", "姓名 年龄 地址", "指标 {year}年 {year}年", "序号 项目 金额"]
ADS = (
    ["{company}招聘业务员，电话：{tel}", "{goods}每盒大洋{k}角　{shop}經售", "{shop}特价优惠　订购热线{tel}", "地址：{city}路{k}号　电话：{tel}", "{goods}　每瓶{k}元　批發處{shop}公司", "★{goods}★　{k}折起　欢迎选购",
     "{shop}百貨公司大減價", "{goods}诚招代理，联系人：{n}，电话{tel}", "{shop}照相　{k}張{k}角　當日可取", "各大藥房均有出售　{shop}公司總發行", "订阅《{paper}》　热线：{tel}", "定價每份{k}分"],
    ["诚招{goods}代理 联系人{n} {tel}", "{shop}大減價三星期", "{goods}低至{k}折　咨询{tel}", "{shop}商行　地址{city}路{k}號　電話{big}", "{goods}全國各大商店均售", "{company}热线：{tel} 网址www.{k}.com"],
)  # fmt: skip
SPEAKERS = (
    [["说话人1", "说话人2"], ["问", "答"], ["记者", "王芳"], ["张三", "李四"], ["主持人", "嘉宾"], ["观众", "讲者"], ["甲", "乙"], ["子曰", "子曰"]],
    [["发言人 A", "发言人 B"], ["Q", "A"], ["老师", "学生"], ["孟子曰", "王曰"], ["网友", "答主"]],
)  # fmt: skip
# Sentences whose first or last words a reader must not take for those of captions, by-lines or page furniture.
TRAPS = (
    ["来源于{city}的{goods}，{sentence}", "图为他当年拍摄的照片，{sentence}", "图书馆昨天开门，{sentence}", "表面上看，{sentence}", "注意到这一点的人不多，{sentence}", "记者{n}昨天从{city}获悉，{sentence}",
     "本报讯 {sentence}", "编辑部的人都来了，{sentence}", "分享经验的时候，{sentence}", "时间：{k}点钟，地点不变，{sentence}", "第{k}版上登着这条消息，{sentence}", "责任编辑{n}说：“{sentence}”",
     "作者{n}在书中写道：{sentence}", "声明的内容如下：", "关注这件事的人说，{sentence}", "电话响了，{sentence}", "{year}年{k}月，{sentence}", "{date} {city}市第十届人民代表大会常务委员会第{k}次会议通过",
     "{date} {city}市人民代表大会通过　{date} 省人民代表大会常务委员会批准", "（{date}{city}市人民政府第{k}次常务会议通过）", "{city}市人民政府", "{date}", "各位代表：", "同志们：", "尊敬的各位来宾：",
     "此致", "敬礼", "摄影是他一生的爱好。{n}摄于{city}的那张照片，{sentence}", "{n}说，这张照片是他摄的。", "见图{k}，{sentence}", "如表{k}所示，{sentence}", "附件：{clause}", "{sentence}（据{paper}）"],
    ["图中的人是谁，{sentence}", "打印出来以后，{sentence}", "时间过得很快，{sentence}", "注：这个字有两个读音，{sentence}", "表{k}和表{k}说明，{sentence}", "收藏家{n}说，{sentence}", "据{paper}报道，{sentence}",
     "{city}县人民政府", "女士们、先生们：", "地址不详，{sentence}", "阅读使人充实，{sentence}", "{n}提供的材料说，{sentence}", "特此公告。"],
)  # fmt: skip
PARTS = (
    "前言 引言 绪论 结语 后记 附录 摘要 致谢 尾声 楔子 总结 背景 方法 讨论 结论".split(),
    "序 导论 余论 跋 研究综述 凡例".split(),
)


class Words:
    """Fills templates by a seed; *apart* uses those kept for measuring."""

    def __init__(self, chance: random.Random, clauses: list[str], sentences: list[str], apart: bool) -> None:
        self.chance, self.apart = chance, apart
        self.clauses, self.sentences = clauses or ["春天来了"], sentences or ["春天来了。"]

    def of(self, templates: tuple[list, list]) -> list:
        """Return the templates of a kind that may be used."""
        return templates[self.apart]

    def fill(self, template: str, **given: object) -> str:
        """Return a template with its names filled in."""

        def value(match: re.Match[str]) -> str:
            key = match[1]
            if key in given:
                return str(given[key])
            if key == "clause":
                return self.chance.choice(self.clauses)
            if key == "sentence":
                return self.chance.choice(self.sentences)
            return FILLERS[key](self.chance)

        return FILLER.sub(value, template.replace("{#}", "{number}"))

    def pick(self, templates: tuple[list, list], **given: object) -> str:
        """Return a template of a kind, filled in."""
        return self.fill(self.chance.choice(self.of(templates)), **given)
