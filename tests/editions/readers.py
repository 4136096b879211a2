"""Readers of the forms that a repair is written in: each gives back the text with all changes made, and with none."""

import io
import re
import zipfile
from xml.etree import ElementTree

from analysis.document.documents import NEWLINE_NAMES

LINE_ENDS = {name: end for end, name in NEWLINE_NAMES.items()}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
NUMBER = re.compile("_x([0-9A-F]{4})_")


def part(data, name):
    """Return a part of a Word file as XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return ElementTree.fromstring(file.read(name))


def word(data, line_end, accept):
    """Return the text of a Word file with all tracked changes accepted, or rejected."""
    gone = "del" if accept else "ins"
    *paragraphs, last = part(data, "word/document.xml").findall(f"{WORD}body/{WORD}p")
    lines = []
    for paragraph in paragraphs:
        line = "".join(map(_run, _runs(paragraph, gone)))
        is_joined = paragraph.find(f"{WORD}pPr/{WORD}rPr/{WORD}{gone}") is not None
        lines.append(line if is_joined or line.endswith(tuple(NEWLINE_NAMES)) else line + line_end)
    return "".join([*lines, *map(_run, _runs(last, gone))])


def _runs(paragraph, gone):
    for child in paragraph:
        if child.tag == f"{WORD}r":
            yield child
        elif child.tag in (f"{WORD}ins", f"{WORD}del") and child.tag != f"{WORD}{gone}":
            yield from child.findall(f"{WORD}r")


def _run(run):
    special = {f"{WORD}tab": "\t", f"{WORD}br": "\f"}
    return "".join(special.get(child.tag) or _characters(child.text or "") for child in run)


def _characters(text):
    return NUMBER.sub(lambda match: chr(int(match[1], 16)), text)


def comments(data):
    """Return what the comments of a Word file say, by their numbers."""
    found = part(data, "word/comments.xml").findall(f"{WORD}comment")
    return {comment.get(f"{WORD}id"): "".join(comment.itertext()) for comment in found}


def tei(data, line_end, accept):
    """Return the text of a TEI file without what was deleted, or without what was added."""
    root = ElementTree.fromstring(data)
    declared = {f"#{char.get(XML_ID)}": char[0].text for char in root.iter(f"{TEI}char")}
    gone = {f"{TEI}{name}" for name in (("del", "sic") if accept else ("add", "corr"))}
    pieces = []

    def read(node):
        if node.tag in gone:
            return
        if node.tag == f"{TEI}lb":
            pieces.append(LINE_ENDS[node.get("type")] if node.get("type") else line_end)
        elif node.tag == f"{TEI}pb" and node.get("facs") is None:
            pieces.append("\f")
        elif node.tag == f"{TEI}g":
            pieces.append(chr(int(declared[node.get("ref")].removeprefix("U+"), 16)))
        pieces.append(node.text or "")
        for child in node:
            read(child)
            pieces.append(child.tail or "")

    read(root.find(f"{TEI}text/{TEI}body"))
    first, *rest = (piece for piece in pieces if piece)
    assert first == line_end, "the first line begins with a line break of its own"
    return "".join(rest)


CRITIC = re.compile(
    r"\{\+\+(?P<new>.*?)\+\+\}|\{--(?P<old>.*?)--\}|\{~~(?P<before>.*?)~>(?P<after>.*?)~~\}|\{>>.*?<<\}", re.DOTALL
)
PARTED = (
    (re.compile(r"~\\(\\*)(?=>)"), r"~\1"),
    (re.compile(r"(\+\+|--|~~|==|<<)\\(\\*)\}"), r"\1\2}"),
    (re.compile(r"\{\\(\\*)(?=\+\+|--|~~|==|>>)"), r"{\1"),
)


def critic(data, accept):
    """Return the text of CriticMarkup with all changes made, or with none."""
    text, pieces, at = data.decode(), [], 0
    for mark in CRITIC.finditer(text):
        made = mark["new"] or mark["after"] if accept else mark["old"] or mark["before"]
        pieces += [text[at : mark.start()], made]
        at = mark.end()
    return "".join(map(_whole, filter(None, [*pieces, text[at:]])))


def _whole(text):
    for mark, without in PARTED:
        text = mark.sub(without, text)
    return text


def patched(data, old):
    """Return what a unified diff makes of the bytes of a file, by the rules of POSIX `diff -u`, context checked."""
    lines, out, at = _lines(old), [], 0
    rows = _lines(data)[2:]
    for number, row in enumerate(rows):
        if row.startswith(b"@@"):
            start, count = map(int, re.match(rb"@@ -(\d+),(\d+)", row).groups())
            begin = start - 1 if count else start
            out += lines[at:begin]
            at = begin
        elif not row.startswith(b"\\"):
            is_last = number + 1 < len(rows) and rows[number + 1].startswith(b"\\")
            line = row[1:-1] if is_last else row[1:]
            if row[:1] in b" -":
                assert lines[at] == line
                at += 1
            if row[:1] in b" +":
                out.append(line)
    return b"".join([*out, *lines[at:]])


def _lines(data):
    return re.findall(rb"[^\n]*\n|[^\n]+", data)
