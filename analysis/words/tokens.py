"""Cut a document into tokens with exact offsets: jieba's dictionary and algorithm, compiled (rjieba)."""

from __future__ import annotations

import re
import warnings
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .._checks import require
from ..breaks.ends import joint
from ..document.blocks import VERBATIM
from ..document.documents import Document
from ..document.marks import marked
from ..text_index.newlines import LINE_ENDS, has_line_end
from ..text_index.normal import nfkc
from .dictionary import narrow, words_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import rjieba

    from ..document.blocks import Block
    from .dictionary import Word, Words

Cut = Callable[[str], list[str]]
# The ideograph blocks, their compatibility forms and extensions, and the zero that is written like one.
HAN = re.compile("[〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
SEAM = 8  # characters on either side of a seam that can be of a word across it
# White space, and what marks a quotation's next line.
GAP = re.compile(f"(?<!\\s)\\s++(?:(?<=[{LINE_ENDS}])>[>\\s]*+)?+")
KINDS = ("word", "latin", "number", "punctuation", "space")


@dataclass(frozen=True)
class Tokeniser:
    """Segments Chinese text into words; immutable, and its words are its own, not the process's.

    Parameters
    ----------
    words : words to add to the dictionary: one, or a list of words or of (word, frequency, tag), or a table with
        the columns ``word`` and, if known, ``frequency`` and ``tag``, or the `Path` of a file in jieba's format (UTF-8,
        a word a line, its frequency and tag behind it or not). Without a frequency a word is kept whole wherever it
        can stand.
    engine : ``rjieba`` (compiled), or ``jieba``, the slower reference with the same dictionary and algorithm.
    hmm : whether words the dictionary lacks are guessed from their characters.
    simplify : whether traditional text is read, and counted, as simplified (OpenCC). Offsets, and the column
        ``text`` of `tokens`, stay those of the text as it is.

    Raises
    ------
    ValueError : for an unknown engine, or a word that is empty, holds white space or has no frequency from 1 to 10^12;
        of a file the line is named.
    DocumentError : if the file of words cannot be read.

    >>> Tokeniser().cut("功能型党支部")
    ['功能型', '党支部']
    >>> Tokeniser(words=["功能型党支部"]).cut("功能型党支部")
    ['功能型党支部']
    >>> Tokeniser(simplify=True).cut("市政協完善機制")
    ['市政協', '完善', '機制']
    """

    words: Words = field(default=())
    engine: Literal["rjieba", "jieba"] = "rjieba"
    hmm: bool = True
    simplify: bool = False

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            raise ValueError(f"engine: {self.engine!r}; choose from {', '.join(ENGINES)}")
        object.__setattr__(self, "words", words_of(self.words))

    @property
    def _words(self) -> tuple[Word, ...]:
        words: Any = self.words  # as `__post_init__` left them
        return words

    @cached_property
    def _cut(self) -> Cut:
        return ENGINES[self.engine](self._words, self.hmm)

    def _read(self, text: str) -> str:
        """Return *text* as the dictionary knows it, each character in its place."""
        return narrow(simplified(text) if self.simplify else text)

    def cut(self, text: str) -> list[str]:
        """Return the tokens of *text* in order; joined, they are the text.

        >>> Tokeniser().cut("市政协完善工作机制。")
        ['市政协', '完善', '工作', '机制', '。']
        """
        require(text, str, "Tokeniser.cut", "text")
        read = self._read(text)
        pieces = self._cut(read)
        return pieces if read == text else _as_written(text, read, pieces)

    def knows(self, word: str) -> bool:
        """Say whether a word is in the dictionary, or among the words added.

        >>> Tokeniser().knows("党支部"), Tokeniser().knows("功能型党支部")
        (True, False)
        """
        require(word, str, "Tokeniser.knows", "word")
        return _rjieba_with(self._words).has_word(self._read(word))

    def tags(self, terms: Iterable[str]) -> list[str]:
        """Return the part of speech of each term, the most usual in the dictionary; see `parts_of_speech`.

        Context is not looked at, and a word the dictionary lacks, be it guessed, is tagged ``x``.

        >>> Tokeniser().tags(["政协", "完善", "APP"])
        ['j', 'v', 'eng']
        """
        if isinstance(terms, str):
            raise TypeError("Tokeniser.tags: terms must be a list of terms, not str; pass [term]")
        tag = _rjieba_with(self._words).tag
        found = (tag(self._read(term), False) for term in terms)
        return [pairs[0][1] if len(pairs) == 1 else "x" for pairs in found]

    def _cut_block(self, document: Document, block: Block) -> list[str]:
        """Return the tokens of a block, cut as if its lines were one."""
        text = document.text[block.start : block.end]
        if not has_line_end(text) or block.kind in VERBATIM.values():
            return self.cut(text)
        line, gaps = in_one_line(text)
        return [*_with_gaps(self.cut(line), gaps)]

    def counts(self, document: Document) -> dict[tuple[str, str], int]:
        """Return how often each term of each kind stands in a document, in order of both; see `tokens`.

        >>> from analysis import parse
        >>> Tokeniser().counts(parse("市政协ＡＰＰ，市政协app"))
        {(',', 'punctuation'): 1, ('app', 'latin'): 2, ('市政协', 'word'): 2}
        """
        require(document, Document, "Tokeniser.counts", "document")
        found = Counter(chain.from_iterable(self._cut_block(document, block) for block in document.blocks))
        counted: dict[tuple[str, str], int] = {}
        for text, count in found.items():
            pair = (fold(simplified(bridged(text))), kind_of(text)) if self.simplify else _counted_as(text)
            counted[pair] = counted.get(pair, 0) + count
        return dict(sorted(counted.items()))

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
        counts, texts, start = self._placed(document)
        codes, found = pd.factorize(texts)
        whole = [*map(bridged, found)]
        counted = map(simplified, whole) if self.simplify else whole
        table = {
            "block": np.repeat(np.arange(len(counts), dtype=np.int32), counts),
            "text": pd.Categorical.from_codes(codes, pd.Index(found, dtype="str")),
            "term": _relabel(codes, [fold(text) for text in counted]),
            "kind": _relabel(codes, [kind_of(text) for text in found], KINDS),
            "start": start,
            "end": start + np.fromiter(map(len, texts), np.int32, len(texts)),
        }
        tagged = {"tag": _relabel(codes, self.tags(whole))} if tags else {}
        return marked(pd.DataFrame(table | tagged), document)

    def starts(self, document: Document) -> np.ndarray:
        """Return where each token of a document begins (int32 offsets in code points), without a table of them.

        >>> from analysis import parse
        >>> Tokeniser().starts(parse("市政协完善工作机制")).tolist()
        [0, 3, 5, 7]
        """
        require(document, Document, "Tokeniser.starts", "document")
        return self._placed(document)[2]

    def _placed(self, document: Document) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return how many tokens each block has, their texts, and where each begins."""
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


def in_one_line(text: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Return *text* without its line ends, and each gap that went: its place in the result, what it was and is now.

    >>> in_one_line("文章的名\\n目")
    ('文章的名目', [(4, '\\n', '')])
    """
    pieces, gaps, begin, size = [], [], 0, 0
    for match in GAP.finditer(text):
        if not has_line_end(match[0]):
            continue
        between = joint(text[max(match.start() - 2, 0) : match.start()], text[match.end() : match.end() + 1])
        pieces += [text[begin : match.start()], between]
        size += match.start() - begin
        gaps.append((size, match[0], between))
        size += len(between)
        begin = match.end()
    return "".join([*pieces, text[begin:]]), gaps


def _with_gaps(pieces: list[str], gaps: list[tuple[int, str, str]]) -> Iterator[str]:
    """Yield *pieces* of a line with the gaps back in their places, each inside a piece or one of its own."""
    waiting, begin = deque(gaps), 0
    for piece in pieces:
        end, shown, last = begin + len(piece), "", begin
        while waiting and waiting[0][0] < end:
            place, gap, between = waiting.popleft()
            if place == begin and not between:
                yield gap
            else:
                shown += piece[last - begin : place - begin] + gap
                last = place + len(between)
        yield shown + piece[last - begin :]
        begin = end


def bridged(token: str) -> str:
    """Return the text of a token without the line end that it may hold.

    >>> bridged("名\\n目")
    '名目'
    """
    if not has_line_end(token) or GAP.fullmatch(token):
        return token
    return in_one_line(token)[0]


def _as_written(text: str, read: str, pieces: list[str]) -> list[str]:
    """Return *pieces* of *read* as *text* has them; the two are of one length, and most pieces are the same."""
    import numpy as np

    written, other = (np.frombuffer(t.encode("utf-32-le", "surrogatepass"), np.uint32) for t in (text, read))
    ends = np.cumsum(np.fromiter(map(len, pieces), np.int64, len(pieces)))
    for token in np.unique(np.searchsorted(ends, np.flatnonzero(written != other), side="right")).tolist():
        pieces[token] = text[ends[token] - len(pieces[token]) : ends[token]]
    return pieces


def simplified(text: str) -> str:
    """Return *text* in simplified characters, each in its place.

    >>> simplified("市政協")
    '市政协'
    """
    if text.isascii():
        return text
    convert = _opencc().convert
    converted = "\0".join(map(convert, text.split("\0")))  # at which the library would stop reading
    if len(converted) == len(text):
        return converted
    # A phrase that would change its length is converted character by character.
    singly = {c: convert(c) for c in set(text)}
    return "".join(singly[c] if len(singly[c]) == 1 else c for c in text)


@cache
def _opencc():
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _cutter(hmm: bool) -> Cut:
    return Tokeniser(hmm=hmm).cut


def first_tokens(text: str) -> list[str]:
    """Return the tokens, of dictionary words alone, of the first eight characters; at least one, maybe empty.

    >>> first_tokens("市政协完善工作机制")
    ['市政协', '完善', '工作', '机']
    """
    return _cutter(False)(text[:SEAM]) or [""]


@lru_cache(maxsize=1 << 10)
def tagged_words(text: str, hmm: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the words of a text, of the dictionary alone or with *hmm* the likely ones too, and each part of speech.

    >>> tagged_words("河南省政协")
    (('河南省', 'ns'), ('政协', 'j'))
    """
    import rjieba

    return tuple(rjieba.tag(text, hmm))


@lru_cache(maxsize=1 << 12)
def dictionary_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, of the dictionary alone.

    >>> dictionary_words("河南省政协")
    ('河南省', '政协')
    """
    import rjieba

    return tuple(rjieba.cut(text, False))


def in_dictionary(word: str) -> bool:
    """Say whether the dictionary has a word, and does not only guess it.

    >>> in_dictionary("科长"), in_dictionary("科科")
    (True, False)
    """
    import rjieba

    return rjieba.has_word(word)


def word_across(before: str, after: str, hmm: bool = False) -> str:
    """Return the Chinese word of the dictionary (with *hmm*, the likely word) across the seam of two texts, or nothing.

    Latin letters and digits on both sides are no word: they would be one whatever they are.

    >>> word_across("会议由市政", "协主席主持"), word_across("见第34", "48页")
    ('市政协', '')
    """
    left, right = before[-SEAM:], after[:SEAM]
    position = 0
    for token in _cutter(hmm)(left + right):
        if position < len(left) < position + len(token):
            return token if HAN.search(token) and all(map(str.isalnum, token)) else ""
        position += len(token)
    return ""


def fold(text: str) -> str:
    """Return *text* as it is counted: full width and letter case folded, nothing else.

    >>> fold("ＡＰＰ")
    'app'
    """
    return text if text.isascii() and text.islower() else nfkc(text).casefold()


def kind_of(text: str) -> str:
    """Return the class of a token: ``word`` (any Han character), ``latin``, ``number``, ``punctuation``, ``space``.

    >>> [kind_of(text) for text in ("政协", "APP", "19", "。", " ")]
    ['word', 'latin', 'number', 'punctuation', 'space']
    """
    if text.isspace() or GAP.fullmatch(text):
        return "space"
    if HAN.search(text):
        return "word"
    if any(c.isalpha() for c in text):
        return "latin"
    return "number" if any(c.isnumeric() for c in text) else "punctuation"


@lru_cache(maxsize=1 << 16)  # documents share most of their words
def _counted_as(text: str) -> tuple[str, str]:
    return fold(bridged(text)), kind_of(text)


def is_han(character: str) -> bool:
    """Say whether a character is a Han ideograph, of any plane.

    >>> is_han("协"), is_han("〇"), is_han("か")
    (True, True, False)
    """
    return bool(HAN.match(character))


def _relabel(codes: np.ndarray, labels: list[str], categories: Iterable[str] | None = None) -> pd.Categorical:
    """Return the category of each token, given that of each distinct text."""
    import pandas as pd

    of_text = pd.Categorical(pd.Series(labels, dtype="str"), categories=categories)
    return pd.Categorical.from_codes(of_text.codes[codes], dtype=of_text.dtype)


@lru_cache(maxsize=8)  # each holds a dictionary
def _rjieba_with(words: tuple[Word, ...]) -> rjieba.Jieba:
    import rjieba

    own = rjieba.Jieba()
    for word in words:
        own.add_word(word.text, word.frequency, word.tag)
    return own


def _rjieba(words: tuple[Word, ...], hmm: bool) -> Cut:
    import rjieba

    if not words:
        return rjieba.cut if hmm else lambda text: rjieba.cut(text, False)
    own = _rjieba_with(words)
    return lambda text: own.cut(text, hmm)


@cache
def _jieba(words: tuple[Word, ...], hmm: bool) -> Cut:
    import platformdirs

    own = jieba_module().Tokenizer()
    # Its cache is loaded unchecked, so it must not lie in a folder where others can write.
    own.tmp_dir = str(Path(platformdirs.user_cache_dir("zh-analysis", ensure_exists=True)))
    for word in words:
        own.add_word(word.text, word.frequency, word.tag)
    return lambda text: own.lcut(text, HMM=hmm)


def jieba_module():
    """Import jieba without the warnings that its age raises on a newer Python, and without its progress messages."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel("WARNING")
    return jieba


ENGINES: dict[str, Callable[[tuple[Word, ...], bool], Cut]] = {"rjieba": _rjieba, "jieba": _jieba}
