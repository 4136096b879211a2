import os
import select
import signal
import subprocess
import sys

import pytest
from hostile import PROSE, docx, pdf

from analysis import DocumentError, load
from analysis.document import converter, formats
from analysis.document.formats import FormatError, read

PARAGRAPH = f"<w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p>"
SPIN = "import time\nwhile True: time.sleep(0.01)"


@pytest.fixture
def shadow(tmp_path, monkeypatch):
    """Return a function that puts code in the place of a package, for the process that converts."""

    def put(name, code):
        (tmp_path / f"{name}.py").write_text(code, "utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        converter.end_idle()

    yield put
    converter.end_idle()


@pytest.mark.parametrize(
    ("limit", "most", "data", "form", "message"),
    [
        ("MOST_BLOCKS", 20, docx("<w:p/>" * 21), "docx", "unfolds to 21 paragraphs; 20 are the most"),
        ("MOST_BLOCKS", 20, b"<p>a</p>" * 21, "html", "unfolds to 41 lines; 20 are the most"),
        ("MOST_EXPANDED", 999, docx(PARAGRAPH, more={"a.bin": bytes(999)}), "docx", "bytes; 999 are the most"),
        ("MOST_OBJECTS", 20, pdf(b"BT /F1 9 Tf 9 9 Td (a) Tj ET\n" * 21), "pdf", "unfolds to 21 objects on one page"),
    ],
)
def test_what_unfolds_beyond_a_bound_is_refused(monkeypatch, limit, most, data, form, message):
    monkeypatch.setattr(formats, limit, most)
    with pytest.raises(FormatError, match=message):
        read(data, form)


def test_two_million_empty_paragraphs_are_refused(tmp_path):
    (tmp_path / "a.docx").write_bytes(docx("<w:p/>" * 2_000_000))
    with pytest.raises(DocumentError, match=r"a\.docx: unfolds to 2,000,000 paragraphs; 200,000 are the most"):
        load(tmp_path / "a.docx")


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read(shadow, monkeypatch):
    shadow("mammoth", SPIN)
    monkeypatch.setattr(converter, "MOST_SECONDS", 0.2)
    with pytest.raises(DocumentError, match=r"bytes: takes more than 0\.2 seconds to convert"):
        load(docx(PARAGRAPH))
    monkeypatch.undo()
    assert load(b"%PDF-1.4" + pdf(b"BT /F1 9 Tf 9 9 Td (abc) Tj ET")[8:]).text == "abc\n"


def test_a_file_that_needs_too_much_memory_is_given_up(shadow):
    shadow("mammoth", "x = bytes(5_000_000_000)")
    with pytest.raises(DocumentError, match="bytes: needs more than 4 GB of memory to convert"):
        load(docx(PARAGRAPH))


def test_a_crash_is_one_clear_error(shadow):
    shadow("mammoth", "import os; os.abort()")
    with pytest.raises(DocumentError, match=r"bytes: the process that converts it ended \(status -6\)"):
        load(docx(PARAGRAPH))


def test_what_a_parser_prints_is_no_text(shadow):
    shadow("mammoth", "print('noise')\nraise ValueError('a\\nb')")
    with pytest.raises(DocumentError, match=r"^bytes: no docx file that can be read: a b$"):
        load(docx(PARAGRAPH))


def test_ctrl_c_ends_the_process_that_converts(shadow, monkeypatch):
    shadow("mammoth", f"import os, signal\nos.kill(os.getppid(), signal.SIGINT)\n{SPIN}")
    started, start = [], converter._started
    monkeypatch.setattr(converter, "_started", lambda: started.append(start()) or started[-1])
    with pytest.raises(KeyboardInterrupt):
        load(docx(PARAGRAPH))
    assert started[0].returncode == -signal.SIGKILL
    assert converter._idle == []


def test_a_process_that_was_ended_while_it_waited_is_replaced():
    load(docx(PARAGRAPH))
    converter._idle[-1].kill()
    converter._idle[-1].wait()
    assert load(docx(PARAGRAPH)).text == f"{PROSE}\n"


def test_one_process_converts_many_files():
    converter.end_idle()
    for _ in range(3):
        load(docx(PARAGRAPH))
    assert len(converter._idle) == 1


def test_the_process_that_converts_ends_with_its_parent(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    say = f"import os\nout = open({str(pipe)!r}, 'wb', buffering=0)\nout.write(b'%9d' % os.getpid())\n"
    (tmp_path / "mammoth.py").write_text(say + SPIN)
    (tmp_path / "a.docx").write_bytes(docx(PARAGRAPH))
    code = "import sys; sys.path.insert(0, sys.argv[1]); import analysis; analysis.load(sys.argv[2])"
    parent = subprocess.Popen([sys.executable, "-c", code, tmp_path, tmp_path / "a.docx"])
    with pipe.open("rb", buffering=0) as said:
        pid = int(said.read(9))
        parent.kill()
        parent.wait()
        ended, _, _ = select.select([said], [], [], 60)  # the pipe ends with the process that holds it
        if not ended:
            os.kill(pid, signal.SIGKILL)
    assert ended


@pytest.mark.parametrize("data", [b"<div>" * 5000 + b"a", b"<ul><li>" * 3000 + b"a", b"<b>" * 5000 + b"a"])
def test_a_page_that_is_nested_too_deeply_is_one_clear_error(tmp_path, data):
    (tmp_path / "a.html").write_bytes(data)
    with pytest.raises(DocumentError, match=r"a\.html: no html file that can be read: nested too deeply"):
        load(tmp_path / "a.html")


def test_a_page_with_a_hundred_open_tags_is_read():
    assert load(b"<html>" + b"<font>" * 300 + PROSE.encode(), name="a").text.strip().endswith(PROSE)


class Emptied(list):
    """The converters that wait, of which another thread takes the last one between a look and a pop."""

    def __bool__(self):
        return True

    def pop(self):
        raise IndexError("pop from empty list")


def test_a_converter_that_another_thread_took_first_is_no_error(monkeypatch):
    monkeypatch.setattr(converter, "_idle", Emptied())
    assert load(docx(PARAGRAPH)).text == f"{PROSE}\n"
    converter._end(converter._idle[0])
