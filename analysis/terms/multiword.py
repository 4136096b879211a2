"""Terms and set phrases of several words: found by how often, how firmly and how freely the words stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .._checks import require_integer, require_number, require_several
from .selection import stop_words as usual_stop_words
from .unbroken import unbroken
from .word_candidates import candidate_places, is_short_and_han, measured, read_text, tokens_to_search, with_contexts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import pandas as pd

    from ..document.documents import Document
    from ..words.tokens import Tokeniser

LONGEST = 4  # tokens that one expression is made of


def multiword_expressions(
    document: Document,
    tokeniser: Tokeniser | None = None,
    tokens: pd.DataFrame | None = None,
    min_count: int = 3,
    min_pmi: float = 3.0,
    min_entropy: float = 0.9,
    max_characters: int = 8,
    stop_words: Collection[str] | None = None,
) -> pd.DataFrame:
    """Find terms and set phrases of several tokens, to count as one with ``Tokeniser(words=table["word"])``.

    A candidate is two to four tokens in a row, all of Han characters, or one token that was guessed. It is

    - cohesive: ``pmi`` is log2 of its probability over the product of its parts', for that way of parting it in two
      which explains it best (Sproat & Shih 1990, Computer Processing of Chinese & Oriental Languages 4(4), 336-351);
    - free: ``left_entropy`` and ``right_entropy`` are those, in bits, of the characters before and behind it, where a
      block's edge, punctuation or white space is another one each time (Jin & Tanaka-Ishii 2006, Proc. COLING/ACL,
      428-435). So what stands always inside the same longer expression is left out.

    ``score`` is ln(count) · pmi · the smaller entropy. No candidate breaks a dictionary word: it begins and ends with
    tokens wherever it stands, and with all words of the table in the tokeniser, each token of two characters and more
    that the dictionary knew is still whole, or inside one of them.

    These are units to count; the rules for cutting text keep most of their parts asunder. For words that the
    dictionary lacks, such as names, see `new_words`.

    Parameters
    ----------
    document : where to look. Copies raise the counts; look in a repaired text.
    tokeniser : which words are known, and how to cut; a plain `Tokeniser` by default.
    tokens : of *document* by *tokeniser*, if at hand.
    min_count, min_pmi, min_entropy : what a candidate has at least; of the entropies the smaller.
    max_characters : characters that one has at most.
    stop_words : candidates with one of these among their tokens are left out; by default `analysis.stop_words`.

    Returns
    -------
    DataFrame with ``word`` (str), ``count`` (int), ``pmi``, ``left_entropy``, ``right_entropy``, ``score`` (float),
    ``written`` (as the text writes it: of traditional text, which is counted as simplified, in its own characters),
    ``parts`` (how it is cut without it, str) and ``contexts`` (the first places, each in its surroundings, parted by
    ``|``, str); by descending score, ties in code point order.

    Raises
    ------
    ValueError : if *tokens* are of another text, or the *tokeniser* takes the text as it was cut.

    >>> from analysis import parse
    >>> text = "推动双向发力。坚持双向发力，双向发力见效。双向选择，奋力发力。要双向发力！靠双向发力。"
    >>> multiword_expressions(parse(text), min_pmi=1)[["word", "count", "parts"]]
       word  count  parts
    0  双向发力      5  双向 发力
    """
    require_number("multiword_expressions", min_pmi=min_pmi, min_entropy=min_entropy)
    require_integer("multiword_expressions", min_count=min_count, max_characters=max_characters)
    tokeniser, tokens = tokens_to_search("multiword_expressions", document, tokeniser, tokens)
    if stop_words is not None:
        require_several(stop_words, "multiword_expressions", "stop_words")
    stopped = {*(usual_stop_words() if stop_words is None else stop_words)}

    def fits(parts: Sequence[str]) -> bool:
        return (
            is_short_and_han("".join(parts), max_characters)
            and stopped.isdisjoint(parts)
            and (len(parts) > 1 or not tokeniser.knows(parts[0]))
        )

    places = candidate_places(tokens, range(1, LONGEST + 1), min_count, fits)
    table = measured(places, document.text, read_text(document, tokeniser))
    free = table[["left_entropy", "right_entropy"]].min(axis=1)
    table = table.assign(score=np.log(table["count"]) * table["pmi"] * free)
    # What also stands across tokens is left out.
    chosen = (table["pmi"] >= min_pmi) & (free >= min_entropy) & (table["stands"] == table["count"])
    table = table[chosen].sort_values(["score", "word"], ascending=[False, True])
    table = table[table["word"].isin(unbroken(document, tokeniser, tokens, table["word"]))].reset_index(drop=True)
    table = with_contexts(table, document.text, places)
    return table[["word", "count", "pmi", "left_entropy", "right_entropy", "score", "written", "parts", "contexts"]]
