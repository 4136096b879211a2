"""A review as one page of HTML that needs a browser and nothing else: no network, no server, no notebook."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from markupsafe import Markup

from .._checks import require, require_number, require_several, require_text
from ..decisions.records import Decisions
from ..figures.page_fonts import page_font
from ..languages.messages import N_, _, enumeration
from ..mending.edits import COPIES
from ..mending.registered import all_kinds
from ..mending.repair import Repair, repair
from ..output.html import render
from ..output.json import json_text
from .front_end import front_data, script, style
from .items import items

if TYPE_CHECKING:
    from collections.abc import Collection

NEEDS_SCRIPT = N_("To decide on this page, allow it JavaScript; it asks nothing of any network.")
UNSAFE = re.compile("[<>&]")  # what could end a script, or begin a comment in it


def review_page(
    done: Repair,
    decisions: Decisions | None = None,
    by: str = "",
    kinds: Collection[str] | None = None,
    below: float | None = None,
    with_applied: bool = True,
) -> str:
    """Return a page of HTML on which a person decides on the findings of a repair.

    It works from disk, without network: its policy of content allows no request, and no script but its own. It saves
    what was decided as a file, ``page.txt.decisions.json`` for page.txt, which `read_decisions` reads and
    ``repair(decisions=...)`` takes; until then the browser keeps it, where it may.

    Parameters
    ----------
    done : from `repair`.
    decisions : those taken before, which can be changed; by default those of the repair.
    by : who decides; kept with each decision, and can be changed on the page.
    kinds, below, with_applied : which findings are on the page: of these kinds (by default all but those that are
        mended only on request), of a confidence below *below* (by default of any), and whether those that are mended
        by default, too.

    Raises
    ------
    ValueError : if there is no such kind.

    >>> from analysis import parse, repair
    >>> done = repair(parse("工程队连夜抢修，终于恢复了供\\n\\n电，附近的三个小区没有受到影响。", "page"))
    >>> "<title>Review of page</title>" in review_page(done)
    True
    """
    require(done, Repair, "review_page", "done")
    _require_choice(by, kinds, below)
    if decisions is None and isinstance(done.settings.decisions, Decisions):
        decisions = done.settings.decisions
    if decisions is not None:
        require(decisions, Decisions, "review_page", "decisions")
    done = undecided(done)
    listed = items(done, kinds, below, with_applied)
    data = front_data(done.source, listed, decisions, done.settings.tokeniser, by)
    return _page(done.source.name, UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json_text(data)))


def _require_choice(by: str, kinds: Collection[str] | None, below: float | None) -> None:
    """Raise unless these are a name, kinds that there are, and a confidence."""
    require_text("review_page", by=by)
    require_number("review_page", below=below)
    if kinds is not None:
        require_several(kinds, "review_page", "kinds")
    if wrong := [kind for kind in kinds or () if kind not in (*all_kinds(), *COPIES)]:
        raise ValueError(
            "review_page: kinds: "
            + _("{given!r}; choose from {choices}").format(given=wrong[0], choices=enumeration((*all_kinds(), *COPIES)))
        )


def undecided(done: Repair) -> Repair:
    """Return a repair as it is if nobody decides, so that what was decided can be decided otherwise.

    >>> from analysis import Decisions, parse
    >>> undecided(repair(parse("甲。"), decisions=Decisions().word("双向发力"))).settings.decisions
    """
    if done.settings.decisions is None:
        return done
    return repair(done.source, settings=replace(done.settings, decisions=None))


def _page(name: str, data: str) -> str:
    code = script("page")
    # The data has all that is shown, and the messages; without JavaScript the page has one more.
    looks = style() + page_font(name + data + _(NEEDS_SCRIPT) + _("Review of %(name)s"))
    return render(
        "reviews/front/page.html.j2",
        name=name,
        needs_script=_(NEEDS_SCRIPT),
        # JSON in which no character can end the element that holds it.
        data=Markup(data),  # noqa: S704 - as said
        # A file of the package, as the next.
        script=Markup(code),  # noqa: S704 - the same
        # A file of the package, and a font in letters and digits.
        style=Markup(looks),  # noqa: S704 - the same
        script_hash=_hash(code),
        style_hash=_hash(looks),
    )


def _hash(text: str) -> str:
    """Return what a content policy calls a script or a style by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
