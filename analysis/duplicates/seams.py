"""What repeats say of the ends of blocks: whether the text runs on there, where it stands elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

from .spans import Texts

if TYPE_CHECKING:
    from ..document.documents import Document
    from .audits import Audit

MOST = 1000  # places of a class that are compared


def seams(found: Audit) -> dict[int, tuple[bool, int]]:
    """Return what repeats say of the ends of blocks: whether the text runs on there, where it stands elsewhere.

    By the offset of a block's end in the first document: true, and the line of the place where no block ends there;
    or false, and the line of one where the text goes on otherwise.

    >>> from analysis import audit, parse
    >>> one, other = "会议由市政", "协主席主持，大家都发了言。"
    >>> seams(audit(parse(f"{one}\\n\\n{other}\\n\\n别的。\\n\\n{one}{other}"), min_length=10))
    {5: (True, 7)}
    """
    alike, kinds = found.classes["similarity"].tolist(), found.classes["kind"].tolist()
    spans_of: dict[int, list[tuple[str, int, int]]] = {
        number: []
        for number, (similarity, kind) in enumerate(zip(alike, kinds, strict=True))
        if similarity == 1 and kind != "periodic run"
    }
    if not spans_of:
        return {}
    places = (found.all_occurrences[name].tolist() for name in ("class", "doc", "start", "end"))
    for number, *span in zip(*places, strict=True):
        if number in spans_of and len(spans_of[number]) < MOST:
            spans_of[number].append(tuple(span))
    texts = Texts(found.documents)
    place, ends, limit = texts.letters.place, texts.ends, len(found.document.text)
    evidence: dict[int, tuple[bool, int]] = {}
    base = dict(zip(found.names, texts.bases, strict=True))
    for rows in filter(None, spans_of.values()):
        offsets = np.array([(base[doc] + start, base[doc] + end) for doc, start, end in rows])
        spans = np.searchsorted(place, offsets).tolist()
        inner = [
            {end - start for end in ends[bisect_left(ends, start + 1) : bisect_left(ends, stop + 1)]}
            for start, stop in spans
        ]
        broken = set.union(*inner)
        for offset in sorted(broken):
            whole = next((start for (start, _), own in zip(spans, inner, strict=True) if offset not in own), None)
            for (start, stop), own in zip(spans, inner, strict=True) if whole is not None else ():
                at = int(place[start + offset - 1]) + 1
                if offset in own and at <= limit:
                    end = _block_end(found.document, at)
                    line = texts.line(int(place[whole + offset - 1]))
                    evidence.setdefault(end, (start + offset < stop, line))
    return evidence


def _block_end(document: Document, offset: int) -> int:
    """Return the end of the block that holds the letter before *offset*."""
    at = bisect_left(document.blocks, offset, key=lambda block: block.end)
    return document.blocks[at].end if at < len(document.blocks) else offset
