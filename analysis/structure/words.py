"""Words and shapes of words by which readers know captions, by-lines, page furniture, notes and advertisements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

CLOSING = frozenset("。！？!?…：:；;”’」』）)】》〉〕—.")
MID_START = re.compile("[，。、；：！？）》」』”’,;:!?)]|的(?![确士])")
PROSE = re.compile("[，,。；;：:、“”！？]")
SENTENCE_ENDS = frozenset("。！？；：，、”…!?;:,")  # none of `ENDINGS` ends so
LONG = 100  # characters beyond which `WITHIN` is not looked for
HEAD, TAIL = 40, 24  # characters of a block in which its first and its last words are looked for

# Looked for at a block's beginning; each is one feature.
OPENINGS = {
    "begins as a caption": "[（(]?(?:[上下左右中前后]?[图圖][：:]|[图圖][为為片中]"
    "|[图圖表]\\s?[一二三四五六七八九十\\d①-⑳⑴-⒇]|[图圖表]\\s?[（(]\\s?[一二三四五六七八九十\\d]|Fig|Table)",
    "begins with a reporter": "[□■◆●（(\\[【]?\\s?(?:[一-鿿]{0,8}(?:记者|記者|通讯员|特派员|撰稿|特约评论员)"
    "|文[/／:：|｜]"
    "|图[/／|｜]|作者[:：]|撰文|供稿)",
    "begins with an editor": "[（(【\\[]?(?:本?[版期]?(?:责任)?编辑|责编|主编|副主编|编审|校对|审核|初审|复审"
    "|终审|监制|美编|版式|值班"
    "|排版|组版|总编|制作|策划|投稿|电子(?:信箱|邮箱)|邮箱|E-?mail)",
    "begins with a source": "[（(【\\[]?(?:来源|稿源|信源|文章来源|信息来源|新闻来源|出处"
    "|(?:发布|更新)(?:时间|日期|者|人|机构|单位)?[：:]|(?:发布|更新)(?:时间|日期)|(?:时间|日期)[：:]"
    "|作者|原标题|本文来自|摘自|据)",
    "begins with a word of a web page": "[（(【\\[<«‹]?(?:分享|打印|下载|收藏|全屏|字[体号]|加大|还原|减小|阅读"
    "|浏览|点击|扫[一码]|微信|微博"
    "|关注|返回|首页|关闭|上一[篇页]|下一[篇页]|相关|推荐|评论|点赞|举报|登录|注册(?:登录|会员|账号|帐号|$)|更多|当前位置|您现在"
    "|您的位置|热门|版权|转载"
    "|网址|https?:|www|Copyright|©|ICP|展开|收起|查看|回复|转发|复制|朋友圈|客户端|免责|声明|[>＞»])",
    "begins with a note's mark": "[①-⑳⑴-⒇*＊※†‡]|[\\[［〔【(（]\\d{1,3}[\\]］〕】)）]|注[释释]?[：:\\d一二三]"
    "|附注|说明[：:]|[编編]者[按注]|[备備][注註]"
    "|\\d{1,3}[〕\\]]|[参參][见見]",
    "begins with a speaker": "[一-鿿A-Za-z\\d·]{1,10}(?:[（(][^（()）]{1,8}[）)])?[：:]",
    "begins with a bullet": "[-—–*+•●■◆▲△○□▶◇·◎☆★✓]{1,2}\\s?(?=[^\\s\\d])",
    "begins with a date": "[一二三四五六七八九〇○零\\d]{2,4}[-年./]\\s?[一二三四五六七八九十\\d]{1,3}",
    "is a name": "(?:[王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭肖程曹"
    "袁邓鄧许許傅沈曾"
    "彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢"
    "汤湯尹黎易常武乔喬贺賀赖賴龚龔文鲁魯柳俞梅盛章]|欧阳|司马|上官|诸葛)[一-鿿]{1,2}$",
    "is a page number": "(?:[-—–·•~\\s]{0,4}[\\dⅠ-Ⅿivxl]{1,4}[-—–·•~\\s]{0,4}"
    "|第\\s?[\\d一二三四五六七八九十]{1,4}\\s?[页頁][^，。]{0,10}"
    "|\\d{1,4}\\s?[/／]\\s?\\d{1,4}|[Pp](?:age|\\.)?\\s?\\d{1,4}.{0,8})$",
    "is the name of a part": "(?:前言|引言|序[言章]?|绪论|緒論|导[言论]|结[语论束]|后记|跋|附[录件则]?"
    "|目\\s{0,4}[录次錄]|摘\\s{0,4}要|关键词|致谢"
    "|参考文献|參考文獻|尾声|楔子|引子|正文|总则|分则|索引|凡例|说明|小结|讨论|方法)[\\d一二三四五]{0,2}[：:]?$",
}
# Looked for at a block's end.
ENDINGS = {
    "ends with a credit": "(?:摄|攝|摄影|摄影报道|供图|提供|资料图片?|制图|绘图|绘|文[/／]图|图[/／]文|社发"
    "|日报发|图片社|/[图摄])[）)】]?$",
    "ends with a name and a credit": "[一-鿿·]{2,4}\\s?[/／]?(?:摄|攝|摄影|供图|制图|绘)[）)】]?$",
    "ends with a page number": "[\\s.…·．—-]{1,12}\\d{1,4}$",
    "ends with an issue or a weekday": "(?:[版期页頁号號卷]|星期[一二三四五六日天]|週[一二三四五六日])[）)】]?$",
    "ends with a date": "[年./-]\\s?[一二三四五六七八九十\\d]{1,3}[月./-]\\s?"
    "(?:[一二三四五六七八九十\\d]{1,3}\\s?日?)?[)）]?$",
    "ends with an hour": "\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?[)）]?$",
    "ends with an amount": "\\d[\\d,，.]{0,15}[%％万亿元]{0,3}$",
}
# Looked for in both.
WITHIN = {
    "words of an advertisement": "电话|電話|热线|地址|地點|订购|订阅|定阅|售价|特价|优惠|促销|咨询|联系人"
    "|大减价|批發|經售|發行所|總發行"
    "|每[盒瓶份册]|定價|低至|抢购|招[生商聘租]|包邮|诚招|欢迎(?:选购|订阅|光临|惠顾|来电)|[★☆]",
    "an issue, an edition or a weekday": "第\\s?[\\d一二三四五六七八九十百零〇]{1,6}\\s?[版期卷号號]"
    "|星期[一二三四五六日天]|民[国國][一二三四五六七八九十]|[A-D]\\d{1,2}版",
    "a web address": "https?:|www\\.|\\.com|\\.cn|@",
    "a reference": "\\[[JMDCNSRZ](?:/OL)?\\]|\\d{4},\\s?\\d|出版社",
    "an amount": "\\d{1,3}(?:,\\d{3})+|\\d\\.\\d\\d(?!\\d)",
}
NAMES = (*OPENINGS, *ENDINGS, *WITHIN)


OF_HEAD, OF_TAIL = slice(len(OPENINGS)), slice(len(OPENINGS), len(OPENINGS) + len(ENDINGS))
OF_BOTH = slice(len(OPENINGS) + len(ENDINGS), len(NAMES))
# All as one, since most texts have none of them, and then each.
AT_HEAD, AT_TAIL = (
    tuple(re.compile(f"{start}(?:{one})") for one in ("|".join(words.values()), *words.values()))
    for start, words in (("\\A", OPENINGS), ("", ENDINGS))
)
IN_BOTH = tuple(map(re.compile, WITHIN.values()))
# Something of this is in whatever any of `WITHIN` finds. Each alternative begins with a character, none with a class:
# `re` then looks for these first, and does not try all alternatives at each character, as it does with `WITHIN`.
IN_ANY = re.compile(
    "电话|電話|热线|地址|地點|订购|订阅|定阅|售价|特价|优惠|促销|咨询|联系人|大减价|批發|經售|發行所|總發行"
    "|每[盒瓶份册]|定價|低至|抢购|招[生商聘租]|包邮|诚招|欢迎|★|☆"
    "|版|期|卷|号|號|星期|民[国國]|http|www|@|\\[[JMDCNSRZ]|出版社|,\\s?\\d|\\.[\\dc]"
)
REPORTER = re.compile(  # at the start of what is searched: from each place of 特约特约… it would take quadratic time
    "\\A[□■◆●（(【\\[]?\\s?(?:本报|本网|本刊|新华社|央视|[\\u4e00-\\u9fff]{1,4}[报网社]|澎湃新闻)?(?:全媒体|融媒体"
    "|首席|见习|特约|实习|新闻)*"
    "(?:记者|通讯员|特派员)[\\s:：]*[\\u4e00-\\u9fff·×]{2,4}(?:[\\s、]+[\\u4e00-\\u9fff·×]{2,4})*"
    "(?:\\s*(?:文/图|文))?[）)】\\]]?$"
)


def word_columns(texts: Sequence[str]) -> dict[str, np.ndarray]:
    """Return for each of `NAMES` which texts have such words (1.0 or 0.0); no text is empty.

    >>> columns = word_columns(["图为会场 王芳摄", "春天来了。"])
    >>> [name for name, column in columns.items() if column[0]]
    ['begins as a caption', 'ends with a credit', 'ends with a name and a credit']
    """
    found = np.zeros((len(NAMES), len(texts)))
    for row, text in enumerate(texts):
        head, tail = text[:HEAD], text[-TAIL:]
        if AT_HEAD[0].match(head):
            found[OF_HEAD, row] = [one.match(head) is not None for one in AT_HEAD[1:]]
        if text[-1] not in SENTENCE_ENDS and AT_TAIL[0].search(tail):
            found[OF_TAIL, row] = [one.search(tail) is not None for one in AT_TAIL[1:]]
        if len(text) <= LONG:
            both = head if len(text) <= HEAD else f"{head} {tail}"
            if IN_ANY.search(both):
                found[OF_BOTH, row] = [one.search(both) is not None for one in IN_BOTH]
    return dict(zip(NAMES, found, strict=True))


def names_a_reporter(text: str) -> bool:
    """Say whether a text has one of the words that every by-line at the end of a paragraph has.

    >>> names_a_reporter("会议开了。本报记者 王芳"), names_a_reporter("会议开了。")
    (True, False)
    """
    return "记者" in text or "通讯员" in text or "特派员" in text


def byline_start(text: str) -> int:
    """Return where a by-line at the end of a paragraph's text begins, or 0.

    >>> byline_start("会议开了。本报记者 王芳"), byline_start("会场一角。本报记者 王芳 摄")
    (5, 0)
    """
    if not names_a_reporter(text):
        return 0
    tail = max(text.rfind(mark, 0, -1) for mark in "。！？”…") + 1
    return tail + len(text[tail:]) - len(text[tail:].lstrip()) if tail and REPORTER.match(text[tail:].lstrip()) else 0
