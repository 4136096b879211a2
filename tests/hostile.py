"""Small files that nothing may stumble over: each is loaded, or refused in one line that names it.

Use ``make_hostile(folder)`` for all of them, ``hostile_texts()`` for those that are bytes in an ordinary file. A named
pipe, a socket, a device and loops of links are among them, so run whatever reads them with a limit on time and memory.
"""

import os
import stat
import zipfile
import zlib
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path

PROSE = "春天来了，公园里的花都开了。孩子们在草地上放风筝，老人坐在树下下棋，谁也没有注意到天边的云慢慢聚了起来。"
OTHER = "会议由市政协主席主持，各县区负责人参加了会议，并就下一年度的重点工作作了安排，要求各单位抓好落实。"
TRADITIONAL = "孟子見梁惠王。王曰：「叟不遠千里而來，亦將有以利吾國乎？」孟子對曰：「王何必曰利？亦有仁義而已矣。」"
JAPANESE = "これは日本語の文章です。東京の公園で、子どもたちが遊んでいる。カメラとテレビもあります。"
KOREAN = "이것은 한국어 문장입니다. 서울의 공원에서 아이들이 놀고 있습니다."
SCRIPT = "<script>alert(1)</script>"


@cache
def hostile_texts() -> dict[str, bytes]:
    """Return names and bytes of all that can be a regular file with an ordinary name."""
    encoded = {name: text.encode() for name, text in (_shapes() | _marks() | _markup()).items()}
    return encoded | _encodings() | _formats()


