"""A corpus gives the tables that its documents give one by one, in whatever partitions and wherever computed."""

import os
import signal
import sys

import dask
import dask.dataframe
import fsspec
import pandas as pd
import pytest
from click.testing import CliRunner
from distributed import Client, LocalCluster
from runs import Run, disturb, linux_only, program

import analysis
from analysis.cli.corpus import refuse_place
from analysis.cli.main import main
from analysis.corpus import counting, reprints
from analysis.corpus.reading import date_of
from analysis.corpus.results import collect, table, write_task_table

# What Dask does within itself.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:The inplace keyword:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
TEXTS = {
    "年/春.txt": "# 春\n\n春天来了，花开了。\n\n政协的工作由市政\n\n协主席主持，讨论机制。\n",
    "年/春.md": "春天。\n",
    "夏.txt": "夏天来了。\n\n夏天来了，委员们讨论工作，提出了很多很多的意见和建议，得到了大家的赞同。\n\n"
    "夏天来了，委员们讨论工作，提出了很多很多的意见和建议，得到了大家的赞同。\n",
    "秋.md": "# 秋天\n\n秋天来了。\n\n## 冬天\n\n冬天不远了。\n",
    "空.txt": " \n",
    "错.txt": b"\x7fELF\x00\x01",
}
TABLES = ("documents", "faults", "counts", "terms", "errors")
FILES = sorted([".analysis.json", *(f"{name}.parquet" for name in TABLES)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("corpus")
    for name, text in TEXTS.items():
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return place


@pytest.fixture(scope="module")
def surveyed(folder):
    """The survey in one partition, in this process."""
    with dask.config.set(scheduler="synchronous"):
        return analysis.survey(analysis.read_corpus(folder, partitions=1))


@pytest.fixture(scope="module")
def cluster():
    options = {"threads_per_worker": 1, "dashboard_address": "127.0.0.1:0", "memory_limit": "1GB"}
    with LocalCluster(n_workers=2, **options) as started:
        yield started


def same(one, other):
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


def survey(corpus):
    with dask.config.set(scheduler="synchronous"):
        return analysis.survey(corpus)


@pytest.mark.parametrize("partitions", [1, 2, 7])
@pytest.mark.parametrize("scheduler", ["threads", "processes"])
def test_the_tables_depend_neither_on_partitions_nor_on_the_scheduler(folder, surveyed, partitions, scheduler):
    corpus = analysis.read_corpus(folder, partitions=partitions)
    assert len(corpus) == min(partitions, len(TEXTS))
    with dask.config.set(scheduler=scheduler):
        same(analysis.survey(corpus), surveyed)


def test_a_very_large_document_leaves_no_partitions_of_one_file_behind_it(tmp_path):
    for number, size in enumerate([9000, 10, 10, 10, 10, 10, 10]):
        (tmp_path / f"{number}.txt").write_text("字" * size, "utf-8")
    assert [*map(len, analysis.read_corpus(tmp_path, partitions=3).partitions)] == [1, 3, 3]


@pytest.mark.parametrize("partitions", [1, 2, 7])
def test_a_cluster_gives_the_same_tables(folder, surveyed, cluster, partitions):
    with Client(cluster):
        same(analysis.survey(analysis.read_corpus(folder, partitions=partitions)), surveyed)


def test_a_worker_killed_in_the_middle_changes_nothing(folder, surveyed, tmp_path):
    options = {"threads_per_worker": 1, "dashboard_address": "127.0.0.1:0", "memory_limit": "1GB"}
    with LocalCluster(n_workers=2, **options) as cluster, Client(cluster) as client:
        process = next(iter(client.run(os.getpid).values()))

        def kill(done, _):
            if done == 1:
                os.kill(process, signal.SIGKILL)

        same(analysis.survey(analysis.read_corpus(folder, partitions=6), tmp_path, progress=kill), surveyed)


def test_terms_are_counted_as_in_one_table_of_tokens(folder, surveyed):
    tables = []
    for name in ["夏.txt", "年/春.md", "年/春.txt", "秋.md"]:
        clean = analysis.repair(analysis.load(folder / name)).document
        doc = name if name.startswith("年") else name.partition(".")[0]
        tables.append(analysis.Tokeniser().tokens(clean).astype({"term": "str", "kind": "str"}).assign(doc=doc))
    tokens = pd.concat(tables, ignore_index=True).astype({"term": "category", "kind": "category"})
    counts = surveyed.counts
    pd.testing.assert_frame_equal(analysis.frequencies(counts), analysis.frequencies(tokens))
    pd.testing.assert_frame_equal(analysis.frequencies(counts, by="doc"), analysis.frequencies(tokens, by="doc"))
    pd.testing.assert_frame_equal(analysis.keyness(counts, by="doc"), analysis.keyness(tokens, by="doc"))
    pd.testing.assert_frame_equal(analysis.tf_idf(counts, by="doc"), analysis.tf_idf(tokens, by="doc"))
    spread = analysis.dispersion(tokens, by="doc").drop(columns="arf")
    pd.testing.assert_frame_equal(analysis.dispersion(counts, by="doc").drop(columns="arf"), spread)


def test_documents_are_named_by_their_paths_and_described(surveyed):
    documents = surveyed.documents.set_index("doc")
    assert documents.index.tolist() == ["夏", "年/春.md", "年/春.txt", "秋"]
    assert documents.loc["秋", ["title", "sections", "faults"]].tolist() == ["秋天", 2, 0]
    assert documents.loc["夏", "kept"] < documents.loc["夏", "characters"]
    assert surveyed.faults.loc[surveyed.faults["doc"] == "年/春.txt", "kind"].tolist() == ["broken paragraph"]


def test_what_cannot_be_read_is_a_row_with_its_place_and_reason(folder, surveyed):
    assert surveyed.errors.to_dict("records") == [
        {"doc": "空", "path": f"{folder}/空.txt", "place": "", "reason": "holds only white space"},
        {
            "doc": "错",
            "path": f"{folder}/错.txt",
            "place": "byte 5",
            "reason": "a NUL byte, so the file is binary; pass encoding=... if it is not",
        },
    ]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_a_table_has_a_document_in_each_row(tmp_path, ending):
    table = pd.DataFrame({"body": ["春天来了。", "", "秋天来了。"], "year": ["2020", "2021", "2022"]})
    path = tmp_path / f"articles.{ending}"
    if ending == "jsonl":
        table.to_json(path, orient="records", lines=True, force_ascii=False)
    else:
        getattr(table, {"csv": "to_csv", "parquet": "to_parquet"}[ending])(path, index=False)
    with dask.config.set(scheduler="synchronous"):
        found = analysis.survey(analysis.read_corpus(path, text="body"))
    assert found.documents[["doc", "year", "characters"]].astype(str).to_numpy().tolist() == [
        ["articles:0", "2020", "5"],
        ["articles:2", "2022", "5"],
    ]
    assert found.errors[["doc", "reason"]].to_numpy().tolist() == [["articles:1", "holds no text"]]


def test_rows_of_a_dask_table_are_numbered_through_its_partitions():
    table = pd.DataFrame({"text": ["甲。", "乙。", "丙。"]})
    with dask.config.set(scheduler="synchronous"):
        found = analysis.survey(analysis.read_corpus(dask.dataframe.from_pandas(table, npartitions=2)))
    assert found.documents["doc"].tolist() == ["document:0", "document:1", "document:2"]


def test_lines_of_a_table_are_text_as_they_stand(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "001", "text": "0123456789"}\n{"id": "01", "text": "2021-03-02"}\n', "utf-8")
    found = survey(analysis.read_corpus(path, name="id"))
    assert found.documents[["doc", "characters"]].to_numpy().tolist() == [["001", 10], ["01", 10]]


def test_columns_that_have_names_of_ours_are_kept_beside_them():
    table = pd.DataFrame({"doc": ["春天来了。", "秋天来了。"], "title": ["甲", "乙"], "faults": [None, "x"]})
    for partitions in (1, 2):
        rows = dask.dataframe.from_pandas(table, npartitions=partitions)
        documents = survey(analysis.read_corpus(rows, text="doc", name="title")).documents
        assert documents[["doc", "title", "title_", "characters"]].to_numpy().tolist() == [
            ["甲", "", "甲", 5],
            ["乙", "", "乙", 5],
        ]
        assert documents["faults_"].dtype == "str"
        assert documents["faults_"].isna().tolist() == [True, False]


def test_a_column_is_of_one_type_whatever_is_in_it():
    table = pd.DataFrame({"text": ["甲。", "乙。"], "tag": [1, "x"]})
    for partitions in (1, 2):
        found = survey(analysis.read_corpus(dask.dataframe.from_pandas(table, npartitions=partitions)))
        assert found.documents["tag"].tolist() == ["1", "x"]


def test_documents_without_a_name_are_numbered_and_those_of_one_name_refused():
    table = pd.DataFrame({"text": ["甲。", "乙。", "丙。"], "name": pd.Series(["a", None, "\ud800"], dtype=object)})
    with dask.config.set({"dataframe.convert-string": False}):
        rows = dask.dataframe.from_pandas(table, npartitions=2)
        assert survey(analysis.read_corpus(rows, name="name")).documents["doc"].tolist() == ["a", "document:1", "?"]
        twice = dask.dataframe.from_pandas(table.assign(name=["a", "b", "a"]), npartitions=3)
    with pytest.raises(analysis.DocumentError, match="two documents are named 'a'"):
        analysis.read_corpus(twice, name="name")


@pytest.mark.parametrize(
    ("names", "docs"),
    [
        (["a", "", " "], ["a", "table:1", "table:2"]),
        ([1.0, None, 3.0], ["1", "table:1", "3"]),
        ([None, None, "x"], ["table:0", "table:1", "x"]),
    ],
)
def test_what_is_no_name_is_a_number(tmp_path, names, docs):
    path = tmp_path / "table.parquet"
    pd.DataFrame({"text": ["甲。", "乙。", "丙。"], "id": names}).to_parquet(path)
    assert survey(analysis.read_corpus(path, name="id")).documents["doc"].tolist() == docs


def test_the_name_that_two_documents_have_is_told():
    table = pd.DataFrame({"text": ["甲。"] * 4, "id": [None, None, "x", "x"]})
    with pytest.raises(analysis.DocumentError, match="two documents are named 'x'"):
        analysis.read_corpus(table, name="id")
    table = pd.DataFrame({"text": ["甲。"] * 2, "id": ["document:1", None]})
    with pytest.raises(analysis.DocumentError, match="two documents are named 'document:1'"):
        analysis.read_corpus(table, name="id")


def test_columns_are_known_by_their_labels_as_text():
    found = survey(analysis.read_corpus(pd.DataFrame({0: ["甲。", "乙。"], 1: ["a", "b"]}), text="0", name="1"))
    assert found.documents[["doc", "1"]].to_numpy().tolist() == [["a", "a"], ["b", "b"]]
    twice = pd.DataFrame([["甲。", "乙。"]], columns=["text", "text"])
    with pytest.raises(analysis.DocumentError, match="has two columns 'text'"):
        analysis.read_corpus(twice)


def test_a_document_without_a_date_is_no_error(tmp_path):
    path = tmp_path / "table.parquet"
    pd.DataFrame({"text": ["甲。", "乙。"], "day": ["2021-03-02", None]}).to_parquet(path)
    found = survey(analysis.read_corpus(path, date="day"))
    assert found.documents["date"].tolist() == ["2021-03-02", ""]
    assert found.errors.empty


@pytest.mark.parametrize(
    "values",
    [
        [1, 2, None, None],
        [True, False, None, None],
        [pd.Timestamp("2021-03-02", tz="Asia/Shanghai"), None, None, None],
        [pd.Timedelta(1, "h"), None, None, None],
        [None] * 4,
        [["a"], None, ["b", "c"], None],
    ],
)
def test_types_do_not_depend_on_partitions(values):
    table = pd.DataFrame({"text": ["甲。", "乙。", "丙。", "丁。"], "more": values})
    one, two = (survey(analysis.read_corpus(table, partitions=count)) for count in (1, 2))
    same(one, two)


def test_files_that_differ_in_their_ending_keep_it(tmp_path):
    for name in ("a.txt", "a.md", "a.txt.md", "b.txt", os.fsdecode(b"\xff.txt")):
        (tmp_path / name).write_text("春天来了。", "utf-8")
    found = survey(analysis.read_corpus(tmp_path))
    assert sorted(found.documents["doc"]) == ["\\xff", "a.md", "a.txt", "a.txt.md", "b"]


@pytest.mark.parametrize(
    ("message", "date"),
    [
        ("2021-3-2", "2021-03-02"),
        ("2020年1月3日", "2020-01-03"),
        ("20210302", "2021-03-02"),
        (20210302, "2021-03-02"),
        (pd.Timestamp(2021, 3, 2), "2021-03-02"),
        ("Spring", "Spring"),
        ("20191530", "20191530"),
        (None, ""),
        (float("nan"), ""),
        (pd.NaT, ""),
    ],
)
def test_a_date_is_a_day_that_there_is(message, date):
    assert date_of("a", "", {"day": message}, "day") == date


def test_a_file_has_the_last_date_of_its_path_below_the_corpus(tmp_path):
    folder = tmp_path / "2020-01-01_export"
    (folder / "2021").mkdir(parents=True)
    for name in ("2021/20210302_a.txt", "20001234_b.txt", "c.txt"):
        (folder / name).write_text("春天来了。", "utf-8")
    assert survey(analysis.read_corpus(folder)).documents["date"].tolist() == ["", "2021-03-02", ""]


@pytest.mark.parametrize(
    ("name", "data", "options", "message"),
    [
        ("a.csv", "text\n春天", {"encoding": "ascii"}, "'ascii' codec can't decode byte .* pass encoding="),
        ("a.json", "{}", {}, "neither a text .* nor a table"),
        ("a.txt", "春天", {"date": "date"}, "date='date' is a column of a table, and these are files"),
        ("a.csv", "text,date\n春天,x", {"date": "text"}, "'text' cannot be both text and date"),
        ("none.csv", None, {}, "no such file"),
    ],
)
def test_what_is_no_corpus_is_one_clear_error(tmp_path, name, data, options, message):
    if data is not None:
        (tmp_path / name).write_text(data, "utf-8")
    with pytest.raises(analysis.DocumentError, match=rf"{name}: {message}"):
        analysis.read_corpus(tmp_path / name, **options)


def test_a_pattern_can_name_tables_in_capitals(tmp_path):
    for number in range(2):
        (tmp_path / f"{number}.CSV").write_text("text\n春天来了。\n", "utf-8")
    assert len(survey(analysis.read_corpus(tmp_path / "*.CSV")).documents) == 2


def test_nothing_of_a_run_with_other_settings_is_in_the_result(folder, surveyed, tmp_path):
    """A run that ended after it had put some of its tables together."""
    out, left = tmp_path / "out", tmp_path / ".out.part"
    (left / "documents.parquet").mkdir(parents=True)
    (left / ".analysis.work").touch()
    pd.DataFrame({"doc": ["stale"]}).to_parquet(left / "documents.parquet" / "000003.parquet")
    (left / "classes.parquet").write_bytes(b"stale")
    with dask.config.set(scheduler="synchronous"):
        same(analysis.survey(analysis.read_corpus(folder, partitions=2), out), surveyed)
    assert sorted(path.name for path in out.iterdir()) == FILES


def test_a_table_in_parts_is_read_whatever_a_file_manager_leaves_beside_them(tmp_path):
    (tmp_path / "task").mkdir()
    write_task_table(tmp_path / "task", "terms", {"term": ["春天"]})
    collect(tmp_path, "terms", {"term": "str"}, [tmp_path / "task"])
    (tmp_path / "terms.parquet" / "Thumbs.db").touch()
    assert table(tmp_path, "terms", {"term": "str"})["term"].tolist() == ["春天"]


def test_an_interrupted_survey_goes_on_where_it_was_and_leaves_nothing_half_done(folder, surveyed, tmp_path):
    def interrupt(done, _):
        if done == 2:
            raise KeyboardInterrupt

    corpus, out = analysis.read_corpus(folder, partitions=6), tmp_path / "out"
    with dask.config.set(scheduler="synchronous"):
        with pytest.raises(KeyboardInterrupt):
            analysis.survey(corpus, out, progress=interrupt)
        assert not out.exists()
        calls = []
        same(analysis.survey(corpus, out, progress=lambda *done: calls.append(done)), surveyed)
    assert calls == [(3, 6), (4, 6), (5, 6), (6, 6)]
    assert sorted(path.name for path in out.iterdir()) == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    same(analysis.read_survey(out), surveyed)


def test_a_file_that_changed_meanwhile_is_read_again(tmp_path):
    (tmp_path / "in").mkdir()
    source, out = tmp_path / "in" / "a.txt", tmp_path / "out"

    def interrupt(*_):
        raise KeyboardInterrupt

    source.write_text("春天。", "utf-8")
    with dask.config.set(scheduler="synchronous"):
        with pytest.raises(KeyboardInterrupt):
            analysis.survey(analysis.read_corpus(tmp_path / "in"), out, progress=interrupt)
        source.write_text("夏天来了。", "utf-8")
        found = analysis.survey(analysis.read_corpus(tmp_path / "in"), out)
    assert found.documents["characters"].tolist() == [5]


def test_a_table_that_changed_meanwhile_is_read_again(tmp_path):
    source, out = tmp_path / "a.csv", tmp_path / "out"

    def interrupt(*_):
        raise KeyboardInterrupt

    source.write_text("text\n春天。\n", "utf-8")
    with dask.config.set(scheduler="synchronous"):
        with pytest.raises(KeyboardInterrupt):
            analysis.survey(analysis.read_corpus(source), out, progress=interrupt)
        source.write_text("text\n夏天来了。\n", "utf-8")
        found = analysis.survey(analysis.read_corpus(source), out)
    assert found.documents["characters"].tolist() == [5]


def test_a_corpus_is_read_from_wherever_fsspec_reaches():
    store = fsspec.filesystem("memory")
    for name in ("2021-03-02_a.txt", "b.md"):
        store.pipe(
            f"/texts/{name}", "春天来了，花开了，政协的工作由市政府主持，讨论了很多意见和建议，大家赞同。".encode()
        )
    with dask.config.set(scheduler="synchronous"):
        corpus = analysis.read_corpus("memory://texts")
        documents, reuse = analysis.survey(corpus).documents, analysis.reuse(corpus)
    assert documents[["doc", "path", "date"]].to_numpy().tolist() == [
        ["2021-03-02_a", "memory:///texts/2021-03-02_a.txt", "2021-03-02"],
        ["b", "memory:///texts/b.md", ""],
    ]
    assert reuse.occurrences["doc"].tolist() == ["2021-03-02_a", "b"]


def test_files_elsewhere_are_read_by_their_endings_and_named_in_errors():
    store = fsspec.filesystem("memory")
    store.pipe("/pages/春.html", "<h1>春天</h1><p>花开了。</p>".encode())
    store.pipe("/pages/空.txt", b" ")
    with dask.config.set(scheduler="synchronous"):
        found = analysis.survey(analysis.read_corpus("memory://pages"))
    assert found.documents[["doc", "title", "blocks"]].to_numpy().tolist() == [["春", "春天", 2]]
    assert found.errors[["path", "reason"]].to_numpy().tolist() == [
        ["memory:///pages/空.txt", "holds only white space"]
    ]
    assert analysis.load("memory:///pages/春.html").source.path == "memory:///pages/春.html"


def test_a_store_that_cannot_be_reached_is_one_clear_error(monkeypatch):
    with pytest.raises(analysis.DocumentError, match="nowhere://texts: Protocol not known: nowhere"):
        analysis.read_corpus("nowhere://texts")
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(analysis.DocumentError, match=r"s3://texts: Install s3fs.*pip install 'zh-analysis\[s3\]'"):
        analysis.read_corpus("s3://texts")
    with pytest.raises(analysis.DocumentError, match=r"nowhere://a\.txt: Protocol not known: nowhere"):
        analysis.load("nowhere://a.txt")
    with pytest.raises(analysis.DocumentError, match=r"memory://none\.txt"):
        analysis.load("memory://none.txt")


def test_a_pattern_names_documents_by_their_paths_from_where_it_starts(folder):
    with dask.config.set(scheduler="synchronous"):
        found = analysis.survey(analysis.read_corpus(f"{folder}/**/春.txt"))
    assert found.documents["doc"].tolist() == ["年/春"]


@pytest.mark.parametrize(
    ("source", "message"),
    [("nowhere", "nowhere: holds no file to read"), ("none/*.txt", "none/*.txt: holds no file to read")],
)
def test_nothing_to_read_is_said(tmp_path, monkeypatch, source, message):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(analysis.DocumentError, match=message.replace("*", r"\*")):
        analysis.read_corpus(source)


def test_a_table_without_the_column_is_answered_with_those_there_are(tmp_path):
    pd.DataFrame({"body": ["甲"]}).to_parquet(tmp_path / "a.parquet")
    with pytest.raises(analysis.DocumentError, match="has no column 'text'; there are body"):
        analysis.read_corpus(tmp_path / "a.parquet")


def test_the_command_writes_the_tables_and_says_what_it_lost(folder, tmp_path):
    done = CliRunner().invoke(main, ["corpus", str(folder), "--out", str(tmp_path), "--workers", "2"])
    assert done.exit_code == 2, done.output  # one file is no text
    assert "4 documents" in done.stdout
    assert f"2 could not be read; see {tmp_path}/errors.parquet" in done.stderr
    assert done.stdout.splitlines()[-1] == f"{tmp_path}/index.html"
    terms = analysis.frequencies(analysis.read_survey(tmp_path).terms, stop_words=analysis.stop_words())
    assert terms.loc[:3, ["term", "count"]].to_numpy().tolist() == [["冬天", 2], ["夏天", 2], ["工作", 2], ["春天", 2]]
    assert analysis.read_reuse(tmp_path).boilerplate.empty
    again = CliRunner().invoke(
        main, ["corpus", str(folder), "--out", str(tmp_path), "--no-reuse", "--raw", "--no-faults"]
    )
    assert again.exit_code == 2, again.output
    assert sorted(path.name for path in tmp_path.iterdir()) == FILES


@pytest.mark.parametrize("group", ["date", "title_", "paper", "_(.+)_"])
def test_the_groups_of_a_table_are_columns_or_in_names(tmp_path, group):
    table = pd.DataFrame(
        {"doc": ["1_晚报_a", "2_日报_b"], "text": ["春天来了。", "秋天来了。"], "paper": ["晚报", "日报"]}
    )
    table.assign(date="2021-03-02", title="题").to_csv(tmp_path / "table.csv", index=False)
    options = ["--name", "doc", "--group", group, "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(main, ["corpus", str(tmp_path / "table.csv"), *options])
    assert done.exit_code == 0, done.output
    assert "2 documents" in done.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--memory", "1GB"], "--memory is of --workers"),
        (["--no-faults"], "--no-faults goes with --raw"),
        (["--group", "["], "is no column, and no pattern with one group"),
        (["--encoding", "klingon", "--no-reuse"], "none of 6 documents could be read: 'klingon' is no text encoding"),
    ],
)
def test_options_that_do_not_go_together_are_answered(folder, tmp_path, options, message):
    done = CliRunner().invoke(main, ["corpus", str(folder), "--out", str(tmp_path / "out"), *options])
    assert done.exit_code != 0
    assert message in done.output


def test_a_survey_does_not_go_into_what_it_reads(folder):
    done = CliRunner().invoke(main, ["corpus", str(folder), "--out", str(folder / "out")])
    assert done.exit_code == 2
    assert "OUT lies within PATH" in done.output


@pytest.mark.parametrize("pattern", ["**/*", "**/*.txt", "o*/*", "o?t/**", "out/*.txt"])
def test_what_a_pattern_names_is_not_made_anew_or_read_another_time(folder, pattern):
    before = sorted(folder.rglob("*"))
    for source in (folder / pattern, f"file://{folder / pattern}"):
        done = CliRunner().invoke(main, ["corpus", str(source), "--out", str(folder / "out")])
        assert done.exit_code == 2
        assert "lies within" in done.output
    assert sorted(folder.rglob("*")) == before


def test_a_folder_that_a_pattern_does_not_reach_can_be_made(folder):
    refuse_place(str(folder / "*.txt"), folder / "out", None)
    refuse_place(str(folder / "a" / "*"), folder / "out", None)
    refuse_place("memory://texts/*", folder / "out", None)


def test_the_folder_behind_an_address_of_a_file_is_not_replaced(tmp_path):
    (tmp_path / "o").mkdir()
    for address in (f"file://{tmp_path}/o/documents.parquet", f"local://{tmp_path}/o/texts.csv"):
        done = CliRunner().invoke(main, ["corpus", address, "--text", "doc", "--out", str(tmp_path / "o")])
        assert done.exit_code == 2
        assert "PATH lies within OUT" in done.output


def test_what_was_counted_is_not_counted_again_when_the_search_was_interrupted(folder, tmp_path, monkeypatch):
    command = ["corpus", str(folder), "--out", str(tmp_path / "out"), "--partitions", "2"]
    monkeypatch.setattr(reprints, "clusters", interrupt)
    with dask.config.set(scheduler="synchronous"):
        assert CliRunner().invoke(main, command).exit_code == 130
        monkeypatch.undo()
        monkeypatch.setattr(counting, "_document", interrupt)
        done = CliRunner().invoke(main, command)
    assert done.exit_code == 2, done.output
    assert "4 documents" in done.stdout


def interrupt(*_):
    raise KeyboardInterrupt


def test_nothing_of_a_users_is_removed_by_a_run_into_a_place_that_is_taken(folder, tmp_path):
    mine, work, out = tmp_path / "mine", tmp_path / ".out.part", tmp_path / "out"
    mine.mkdir()
    (mine / "notes.txt").write_text("mine")
    work.symlink_to(mine)
    corpus = analysis.read_corpus(folder, partitions=1)
    with dask.config.set(scheduler="synchronous"):
        with pytest.raises(FileExistsError, match="not the working folder of an interrupted run") as caught:
            analysis.survey(corpus, out)
        assert caught.value.filename == str(work)
        work.unlink()
        analysis.survey(corpus, out)
        (out / "terms.parquet").write_text("mine")
        with pytest.raises(FileExistsError, match=r"holds terms\.parquet, which analysis did not write, or not as"):
            analysis.survey(corpus, out, progress=interrupt)
    assert (mine / "notes.txt").read_text() == (out / "terms.parquet").read_text() == "mine"


def test_a_second_run_into_the_same_folder_ends_at_once(folder, surveyed, tmp_path):
    corpus, errors = analysis.read_corpus(folder, partitions=2), []

    def second(*_):
        with pytest.raises(BlockingIOError, match="another run is writing to it") as caught:
            analysis.survey(corpus, tmp_path / "out")
        errors.append(caught.value.filename)

    with dask.config.set(scheduler="synchronous"):
        same(analysis.survey(corpus, tmp_path / "out", progress=second), surveyed)
    assert errors == [str(tmp_path / ".out.part")] * 2


@linux_only
def test_a_corpus_that_is_ended_at_any_moment_leaves_nothing_and_the_next_is_right(folder, tmp_path):
    disturb(program(tmp_path, "corpus", str(folder), "--out", "out", "--no-reuse"), tmp_path, seed=2, status=2)


BUSY = """
import sys
import analysis

class Busy(analysis.Tokeniser):
    def counts(self, _):
        open("busy", "w").close()
        return sum(range(10 ** 13))  # in C, so that no thread of Python's can run

if __name__ == "__main__":
    analysis.survey(analysis.read_corpus(sys.argv[1], partitions=2), "out", Busy())
"""


@linux_only
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_workers_that_no_thread_of_theirs_could_end_end_with_the_run(folder, tmp_path, number):
    (tmp_path / "busy.py").write_text(BUSY, "utf-8")
    run = Run([str(tmp_path / "busy.py"), str(folder)], tmp_path)
    while not (tmp_path / "busy").exists():
        assert run.after(0.1), run.end().output
    run.send(number)
    ended = run.end()
    assert ended.processes == []
    assert ended.status == -number


def test_workers_that_die_are_one_clear_error(folder, tmp_path):
    with (
        dask.config.set(scheduler="processes", num_workers=1),
        pytest.raises(analysis.WorkerError, match="a worker died"),
    ):
        analysis.survey(analysis.read_corpus(folder), tmp_path / "out", Deadly())


class Deadly(analysis.Tokeniser):
    """One that ends the process that uses it."""

    def counts(self, _):
        os._exit(1)
