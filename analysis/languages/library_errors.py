"""What libraries say of an input that they cannot read, in the language that is chosen."""

from __future__ import annotations

import re

from .chosen import ENGLISH, language
from .messages import N_, _

# By what a message begins with, up to a place that it may name: of Python's re, json, expat and zipfile, of PDFium, of
# jsonschema and of libyaml. What stands in (?P<...>) is put into the translation.
MESSAGES = {
    r"missing \), unterminated subpattern": N_("a bracket is not closed"),
    r"unbalanced parenthesis": N_("a bracket is closed that was not opened"),
    r"unterminated character set": N_("a square bracket is not closed"),
    r"nothing to repeat": N_("there is nothing to repeat"),
    r"multiple repeat": N_("a repetition is repeated"),
    r"min repeat greater than max repeat": N_("it is to be repeated at least more often than at most"),
    r"the repetition number is too large": N_("it is to be repeated too often"),
    r"bad character range (?P<what>.+?)": N_("{what} is no range of characters"),
    r"bad escape \(end of pattern\)": N_("nothing stands behind the backslash"),
    r"bad escape (?P<what>.+?)": N_("{what} means nothing"),
    r"look-behind requires fixed-width pattern": N_("what is looked for behind must have one length"),
    r"redefinition of group name (?P<what>'.+?') .+?": N_("two groups are named {what}"),
    r"(?:invalid group reference|unknown group name) (?P<what>.+?)": N_("there is no group {what}"),
    r"unknown extension (?P<what>.+?)": N_("{what} means nothing"),
    r"Expecting value": N_("a value is missing"),
    r"Expecting property name enclosed in double quotes": N_("a name in double quotation marks is missing"),
    r"Expecting '(?P<what>.)' delimiter": N_("a {what} is missing"),
    r"Unterminated string starting at": N_("a quotation mark is not closed"),
    r"Invalid control character at": N_("there is a control character"),
    r"Invalid \\+\w* ?escape": N_("what stands behind the backslash means nothing"),
    r"Illegal trailing comma before end of \w+": N_("there is a comma too many"),
    r"Extra data": N_("something stands behind the end"),
    r"not well-formed \(invalid token\)": N_("it is not well-formed"),
    r"syntax error": N_("it is not well-formed"),
    r"mismatched tag": N_("an element is closed that was not opened"),
    r"no element found": N_("it ends before its element is closed"),
    r"unclosed token": N_("a tag is not closed"),
    r"undefined entity": N_("an entity is not defined"),
    r"junk after document element": N_("something stands behind the end"),
    r"duplicate attribute": N_("an attribute stands there twice"),
    r"File is not a zip file": N_("it is no zip archive"),
    r"Bad (?:magic number|CRC-32|offset) for .+": N_("the zip archive is damaged"),
    r"Truncated file header": N_("the zip archive is damaged"),
    r"Failed to load document \(PDFium: Incorrect password error\)\.?": N_("it is protected by a password"),
    r"Failed to load document \(PDFium: .+\)\.?": N_("PDFium cannot read it"),
    r"(?P<what>'.+') is a required property": N_("{what} is missing"),
    r"(?P<what>.+) is not of type (?P<type>'.+')": N_("{what} is not of the type {type}"),
    r"(?P<what>.+) is not one of (?P<type>\[.+\])": N_("{what} is none of {type}"),
    r"Additional properties are not allowed \((?P<what>.+) (?:was|were) unexpected\)": N_("{what} has no place there"),
    r"did not find expected ',' or '(?P<what>.)'": N_("a comma or {what} is missing"),
    r"did not find expected key": N_("a name with a colon is missing, or the line is indented otherwise"),
    r"did not find expected '-' indicator": N_("a hyphen is missing, or the line is indented otherwise"),
    r"did not find expected node content": N_("a value is missing"),
    r"did not find expected .+": N_("it is not well-formed"),
    r"(?:could not find expected|found unexpected) ':'": N_("a name and its colon must be on one line"),
    r"mapping values are not allowed in this context": N_("there is a colon too many; quote a text that has one"),
    r"block sequence entries are not allowed in this context": N_("a list with hyphens cannot begin here"),
    r"mapping keys are not allowed in this context": N_("a name cannot stand here"),
    r"found character that cannot start any token": N_(
        "a tab indents the line, or a text begins with one of @ ` %; indent by blanks, and quote such a text"
    ),
    r"found a tab character that violates indentation": N_("a tab indents the line; indent by blanks"),
    r"found unexpected end of stream": N_("a quotation mark is not closed"),
    r"found unknown escape character": N_("what stands behind the backslash means nothing"),
    r"found undefined tag handle": N_("an exclamation mark begins a tag that is not defined; quote the text"),
    r"found .+": N_("it is not well-formed"),
    r"unacceptable character (?P<what>#x\w+): .+": N_("the character {what} is not allowed"),
    r"expected .+": N_("it is not well-formed"),
    r"(?P<what>.+) was expected": N_("it is not {what}"),
    r"(?P<what>.+) does not match .+": N_("{what} is not written as it must be"),
    r"(?P<what>.+) is (?:less than the minimum|greater than the maximum) of .+": N_("{what} is out of range"),
}
MOST = 500  # characters of a message that is looked at
LINE = r"(?P<line>\d+),? column (?P<column>\d+)"
PLACE = r"(?:: line " + LINE + r"(?: \(char \d+\))?| at position (?P<at>\d+)(?: \(line \d+, column \d+\))?)?"
_KNOWN = [(re.compile(f"(?:{pattern}){PLACE}"), message) for pattern, message in MESSAGES.items()]


def library_message(error: BaseException | str) -> str:
    """Return what is wrong: the library's own words in English, and where they are not known.

    >>> library_message("nothing to repeat at position 0")
    'nothing to repeat at position 0'
    """
    said = str(error)
    if language() == ENGLISH or len(said) > MOST:
        return said
    for pattern, message in _KNOWN:
        if found := pattern.fullmatch(said):
            parts = found.groupdict()
            text = _(message).format(**parts)
            if parts["line"]:
                return _("line {line}, column {column}: {problem}").format(**parts, problem=text)
            if parts["at"]:
                return _("character {n}: {problem}").format(n=int(parts["at"]) + 1, problem=text)
            return text
    return said
