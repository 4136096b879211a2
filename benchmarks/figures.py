"""How fast pictures are drawn: the word cloud beside plain wordcloud, and each figure as the document grows.

``python benchmarks/figures.py`` prints two tables: the cloud of the seed at 1600 x 900 with 200 words, written as a
PNG, by ours and by ``wordcloud.WordCloud`` (seconds, the best of three); and each picture of a document of 1 and 10 MB,
the audit, the tokens and the tables it is drawn from made before (seconds, once).
"""

import io
from pathlib import Path

from audit import best
from terms import text_of
from wordcloud import WordCloud

import analysis
from analysis.figures.glyphs import FONT

SEED = Path(__file__).parent.parent / "seeds" / "000_ed0ec8543009b9f7.txt"
WORDS, SIZE = 200, (1600, 900)


def plain(counts: dict[str, float]) -> bytes:
    """Return the peer's picture: the same words, size, ratio and direction."""
    cloud = WordCloud(
        font_path=str(FONT),
        width=SIZE[0],
        height=SIZE[1],
        max_words=WORDS,
        relative_scaling=1.0,
        prefer_horizontal=1.0,
        background_color="white",
        random_state=1,
    )
    data = io.BytesIO()
    cloud.generate_from_frequencies(counts).to_image().save(data, "png")
    return data.getvalue()


def clouds() -> None:
    """Print the first table."""
    frequencies = analysis.frequencies(
        analysis.Tokeniser().tokens(analysis.load(SEED)), stop_words=analysis.stop_words()
    )
    top = frequencies.head(WORDS)
    counts = dict(zip(top["term"], top["count"].astype(float), strict=True))
    peer = best(lambda: plain(counts))
    ours = best(lambda: analysis.word_cloud(top, n=WORDS, size=SIZE).rendered("png"))
    print(f"| cloud of the seed, {SIZE[0]} x {SIZE[1]}, {WORDS} words | seconds | of the peer's |\n| --- | --- | --- |")
    print(f"| wordcloud.WordCloud | {peer:.2f} | 1 |\n| analysis.word_cloud | {ours:.2f} | {ours / peer:.2f} |")


def pictures(size: int) -> dict[str, float]:
    """Return the seconds that each picture of a document of *size* bytes takes."""
    document = analysis.parse(text_of("", size))
    sections, found, faults = analysis.sections(document), analysis.audit(document), analysis.faults(document)
    tokens = analysis.with_parts(analysis.with_sections(analysis.Tokeniser().tokens(document), sections))
    raw, clean = analysis.frequencies(tokens), analysis.frequencies(found.without_copies(tokens))
    by_section, keys = analysis.frequencies(tokens, by="section"), analysis.keyness(tokens, by="part")
    spread, trend = analysis.dispersion(tokens, by="part"), analysis.trend(tokens, document, raw["term"].head(10))
    drawn = {
        "section_sizes": lambda: analysis.section_sizes(sections),
        "ribbon": lambda: analysis.ribbon(document, sections, found),
        "fault_ribbon": lambda: analysis.fault_ribbon(document, sections, faults),
        "dot_plot": lambda: analysis.dot_plot(found),
        "copy_links": lambda: analysis.copy_links(found),
        "class_costs": lambda: analysis.class_costs(found),
        "frequency_change": lambda: analysis.frequency_change(analysis.compare(raw, clean)),
        "term_sections": lambda: analysis.term_sections(by_section, sections, raw["term"].head(14)),
        "keyness_plot": lambda: analysis.keyness_plot(keys),
        "dispersion_plot": lambda: analysis.dispersion_plot(spread),
        "trend_plot": lambda: analysis.trend_plot(trend),
        "zipf_plot": lambda: analysis.zipf_plot(raw),
        "word_cloud": lambda: analysis.word_cloud(raw),
        "cloud_pair": lambda: analysis.cloud_pair(raw, clean),
    }
    return {name: best(lambda draw=draw: draw().rendered("png"), 1) for name, draw in drawn.items()}


def growth() -> None:
    """Print the second table."""
    small, large = (pictures(size) for size in (1_000_000, 10_000_000))
    print("\n| picture | 1 MB: seconds | 10 MB: seconds |\n| --- | --- | --- |")
    for name, taken in small.items():
        print(f"| {name} | {taken:.2f} | {large[name]:.2f} |")


if __name__ == "__main__":
    clouds()
    growth()