def make_hostile(folder: Path) -> list[Path]:
    """Write every hostile file that this system lets one have, and return the paths in order.

    Inside *folder* there are no other files: what links lead to is among them, or does not exist, or is a device.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [_written(folder / name, data) for name, data in hostile_texts().items()]
    for name in _names():
        with suppress(OSError, ValueError, UnicodeError):  # not every system takes every name
            paths.append(_written(Path(os.fsdecode(os.path.join(os.fsencode(folder), name))), PROSE.encode()))  # noqa: PTH118
    for name in SPECIAL:
        with suppress(OSError, AttributeError):  # nor has every system all kinds of file
            SPECIAL[name](folder / name)
            paths.append(folder / name)
    return sorted(paths, key=os.fsencode)


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _shapes() -> dict[str, str]:
    """Return texts whose shape is odd: lengths, repeats, nesting, lines."""
    fibonacci = ["哈", "哈啊"]
    while len(fibonacci[-1]) < 3000:
        fibonacci.append(fibonacci[-1] + fibonacci[-2])
    tail = "，这一段话在许多地方都出现过，从头到尾一个字也没有改动，谁也不知道是从哪里来的。"
    return {
        "empty.txt": "",
        "only_spaces.txt": " 　\t\n\n　\n",
        "only_empty_lines.txt": "\n" * 5000,
        "one_letter.txt": "政",
        "one_newline_at_the_end.txt": "政协\n",
        "only_headings.md": "\n\n".join(f"# 第{n}章" for n in range(300)),
        "equal_headings.md": "\n\n".join(["## 工作报告"] * 300),
        "heading_behind_indent.md": "## 工作报告\n\n　　## 工作报告\n\n　　工作报告\n\n" + PROSE,
        "only_punctuation.txt": "，。、；：？！“”‘’（）《》【】……——\n" * 50,
        "only_brackets.txt": "（《“" * 500,
        "one_line.txt": PROSE * 500,
        "one_character.txt": "一" * 20_000,
        "period_two.txt": "哈啊" * 5000,
        "period_three.txt": "哈啊呀" * 3000,
        "period_77.txt": (PROSE + OTHER)[:77] * 100,
        "period_with_marks.txt": "走！" * 5000,
        "fibonacci.txt": fibonacci[-1],
        "two_blocks_of_one_character.txt": "哈" * 200 + "\n\n" + "啊" * 200,
        "many_blocks_of_one_character.txt": "\n\n".join(c * 200 for c in "哈啊呀哈啊呀"),
        "equal_paragraphs.txt": f"{PROSE}\n\n" * 300,
        "paragraphs_that_differ_in_a_number.txt": "".join(f"{n}、{PROSE}\n\n" for n in range(300)),
        "interleaved.txt": f"{PROSE}\n\n{OTHER}\n\n" * 2,
        "five_blocks.txt": f"{PROSE}\n\n{PROSE}春\n\n{PROSE}\n\n春\n\n{PROSE}",
        "copies_that_overlap.txt": f"{PROSE}{OTHER}\n\n{OTHER}{PROSE}{OTHER}",
        "copies_with_edits.txt": "\n\n".join(PROSE.replace(c, "国") for c in PROSE[:30]),
        "shared_tail.txt": "\n\n".join(f"第{n}组的人都说{tail}" for n in range(200)),
        "cut_paragraph.txt": f"{PROSE[:-9]}\n\n{PROSE[-9:]}\n\n会议由市政\n\n协主席主持。",
        "short_sentences.txt": "来了！" * 30 + "走！\n\n" + "来了！" * 30 + "走！",
        "many_marks.txt": "、。《》「」" * 25 + "甲\n\n" + "、。《》「」" * 25 + "a",
        "digits.txt": "圆周率：" + "3141592653" * 1000,
        "huge_number.md": "9" * 400 + ". 项\n\n" + "第" + "九" * 400 + "条 " + PROSE,
        "nested_titles.txt": "《" * 3000 + "甲" + "》" * 3000,
        "nested_quotations.txt": "“" * 3000 + "甲" + "”" * 3000,
        "nested_markdown.md": "> " * 500 + "甲\n\n" + "- " * 500 + "乙\n",
        "wrapped.txt": "\n".join((PROSE * 20)[at : at + 20] for at in range(0, 20 * len(PROSE), 20)),
        "verse.txt": "\n".join(["牀前明月光，", "疑是地上霜。", "舉頭望明月，", "低頭思故鄉。"] * 50),
    }


def _marks() -> dict[str, str]:
    """Return texts with characters that are seldom seen, or not seen at all."""
    return {
        "bom_alone.txt": "\ufeff",
        "bom_twice.txt": "\ufeff\ufeff" + PROSE,
        "bom_inside.txt": PROSE + "\ufeff" + PROSE,
        "replacement_characters.txt": "\ufffd" * 30 + PROSE,
        "combining_mark.txt": "\u0301",
        "combining_marks.txt": "\u0301\u0308" * 300 + "\n\n" + "\u0308\u0301" * 300,
        "marks_on_letters.txt": "政\u0301\u0308协" * 200,
        "variation_selectors.txt": "葛\U000e0100城\ufe00市" * 100,
        "zero_width.txt": "政\u200b协\u200d工\u2060作\ufeff" * 100,
        "only_zero_width.txt": "\u200b\u200c\u200d\u2060" * 20,
        "bidi.txt": "政协\u202e工作\u202c\u2066会议\u2069，" * 50,
        "private_use.txt": "\ue000\ue001政协\uf8ff\U000f0000" * 100,
        "above_the_plane.txt": "𠀀字和㐀字都在这一句话里，𪚥也在。" * 20,
        "noncharacters.txt": "政\ufffe协\uffff工\U0010ffff作" * 20,
        "folding_changes_length.txt": "一百㎡的ﬁ房ẞ子㍿和㋿İ" * 50,
        "cr.txt": "一。\r二。\r\r三。\r",
        "crlf.txt": "一。\r\n二。\r\n\r\n三。\r\n",
        "nel.txt": "一。\x85二。\x85\x85三。",
        "line_separators.txt": "一。\u2028二。\u2029三。",
        "mixed_newlines.txt": "一。\n二。\r\n三。\r四。\x85五。\u2028六。",
        "form_feeds.txt": "\f\f一。\f二。\f\f三。\f",
        "controls.txt": "政\x01\x02\x07\x08\x0b\x1c协\x7f" * 20,
        "escape_sequences.txt": "\x1b[31m政协\x1b[0m\x1b]0;title\x07" * 20,
        "emoji.txt": "👨‍👩‍👧‍👦政协🏳️‍🌈" * 50,
    }


def _markup() -> dict[str, str]:
    """Return texts that would be markup, script, formula or path, somewhere."""
    table = "| 甲 | 乙 |\n|---|---|\n" + "| =1+1 | <b>2</b> |\n" * 50
    return {
        "fence_open.md": f"{PROSE}\n\n```\n{PROSE}\n",
        "fences.md": f"```python\n{PROSE}\n```\n\n~~~~\n```\n~~~~\n" * 20,
        "tables.md": table + "\n" + PROSE,
        "broken_table.md": "| 甲 | 乙 |\n|---|\n|||||||\n" * 20,
        "front_matter.md": f"---\ntitle: {SCRIPT}\n---\n\n{PROSE}",
        "front_matter_open.md": f"---\ntitle: 题\n{PROSE}",
        "script.md": f'# {SCRIPT}\n\n政协</p>{SCRIPT}工作\n\n"><svg onload=alert(4)>\n',
        "links.md": "[政协](javascript:alert(5)) ![](http://127.0.0.1:1/x.png)\n\n[甲]: /乙 '丙'\n",
        "formulas.txt": "=cmd|'/c calc'!A1\n\n@SUM(1+1)\n\n+1\n\n-1\n\n\t=1\n",
        "templates.txt": "{{ 7*7 }} {% raw %} ${7*7} #{7*7} %s %(name)s {0}\n",
        "paths.txt": "../../etc/passwd\n\n# ../../tmp/x\n\nC:\\con\\aux\n",
        "comment_open.md": f"<!-- {PROSE}\n\n{PROSE}",
        "json_lines.txt": '{"text": "政协"}\n' * 20,
    }


def _encodings() -> dict[str, bytes]:
    """Return texts in encodings that must be found out, or refused: none may be read as what it is not."""
    shifted = PROSE.encode("hz")
    return {
        "nul.txt": "政协\0工作".encode(),
        "only_nuls.txt": b"\0" * 2000,
        "binary.txt": bytes(range(256)) * 8,
        "binary_high.txt": bytes(range(128, 256)) * 8,
        "picture.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
        "gzip.txt": b"\x1f\x8b\x08\0" + zlib.compress(PROSE.encode() * 50),
        "utf-16-le_without_bom.txt": PROSE.encode("utf-16-le"),
        "utf-16-be_without_bom.txt": PROSE.encode("utf-16-be"),
        "utf-16_odd.txt": PROSE.encode("utf-16") + b"\x01",
        "utf-16_surrogate.txt": PROSE.encode("utf-16") + b"\x00\xd8",
        "utf-32.txt": PROSE.encode("utf-32"),
        "utf-32_out_of_range.txt": b"\xff\xfe\0\0" + b"\xff\xff\xff\x7f",
        "utf-7.txt": PROSE.encode("utf-7"),
        "utf-8_cut.txt": PROSE.encode()[:-1],
        "utf-8_overlong.txt": PROSE.encode() + b"\xc0\xaf",
        "utf-8_surrogate.txt": PROSE.encode() + b"\xed\xa0\x80",
        "utf-8_twice.txt": PROSE.encode().decode("latin-1").encode(),
        "mixed.txt": PROSE.encode() + b"\n" + PROSE.encode("gb18030"),
        "gb2312.txt": PROSE.encode("gb2312"),
        "gb18030_four_bytes.txt": "𠀀字和㐀字都在这一句话里。".encode("gb18030"),
        "gb18030_cut.txt": PROSE.encode("gb18030")[:-1],
        "big5.txt": TRADITIONAL.encode("big5"),
        "hz.txt": shifted,
        "iso-2022-jp.txt": JAPANESE.encode("iso2022_jp"),
        "iso-2022-kr.txt": KOREAN.encode("iso2022_kr"),
        "shift_jis.txt": JAPANESE.encode("shift_jis"),
        "euc-jp.txt": JAPANESE.encode("euc_jp"),
        "euc-kr.txt": KOREAN.encode("euc_kr"),
        "latin-1.txt": "Voilà une phrase française, déjà gâtée par l'été.".encode("latin-1"),
    }


def _formats() -> dict[str, bytes]:
    """Return HTML, Word, EPUB and PDF files: broken, empty, too deep, and those that unfold."""
    paragraph = f"<w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p>"
    page = f"<html><body><h1>{PROSE[:9]}</h1><p>{PROSE}</p></body></html>"
    text = b"BT /F1 9 Tf 9 9 Td (a) Tj ET\n"
    return {
        "page.html": page.encode(),
        "empty.html": b"",
        "without_text.html": b"<html><head><title>x</title></head><body><script>1</script></body></html>",
        "deep.html": b"<div>" * 5000 + PROSE.encode(),
        "deep_lists.html": b"<ul><li>" * 3000 + PROSE.encode(),
        "open.html": b"<p><b><i><table><tr><td>" + PROSE.encode() + b"<!-- <p",
        "invalid_bytes.html": page.encode() + b"\xff\xfe\xff",
        "wrong_charset.html": b"<meta charset=utf-8>" + page.encode("gb18030"),
        "unknown_charset.html": b"<meta charset=x-no-such>" + page.encode(),
        "gb18030.html": b"<meta charset=gb2312>" + page.encode("gb18030"),
        "nul.html": page.encode() + b"\0",
        "entities.html": ("&#0;&#xD800;&#x110000;&lt;script&gt;&nosuch;" * 20 + PROSE).encode(),
        "not_a_page.html": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "word.docx": docx(paragraph),
        "empty.docx": b"",
        "cut.docx": docx(paragraph)[:200],
        "no_word.docx": zipped({"a.txt": b"a"}),
        "broken_xml.docx": docx("<w:p><w:r>"),
        "deep.docx": docx("<w:p>" * 3000 + "</w:p>" * 3000),
        "entity.docx": docx(paragraph, '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>'),
        "without_text.docx": docx("<w:p/>"),
        "two_million_paragraphs.docx": docx("<w:p/>" * 2_000_000),
        "unfolds.docx": docx(paragraph, more={"word/media/a.bin": bytes(300_000_000)}),
        "paths.docx": docx(paragraph, more={"../../../tmp/escaped.txt": b"x"}),
        "styles_in_a_circle.docx": docx(paragraph, more={"word/styles.xml": _styles(("a", "b"), ("b", "a"))}),
        "odd_styles.docx": docx(paragraph, more={"word/styles.xml": _styles(("a'] => h1\n", ""), ("\\'", "toc 1"))}),
        "open_ruby.docx": docx(paragraph.replace("<w:t>", "<w:ruby><w:rubyBase><w:t>")),
        "plain_text.docx": PROSE.encode(),
        "book.epub": epub({"a.xhtml": page}),
        "empty.epub": b"",
        "cut.epub": epub({"a.xhtml": page})[:200],
        "no_spine.epub": epub({"a.xhtml": page}, spine=[]),
        "no_package.epub": zipped({"META-INF/container.xml": b'<rootfile full-path="../../etc/passwd"/>'}),
        "lacks_a_chapter.epub": epub({"a.xhtml": page}, parts={}),
        "outside.epub": epub({"../../../etc/passwd": page}, parts={}),
        "entities.epub": epub({"a.xhtml": f'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>&e;{page}'}),
        "same_chapter.epub": epub({"a.xhtml": page}, spine=["a.xhtml"] * 100_000),
        "deep.epub": epub({"a.xhtml": "<div>" * 5000 + PROSE}),
        "unfolds.epub": epub({"a.xhtml": page}, parts={"OPS/a.xhtml": bytes(300_000_000)}),
        "many_paragraphs.epub": epub({"a.xhtml": "<p>a</p>" * 200_001}),
        "plain_text.epub": PROSE.encode(),
        "empty.pdf": b"",
        "cut.pdf": b"%PDF-1.7\n1 0 obj",
        "nothing.pdf": b"%PDF-1.7 nothing",
        "text.pdf": pdf(text),
        "without_text.pdf": pdf(b""),
        "many_operations.pdf": pdf(text * 1_000_000),
        "loop_of_pages.pdf": pdf(text).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
        "plain_text.pdf": PROSE.encode(),
    }


def _styles(*pairs: tuple[str, str]) -> bytes:
    """Return a Word file's part of styles, each by its name and that of the style it is made from."""
    rows = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/></w:style>'
        for name, base in pairs
    )
    return f'<w:styles xmlns:w="w">{rows}</w:styles>'.encode()


