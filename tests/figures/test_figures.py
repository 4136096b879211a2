from functools import cache
from itertools import combinations

import matplotlib
import pytest
from conftest import ROOT, SEED
from legible import check, texts
from matplotlib.testing.compare import compare_images

import analysis

ODD = {
    "the seed": SEED.read_text("utf-8"),
    "only punctuation": "。",
    "one token": "政协",
    "no repeats": "# 题\n\n一段没有重复的文字，讲的是春天。",
    "only a number": "1921",
    "200 sections": "\n\n".join(f"# 第{n}节\n\n这是第{n}节的文字，讲第{n}件事。" for n in range(200)),
    "markup and mathematics": "<script>alert(1)</script> $x^2$ \\frac{1}{2} & 工作 % # _ {甲}\n\n" * 3,
    "a period": "一二三四五六七八九十" * 40,
    "long Latin words": "# Donaudampfschifffahrtselektrizitätenhauptbetriebswerk\n\n"
    + "政协 Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz 工作。" * 4,
    "a character that no font has": "# \U0003134a字\n\n\U0003134a\U0003134a的工作，\U0003134a\U0003134a的政协。",
}


@cache
def pictures(text):
    """Every picture of a text, by name."""
    document = analysis.parse(text)
    found, table = analysis.audit(document), analysis.sections(document)
    tokens = analysis.with_parts(analysis.with_sections(analysis.Tokeniser().tokens(document), table))
    raw, clean = analysis.frequencies(tokens), analysis.frequencies(found.without_copies(tokens))
    by_section = analysis.frequencies(tokens, by="section")
    return {
        "section_sizes": analysis.section_sizes(table),
        "ribbon": analysis.ribbon(document, table, found),
        "fault_ribbon": analysis.fault_ribbon(document, table, analysis.faults(document)),
        "dot_plot": analysis.dot_plot(found),
        "copy_links": analysis.copy_links(found),
        "class_costs": analysis.class_costs(found),
        "frequency_change": analysis.frequency_change(analysis.compare(raw, clean)),
        "term_sections": analysis.term_sections(by_section, table, raw["term"].head(9)),
        "keyness_plot": analysis.keyness_plot(analysis.keyness(tokens), table),
        "dispersion_plot": analysis.dispersion_plot(analysis.dispersion(tokens, by="part")),
        "trend_plot": analysis.trend_plot(analysis.trend(tokens, document, raw["term"].head(9))),
        "zipf_plot": analysis.zipf_plot(raw),
        "word_cloud": analysis.word_cloud(raw, n=40, colour=analysis.by_section(by_section, table)),
        "cloud_pair": analysis.cloud_pair(raw, clean, n=40),
        "network_plot": analysis.network_plot(analysis.network(tokens, min_count=2, min_score=0)),
    }


@pytest.mark.filterwarnings("ignore:no font at hand has")
@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_every_picture_of_an_odd_document_is_described_and_legible(text):
    for name, picture in pictures(text).items():
        check(name, picture)


@pytest.mark.filterwarnings("ignore:no font at hand has")
@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_no_text_in_a_picture_covers_another(text):
    for name, picture in pictures(text).items():
        for (one, box), (other, beside) in combinations(texts(picture), 2):
            x = min(box.x1, beside.x1) - max(box.x0, beside.x0)
            y = min(box.y1, beside.y1) - max(box.y0, beside.y0)
            # Boxes hold the air above and below the letters, too; slanted labels have boxes that say nothing.
            slanted = one.get_rotation() % 90 or other.get_rotation() % 90
            assert slanted or x < 1 or y < 0.3 * min(box.height, beside.height), (name, one, other)


def test_the_pictures_in_the_repository_are_those_of_the_seeds(seed_report, corpus_report, tmp_path):
    """The tolerance is for other processors and other versions of the libraries; see `make figures`."""
    places = [made.parent / "figures" for made in (seed_report, corpus_report)]
    drawn = {path.name: path for place in places for path in place.glob("[!.]*")}
    kept = [path for path in (ROOT / "figures").glob("[!.]*") if path.is_file()]
    assert sorted(drawn) == sorted(path.name for path in kept)
    # Each in Chinese stands for one in English.
    in_chinese = [*(ROOT / "figures" / "zh").glob("*.png")]
    assert in_chinese
    assert {path.name for path in in_chinese} <= drawn.keys()
    for name in drawn:
        if name.endswith(".png"):
            (tmp_path / name).write_bytes(drawn[name].read_bytes())
            assert compare_images(ROOT / "figures" / name, tmp_path / name, tol=2) is None


def test_the_style_of_the_user_is_left_alone():
    before = dict(matplotlib.rcParams)
    analysis.section_sizes(analysis.sections(analysis.parse("# 甲\n\n乙。")))
    assert dict(matplotlib.rcParams) == before
