"""Cut a document into tokens with exact offsets, by jieba's dictionary and algorithm, compiled, or another engine."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

from .._checks import require
from ..document.annotations import annotation
from ..document.blocks import VERBATIM
from ..document.documents import Document
from ..document.marks import marked
from ..languages.messages import _, enumeration
from ..text_index.newlines import has_line_end
from .dictionary import narrow
from .engines import ENGINES, GIVEN, OTHERS, WITH_DICTIONARY, Cut, checked, rjieba_with
from .gaps import as_written, bridged, in_one_line, with_gaps
from .kept import KeptWords
from .scripts import fold, is_traditional, kind_of, simplified
from .word_lists import WordList, in_simplified_characters, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import pandas as pd

    from ..document.blocks import Block
    from .word_lists import Words

KINDS = ("word", "latin", "number", "punctuation", "space")


@dataclass(frozen=True)
class Tokeniser:
    """Segments Chinese text into words; immutable, and its words are its own, not the process's.

    Parameters
    ----------
    words : words to add to the dictionary: one, or a list of words or of (word, frequency, tag), or a table with
        the columns ``word`` and, if known, ``frequency`` and ``tag``, or the `Path` of a file: UTF-8, a word a line,
        its frequency and tag behind it or not, parted by blanks (as in jieba's files), tabs or commas, or under a line
        that names the columns; what stands behind a ``#`` is a comment. A word without a frequency is kept whole
        wherever it stands, but in the middle of Latin letters or digits; of two that overlap the longer one is, of two
        as long the first. A word with a frequency is weighed against the others, and may lose.
    engine : ``rjieba`` (compiled), or ``jieba``, the slower reference with the same dictionary and algorithm;
        ``characters``, each Han character a token, which suits classical text (see `variety`); ``given``, for text that
        is cut already, by blanks or a token a line, and is left so; or a function that takes a text and returns its
        tokens. White space that it leaves out is put back; other differences are an error. Without a dictionary, words
        with a frequency are kept whole, too, but for ``given``.
    hmm : whether words the dictionary lacks are guessed from their characters, by ``rjieba`` and ``jieba``.
    simplify : whether traditional text is read, and counted, as simplified (OpenCC). ``auto`` does so where a document
        is in traditional characters for the most part; `of` says of which it is. Offsets, and the column ``text`` of
        `tokens`, stay those of the text as it is.

    Raises
    ------
    ValueError : for an unknown engine, or a word that is empty, holds white space or has no frequency from 1 to 10^12;
        of a file the line is named.
    DocumentError : if the file of words cannot be read.

    >>> Tokeniser().cut("功能型党支部")
    ['功能型', '党支部']
    >>> Tokeniser(words=["功能型党支部"]).cut("功能型党支部")
    ['功能型党支部']
    >>> Tokeniser(words=["南京市长"]).cut("南京市长江大桥")
    ['南京市长', '江', '大桥']
    >>> Tokeniser(engine="characters").cut("學而時習之"), Tokeniser(engine="given").cut("政协 工作")
    (['學', '而', '時', '習', '之'], ['政协', ' ', '工作'])
    >>> Tokeniser().cut("市政協完善機制"), Tokeniser(simplify=False).cut("市政協完善機制")
    (['市政協', '完善', '機制'], ['市政', '協', '完善', '機制'])
    """

    words: Words = field(default=())
    engine: Literal["rjieba", "jieba", "characters", "given"] | Cut = "rjieba"
    hmm: bool = True
    simplify: bool | Literal["auto"] = "auto"

    def __post_init__(self) -> None:
        if self.engine not in ENGINES and not callable(self.engine):
            message = _("{given!r}; choose from {choices}, or pass a function")
            raise ValueError("engine: " + message.format(given=self.engine, choices=enumeration(ENGINES)))
        if self.simplify not in (True, False, "auto"):
            message = _("{given!r}; choose from {choices}")
            choices = enumeration(["True", "False", "'auto'"])
            raise ValueError("simplify: " + message.format(given=self.simplify, choices=choices))
        object.__setattr__(self, "words", words_of(self.words))

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave the dictionary, once it is loaded, where it is: another process loads its own."""
        return type(self), (self.words, self.engine, self.hmm, self.simplify)

    @property
    def _words(self) -> WordList:
        words: Any = self.words  # as `__post_init__` left them
        return words

    @cached_property
    def _dictionary(self) -> WordList:
        """Return the words as they are looked up: of text that is read as simplified in simplified characters."""
        if self.simplify is False:
            return self._words
        simple = in_simplified_characters(self._words)
        return simple if self.simplify is True or simple is self._words else WordList((*self._words, *simple))

    @cached_property
    def _cut(self) -> Cut:
        has_dictionary = self.engine in WITH_DICTIONARY
        weighed, kept = _weighed_and_kept(self._dictionary, has_dictionary)
        if isinstance(self.engine, str):
            cut = WITH_DICTIONARY[self.engine](weighed, self.hmm) if has_dictionary else OTHERS[self.engine]
        else:
            cut = checked(self.engine)
        return (lambda text: kept.cut(text, cut)) if kept and self.engine != GIVEN else cut

    def of(self, document: Document) -> Tokeniser:
        """Return the tokeniser for a document: with *simplify* decided, if it is ``auto``.

        >>> from analysis import parse
        >>> Tokeniser().of(parse("市政協完善機制")).simplify, Tokeniser().of(parse("市政协完善机制")).simplify
        (True, False)
        """
        require(document, Document, "Tokeniser.of", "document")
        if self.simplify != "auto":
            return self
        return replace(self, simplify=annotation(document, "traditional", lambda: is_traditional(document.text)))

    def _read(self, text: str) -> str:
        """Return *text* as the dictionary knows it, each character in its place."""
        simplify = is_traditional(text) if self.simplify == "auto" else self.simplify
        return narrow(simplified(text) if simplify else text)

    def cut(self, text: str) -> list[str]:
        """Return the tokens of *text* in order; joined, they are the text.

        >>> Tokeniser().cut("市政协完善工作机制。")
        ['市政协', '完善', '工作', '机制', '。']
        """
        require(text, str, "Tokeniser.cut", "text")
        read = self._read(text)
        pieces = self._cut(read)
        return pieces if read == text else as_written(text, read, pieces)

    def adding(self, words: Words) -> Tokeniser:
        """Return a tokeniser with more words in its dictionary, in any form that `Tokeniser` takes.

        >>> Tokeniser(words=["功能型党支部"]).adding("双向发力").cut("功能型党支部双向发力")
        ['功能型党支部', '双向发力']
        """
        return replace(self, words=WordList((*self._words, *words_of(words))))

    def knows(self, word: str) -> bool:
        """Say whether a word is in the dictionary, or among the words added.

        >>> Tokeniser().knows("党支部"), Tokeniser().knows("功能型党支部")
        (True, False)
        """
        require(word, str, "Tokeniser.knows", "word")
        known = rjieba_with(self._dictionary).has_word
        return known(narrow(word)) or known(self._read(word))

    def tags(self, terms: Iterable[str]) -> list[str]:
        """Return the part of speech of each term, the most usual in the dictionary; see `parts_of_speech`.

        Context is not looked at, and a word the dictionary lacks, be it guessed, is tagged ``x``.

        >>> Tokeniser().tags(["政协", "完善", "APP"])
        ['j', 'v', 'eng']
        """
        if isinstance(terms, str):
            raise TypeError("Tokeniser.tags: " + _("terms must be a list of terms, not str; pass [term]"))
        stated = {word.text: word.tag for word in self._dictionary if word.tag is not None}
        tag = rjieba_with(self._dictionary).tag
        read = [*map(self._read, terms)]
        found = (tag(term, False) for term in read)
        looked_up = (pairs[0][1] if len(pairs) == 1 else "x" for pairs in found)
        return [stated.get(term, usual) for term, usual in zip(read, looked_up, strict=True)]

    def _cut_block(self, document: Document, block: Block) -> list[str]:
        """Return the tokens of a block, cut as if its lines were one."""
        text = document.text[block.start : block.end]
        if not has_line_end(text) or block.kind in VERBATIM.values() or self.engine == GIVEN:
            return self.cut(text)
        line, gaps = in_one_line(text)
        return [*with_gaps(self.cut(line), gaps)]

    def counts(self, document: Document) -> dict[tuple[str, str], int]:
        """Return how often each term of each kind stands in a document, in order of both; see `tokens`.

        >>> from analysis import parse
        >>> Tokeniser().counts(parse("市政协ＡＰＰ，市政协app"))
        {(',', 'punctuation'): 1, ('app', 'latin'): 2, ('市政协', 'word'): 2}
        """
        require(document, Document, "Tokeniser.counts", "document")
        cutter = self.of(document)
        found = Counter(chain.from_iterable(cutter._cut_block(document, block) for block in document.blocks))
        counted: dict[tuple[str, str], int] = {}
        for text, count in found.items():
            pair = (fold(simplified(bridged(text))), kind_of(text)) if cutter.simplify else _counted_as(text)
            counted[pair] = counted.get(pair, 0) + count
        return {pair: counted[pair] for pair in sorted(counted)}

    def tokens(self, document: Document, tags: bool = False) -> pd.DataFrame:
        """Return one row per token, in order; the tokens of a block tile it without a gap.

        A line end within a paragraph cuts no word: it is inside a token, or a token of its own, of the kind space.

        Columns: ``block`` (position in ``document.blocks``, int32); ``text`` (as it stands in the document,
        category); ``term`` (what is counted: the text with width and letter case folded, category); ``kind``
        (category: word for anything with a Han character, latin for other letters, number, punctuation, space);
        ``start``, ``end`` (int32 offsets in code points of ``document.text``); with *tags*, ``tag`` (category, see
        `Tokeniser.tags`). The table knows its document (a hash in ``attrs``), and functions that take both refuse those
        of another one; a table from a CSV file, which does not, is compared with the text.

        >>> from analysis import parse
        >>> Tokeniser().tokens(parse("市政协ＡＰＰ上线"))[["text", "term", "kind", "start", "end"]]
          text term   kind  start  end
        0  市政协  市政协   word      0    3
        1  ＡＰＰ  app  latin      3    6
        2   上线   上线   word      6    8
        """
        import numpy as np
        import pandas as pd

        require(document, Document, "Tokeniser.tokens", "document")
        cutter = self.of(document)
        counts, texts, start = cutter._placed(document)
        codes, found = pd.factorize(texts)
        whole = [*map(bridged, found)]
        counted = map(simplified, whole) if cutter.simplify else whole
        table = {
            "block": np.repeat(np.arange(len(counts), dtype=np.int32), counts),
            "text": pd.Categorical.from_codes(codes, pd.Index(found, dtype="str")),
            "term": _relabel(codes, [fold(text) for text in counted]),
            "kind": _relabel(codes, [kind_of(text) for text in found], KINDS),
            "start": start,
            "end": start + np.fromiter(map(len, texts), np.int32, len(texts)),
        }
        tagged = {"tag": _relabel(codes, cutter.tags(whole))} if tags else {}
        return marked(pd.DataFrame(table | tagged), document)

    def starts(self, document: Document) -> np.ndarray:
        """Return where each token of a document begins (int32 offsets in code points), without a table of them.

        >>> from analysis import parse
        >>> Tokeniser().starts(parse("市政协完善工作机制")).tolist()
        [0, 3, 5, 7]
        """
        require(document, Document, "Tokeniser.starts", "document")
        return self.of(document)._placed(document)[2]

    def _placed(self, document: Document) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return how many tokens each block has, their texts, and where each begins."""
        return annotation(document, ("tokens", self), lambda: self._place(document))

    def _place(self, document: Document) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        import numpy as np

        cuts = [self._cut_block(document, block) for block in document.blocks]
        counts = np.fromiter(map(len, cuts), np.int32, len(cuts))
        texts = np.array([*chain.from_iterable(cuts)], dtype=object)
        # An offset is the block's start plus the lengths of the tokens before it in the block.
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        before = np.cumsum(lengths) - lengths
        firsts = np.cumsum(counts) - counts
        starts = np.fromiter((block.start for block in document.blocks), np.int64, len(cuts))
        filled = counts > 0
        shift = np.repeat(starts[filled] - before[firsts[filled]], counts[filled])
        return counts, texts, (before + shift).astype(np.int32)


@lru_cache(maxsize=8)
def _weighed_and_kept(words: WordList, has_dictionary: bool) -> tuple[WordList, KeptWords | None]:
    """Return the words with a frequency, which go into the dictionary, and those without, which are kept whole."""
    weighed = WordList(word for word in words if word.frequency is not None) if has_dictionary else WordList()
    kept = [word.text for word in words if word.frequency is None or not has_dictionary]
    return weighed, KeptWords(kept) if kept else None


@lru_cache(maxsize=1 << 16)  # documents share most of their words
def _counted_as(text: str) -> tuple[str, str]:
    return fold(bridged(text)), kind_of(text)


def _relabel(codes: np.ndarray, labels: list[str], categories: Iterable[str] | None = None) -> pd.Categorical:
    """Return the category of each token, given that of each distinct text."""
    import pandas as pd

    of_text = pd.Categorical(pd.Series(labels, dtype="str"), categories=categories)
    return pd.Categorical.from_codes(of_text.codes[codes], dtype=of_text.dtype)
