"""The words of a note without the signs of Markdown, for lines that are read in passing."""

import re

_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*(?:\n|$)", re.MULTILINE)
_BEGINS = re.compile(r"^[ \t]*(?:(?:>|#{1,6}|[-*+](?:[ \t]+\[[ xX]\])?)[ \t]+|\|[ \t]*)+", re.MULTILINE)
_ENDS = re.compile(r"[ \t]*\|[ \t]*$", re.MULTILINE)
_BAR = re.compile(r"[ \t]*\|[ \t]*")
_LINK = re.compile(r"(?<!\[)\[([^\[\]\n]+)\]\([^()\s]*\)")
_MARKS = re.compile(r"\*+(?=\S)|(?<=\S)\*+|~~|`+|\[\[|\]\]|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")


def unmarked(before: str, exact: str, after: str) -> tuple[str, str, str]:
    """Return words of a note, and those around them, as a reader would say them."""
    return (
        _bare("", before, exact[:1]),
        _bare(before[-1:], exact, after[:1]),
        _bare(exact[-1:], after, ""),
    )


def _bare(before: str, words: str, after: str) -> str:
    """Take the signs out of ``words``; what begins or ends a line means something else within one."""
    is_begun, goes_on = before not in ("", "\n"), after not in ("", "\n")
    words = _ENDS.sub("", _BEGINS.sub("", _RULE.sub("", "x" * is_begun + words + "x" * goes_on)))
    words = _MARKS.sub("", _LINK.sub(r"\1", _BAR.sub(" · ", words)))
    return words[is_begun : len(words) - goes_on]
