"""What stands twice in a corpus is found, to the letter, in whatever partitions and wherever computed."""

import os
import signal
import subprocess
import sys

import dask
import dask.dataframe
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from distributed import Client, LocalCluster
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis
from analysis.corpus import arrays, exchange, repeated_windows
from analysis.duplicates.differences import TYPES
from analysis.text_index.passages import windows

# What Dask does within itself.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:The inplace keyword:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
CORPUS = ROOT / "seeds" / "corpus"
CHANGES = [f"{name}_changes" for name in TYPES]
TABLES = ("classes", "occurrences", "boilerplate", "reprints", "errors")
LONG = "清晨的渡口还没有人，只有一条旧船系在木桩上，随着水波轻轻地摇，好像还没有睡醒的样子。"
OTHER = "图书馆的灯亮到夜里十点，管理员把还回来的书一本一本擦干净，再放到原来的架子上去。"


@pytest.fixture(autouse=True)
def here():
    with dask.config.set(scheduler="synchronous"):
        yield


def table(texts, partitions=1, **columns):
    """A corpus of texts, named 0, 1, …"""
    rows = pd.DataFrame({"text": texts, "name": [f"{n:03}" for n in range(len(texts))], **columns})
    return analysis.read_corpus(dask.dataframe.from_pandas(rows, npartitions=partitions), name="name")


def letters(text):
    return "".join(c for c in text if c.isalnum())


def same(one, other):
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


def test_the_seed_comes_out_at_its_longest():
    """The splice's tail runs on into the section that is printed twice: together they are one match."""
    found = analysis.reuse(analysis.read_corpus(ROOT / "seeds" / "*.txt"))
    assert found.classes[["kind", "count", "documents", "letters"]].to_numpy().tolist() == [
        ["repeat", 2, 1, 725 + 216],
        ["repeat", 2, 1, 309],
        ["passage", 2, 1, 216],
    ]
    longest = found.occurrences[found.occurrences["class"] == found.classes["class"][0]]
    assert longest[["start", "end", "role"]].to_numpy().tolist() == [[3908, 4970, "first"], [5078, 6143, "again"]]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text("ab，\n", max_size=40), min_size=1, max_size=5),
    st.integers(4, 7),
    st.integers(1, 3),
)
def test_every_window_that_stands_twice_is_found_and_none_that_does_not(texts, length, partitions):
    texts = [f"x{text}y" for text in texts]
    with dask.config.set(scheduler="synchronous"):
        found = analysis.reuse(table(texts, partitions), min_length=length, similarity=None, boilerplate=1000)
    flat = [letters(text) for text in texts]
    held = {}
    for doc, text in enumerate(flat):
        for start in range(len(text) - length + 1):
            held.setdefault(text[start : start + length], []).append((doc, start))
    twice = {
        (doc, start + n) for places in held.values() if len(places) > 1 for doc, start in places for n in range(length)
    }
    covered, spans = set(), {}
    for row in found.occurrences.itertuples():
        doc = int(row.doc)
        start, size = len(letters(texts[doc][: row.start])), len(letters(texts[doc][row.start : row.end]))
        spans.setdefault(row._1, []).append((doc, start, size))
        covered |= {(doc, start + n) for n in range(size)}
    assert covered == twice
    for places in spans.values():
        assert len({flat[doc][start : start + size] for doc, start, size in places}) == 1
        assert any(is_maximal(flat, one, other) for one in places for other in places if one != other)


@pytest.mark.parametrize("partitions", [1, 4])
def test_a_match_is_whole_although_one_that_would_cover_it_is_itself_covered(partitions):
    """In the last text the second's match begins within the third's, is interrupted by the first's, and goes on."""
    first, second, third = "壬癸子丑寅卯辰", "己庚辛壬癸子丑寅卯辰巳午未申", "甲乙丙丁戊己庚辛壬癸子"
    texts = [first, second, third, third[:5] + second]
    found = analysis.reuse(table(texts, partitions), min_length=4, similarity=None, boilerplate=1000)
    assert sorted(found.classes["text"]) == sorted([first, second, third, second[:6]])
    last = found.occurrences[found.occurrences["doc"] == "003"]
    assert sorted(zip(last["start"], last["end"], strict=True)) == [(0, 11), (5, 19), (8, 15)]


