"""CoNLL-U: as the format's description has it, and as other programs write it."""

import shutil
import subprocess

import pytest

from analysis import Tokeniser, from_conllu, parse, to_conllu

FOREIGN = """\
# newdoc id = hk
# newpar
# sent_id = 1
# text = 你喺度。
1\t你\t你\tPRON\t_\t_\t2\tnsubj\t_\tSpaceAfter=No
2-3\t喺度\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\t喺\t喺\tADV\tRB\t_\t0\troot\t_\t_
3\t度\t度\tNOUN\tNN\t_\t2\tobj\t_\t_
3.1\t呢\t_\t_\t_\t_\t_\t_\t_\t_
4\t。\t。\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No

# sent_id = 2
1\tOK\tok\tINTJ\t_\t_\t0\troot\t_\t_
2\t啦\t啦\tPART\t_\t_\t1\tdiscourse\t_\t_

# newpar
# sent_id = 3
1\t好\t好\tADJ\t_\t_\t0\troot\t_\tSpaceAfter=No
"""


HOSTILE = "a | b\\n = c\t_ \u3000<&>\"'\n甲\x00乙\x0b丙\x85丁\u2028戊\r\n己\n\ufdfa ¨ _ \ufffd e\u0301\u0323豈 \u0301"


def test_a_file_of_another_program_is_read():
    document, tokens = from_conllu(FOREIGN.encode())
    assert (document.name, document.text) == ("hk", "你喺度。OK 啦\n\n好")
    assert tokens["text"].tolist() == ["你", "喺度", "。", "OK", "啦", "好"]
    assert tokens["term"].tolist() == ["你", "喺度", "。", "ok", "啦", "好"]
    assert tokens["tag"].tolist() == ["PRON", "", "PUNCT", "INTJ", "PART", "ADJ"]
    assert [document.text[row.start : row.end] for row in tokens.itertuples()] == tokens["text"].tolist()


def test_what_stands_between_words_and_tags_are_in_their_columns():
    document = parse("# 题\n\n政协 开会\u3000。", "a b")
    lines = to_conllu(document, Tokeniser().tokens(document, tags=True)).decode().splitlines()
    assert [line.split("\t")[1:5] + line.split("\t")[9:] for line in lines if "\t" in line] == [
        ["题", "题", "NOUN", "n", "Before=#\\s|SpaceAfter=No|SpacesAfter=\\n\\n"],
        ["政协", "政协", "NOUN", "j", "_"],
        ["开会", "开会", "VERB", "v", "SpaceAfter=No|SpacesAfter=\\u3000"],
        ["。", "。", "PUNCT", "x", "SpaceAfter=No"],
    ]
    assert [line for line in lines if line.startswith("# text")] == ["# text = 题", "# text = 政协 开会。"]


@pytest.mark.parametrize(
    ("line", "number"), [("1\t政协", 1), ("政协\t" + "\t".join("_" * 9), 1), ("# 注\n\n1 政协", 3)]
)
def test_a_line_that_is_none_is_named(line, number):
    with pytest.raises(ValueError, match=f"from_conllu: line {number}: a word has 10 columns"):
        from_conllu(line.encode())


@pytest.mark.skipif(not shutil.which("udvalidate"), reason="the official validator, udtools, is not installed")
@pytest.mark.parametrize("text", ["seed", HOSTILE], ids=["seed", "hostile"])
def test_the_official_validator_has_nothing_to_say(text, tmp_path, seed):
    document = seed if text == "seed" else parse(text)
    (tmp_path / "page.conllu").write_bytes(to_conllu(document, Tokeniser().tokens(document, tags=True)))
    run = subprocess.run(
        ["udvalidate", "--level", "1", "--lang", "zh", tmp_path / "page.conllu"], capture_output=True, text=True
    )
    assert "PASSED" in run.stdout + run.stderr
