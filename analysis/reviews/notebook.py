"""A review in a notebook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .._checks import require, require_text, settings_of
from ..decisions.records import Decisions
from ..document.documents import Document
from ..languages.messages import _
from ..mending.repair import repair
from ..mending.settings import RepairSettings

if TYPE_CHECKING:
    import os

    from .widget import ReviewWidget


def review(
    document: Document,
    settings: RepairSettings | None = None,
    decisions: Decisions | str | os.PathLike[str] | None = None,
    by: str = "",
) -> ReviewWidget:
    """Let a person decide on the findings of a document, in a notebook, by mouse or keyboard.

    Shown beside each finding are its text, its evidence, what each answer does to the counts, and of a document with
    pages the picture of its page. The terms that change most are counted anew after each answer.

    Parameters
    ----------
    document : what `load` or `parse` returned.
    settings : of the repair; see `RepairSettings`.
    decisions : those taken before, which can be changed: `Decisions`, or a file of them.
    by : who decides; kept with each decision.

    Returns
    -------
    `ReviewWidget`, a widget: ``decisions`` is what was decided by now, ``save(path)`` writes it, ``repair()`` mends the
    document by it.

    Raises
    ------
    ImportError : if anywidget is not installed.
    ValueError : as `RepairSettings`, or if *decisions* are given beside *settings*.

    >>> from analysis import parse
    >>> review(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。", "page"))
    <ReviewWidget of 'page': 1 findings, 0 decisions>
    """
    require(document, Document, "review", "document")
    require_text("review", by=by)
    chosen = settings_of(RepairSettings, settings, "review", decisions=decisions).of(document)
    taken = chosen.decisions if isinstance(chosen.decisions, Decisions) else None
    try:
        from .widget import ReviewWidget
    except ModuleNotFoundError as error:
        if error.name != "anywidget":
            raise
        raise ImportError("review: " + _("anywidget is not installed; call pip install anywidget")) from None
    return ReviewWidget(repair(document, settings=replace(chosen, decisions=None)), taken, by)
