import io
import os
import threading
from pathlib import Path

import pandas as pd
import pytest

from analysis import DocumentError, Tokeniser, load, load_all, read_corpus, word_cloud
from analysis.document import files as sources
from analysis.document.files import read_stream

PROSE = "春天来了，公园里的花都开了。"
COUNTS = pd.DataFrame({"term": ["政协"], "count": [3]})


@pytest.mark.parametrize("name", ["a\0b.txt", "\ud800.txt", "x" * 300])
def test_a_name_that_no_file_can_have_is_one_clear_error(name):
    for read in (load, load_all):
        with pytest.raises(DocumentError, match=r"no file can have such a name|File name too long|no such file"):
            read(name)


def test_a_pipe_without_a_writer_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    for read in (load, load_all):
        with pytest.raises(DocumentError, match=r"pipe\.txt: is a named pipe that nobody writes to"):
            read(tmp_path / "pipe.txt")
    with pytest.raises(DocumentError, match=r"pipe\.txt: is a named pipe that nobody writes to"):
        load(f"file://{tmp_path}/pipe.txt")
    with pytest.raises(DocumentError, match=r"pipe\.txt: is a named pipe, not a file"):
        read_corpus(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.csv")
    for source in (tmp_path / "pipe.csv", tmp_path / "*.csv"):
        with pytest.raises(DocumentError, match=r"pipe\.csv: is a named pipe, not a file"):
            read_corpus(source)


def test_a_pipe_is_read_to_its_end(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    reader = os.open(tmp_path / "pipe.txt", os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(tmp_path / "pipe.txt", os.O_WRONLY)
    text = PROSE * 20_000  # more than a pipe holds

    def send():
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(text.encode())

    thread = threading.Thread(target=send)
    thread.start()
    try:
        assert load(tmp_path / "pipe.txt").text == text
    finally:
        os.close(reader)
        thread.join()


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no /dev/fd")
def test_the_pipe_of_a_process_substitution_is_read():
    reader, writer = os.pipe()
    os.write(writer, PROSE.encode())
    os.close(writer)
    assert load(f"/dev/fd/{reader}").text == PROSE
    os.close(reader)


def test_devices_and_sockets_are_refused(tmp_path):
    with pytest.raises(DocumentError, match="/dev/zero: is a device, not a file"):
        load("/dev/zero")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    with pytest.raises(DocumentError, match=r"zero\.txt: is a device, not a file"):
        load(tmp_path / "zero.txt")
    with pytest.raises(DocumentError, match=r"zero\.txt: is a device, not a file"):
        read_corpus(tmp_path / "zero.txt")


def test_what_is_read_is_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MOST_BYTES", 3_000_000)
    (tmp_path / "a.txt").write_bytes(b"a" * 3_000_000)
    assert len(load(tmp_path / "a.txt").text) == 3_000_000
    (tmp_path / "a.txt").write_bytes(b"a" * 3_000_001)
    for source in (str(tmp_path / "a.txt"), f"file://{tmp_path}/a.txt"):
        with pytest.raises(DocumentError, match=r"a\.txt: holds more than 3 MB, the most that is read"):
            load(source)


def test_a_file_of_a_terabyte_is_refused_unread(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(DocumentError, match=r"a\.txt: holds more than 512 MB, the most that is read"):
        load(tmp_path / "a.txt")


def test_an_address_is_bounded(monkeypatch):
    import fsspec

    fsspec.filesystem("memory").pipe("/large.txt", b"a" * 3_000_001)
    assert len(load("memory://large.txt").text) == 3_000_001
    monkeypatch.setattr(sources, "MOST_BYTES", 3_000_000)
    with pytest.raises(DocumentError, match=r"memory://large\.txt: holds more than 3 MB"):
        load("memory://large.txt")


class Endless(io.RawIOBase):
    """A stream without an end, that counts what is read of it."""

    count = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        self.count += len(buffer)
        return len(buffer)


def test_a_stream_is_bounded(monkeypatch):
    monkeypatch.setattr(sources, "MOST_BYTES", 3_000_000)
    stream = Endless()
    with pytest.raises(DocumentError, match=r"^-: holds more than 3 MB"):
        read_stream(stream)
    assert stream.count < 5_000_000
    assert read_stream(io.BytesIO(b"abc"), "label") == b"abc"


def test_a_folder_as_a_stream_is_one_clear_error():
    class Broken(io.RawIOBase):
        def read(self, _):
            raise IsADirectoryError(21, "Is a directory")

    with pytest.raises(DocumentError, match=r"^-: Is a directory$"):
        read_stream(Broken())


@pytest.mark.parametrize("read", [lambda path: Tokeniser(words=path), lambda path: word_cloud(COUNTS, mask=path)])
def test_word_lists_and_masks_are_read_as_files_are(tmp_path, monkeypatch, read):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    bad = tmp_path / os.fsdecode(b"bad\xff")
    bad.write_bytes(b"\xff\xff")
    monkeypatch.setattr(sources, "MOST_BYTES", 3)
    (tmp_path / "large").write_bytes(b"aaaa")
    for path, reason in [
        (tmp_path / "pipe", r"pipe: .*is a named pipe that nobody writes to"),
        (Path("/dev/zero"), r"/dev/zero: .*is a device, not a file"),
        (tmp_path / "loop", r"loop: .*Too many levels of symbolic links"),
        (tmp_path / "large", r"large: .*holds more than 0 MB"),
        (bad, r"bad\\xff: "),
    ]:
        with pytest.raises(ValueError, match=reason) as error:
            read(path)
        assert str(error.value).encode().count(b"\n") == 0
