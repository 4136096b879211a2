"""Write XML: elements, and the characters that XML cannot hold."""

from __future__ import annotations

import re
from html import escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# XML 1.0 has no way to write these, not by their number either (section 2.2, Char).
UNFIT = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
UNFIT_CHARACTER = re.compile(f"[{UNFIT}]")


def element(name: str, *content: str, **attributes: object) -> str:
    """Return an element; its content is markup already, its attributes are texts. Those that are None are left out.

    In a name of an attribute ``__`` stands for a colon.

    >>> element("w:t", text("1 < 2"), xml__space="preserve", n=None)
    '<w:t xml:space="preserve">1 &lt; 2</w:t>'
    """
    given = "".join(
        f' {key.replace("__", ":")}="{escape(plain(str(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(content)
    return f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>"


def text(characters: str) -> str:
    """Return characters, all of which XML can hold, as the content of an element.

    >>> text("<b> & c")
    '&lt;b&gt; &amp; c'
    """
    return escape(characters, quote=False)


def plain(characters: str) -> str:
    r"""Return a remark or a name with what XML cannot hold written as ``U+0001``: it is read, and never read back.

    >>> plain("a\x01b")
    'aU+0001b'
    """
    return UNFIT_CHARACTER.sub(lambda match: code_point(match[0]), characters)


def code_point(character: str) -> str:
    """Return how a code point is written.

    >>> code_point("春")
    'U+6625'
    """
    return f"U+{ord(character):04X}"
