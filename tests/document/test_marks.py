import io
import pickle

import dask
import dask.dataframe as dd
import pandas as pd
import pytest

import analysis
from analysis import Tokeniser, audit, causes, parse, repair, sections, with_sections
from analysis.document.marks import require_table_of

LINE = (
    "春天来了，河边的柳树绿了，孩子们在岸上放着风筝，老人们坐在桥头下棋，一直到太阳落山才慢慢地走回家去。"
    "他们说今年的雨水比往年多。"
)
BROKEN = "昨天上午在河边的新房子里召开的会议由市政\n\n协主席主持，大家都发了言。"
TEXT = f"# 春\n\n{LINE}\n\n{BROKEN}\n\n# 冬\n\n{LINE}\n\n小河结冰。\n"


@pytest.fixture(scope="module")
def document():
    return parse(TEXT, "page")


@pytest.fixture(scope="module")
def tokens(document):
    return Tokeniser().tokens(document)


@pytest.fixture(scope="module")
def found(document):
    return audit(document, min_length=10)


@pytest.fixture(scope="module")
def done(document):
    return repair(document)


def through_csv(table):
    return pd.read_csv(io.StringIO(table.to_csv(index=False)), keep_default_na=False)


def through_saved_csv(table, folder):
    return pd.read_csv(analysis.save_table(table, folder / "t.csv"), keep_default_na=False)


def through_parquet(table, folder):
    return pd.read_parquet(analysis.save_table(table, folder / "t.parquet"))


def through_dask(table):
    with dask.config.set(scheduler="synchronous"):
        return dd.from_pandas(table, npartitions=3).compute()


# What people do with a DataFrame, and each leaves its rows as they were, or fewer of them.
WAYS = {
    "nothing": lambda table, _: table,
    "selection": lambda table, _: table[table["kind"] == "word"],
    "no text": lambda table, _: table.drop(columns="text"),
    "assign": lambda table, _: table.assign(length=table["end"] - table["start"]),
    "sort": lambda table, _: table.sort_values("term", ascending=False),
    "copy": lambda table, _: table.copy(),
    "a lost mark": lambda table, _: pd.DataFrame(table.to_dict("list")),
    "a lost mark and no text": lambda table, _: pd.DataFrame(table.drop(columns="text").to_dict("list")),
    "a merge": lambda table, _: table.merge(pd.DataFrame({"kind": ["word"], "group": [1]}), on="kind"),
    "documents put together and taken apart": lambda table, _: pd.concat(
        [table.assign(doc="a"), Tokeniser().tokens(parse("别的文章。")).assign(doc="b")]
    ).query("doc == 'a'"),
    "CSV": lambda table, _: through_csv(table),
    "CSV of save_table": through_saved_csv,
    "Parquet": through_parquet,
    "pickle": lambda table, _: pickle.loads(pickle.dumps(table)),
    "Dask": lambda table, _: through_dask(table),
    "bigrams": lambda table, _: analysis.ngrams(table, 2),
    "bigrams without a mark": lambda table, _: through_csv(analysis.ngrams(table, 2)),
}


@pytest.mark.parametrize("way", WAYS)
def test_tokens_are_known_for_those_of_their_document(way, tokens, found, tmp_path):
    table = WAYS[way](tokens, tmp_path)
    expected = found.weights(tokens)
    by_place = dict(zip(tokens["start"], expected, strict=True))
    if "bigrams" not in way:
        assert found.weights(table).tolist() == [by_place[start] for start in table["start"]]
    assert 0 < len(found.without_copies(table)) < len(table)


@pytest.mark.parametrize("way", WAYS)
def test_tokens_of_the_repaired_text_are_not_taken_for_those_of_the_document(way, done, found, tmp_path):
    table = WAYS[way](Tokeniser().tokens(done.document), tmp_path)
    for count in (found.weights, found.without_copies):
        with pytest.raises(ValueError, match=r"tokens are .*; pass Tokeniser\(\)\.tokens\(found\.document\)"):
            count(table)


def test_a_mark_tells_apart_what_the_rows_cannot(found):
    """The rows of a text that was cut off at its end all stand in the document, too, and would be counted wrong."""
    cut = Tokeniser().tokens(parse(TEXT[:40]))
    with pytest.raises(ValueError, match="tokens are of another text, 'text', not of 'page'"):
        found.weights(cut)


def test_the_same_text_in_another_file_is_the_same_document(found):
    other = analysis.load(TEXT.encode("gb18030"), "gb18030", "other")
    assert len(found.weights(Tokeniser().tokens(other))) > 0


def test_a_row_that_is_not_in_the_text_is_named(found, tokens):
    table = pd.DataFrame(tokens.to_dict("list"))
    table.loc[5, ["start", "end"]] = [300, 302]
    with pytest.raises(ValueError, match=r"tokens are not of 'page': row 5 is .*, and the text has '' at 300"):
        found.weights(table)


def test_tokens_of_several_documents_are_refused(found, tokens):
    both = pd.concat([tokens.assign(doc="a"), Tokeniser().tokens(parse("别的。")).assign(doc="b")])
    with pytest.raises(ValueError, match=r"of 2 documents; pass those of one, tokens\[tokens\['doc'\] == 'a'\]"):
        found.weights(both)