def is_maximal(flat, one, other):
    """Whether two equal places are not equal any more one letter further on either side."""

    def beside(place, side):
        doc, start, size = place
        at = start - 1 if side < 0 else start + size
        return flat[doc][at] if 0 <= at < len(flat[doc]) else None

    return all(beside(one, side) is None or beside(one, side) != beside(other, side) for side in (-1, 1))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text("ab，\n", max_size=60), min_size=2, max_size=6), st.integers(4, 7))
def test_passages_do_not_depend_on_what_is_in_one_partition(texts, length):
    texts = [f"x{text}y" for text in texts]
    with dask.config.set(scheduler="synchronous"):
        one, *others = (
            analysis.reuse(table(texts, partitions), min_length=length, boilerplate=1000)
            for partitions in (1, 2, len(texts))
        )
    for other in others:
        same(one, other)


@pytest.fixture(scope="module")
def expected():
    with dask.config.set(scheduler="synchronous"):
        return analysis.reuse(analysis.read_corpus(CORPUS, partitions=1))


@pytest.fixture(scope="module")
def cluster():
    options = {"threads_per_worker": 1, "dashboard_address": "127.0.0.1:0", "memory_limit": "1GB"}
    with LocalCluster(n_workers=2, **options) as started:
        yield started


@pytest.mark.parametrize("partitions", [1, 2, 7])
@pytest.mark.parametrize("scheduler", ["threads", "processes"])
def test_the_tables_depend_neither_on_partitions_nor_on_the_scheduler(expected, partitions, scheduler):
    with dask.config.set(scheduler=scheduler):
        same(analysis.reuse(analysis.read_corpus(CORPUS, partitions=partitions)), expected)


@pytest.mark.parametrize("partitions", [1, 2, 7])
def test_a_cluster_gives_the_same_tables(expected, cluster, partitions):
    with Client(cluster):
        same(analysis.reuse(analysis.read_corpus(CORPUS, partitions=partitions)), expected)


def test_a_worker_killed_in_the_middle_changes_nothing(expected, tmp_path):
    options = {"threads_per_worker": 1, "dashboard_address": "127.0.0.1:0", "memory_limit": "1GB"}
    with LocalCluster(n_workers=2, **options) as cluster, Client(cluster) as client:
        process = next(iter(client.run(os.getpid).values()))

        def kill(done, _):
            if done == 14:  # of six stages of five tasks, in the third
                os.kill(process, signal.SIGKILL)

        same(analysis.reuse(analysis.read_corpus(CORPUS, partitions=5), tmp_path / "out", progress=kill), expected)


def test_what_was_interrupted_goes_on_where_it_was(expected, tmp_path):
    def interrupt(done, _):
        if done == 9:
            raise KeyboardInterrupt

    corpus, out, calls = analysis.read_corpus(CORPUS, partitions=4), tmp_path / "out", []
    with pytest.raises(KeyboardInterrupt):
        analysis.reuse(corpus, out, progress=interrupt)
    assert not out.exists()
    same(analysis.reuse(corpus, out, progress=lambda *done: calls.append(done)), expected)
    assert calls[0] == (10, 24)
    assert sorted(path.name for path in out.iterdir()) == sorted(
        [".analysis.json", *(f"{name}.parquet" for name in TABLES)]
    )
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    same(analysis.read_reuse(out), expected)
    same(analysis.reuse(corpus, out), expected)


