"""What codes of tables are called where people read them: the codes themselves are the same in every language."""

from __future__ import annotations

from .added import ADDED, spoken
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
    "both": N_("both"),
    "only before": N_("only before"),
    "only after": N_("only after"),
}


# Columns of tables that have a name where people read them; their Chinese names have the context "column".
# fmt: off
COLUMNS = (
    "concept", "rule", "side", "raw", "repaired", "raw_per_10k", "repaired_per_10k", "source", "target", "expected",
    "gold", "engine", "in_use", "diff", "weighted_per_10k", "score", "count_before", "count_after", "score_before",
    "score_after", "weight", "state", "block", "rank_change", "share_before", "share_after", "other_count",
    "log_dice", "t_score", "first", "again", "reuse", "passages", "keep", "group", "kind", "level", "mark", "line",
    "evidence", "text", "start", "end", "page", "blocks", "title", "characters", "sentences", "tokens", "share",
    "confidence", "before", "after", "held", "term", "count", "per_10k", "rank", "change", "rank_before",
    "rank_after", "weighted", "count_raw", "count_repaired", "rest", "log_ratio", "g2", "p_adjusted", "node",
    "collocate", "left", "right", "word", "parts", "pmi", "left_entropy", "right_entropy", "types", "ttr", "finding",
    "value", "redundant", "class", "role", "reason", "similarity", "type", "kept_reading", "reading", "kept_line",
    "choice", "letters", "other", "changes", "why", "doc", "date", "kept", "sections", "faults", "place", "found",
    "texts", "documents", "cluster", "chosen", "blocks_before", "blocks_after", "characters_before",
    "characters_after", "mark_before", "label", "section", "tag", "mended", "alike", "applied", "at line", "decided",
    "odds_ratio", "p", "part", "range", "begins",
)
# fmt: on

# What pictures of the notebooks call the two that they compare.
LABELS = {
    "as it came": N_("as it came"),
    "repaired": N_("repaired"),
    "as printed": N_("as printed"),
    "without boilerplate": N_("without boilerplate"),
    "all": N_("all"),
    "each once": N_("each once"),
}


def label_name(label: str) -> str:
    """Return what a label of a picture is called, if the notebooks have it; else as it is.

    >>> label_name("as printed")
    'as printed'
    """
    return _(LABELS[label]) if label in LABELS else label


def kind_name(code: str) -> str:
    """Return what a kind of finding or of block is called; a code that is none, as it is.

    >>> kind_name("broken paragraph")
    'broken paragraph'
    """
    if code not in KINDS and code in ADDED:
        return spoken(ADDED[code].names, code)
    return _(KINDS[code]) if code in KINDS else code


def kind_meaning(code: str) -> str:
    """Return the sentence on a kind of finding that `register_finding` added; empty for any other.

    >>> kind_meaning("byline")
    ''
    """
    return spoken(ADDED[code].meanings, "") if code in ADDED else ""


def kind_signs() -> dict[str, str]:
    """Return the signs of the kinds of findings that `register_finding` added, of those that have one."""
    return {code: added.sign for code, added in ADDED.items() if added.sign}


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


def column_name(code: str) -> str:
    """Return what a column of a table is called; one that has no name but its code, such as ``mtld``, as it is.

    >>> column_name("p_adjusted")
    'p_adjusted'
    """
    return pgettext("column", code) if code in COLUMNS else code


def value_name(column: str, code: str) -> str:
    """Return what a value of a column is called, where the values are codes.

    >>> value_name("role", "keep")
    'keep'
    """
    if column in ("kind", "finding") and (code in KINDS or code in ADDED):
        return kind_name(code)
    names = {
        "role": {
            "keep": pgettext("role", "keep"),
            "copy": pgettext("role", "copy"),
            "held": pgettext("role", "held"),
            "variant": pgettext("role", "variant"),
            "first": pgettext("role", "first"),
            "again": pgettext("role", "again"),
        },
        "mark": {
            "marked": _("marked"),
            "inferred": _("inferred"),
            "lost": pgettext("heading", "lost"),
            "decided": _("decided"),
        },
        "kind": {
            "word": _("word"),
            "number": _("number"),
            "punctuation": _("punctuation"),
            "space": _("white space"),
            "latin": _("Latin word"),
            "passage": pgettext("kind", "passage"),
            "line": pgettext("kind", "line"),
        },
        "other": {"all stay": _("all stay"), "one stays": _("one stays")},
        "side": {"raw": pgettext("column", "raw"), "repaired": pgettext("column", "repaired")},
        "state": {code: kind_name(code) for code in ("both", "only before", "only after")},
        "": {
            "script": pgettext("row", "script"),
            "language": pgettext("row", "language"),
            "evidence": pgettext("column", "evidence"),
            "engine": pgettext("column", "engine"),
            "simplify": pgettext("row", "simplify"),
            "own words": pgettext("row", "own words"),
        },
        "value": {
            "simplified": _("simplified characters"),
            "traditional": _("traditional characters"),
            "modern": _("modern Chinese"),
            "classical": _("classical Chinese"),
            "Cantonese": _("Cantonese Chinese"),
        },
    }
    names["choice"], names["mark_before"] = names["role"], names["mark"]
    for name in ("in_use", "applied", "mended", "decided", "value"):
        names.setdefault(name, {}).update({"True": pgettext("answer", "yes"), "False": pgettext("answer", "no")})
    for name in ("ttr", "mattr", "mtld", "yule_k"):
        names[name] = {"NaN": _("the text is too short for it")}
    return names.get(column, {}).get(code, code)


def subject_name(code: str) -> str:
    """Return what a decision is about, as it is called.

    >>> subject_name("gap")
    'gap'
    """
    names = {
        "finding": _("finding"),
        "block": _("block"),
        "gap": _("gap"),
        "repeat": kind_name("repeat"),
        "word": _("word"),
    }
    return names.get(code, code)


def choice_name(code: str) -> str:
    """Return what was decided, as it is called: an answer, or what a block is.

    >>> choice_name("accept"), choice_name("caption")
    ('accept', 'caption')
    """
    names = {
        "accept": pgettext("decision", "accept"),
        "reject": pgettext("decision", "reject"),
        "mark": pgettext("decision", "mark"),
        "join": pgettext("decision", "join"),
        "part": pgettext("decision", "part"),
        "meant": pgettext("decision", "meant"),
        "copy": pgettext("decision", "copy"),
        "keep": pgettext("decision", "keep"),
        "add": pgettext("decision", "add"),
    }
    return names.get(code) or kind_name(code)
