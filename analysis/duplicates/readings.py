"""What the dictionary makes of a reading in its place: words, and what seems a name."""

from __future__ import annotations

from typing import NamedTuple

from ..words.lookups import dictionary_words, in_dictionary, tagged_words
from ..words.scripts import is_han

NEAR = 2  # characters beside a difference whose words are looked at
GIVEN = 2  # characters of a given name
NAME_TAGS = ("nr", "ns", "nt")  # of people, places and bodies
NEGATIONS = frozenset("不未无非没否毋勿莫")
MODALS = frozenset("可能要应必都也仍就均只有是会须将该予全还亦皆已")  # that stand where a negation may
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾"
    "夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)


class Change(NamedTuple):
    """Two readings of a place, in their own contexts; all in usual forms of characters."""

    left: str
    old: str
    right: str
    other_left: str
    new: str
    other_right: str
    times: int  #: how often the same change is there

    @property
    def readings(self) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
        """Both readings, each with what stands before and behind it."""
        return (self.left, self.old, self.right), (self.other_left, self.new, self.other_right)


class Words(NamedTuple):
    """What the dictionary makes of a place."""

    pieces: int  #: words around the place
    longest: int  #: characters of the longest that holds a character of the reading, or lies across its place
    behind_surname: bool  #: which is a word for itself, one character before or directly before the place


def words_at(left: str, reading: str, right: str) -> Words:
    """Return what the dictionary makes of a place.

    >>> words_at("由", "其", "审查后公布")
    Words(pieces=3, longest=1, behind_surname=False)
    """
    begin, end = len(left), len(left) + len(reading)
    position, pieces, longest, behind_surname = 0, 0, 0, False
    for word in dictionary_words(left + reading + right):
        start, position = position, position + len(word)
        if position > begin - NEAR and start < end + NEAR:
            pieces += 1
            behind_surname |= word in SURNAMES and begin - GIVEN < position <= begin
            inside = start < end and position > begin if reading else start < begin < position
            if inside and position - start > longest and all(map(is_han, word)):
                longest = position - start
    return Words(pieces, longest, behind_surname)


def both_words(change: Change) -> bool:
    """Say whether both readings make a word of the dictionary, of two characters and more, in the same place.

    The longest words may not be: 承担责任 is one, and 分担责任 two.

    >>> both_words(Change("应当", "承", "担责任", "应当", "分", "担责任", 1))
    True
    >>> both_words(Change("予以公", "开", "。", "予以公", "幵", "。", 1))
    False
    """
    if len(change.old) != len(change.new):
        return False
    one, other = (_places(*reading) for reading in change.readings)
    return any(_covers(some, place, len(change.old)) for some, more in ((one, other), (other, one)) for place in more)


def _places(left: str, reading: str, right: str) -> list[tuple[int, int]]:
    """Return where words of several characters begin and end, counted from where a reading begins."""
    at, found = -len(left), []
    for word in dictionary_words(left + reading + right):
        start, at = at, at + len(word)
        if len(word) > 1 and all(map(is_han, word)):
            found.append((start, at))
    return found


def _covers(places: list[tuple[int, int]], place: tuple[int, int], size: int) -> bool:
    """Say whether words take up a place that holds some of a reading of so many characters, and nothing beyond it."""
    start, end = place
    within = [(first, last) for first, last in places if start <= first and last <= end]
    return start < size and end > 0 and sum(last - first for first, last in within) == end - start


def seems_name(left: str, reading: str, right: str) -> bool:
    """Say whether a reading lies in what seems a name: of a place, or a surname and what is given.

    >>> seems_name("由", "李", "明负责"), seems_name("应", "当", "公开")
    (True, False)
    """
    begin, end, position = len(left), len(left) + len(reading), 0
    for word, tag in tagged_words(left + reading + right, hmm=True):
        start, position = position, position + len(word)
        if tag[:2] in NAME_TAGS:
            reach = position + GIVEN if word in SURNAMES and tag == "nr" else position
            if start < end and reach > begin:
                return True
    return False


def is_name(change: Change) -> bool:
    """Say whether a reading of a change lies in what seems a name, and not both in common words.

    >>> is_name(Change("湖", "南", "省", "湖", "北", "省", 1)), is_name(Change("应", "当", "", "应", "该", "", 1))
    (True, False)
    """
    if all(_is_common_word(*reading) for reading in change.readings):
        return False
    return any(seems_name(*reading) for reading in change.readings)


def _is_common_word(left: str, reading: str, right: str) -> bool:
    """Say whether a reading lies in a word of the dictionary, of two characters and more, that is no name."""
    begin, end, position = len(left), len(left) + len(reading), 0
    for word, tag in tagged_words(left + reading + right):
        start, position = position, position + len(word)
        if start < end and position > begin and len(word) > 1 and tag[:2] not in NAME_TAGS:
            return True
    return False


def is_word(left: str, piece: str, right: str) -> bool:
    """Say whether the dictionary has a word that holds a piece twice, in its place, and means it to be there twice.

    Some of its entries were doubled when it was made: 科科长, where 科科 is no word and 科长 is one.

    >>> is_word("人", "人", "有责"), is_word("环", "环", "境"), is_word("科", "科", "长")
    (True, False, False)
    """
    twice = piece * 2
    words = [word for word in dictionary_words(left + piece + right) if twice in word and in_dictionary(word)]
    return any(in_dictionary(twice) or not in_dictionary(word.replace(twice, piece, 1)) for word in words)
