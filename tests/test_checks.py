import inspect
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import Tokeniser

TEXT = "# 春\n\n春天花开，春天雨多，工作机制完善。\n\n# 冬\n\n冬天雪大，冬天风多，工作机制完善。\n"
DOCUMENT = analysis.parse(TEXT)
FOUND = analysis.audit(DOCUMENT, min_length=4)
DONE = analysis.repair(DOCUMENT)
SECTIONS = analysis.sections(DOCUMENT)
TOKENS = Tokeniser().tokens(DOCUMENT)
PLACED = analysis.with_sections(TOKENS, SECTIONS)
COUNTS = analysis.frequencies(TOKENS)
BY_SECTION = analysis.frequencies(PLACED, by="section")
CHANGE = analysis.compare(COUNTS, COUNTS)
CONCEPTS = analysis.read_concepts({"季": ["春天", "冬天"]})
NETWORK = analysis.network(TOKENS)
MATCHES = analysis.concept_matches(DOCUMENT, CONCEPTS)

# How each public function is called rightly, by the arguments that are results of other functions.
CALLS = {
    "variety": {"document": DOCUMENT},
    "to_conllu": {"document": DOCUMENT, "tokens": TOKENS},
    "from_conllu": {"data": analysis.to_conllu(DOCUMENT)},
    "to_vrt": {"document": DOCUMENT, "tokens": TOKENS},
    "from_vrt": {"data": analysis.to_vrt(DOCUMENT)},
    "to_tei_words": {"document": DOCUMENT, "tokens": TOKENS},
    "from_tei_words": {"data": analysis.to_tei_words(DOCUMENT)},
    "to_spacy": {"document": DOCUMENT, "tokens": TOKENS},
    "agreement": {"one": analysis.Decisions(), "other": analysis.Decisions()},
    "association": {},
    "audit": {"documents": DOCUMENT},
    "block_kinds": {"document": DOCUMENT},
    "by_change": {"change": CHANGE},
    "by_part_of_speech": {"terms": COUNTS["term"], "tags": Tokeniser().tags(COUNTS["term"])},
    "by_section": {"counts": BY_SECTION, "sections": SECTIONS},
    "causes": {"before": TOKENS, "after": TOKENS, "done": DONE},
    "choice_terms": {"audit": FOUND, "tokens": TOKENS},
    "choices": {"audit": FOUND, "tokens": TOKENS},
    "class_costs": {"audit": FOUND},
    "cloud_pair": {"before": COUNTS, "after": COUNTS},
    "collocations": {"tokens": TOKENS},
    "compare": {"before": COUNTS, "after": COUNTS},
    "concept_matches": {"document": DOCUMENT, "concepts": CONCEPTS, "tokeniser": Tokeniser()},
    "concept_tokens": {"tokens": TOKENS, "matches": MATCHES},
    "count_concepts": {"documents": DOCUMENT, "concepts": CONCEPTS},
    "concordance": {"document": DOCUMENT, "query": "工作", "tokens": TOKENS},
    "contexts": {"done": DONE},
    "copies": {"found": FOUND},
    "corpus_report": {"corpus": None},
    "copy_links": {"audit": FOUND},
    "dispersion": {"tokens": PLACED},
    "dispersion_plot": {"dispersion": analysis.dispersion(PLACED)},
    "diversity": {"tokens": TOKENS},
    "dot_plot": {"audit": FOUND},
    "fault_ribbon": {"document": DOCUMENT, "sections": SECTIONS, "found": analysis.faults(DOCUMENT)},
    "engine_accuracy": {"document": DOCUMENT},
    "faults": {"document": DOCUMENT, "audit": FOUND},
    "frequencies": {"tokens": TOKENS},
    "frequency_change": {"change": CHANGE},
    "group_of": {"documents": pd.DataFrame({"doc": ["甲"]}), "by": "doc"},
    "keyness": {"tokens": PLACED, "reference": analysis.general_counts()},
    "keyness_plot": {"keys": analysis.keyness(PLACED), "sections": SECTIONS},
    "labelled_lines": {"done": DONE},
    "list_differences": {"audit": FOUND},
    "load": {"source": TEXT.encode()},
    "load_all": {"source": "seeds"},
    "mark_up": {"audit": FOUND, "choices": analysis.choices(FOUND)},
    "network": {"tokens": TOKENS},
    "network_pair": {"documents": DOCUMENT},
    "network_change": {"before": NETWORK, "after": NETWORK},
    "network_plot": {"found": NETWORK},
    "multiword_expressions": {"document": DOCUMENT, "tokeniser": Tokeniser(), "tokens": TOKENS},
    "new_words": {"document": DOCUMENT, "tokeniser": Tokeniser(), "tokens": TOKENS},
    "ngrams": {"tokens": TOKENS},
    "page_picture": {"document": DOCUMENT},
    "parse": {"text": TEXT},
    "read_concepts": {"source": {"季": ["春天"]}},
    "read_corpus": {"source": "seeds/corpus"},
    "repair": {"document": DOCUMENT, "findings": DONE.findings},
    "report": {"documents": [DOCUMENT]},
    "reprint_plot": {"reuse": None},
    "restore": {"done": DONE},
    "reuse": {"corpus": None},
    "reuse_matrix": {"reuse": None},
    "review": {"document": DOCUMENT},
    "review_page": {"done": DONE},
    "ribbon": {"document": DOCUMENT, "sections": SECTIONS, "audit": FOUND},
    "section_sizes": {"sections": SECTIONS},
    "sections": {"document": DOCUMENT},
    "sentences": {"document": DOCUMENT},
    "side_by_side": {"audit": FOUND},
    "survey": {"corpus": None},
    "term_sections": {"counts": BY_SECTION, "sections": SECTIONS, "terms": ["工作"]},
    "tf_idf": {"tokens": PLACED},
    "total_variation": {"change": CHANGE},
    "trend": {"tokens": TOKENS, "document": DOCUMENT, "terms": ["工作"]},
    "use_language": {"name": "en"},
    "trend_plot": {"trend": analysis.trend(TOKENS, DOCUMENT, ["工作"])},
    "undo": {"clean": DONE.document.text, "ledger": DONE.to_json()},
    "with_parts": {"tokens": TOKENS},
    "with_sentences": {"tokens": TOKENS, "sentences": analysis.sentences(DOCUMENT)},
    "with_sections": {"tokens": TOKENS, "sections": SECTIONS},
    "without_boilerplate": {
        "terms": pd.DataFrame({"term": ["甲"], "kind": "word", "count": [1]}),
        "boilerplate": pd.DataFrame({"text": ["甲"], "count": [1]}),
    },
    "word_cloud": {"table": COUNTS},
    "written_forms": {},
    "zipf_plot": {"frequencies": COUNTS},
}
WITHOUT_RESULTS = {
    "general_counts",
    "parts_of_speech",
    "stop_words",
    "read_decisions",
    "read_reuse",
    "read_survey",
    "save_table",
    "from_spacy",
    "save_token_folder",
    "register_finding",
    "register_page",
    "register_reader",
    "unregister",
}
WRONG = (7, Path("page.txt"), DOCUMENT, FOUND, DONE, TOKENS[["kind"]], {"term": "工作"}, None)
# What is right there too.
RIGHT = {
    ("report", "documents"): (analysis.Document,),
    ("use_language", "name"): (type(None),),
    ("load", "source"): (Path, str),
    ("load_all", "source"): (Path,),
    ("read_corpus", "source"): (Path, pd.DataFrame),
    ("by_part_of_speech", "terms"): (pd.DataFrame, dict),
    ("by_part_of_speech", "tags"): (pd.DataFrame, dict),
    ("term_sections", "terms"): (pd.DataFrame, dict),
    ("trend", "terms"): (pd.DataFrame, dict),
    ("group_of", "by"): (object,),
    ("read_concepts", "source"): (Path, str),
    ("concept_matches", "concepts"): (dict,),
    ("count_concepts", "concepts"): (dict,),
    ("concept_matches", "tokeniser"): (type(None),),
    **dict.fromkeys(
        [
            *[(f"to_{form}", "tokens") for form in ("conllu", "vrt", "tei_words", "spacy")],
            *[
                ("faults", "audit"),
                ("ribbon", "audit"),
                ("concordance", "tokens"),
                ("new_words", "tokens"),
                ("multiword_expressions", "tokens"),
            ],
            *[("choices", "tokens"), ("choice_terms", "tokens"), ("mark_up", "choices")],
        ],
        (type(None),),
    ),
    **dict.fromkeys(
        [
            ("new_words", "tokeniser"),
            ("multiword_expressions", "tokeniser"),
            ("keyness", "reference"),
            ("keyness_plot", "sections"),
            ("repair", "findings"),
        ],
        (type(None),),
    ),
}