def test_what_is_no_result_of_ours_is_not_replaced(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        analysis.reuse(analysis.read_corpus(CORPUS), tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_two_windows_of_one_hash_are_told_apart(monkeypatch):
    """A hash alone is never a finding: here one in sixteen windows has the hash of any other."""
    monkeypatch.setattr(
        repeated_windows, "windows", lambda codes, size: windows(codes, size) % np.uint64(16) << np.uint64(60)
    )
    texts = [LONG * 2, OTHER, f"{OTHER}。{LONG}"]
    found = analysis.reuse(table(texts, 2), min_length=10, similarity=None)
    flat = [letters(text) for text in texts]
    for _, places in found.occurrences.groupby("class"):
        held = {letters(texts[int(p.doc)][p.start : p.end]) for p in places.itertuples()}
        assert len(held) == 1
        assert sum(text.count(passage) for text in flat for passage in held) > 1


@given(st.lists(st.sampled_from([0, 1, 2**20, 2**33, 2**33 + 1, 2**63, 2**64 - 1]) | st.integers(0, 2**64 - 1)))
def test_hashes_are_ordered_as_by_a_stable_sort(values):
    hashes = np.array(values, np.uint64)
    assert exchange.by_hash(hashes).tolist() == np.argsort(hashes, kind="stable").tolist()


def test_arrays_come_back_as_they_were_written(tmp_path):
    saved = {"none": np.zeros((0, 3), np.int32), "多": np.arange(12, dtype=np.uint64).reshape(4, 3)}
    arrays.save(tmp_path / "some", 一=np.array([True, False]), **saved)
    found = arrays.saved(tmp_path / "some")
    assert [*found] == ["一", "none", "多"]
    for name, array in saved.items():
        assert found[name].dtype == array.dtype
        assert np.array_equal(found[name], array)
    assert found["一"].tolist() == [True, False]


def test_the_earliest_by_date_is_first_whatever_the_order():
    found = analysis.reuse(table([LONG, LONG, OTHER], date=["2021-05-02", "2020年1月3日", "2019-01-01"]))
    assert found.occurrences[["doc", "role", "reason"]].to_numpy().tolist() == [
        ["001", "first", "the earliest, of 2020-01-03"],
        ["000", "again", "stands also in 001, line 1"],
    ]
    assert found.reprints[["doc", "role", "similarity", "reason"]].to_numpy().tolist() == [
        ["000", "copy", 1.0, "nearly 001"],
        ["001", "keep", 1.0, "the earliest, of 2020-01-03"],
    ]


def test_without_dates_the_longest_of_near_identical_documents_is_kept():
    shorter = LONG.replace("还没有人，", "")
    found = analysis.reuse(table([shorter, OTHER, LONG]))
    assert found.reprints[["doc", "letters", "role", "reason"]].to_numpy().tolist() == [
        ["000", 34, "copy", "nearly 002"],
        ["002", 38, "keep", "the longest"],
    ]
    assert found.reprints["similarity"].tolist() == [pytest.approx(34 / 38), 1.0]


def test_what_differs_in_a_reprint_is_counted_by_type():
    text = "3月1日，河边的{}个孩子放起了风筝，老人{}坐在亭子里下棋，到天黑才回家去。"
    one, other = text.format("三", "们"), text.format("五", "们不").replace("，", ",")
    found = analysis.reuse(table([one, other], date=["2021-03-01", "2021-03-02"])).reprints
    counted = found.loc[1, CHANGES]
    assert counted[counted > 0].to_dict() == {"width_changes": 3, "number_changes": 1, "negation_changes": 1}
    assert not found.loc[0, CHANGES].any()


def test_lines_that_are_boilerplate_are_no_difference_of_reprints():
    pages = [f"河湾日报 2021年3月{n}日 第{n}版\n\n{LONG[n:]}{OTHER[: 20 + n]}" for n in range(1, 8)]
    twice = [f"河湾日报 2021年3月8日 第8版\n\n{LONG}{OTHER}", f"河湾日报 2021年3月9日 第9版\n\n{LONG}{OTHER}！"]
    found = analysis.reuse(table(pages + twice), boilerplate=7, similarity=0.99).reprints
    counted = found[CHANGES].sum()
    assert counted[counted > 0].to_dict() == {"punctuation_changes": 1}


def test_likeness_does_not_drift_from_one_to_the_next():
    """A is like B and B like C, by six letters in seven, but A is not like C."""
    a, b, c = (letters(LONG)[n : n + 28] for n in (0, 2, 4))
    found = analysis.reuse(table([a, b, c]), similarity=0.8)
    assert found.reprints["doc"].tolist() == ["000", "001"]


def test_a_line_in_many_documents_is_boilerplate_whatever_its_numerals():
    pages = [f"河湾日报 2021年3月{n}日 第{n}版\n\n{LONG[n:]}{OTHER[: 20 + n]}" for n in range(1, 8)]
    found = analysis.reuse(table(pages, 3), boilerplate=7)
    assert found.boilerplate.query("kind != 'passage'").to_numpy().tolist() == [
        ["page furniture", 7, 7, 16, "河湾日报 2021年3月1日 第1版", "000, 001, 002"]
    ]


def test_a_passage_in_many_documents_is_one_row_and_not_a_class():
    texts = [f"第{n}号文件讲的是别的事情。{LONG}这是第{n}份的结尾。" for n in "甲乙丙丁戊己"]
    found = analysis.reuse(table(texts, 3), boilerplate=6)
    assert found.classes.empty
    assert found.boilerplate[["kind", "documents", "count"]].to_numpy().tolist() == [["passage", 6, 6]]
    assert LONG in found.boilerplate["text"][0]
    apart = analysis.reuse(table(texts, 3), boilerplate=7)
    assert apart.classes[["count", "documents"]].to_numpy().tolist() == [[6, 6]]


def test_articles_are_not_alike_by_what_their_paper_prints_around_them():
    notice = "如果您身边有新闻，请告诉记者：热线全天开通，随时听您说大事小情，记者带着新闻线索当天就到。"
    articles = [LONG, OTHER, LONG[::-1], OTHER[::-1], LONG[::2] + OTHER[::2]]
    found = analysis.reuse(table([f"{text[:30]}\n\n{notice}" for text in articles], 2), boilerplate=5)
    assert found.reprints.empty
    assert found.boilerplate["documents"].tolist() == [5]


@pytest.mark.parametrize("common", ["\n", ""])
def test_equal_documents_are_found_whatever_all_have_in_common(common):
    """Of each document three in five letters are a text that all have, as lines of its own or before the rest."""
    chance = np.random.default_rng(11)

    def some(size):
        return "".join(map(chr, chance.integers(0x4E00, 0x9FFF, size)))

    notice, own = some(300), [some(200) for _ in range(20)]
    texts = [f"{notice}{common}{text}" for text in [*own, *own[:5]]]
    found = analysis.reuse(table(texts, 3), min_length=None)
    assert found.reprints.groupby("cluster")["doc"].agg(list).tolist() == [
        [f"{n:03}", f"{n + 20:03}"] for n in range(5)
    ]


@pytest.mark.parametrize("text", [LONG, "甲", "甲乙" * 40])
def test_equal_documents_are_reprints_however_many_and_short(text):
    texts = [text] * 6 + [OTHER, LONG[::-1]]
    found = analysis.reuse(table(texts, 2), boilerplate=5)
    assert found.reprints[["doc", "similarity", "role"]].to_numpy().tolist() == [
        [f"{n:03}", 1.0, "copy" if n else "keep"] for n in range(6)
    ]


@pytest.mark.parametrize("quoted", [0, 6])
def test_a_quotation_of_boilerplate_is_found_in_whatever_order(quoted):
    """The line is boilerplate whatever its numerals, so the one with this numeral is in few documents."""
    lines = [f"凡转载本报第{n}期文章须注明来源并付稿酬否则追究法律责任请广大读者监督举报" for n in range(3, 9)]
    texts = [f"{LONG[n:]}\n{line}\n" for n, line in enumerate(lines)]
    texts.insert(quoted, f"他说{lines[2]}然后就走了")
    found = analysis.reuse(table(texts, 2), boilerplate=6, similarity=None)
    assert lines[2] in found.classes["text"].tolist()
    assert "line" in found.boilerplate["kind"].tolist()


def test_a_match_beside_a_passage_that_no_row_tells_is_told():
    """What follows the line is too short for a row of its own; with what follows that in two documents it is not."""
    chance = np.random.default_rng(3)

    def some(size):
        return "".join(map(chr, chance.integers(0x4E00, 0x9FFF, size)))

    line, common, more = some(20), some(29), some(29)
    texts = [f"{line}\n{common}{more if number < 2 else ''}{some(40)}" for number in range(10)]
    found = analysis.reuse(table(texts, 2), boilerplate=5, similarity=None)
    assert found.boilerplate["letters"].tolist() == [20]
    assert found.classes[["count", "letters"]].to_numpy().tolist() == [[2, 78]]


def test_what_rows_of_boilerplate_share_is_taken_from_the_counts_once():
    line, more = "晚报3版编辑部", "本版文章未经许可不得转载违者必究"
    rows = pd.DataFrame({"text": [f"{line} {more}", "晚报1版编辑部"], "count": [8, 16]})
    terms = pd.DataFrame({"term": ["晚报", "转载"], "kind": "word", "count": [20, 9], "documents": [16, 8]})
    assert analysis.without_boilerplate(terms, rows)["count"].tolist() == [4, 1]


def test_who_has_it_from_whom(expected):
    pairs = expected.pairs()
    assert pairs[["doc", "first_doc"]].to_numpy().tolist()[1] == [
        "2021-03-12_青桥周刊_老巷新居",
        "2021-03-02_河湾日报_老巷改造",
    ]
    assert (pairs["doc"] != pairs["first_doc"]).all()


def test_spans_are_offsets_of_the_text_that_was_read(expected):
    first = expected.occurrences[expected.occurrences["role"] == "first"]
    for row in first.merge(expected.classes, on="class").itertuples():
        text = (CORPUS / f"{row.doc}.md").read_text("utf-8")
        shown = " ".join(text[row.start : row.end].split())
        assert shown.startswith(row.text.rstrip("…"))
        assert text.count("\n", 0, row.start) + 1 == row.line


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_lines_are_counted_as_in_a_document(newline):
    text = newline.join(["短。", "", f"“{LONG}”", OTHER])
    found = analysis.reuse(table([text, f"“{LONG}”"]), similarity=None)
    place = found.occurrences.iloc[0]
    assert place["line"] == analysis.parse(text).line(place["start"]) == 3
    assert text[place["start"] : place["end"]] == f"“{LONG}”"


def test_characters_beyond_the_first_plane_keep_their_places():
    text = f"𠮷𠮷。{LONG}𠮷"
    found = analysis.reuse(table([text, LONG]), similarity=None)
    assert found.occurrences[["start", "end"]].to_numpy().tolist()[0] == [3, 3 + len(LONG) - 1]


def test_a_hundred_thousand_copies_of_a_line_are_one_row():
    found = analysis.reuse(table([LONG] * 100_000, 4), similarity=None)
    assert found.classes.empty
    assert found.boilerplate[["kind", "documents", "count"]].to_numpy().tolist() == [["line", 100_000, 100_000]]


def test_one_document_far_longer_than_the_others_is_read_like_them():
    chance = np.random.default_rng(3)
    long = "".join(map(chr, chance.integers(0x4E00, 0x9FFF, 300_000)))
    found = analysis.reuse(table([LONG, f"{long}{OTHER}{LONG}", OTHER, f"{long[:200_000]}{long[:90_000]}"], 2))
    assert sorted(found.classes["letters"]) == [37, 38, 90_000, 200_000]
    assert found.reprints.empty


def test_near_identical_documents_are_found_without_the_passages(expected):
    found = analysis.reuse(analysis.read_corpus(CORPUS), min_length=None)
    assert found.classes.empty
    assert found.occurrences.empty
    pd.testing.assert_frame_equal(found.reprints, expected.reprints)
    lines = expected.boilerplate[expected.boilerplate["kind"] != "passage"]
    pd.testing.assert_frame_equal(found.boilerplate, lines.reset_index(drop=True))


def test_what_cannot_be_read_is_a_row(expected):
    assert expected.errors[["doc", "reason"]].to_numpy().tolist() == [
        ["2021-04-30_青桥周刊_空版", "holds only white space"]
    ]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"min_length": 3}, "min_length: 3; a passage has at least 4 letters"),
        ({"similarity": 0}, "similarity: 0; it is above 0 and at most 1"),
        ({"boilerplate": 1}, "boilerplate: 1; it is in at least 2 documents"),
    ],
)
def test_a_wrong_setting_is_named(wrong, message):
    with pytest.raises(ValueError, match=message):
        analysis.reuse(table([LONG]), **wrong)