def test_tokens_of_another_document_that_was_audited_too_are_answered_with_its_number(document, tokens):
    both = audit([parse("别的文章。"), document], min_length=10)
    assert both.weights(tokens, doc=1).min() == 0.5
    with pytest.raises(ValueError, match="document number 1 of those audited; pass doc=1"):
        both.weights(tokens)


def test_simplified_terms_are_known_in_the_traditional_text():
    document = parse("市政協完善機制，" + LINE)
    table = through_csv(Tokeniser(simplify=True).tokens(document).drop(columns="text"))
    assert audit(document).weights(table).min() == 1


def test_causes_refuses_the_two_exchanged(tokens, done):
    after = Tokeniser().tokens(done.document)
    assert len(causes(tokens, after, done)) == len(causes(through_csv(tokens), through_csv(after), done))
    for before, other in ((after, tokens), (through_csv(after), through_csv(tokens))):
        with pytest.raises(ValueError, match=r"causes: before are .*; pass Tokeniser\(\)\.tokens\(done\.source\)"):
            causes(before, other, done)
    with pytest.raises(ValueError, match=r"causes: after are .*; pass Tokeniser\(\)\.tokens\(done\.document\)"):
        causes(tokens, tokens, done)


def test_sections_of_another_document_are_refused(document, tokens, done):
    expected = with_sections(tokens, sections(document))["section"].tolist()
    for table in (sections(document), through_csv(sections(document))):
        for own in (tokens, through_csv(tokens), tokens[tokens["kind"] == "word"]):
            kept = set(own.index)
            assert with_sections(own, table)["section"].tolist() == [s for i, s in enumerate(expected) if i in kept]
    other = sections(done.document)
    for table in (other, through_csv(other), sections(parse("# 夏\n\n热。"))):
        for own in (tokens, through_csv(tokens)):
            with pytest.raises(ValueError, match="with_sections: tokens "):
                with_sections(own, table)


def test_whatever_takes_two_results_of_one_document_refuses_those_of_two(document, tokens, done, found):
    clean = done.document
    other, parts = Tokeniser().tokens(clean), sections(clean)
    placed = with_sections(tokens, sections(document))
    counts, keys = analysis.frequencies(placed, by="section"), analysis.keyness(placed)
    for call in (
        lambda: analysis.trend(other, document, ["工作"]),
        lambda: analysis.concordance(document, "工作", other),
        lambda: analysis.new_words(document, tokens=other),
        lambda: analysis.faults(clean, audit=found),
        lambda: analysis.ribbon(document, parts),
        lambda: analysis.ribbon(clean, parts, found),
        lambda: analysis.fault_ribbon(clean, parts, analysis.faults(document)),
        lambda: analysis.term_sections(counts, parts, ["春天"]),
        lambda: analysis.by_section(counts, parts),
        lambda: analysis.keyness_plot(keys, parts),
        lambda: repair(clean, done.findings),
    ):
        with pytest.raises(ValueError, match=r"another text|not of one document|not of 'page'"):
            call()


def test_counts_of_sections_that_there_are_not_are_refused(document, tokens):
    counts = through_csv(analysis.frequencies(with_sections(tokens, sections(document)), by="section"))
    with pytest.raises(ValueError, match=r"by_section: .*counts has section 1, and there are 1 from 0"):
        analysis.by_section(counts, sections(document).head(1))


def test_a_corpus_keeps_no_mark_of_a_document_in_its_tables():
    assert analysis.survey(analysis.read_corpus("seeds/*.txt")).faults.attrs == {}


def test_findings_from_a_csv_file_are_held_against_the_lines_of_the_text(seed):
    done = repair(seed)
    findings = through_csv(done.findings)
    assert repair(seed, findings).document.text == done.document.text
    with pytest.raises(ValueError, match=r"repair: findings are not of .*: row \d+ says that .* is on line"):
        repair(done.document, findings)


@pytest.mark.parametrize(
    ("start", "end", "fits"), [(0, 3, True), (3, 3, True), (0, 4, False), (-1, 2, False), (2, 1, False)]
)
def test_a_row_without_a_mark_lies_within_the_text(start, end, fits):
    table = pd.DataFrame({"start": [0, start], "end": [1, end]})
    if fits:
        require_table_of(table, parse("春天。", "page"), "test", "rows", "others")
        return
    with pytest.raises(ValueError, match=f"row 1 spans {start} to {end}, and the text has 3 characters; pass others"):
        require_table_of(table, parse("春天。", "page"), "test", "rows", "others")


def test_a_row_without_a_mark_is_on_the_line_that_it_says():
    table = pd.DataFrame({"start": [0, 4], "end": [1, 5], "line": [1, 2]})
    require_table_of(table, parse("春天。\n花。", "page"), "test", "rows", "others")
    with pytest.raises(ValueError, match="row 1 says that 4 is on line 3, and it is on line 2"):
        require_table_of(table.assign(line=[1, 3]), parse("春天。\n花。", "page"), "test", "rows", "others")
