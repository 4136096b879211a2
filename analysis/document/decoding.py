"""The text of bytes: which encoding they are in, and what in them is no text."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from ..languages.messages import N_, _
from .encoding_signs import declared_encoding, escaped_encoding, foreign_encoding, utf8_run
from .files import DocumentError as DocumentError

NEWLINE_BYTES = re.compile(rb"\r\n|\n|\r")
# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
LEGACY = ("gb18030", "big5", "cp950", "big5hkscs")
INVALID = N_("not valid {encoding}; pass encoding=... to say what it is")
NOT_AS_GIVEN = N_("not valid {encoding}; pass another encoding=... to say what it is")
IN_CANONICAL_FORM = N_("not valid {encoding} in its one canonical form; pass another encoding=... to say what it is")
AS_BEFORE = N_("not valid {encoding}, as the text before it is; pass encoding=... to say what it is")
ORDINARY = re.compile("[\t\n\r -~\u2010-\u2027\u3000-\u301f\u4e00-\u9fff\uff01-\uff5e]")


def decode(
    data: bytes, encoding: str | None, label: str, exact: bool = True, is_given: bool = True
) -> tuple[str, str, bool]:
    """Return the text, the codec's name and whether a byte order mark was taken off.

    Unless *exact*, the bytes may be such as the codec itself would not write. *is_given* says whether a person gave the
    encoding, where there is one.
    """
    mark = next((m for m, e in MARKS.items() if data.startswith(m) and encoding in (None, e)), b"")
    body = data[len(mark) :]
    invalid = NOT_AS_GIVEN if encoding and is_given else INVALID
    if encoding is None:
        if not mark and (text := _utf8(body, label)) is not None:
            return text, "utf-8", False
        encoding = MARKS[mark] if mark else _detect(body, label)
    try:
        encoding = codecs.lookup(encoding).name
        text = body.decode(encoding)
        returned = text.encode(encoding) if exact else body
    except (LookupError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise _invalid(data, len(mark) + error.start, label, encoding, invalid) from None
        raise DocumentError(
            f"{label}: " + _("{encoding!r} is no text encoding that this Python knows").format(encoding=encoding)
        ) from None
    if returned != body:
        first = next(
            (i for i, (a, b) in enumerate(zip(returned, body, strict=False)) if a != b), min(len(returned), len(body))
        )
        raise _invalid(data, len(mark) + first, label, encoding, IN_CANONICAL_FORM)
    return text, encoding, bool(mark)


def page_text(data: bytes, encoding: str | None, label: str) -> str:
    """Return the text of an HTML page, by what was given, its mark, what it declares, or else as of any text."""
    is_given = encoding is not None
    if encoding is None and not data.startswith(tuple(MARKS)):
        encoding = declared_encoding(data)
        if encoding in LEGACY:
            refuse_mixed(data, label)
    return decode(data, encoding, label, exact=False, is_given=is_given)[0]


def _invalid(data: bytes, byte: int, label: str, encoding: str, message: str = INVALID) -> DocumentError:
    return DocumentError(f"{label}: {_place(data, byte)}: {_(message).format(encoding=encoding)}")


def _place(data: bytes, byte: int) -> str:
    line = len(NEWLINE_BYTES.findall(data[:byte])) + 1
    return _("line {line}, byte {byte}").format(line=line, byte=byte + 1)


def _valid_until(data: bytes, codec: str) -> int:
    """Return the first byte that is not valid in an encoding."""
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        return error.start
    return 0  # valid, but not as the codec itself would write it


def _utf8(data: bytes, label: str) -> str | None:
    """Return the text of bytes if it is UTF-8 without a NUL."""
    if codec := escaped_encoding(data):
        raise _foreign(label, codec)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = data.decode("utf-8", "replace")
        # Text in another encoding is all replacement characters; UTF-8 with a few bad bytes is hardly any.
        if broken.count("\ufffd") * 10 < sum(not c.isascii() for c in broken):
            raise _invalid(data, error.start, label, "utf-8") from None
        return None
    return text if "\0" not in text else None


def _detect(data: bytes, label: str) -> str:
    """Return the name of the encoding of bytes without a byte order mark that are not UTF-8."""
    if codec := foreign_encoding(data):
        raise _foreign(label, codec)
    for codec in ("utf-16-le", "utf-16-be"):
        if _decodes(data, codec) and _looks_chinese(data.decode(codec)):
            return codec
    if (nul := data.find(0)) >= 0:
        raise DocumentError(
            f"{label}: "
            + _("byte {byte}: a NUL byte, so the file is binary; pass encoding=... if it is not").format(byte=nul + 1)
        )
    refuse_mixed(data, label)
    possible = [codec for codec in LEGACY if _decodes(data, codec)]
    if {"gb18030", "big5"} <= set(possible):
        # Bytes of the one are mostly valid in the other too; which reading is a language is for the library to say.
        ranked = from_bytes(data, cp_isolation=["gb18030", "big5"], threshold=1.0, steps=20, chunk_size=2048)
        best = ranked.best()
        return best.encoding if best else possible[0]
    if not possible:
        byte = max(_valid_until(data, codec) for codec in ("utf-8", *LEGACY))
        place = f"{_place(data, byte)}: " if byte else ""
        reason = _(
            "not text in UTF-8, UTF-16, GB18030 or Big5 (a binary file, or several encodings in one?); "
            "pass encoding=... to say what it is"
        )
        raise DocumentError(f"{label}: {place}{reason}")
    return possible[0]


def refuse_mixed(data: bytes, label: str) -> None:
    """Raise when bytes that are not UTF-8 are so in part: another encoding would read that part as other characters."""
    begin, until = utf8_run(data), _valid_until(data, "utf-8")
    if begin is None:
        return
    if begin < until:
        raise _invalid(data, until, label, "utf-8", AS_BEFORE)
    reason = _("UTF-8 in a text of another encoding; pass encoding=... to say what it is")
    raise DocumentError(f"{label}: {_place(data, begin)}: {reason}")


def _foreign(label: str, codec: str) -> DocumentError:
    message = _("looks like {codec}; pass encoding={codec!r} if it is, or what it is instead")
    return DocumentError(f"{label}: {message.format(codec=codec)}")


def _decodes(data: bytes, codec: str) -> bool:
    try:
        return data.decode(codec).encode(codec) == data
    except UnicodeError:
        return False


def _looks_chinese(text: str) -> bool:
    """Say whether nearly all characters are what Chinese text holds; chance, or the other byte order, gives a third."""
    return len(ORDINARY.findall(text)) > 0.8 * len(text)