def docx(body: str, doctype: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """Return the bytes of a Word file with *body* as the XML of its paragraphs."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    relation = f'<Relationship Id="a" Type="{office}" Target="word/document.xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"></Types>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">{relation}</Relationships>'.encode(),
        "word/document.xml": (f'{doctype}<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'.encode()),
    }
    return zipped(parts | (more or {}))


def epub(
    chapters: dict[str, str],
    spine: list[str] | None = None,
    parts: dict[str, bytes | str] | None = None,
    folder: str = "OPS",
    properties: dict[str, str] | None = None,
) -> bytes:
    """Return the bytes of an EPUB with the pages of *chapters*.

    *spine* says in which order they are read, *parts* which there are in fact.
    """
    names = [*chapters]
    items = "".join(
        f'<opf:item id="i{number}" href="{name}" properties="{(properties or {}).get(name, "")}"/>'
        for number, name in enumerate(names)
    )
    order = (names.index(name) if name in names else -1 for name in (names if spine is None else spine))
    refs = "".join(f'<opf:itemref idref="i{number}"/>' for number in order)
    package = f"<opf:package><opf:manifest>{items}</opf:manifest><opf:spine>{refs}</opf:spine></opf:package>"
    pages = {f"{folder}/{name}": page for name, page in chapters.items()} if parts is None else parts
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": f'<container><rootfile full-path="{folder}/package.opf"/></container>'.encode(),
            f"{folder}/package.opf": package.encode(),
        }
        | {name: page.encode() if isinstance(page, str) else page for name, page in pages.items()}
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def pdf(content: bytes, pages: int = 1) -> bytes:
    """Return the bytes of a PDF whose pages all show *content*, the operations of a page, packed."""
    packed = zlib.compress(content)
    kids = " ".join(["3 0 R"] * pages)
    page = "<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>"
    objects = [
        b"<</Type/Catalog /Pages 2 0 R>>",
        f"<</Type/Pages /Kids [{kids}] /Count {pages}>>".encode(),
        page.encode(),
        f"<</Length {len(packed)} /Filter/FlateDecode>>\nstream\n".encode() + packed + b"\nendstream",
        b"<</Type/Font /Subtype/Type1 /BaseFont/Helvetica>>",
    ]
    out, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = b"trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows) + end


def _names() -> list[bytes]:
    """Return names of files with prose in them that look like something else, or cannot be shown as they are."""
    return [
        "长".encode() * 83 + b"ab.txt",  # 255 bytes, the most there can be
        b"..%2f..%2fetc%2fpasswd.txt",
        b"..\\..\\passwd.txt",
        b"...txt",
        b"two\nlines.txt",
        b"control\x1b[31m\x07.txt",
        b"quote'\"`$(id).txt",
        "\u202etxt.md.txt".encode(),
        b"<img src=x onerror=alert(6)>.txt",
        b"-o.txt",
        b"--help.txt",
        b"=1+1.txt",
        b" .txt",
        b"star*[a]?.txt",
        b"~.txt",
        b"con.txt",
        "latin-1-é.txt".encode("latin-1"),
        "政协.txt".encode("gb18030"),
        b"\xff.txt",
        b"surrogate-\xed\xa0\x80.txt",
    ]


def _socket(path: Path) -> None:
    os.mknod(path, 0o600 | stat.S_IFSOCK)


def _unreadable(path: Path) -> None:
    path.write_bytes(PROSE.encode())
    path.chmod(0)


SPECIAL = {
    "a_folder.txt": Path.mkdir,
    "broken_link.txt": lambda path: path.symlink_to("not_there"),
    "device.txt": lambda path: path.symlink_to("/dev/zero"),
    "link_twice.txt": lambda path: path.symlink_to("one_letter.txt"),
    "loop.txt": lambda path: path.symlink_to(path.name),
    "loop_a.txt": lambda path: path.symlink_to("loop_b.txt"),
    "loop_b.txt": lambda path: path.symlink_to("loop_a.txt"),
    "loop_of_folders": lambda path: path.symlink_to("."),
    "pipe.txt": lambda path: os.mkfifo(path),
    "pipe.docx": lambda path: os.mkfifo(path),
    "socket.txt": _socket,
    "unreadable.txt": _unreadable,
}