def test_every_public_function_is_in_the_table():
    functions = {name for name in analysis.__all__ if inspect.isroutine(inspect.unwrap(getattr(analysis, name)))}
    assert functions == CALLS.keys() | WITHOUT_RESULTS


def cases():
    for name, arguments in CALLS.items():
        for argument, right in arguments.items():
            for wrong in (*WRONG, "page.txt"):
                allowed = (type(right), *RIGHT.get((name, argument), ()))
                is_table = isinstance(wrong, pd.DataFrame) and isinstance(right, pd.DataFrame)
                if is_table or not isinstance(wrong, allowed):
                    yield pytest.param(name, argument, wrong, id=f"{name}-{argument}-{type(wrong).__name__}")


@pytest.mark.parametrize(("name", "argument", "wrong"), [*cases()])
def test_a_wrong_argument_is_refused_in_one_line_that_names_function_and_argument(name, argument, wrong):
    with pytest.raises((TypeError, ValueError)) as caught:
        getattr(analysis, name)(**CALLS[name] | {argument: wrong})
    message = str(caught.value)
    assert type(caught.value) in (TypeError, ValueError)
    assert message.startswith(f"{name}: ")
    assert argument in message
    assert "\n" not in message
    assert len(message) < 300


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: analysis.audit("page.txt"), "call analysis.load('page.txt') or analysis.parse(text) first"),
        (
            lambda: analysis.audit([DOCUMENT, "page.txt"]),
            "audit: each of documents must be of the type Document, not str",
        ),
        (lambda: analysis.frequencies(DOCUMENT), "call analysis.Tokeniser().tokens(document) first"),
        (lambda: Tokeniser().tokens("市政协"), "Tokeniser.tokens: document must be of the type Document, not str"),
        (lambda: Tokeniser().counts(TOKENS), "not pandas.DataFrame; call analysis.load"),
        (lambda: Tokeniser().cut(DOCUMENT), "Tokeniser.cut: text must be of the type str, not Document"),
        (lambda: Tokeniser().knows(None), "Tokeniser.knows: word must be of the type str, not NoneType"),
        (lambda: Tokeniser().tags("政协"), "pass [term]"),
        (lambda: FOUND.weights(DOCUMENT), "Audit.weights: tokens must be a pandas DataFrame, not Document"),
        (lambda: FOUND.without_copies(COUNTS), "Audit.without_copies: tokens has no column 'kind'"),
        (lambda: FOUND.weights(TOKENS, doc=1), "Audit.weights: doc: 1; 1 documents were audited, numbered from 0"),
        (lambda: analysis.mark_up(FOUND, 3), "mark_up: doc: 3"),
        (lambda: analysis.contexts(FOUND), "call analysis.repair(document) first"),
        (lambda: analysis.copies(DONE), "call analysis.audit(document) first"),
        (lambda: analysis.keyness(TOKENS), "call analysis.with_sections(tokens, analysis.sections(document)) first"),
        (lambda: analysis.dispersion(TOKENS, by="part"), "call analysis.with_parts(tokens) first"),
        (lambda: analysis.word_cloud(TOKENS), "call analysis.frequencies(tokens) first"),
        (lambda: analysis.survey("texts"), "call analysis.read_corpus('texts') first"),
        (lambda: analysis.reuse_matrix("texts"), "call analysis.reuse(corpus) first"),
        (
            lambda: analysis.trend(TOKENS, DOCUMENT, "政协"),
            "trend: terms must be a list of texts, not str; pass ['政协']",
        ),
        (lambda: analysis.frequencies(TOKENS, kinds="word"), "kinds must be a list of texts, not str; pass ['word']"),
        (lambda: analysis.frequencies(TOKENS, stop_words="的"), "stop_words must be a list of texts, not str"),
        (lambda: analysis.ngrams(TOKENS, 2, "的"), "ngrams: stop_words must be a list of texts, not str"),
        (lambda: analysis.save_table("terms", "terms.csv"), "save_table: table must be a pandas DataFrame, not str"),
    ],
)
def test_the_error_says_what_to_call_first(call, message):
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    assert message in str(caught.value)


