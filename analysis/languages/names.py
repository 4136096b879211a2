"""What codes of tables are called where people read them: the codes themselves are the same in every language."""

from __future__ import annotations

from .messages import N_, _, pgettext

# Of what is found, and of what a block is.
KINDS = {
    "repeat": N_("repeat"),
    "near repeat": N_("near repeat"),
    "variant": N_("variant"),
    "splice": N_("splice"),
    "periodic run": N_("periodic run"),
    "doubled characters": N_("doubled characters"),
    "natural repeat": N_("natural repeat"),
    "line wrap": N_("line wrap"),
    "broken paragraph": N_("broken paragraph"),
    "truncated paragraph": N_("truncated paragraph"),
    "orphan start": N_("orphan start"),
    "order swap": N_("order swap"),
    "lost heading": N_("lost heading"),
    "unmarked heading": N_("unmarked heading"),
    "doubled heading": N_("doubled heading"),
    "caption": N_("caption"),
    "byline": N_("byline"),
    "page furniture": N_("page furniture"),
    "unreadable text": N_("unreadable text"),
    "misread?": N_("misread?"),
    "unbalanced pair": N_("unbalanced pair"),
    "half-width punctuation": N_("half-width punctuation"),
    "space inside a word": N_("space inside a word"),
    "decided kind": N_("decided kind"),
    "paragraph": N_("paragraph"),
    "title": N_("title"),
    "heading": N_("heading"),
    "lead": N_("lead"),
    "list item": N_("list item"),
    "verse line": N_("verse line"),
    "table": N_("table"),
    "note": N_("note"),
    "advertisement": N_("advertisement"),
    "quotation": N_("quotation"),
    "code": N_("code"),
    "html": N_("html"),
    "front matter": N_("front matter"),
}


def kind_name(code: str) -> str:
    """Return what a kind of finding or of block is called; a code that is none, as it is.

    >>> kind_name("broken paragraph")
    'broken paragraph'
    """
    return _(KINDS[code]) if code in KINDS else code


def group_name(code: str) -> str:
    """Return what a colour group of a word cloud is called; one that is none of the package's, as it is.

    >>> group_name("as it was")
    'as it was'
    """
    names = {
        "noun": _("noun"),
        "verb": _("verb"),
        "adjective, adverb": _("adjective, adverb"),
        "name": pgettext("part of speech", "name"),
        "set phrase": _("set phrase"),
        "other": pgettext("part of speech", "other"),
        "as it was": _("as it was"),
        "more": _("more"),
        "fewer": _("fewer"),
    }
    return names.get(code, code)