def test_nothing_to_find_is_empty_tables():
    found = analysis.reuse(table(["", " "]))
    assert [len(getattr(found, name)) for name in TABLES] == [0, 0, 0, 0, 2]
    assert found.pairs().empty


LIMITED = """
import resource, sys
import dask, analysis
corpus = analysis.read_corpus(sys.argv[1], partitions=int(sys.argv[2]))
analysis.reuse(analysis.read_corpus(sys.argv[3]), similarity=None)  # what is loaded is loaded
used = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmData")) << 10
resource.setrlimit(resource.RLIMIT_DATA, (used + int(sys.argv[4]),) * 2)
with dask.config.set(scheduler="synchronous"):
    print(analysis.reuse(corpus, similarity=None).classes["count"].sum())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a hard limit on memory is set as Linux has it")
def test_memory_is_bound_by_a_partition_and_not_by_the_corpus(tmp_path):
    """Beside what is loaded, 64 MB and 40 bytes for each byte of a partition: here of a fifth of the usual 8 MB."""
    chance = np.random.default_rng(5)
    for number in range(20):
        (tmp_path / "texts").mkdir(exist_ok=True)
        text = "".join(map(chr, chance.integers(0x4E00, 0x9FFF, 266_000)))
        (tmp_path / "texts" / f"{number}.txt").write_text(f"{text}\n{LONG}\n", "utf-8")
    limit = (64 << 20) + 40 * 1_600_000
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "texts"), "10", str(CORPUS), str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"DASK_SCHEDULER": "synchronous"})
    assert done.returncode == 0, done.stderr
