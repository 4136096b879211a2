"""Whatever a file holds and is called, it becomes a document or is refused in one line that names it."""

import re

import pytest
from hostile import hostile_texts, make_hostile

from analysis import DocumentError, load, load_all
from analysis.document.converter import end_idle
from analysis.document.files import printable

# Each is unfolded for seconds before it is refused; a test in test_converter.py is on that.
SLOW = {"many_operations.pdf", "two_million_paragraphs.docx"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    yield [path for path in make_hostile(tmp_path_factory.mktemp("hostile")) if path.name not in SLOW]
    end_idle()


def test_there_are_enough_of_them(hostile):
    assert len(hostile) > 94
    assert len(hostile_texts()) > 94


def test_each_is_a_document_or_refused_in_one_line_that_names_it(hostile):
    for path in hostile:
        try:
            document = load(path)
        except DocumentError as error:
            message = str(error)
        else:
            assert document.name.encode()
            assert document.source.path.encode()
            assert document.text.strip()
            continue
        assert message.startswith(f"{printable(str(path))}: ")
        assert message.isprintable()


def test_what_is_not_chinese_is_never_read_as_chinese(hostile):
    foreign = [path for path in hostile if re.match(r"(hz|iso-2022-..|shift_jis|euc-..|latin-1)\.", path.name)]
    assert len(foreign) == 7
    for path in foreign:
        with pytest.raises(DocumentError, match="pass encoding="):
            load(path)


def test_a_folder_of_them_is_one_clear_error(hostile):
    with pytest.raises(DocumentError, match=r"^[^\n]+: [^\n]+$"):
        load_all(hostile[0].parent)
