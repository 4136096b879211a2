"""What `repair` mends, and how sure it must be."""

from __future__ import annotations

from dataclasses import dataclass

from .._checks import require_number, require_several
from ..breaks.ends import CERTAIN
from ..duplicates.settings import AuditSettings
from ..languages.messages import _, enumeration
from .finding import ON_REQUEST


@dataclass(frozen=True)
class RepairSettings(AuditSettings):
    """What is mended, and how sure it must be; with what counts as a repeat, and which words there are.

    Parameters
    ----------
    min_length, similarity, tokeniser : see `AuditSettings`; the tokeniser's words are in the dictionary when the halves
        of a broken paragraph are looked at, too.
    also : kinds mended only on request: ``half-width punctuation``, ``space inside a word``, ``unmarked heading``.
    certain : the least confidence (0..1) with which a finding is mended; the rest is held.

    Raises
    ------
    ValueError : as `AuditSettings`; for a kind in *also* that is none of the three, or a *certain* that is no number
        from 0 to 1.

    >>> RepairSettings(certain=1.5)
    Traceback (most recent call last):
    ValueError: repair: certain must be a number from 0 to 1, not 1.5
    """

    also: tuple[str, ...] = ()
    certain: float = CERTAIN

    def __post_init__(self) -> None:
        super().__post_init__()
        require_several(self.also, "repair", "also")
        object.__setattr__(self, "also", tuple(self.also))
        if wrong := [kind for kind in self.also if kind not in ON_REQUEST]:
            raise ValueError(
                "repair: also: "
                + _("{given!r}; choose from {choices}").format(given=wrong[0], choices=enumeration(ON_REQUEST))
            )
        require_number("repair", certain=self.certain)
        if not 0 <= self.certain <= 1:
            raise ValueError(
                "repair: " + _("certain must be a number from 0 to 1, not {certain}").format(certain=self.certain)
            )
