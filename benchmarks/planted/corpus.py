"""A corpus written from the words of the tests' texts, by a seeded chance: reprints, boilerplate, skew, near copies."""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from analysis import Tokeniser

from .reuse import edited

ROOT = Path(__file__).parent.parent.parent
RATES = (0.01, 0.05, 0.10)
PARAGRAPH, LETTERS = 90, 150  # words of a paragraph, more or less by two thirds, and their letters
EVERYWHERE = "本刊声明：凡转载本刊所刊登的文章，请注明作者和出处；未经许可不得用于任何商业用途，违者追究其法律责任。"
SKEW = 1000  # times the median document that the largest has


class Writer:
    """Paragraphs of words drawn as often as they stand in the tests' texts."""

    def __init__(self, seed: int) -> None:
        texts = (path.read_text("utf-8") for path in sorted((ROOT / "tests" / "texts").glob("*.txt")))
        self.words = np.array([word for text in texts for word in Tokeniser().cut(text) if word.strip()], object)
        self.draw, self.chance = np.random.default_rng(seed), random.Random(seed)

    def paragraph(self, least: int = PARAGRAPH // 3, most: int = PARAGRAPH * 5 // 3) -> str:
        """Return a paragraph of so many words."""
        return "".join(self.words[self.draw.integers(len(self.words), size=self.draw.integers(least, most))])

    def documents(self, size: float, count: int) -> Iterator[str]:
        """Yield so many documents of about *size* bytes together, most near the median and some many times as long.

        In ten there is about one that is printed before, every other with edits; of its paragraphs one in ten is of an
        earlier document, and one in thirty a passage that is all over. Each has a notice and a running head.
        """
        notices, kept, done = [self.paragraph() for _ in range(10)], [self.paragraph()], [self.paragraph()]
        shares = self.draw.lognormal(0, 0.8, count)
        for number, wanted in enumerate(shares / shares.sum() * size):
            if self.chance.random() < 0.1:
                text = self.chance.choice(done)
                text = edited(text, self.chance.choice(RATES), self.chance) if number % 2 else text
            else:
                lines, total = [], 0
                while total < wanted:
                    kind = self.chance.random()
                    line = self.paragraph() if kind > 0.13 else self.chance.choice(kept if kind < 0.1 else notices)
                    lines.append(line)
                    total += 3 * len(line)
                kept += lines[:3]
                text = "\n\n".join(lines)
            done.append(text)
            yield f"渡口周刊　第{number % 300 + 1}期\n\n{text}\n\n{EVERYWHERE}\n"


def write_corpus(folder: Path, size: float, count: int, skewed: bool = False, seed: int = 7) -> None:
    """Write documents to files of a folder; if *skewed* one of them, in the middle, has a thousand times the median."""
    writer = Writer(seed)
    texts = [*writer.documents(size, count)]
    if skewed:
        letters = SKEW * sorted(map(len, texts))[count // 2]
        texts[count // 2] = "\n\n".join(writer.paragraph() for _ in range(letters // LETTERS))
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / f"{number:06}.txt").write_text(text, "utf-8")


def articles(count: int, copies: int, seed: int = 7) -> tuple[list[str], dict[int, tuple[int, float]]]:
    """Return articles of 150 to 600 letters, the last of them edited copies: of which, at what rate."""
    writer = Writer(seed)
    own = ["".join(writer.paragraph(400, 401))[: writer.chance.randint(150, 600)] for _ in range(count - copies)]
    planted = {}
    for number, source in enumerate(writer.chance.sample(range(len(own)), copies)):
        planted[len(own)] = source, RATES[number % len(RATES)]
        own.append(edited(own[source], RATES[number % len(RATES)], writer.chance))
    return own, planted
