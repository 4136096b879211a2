"""The kinds of repeats, and what their places have in common."""

from __future__ import annotations

KINDS = ("repeat", "near repeat", "variant", "splice", "periodic run", "doubled characters", "natural repeat")
NEARLY = ("near repeat", "variant")  # kinds whose places differ in their letters
NOT_COPIES = ("variant", "natural repeat")  # what each of its places says for itself