# Of the parameters that are numbers or text, by what their annotation says.
NO_NUMBERS = ("x", [1], b"1", float("nan"), float("inf"), 10**30, 2.5, True, TOKENS)
NOT_OF = {
    "int": NO_NUMBERS,
    "float": ("x", [1], b"1", float("nan"), float("inf"), True, TOKENS),
    "str": (5, ["section"], b"x", TOKENS, float("nan")),
    "int | tuple[int, int]": ("x", float("nan"), 10**30, 2.5, (1, "x"), TOKENS),
    "Collection[str]": (5, TOKENS, "word"),
}
ELSEWHERE = {("load", "encoding"), ("load", "name"), ("parse", "name"), ("parse", "text"), ("concordance", "query")}


def settings():
    for name, arguments in CALLS.items():
        for argument, parameter in inspect.signature(getattr(analysis, name)).parameters.items():
            kind = str(parameter.annotation).removesuffix(" | None")
            if argument not in arguments and (name, argument) not in ELSEWHERE:
                for wrong in NOT_OF.get(kind, ()):
                    yield pytest.param(
                        name, argument, wrong, id=f"{name}-{argument}-{type(wrong).__name__}-{wrong!s:.9}"
                    )


@pytest.mark.parametrize(("name", "argument", "wrong"), [*settings()])
def test_what_is_no_number_or_text_is_refused_in_one_line(name, argument, wrong):
    corpus = {"corpus": analysis.read_corpus("seeds/corpus")} if "corpus" in CALLS[name] else {}
    with pytest.raises((TypeError, ValueError), match=rf"^[^\n]*\b{argument}\b[^\n]*$") as caught:
        getattr(analysis, name)(**CALLS[name] | corpus | {argument: wrong})
    assert len(str(caught.value)) < 200


def test_a_window_beyond_the_text_is_the_text():
    whole = analysis.collocations(TOKENS, window=1_000_000_000, min_count=1)
    assert whole.equals(analysis.collocations(TOKENS, window=len(TOKENS), min_count=1))


def test_documents_are_audited_from_any_sequence():
    assert len(analysis.audit(document for document in (DOCUMENT, DOCUMENT)).documents) == 2


def test_a_term_that_a_csv_file_lost_is_named_by_its_row():
    lost = TOKENS.astype({"term": "str"})
    lost.loc[3, "term"] = None
    with pytest.raises(ValueError, match=r"frequencies: tokens: row 3 has no term; read .* keep_default_na=False"):
        analysis.frequencies(lost)


def test_places_must_be_whole_numbers():
    assert FOUND.weights(TOKENS.astype({"start": float})).tolist() == FOUND.weights(TOKENS).tolist()
    with pytest.raises(ValueError, match=r"Audit\.weights: tokens: start must hold whole numbers, not float64"):
        FOUND.weights(TOKENS.assign(start=TOKENS["start"] + 0.5))
