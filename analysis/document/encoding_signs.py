"""What bytes say of their encoding: the declaration of a page, and the marks of encodings that are not Chinese."""

from __future__ import annotations

import codecs
import re
from functools import cache

HEAD = 4096  # bytes of a page in which its encoding is declared
COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
DECLARED = re.compile(
    rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
# As browsers read them: GB 2312 and GBK are declared where GB18030 is meant.
MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "utf-16": "utf-8"}
# Codecs for text in which a page's own declaration can be read; any other name in a page is disregarded.
PAGE_CODECS = re.compile(
    r"utf-8|gb18030|big5|big5hkscs|cp950|hz|shift_jis|cp932|euc_jp|iso2022_jp|euc_kr|cp949|"
    r"iso8859-\d+|cp125\d|cp874|koi8-[ru]|ascii"
)
# Pages that declare one of these, a server's default, are mostly in UTF-8.
DEFAULTS = ("ascii", "iso8859-1", "cp1252")

ISO_2022_JP = re.compile(rb"\x1b\$[@B]|\x1b\([JI]")
ISO_2022_KR = re.compile(rb"\x1b\$\)C")
HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")
KANA = frozenset(map(chr, (*range(0x3041, 0x3094), *range(0x30A1, 0x30F7))))
HANGUL = frozenset(map(chr, range(0xAC00, 0xD7A4)))
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
WORDS = re.compile(r"[^\x00-\x7f]+")
# In less text, chance makes bytes of one encoding look like another.
ENOUGH = 12
# Six Chinese characters of UTF-8 in a row: in GB18030 and Big5, chance hardly gives that.
UTF8_RUN = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc-\xbf][\x80-\xbf]){6}")
MARKS_OF_BOTH = "、。「」（），！？ー・々"


def declared_encoding(data: bytes) -> str | None:
    """Return the codec that a page declares near its beginning, if it is one for text.

    >>> declared_encoding(b'<meta charset="gb2312">'), declared_encoding(b"<p>")
    ('gb18030', None)
    """
    found = DECLARED.search(COMMENT.sub(b"", data[:HEAD]))
    if not found:
        return None
    label = (found[1] or found[2]).decode().lower()
    try:
        codec = MEANT.get(name := codecs.lookup(MEANT.get(label, label)).name, name)
    except LookupError:
        return None
    if not PAGE_CODECS.fullmatch(codec):
        return None
    if codec == "big5":
        return next((each for each in ("big5", "cp950", "big5hkscs") if _text(data, each) is not None), codec)
    return "utf-8" if codec in DEFAULTS and _text(data, "utf-8") is not None else codec


def escaped_encoding(data: bytes) -> str | None:
    """Return the codec whose escape sequences are in bytes that are all ASCII: HZ, ISO-2022-JP or ISO-2022-KR.

    >>> escaped_encoding("春天来了。".encode("hz")), escaped_encoding(b"text")
    ('hz', None)
    """
    if not data.isascii():
        return None
    for pattern, codec in ((ISO_2022_JP, "iso2022_jp"), (ISO_2022_KR, "iso2022_kr"), (HZ, "hz")):
        if pattern.search(data) and _text(data, codec) is not None:
            return codec
    return None


def foreign_encoding(data: bytes) -> str | None:
    """Return the codec in which bytes are Japanese or Korean, if that is plain: what share is kana, or hangul.

    >>> foreign_encoding("これは日本語の文章です。".encode("shift_jis"))
    'shift_jis'
    """
    for codec in ("euc_jp", "shift_jis"):
        if _share(_text(data, codec), KANA) > 0.2:
            return codec
    if _share(_text(data, "shift_jis"), _kanji()) > 0.9 and _share(_text(data, "gb18030"), _usual_han()) < 0.3:
        return "shift_jis"
    korean = _text(data, "euc_kr") or ""
    words = WORDS.findall(korean)
    # Korean parts its words; Chinese that is Korean by chance does not.
    is_spaced = sum(map(len, words)) < 6 * len(words)
    return "euc_kr" if is_spaced and _share(korean, HANGUL) > 0.8 else None


def utf8_run(data: bytes) -> int | None:
    """Return where a run of UTF-8 begins in bytes that are not UTF-8 as a text, if it is too long for chance.

    >>> utf8_run("春天来了。".encode("gb18030") + "孩子们在草地上".encode())
    10
    """
    found = UTF8_RUN.search(data)
    return found.start() if found else None


@cache
def _kanji() -> frozenset[str]:
    """Return what nearly all of a Japanese text is: kana, marks and the usual kanji (JIS level 1)."""
    return KANA | _rows("shift_jis", range(0x88, 0x98))


@cache
def _usual_han() -> frozenset[str]:
    """Return what most of a Chinese text is: marks and the usual characters (GB 2312 level 1)."""
    return _rows("gb2312", range(0xB0, 0xD8))


def _rows(codec: str, leads: range) -> frozenset[str]:
    """Return the characters of two bytes that begin with one of the *leads*, and marks."""
    characters = (bytes([lead, trail]).decode(codec, "ignore") for lead in leads for trail in range(0x40, 0xFF))
    return frozenset(MARKS_OF_BOTH).union(c for c in characters if len(c) == 1 and not c.isascii())


def _text(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


def _share(text: str | None, script: frozenset[str]) -> float:
    """Return the share of a script among what is not ASCII, where there is enough to tell."""
    of = len(NOT_ASCII.findall(text)) if text else 0
    return sum(map(script.__contains__, text)) / of if text and of >= ENOUGH else 0.0
