"""What office programs write into their HTML that no browser understands, made into words that Qt keeps.

Word has no lists in what it copies: a paragraph says how deep it stands in one, and begins with its bullet as text.
"""

import re
from typing import NamedTuple

_BEGINS, _ENDS = "\ue000", "\ue001"  # around the mark of an item; of no script
_PARAGRAPH_OR_MARK = re.compile(
    r"<p\b[^>]{0,2000}mso-list:\s*\S+\s+level(?P<level>\d)[^>]{0,2000}>"
    r"|<span\b[^>]{0,400}mso-list:\s*Ignore[^>]{0,400}>(?P<mark>.{0,600}?)</span>\s*</span>",
    re.IGNORECASE | re.DOTALL,
)
_CHECKBOX = re.compile(r"<input\b[^>]{0,400}\bcheckbox\b[^>]{0,400}>", re.IGNORECASE)
_CHECKED = re.compile(r"\bchecked\b", re.IGNORECASE)
_WITH_MARK = re.compile(rf"\s*{_BEGINS}(\d)([^{_ENDS}]*){_ENDS}\s*")
_TAG = re.compile(r"<[^>]*>|&[a-z]+;", re.IGNORECASE)
_COUNTED = re.compile(r"\(?(\d{1,9})[.)]")


class OfficeItem(NamedTuple):
    """A paragraph that is an item: its ``depth`` from 0, its ``mark`` in Markdown, and its ``words``."""

    depth: int
    mark: str
    words: str


def readable(html: str) -> str:
    """Return ``html`` with Word's items, and boxes that can be ticked, as words that :func:`office_item` knows."""
    level = "1"

    def marked(match: re.Match[str]) -> str:
        nonlocal level
        if match["level"]:
            level = match["level"]
            return match[0]
        told = _TAG.sub("", match["mark"]).strip()
        return f"{_BEGINS}{level}{told}{_ENDS}"

    html = html.replace(_BEGINS, "").replace(_ENDS, "")
    html = _PARAGRAPH_OR_MARK.sub(marked, html) if "mso-list" in html else html
    return _CHECKBOX.sub(lambda box: "[x] " if _CHECKED.search(box[0]) else "[ ] ", html)


def office_item(words: str) -> OfficeItem | None:
    """Return which item a paragraph is, or None where it is none."""
    found = _WITH_MARK.match(words)
    if found is None:
        return None
    counted = _COUNTED.fullmatch(found[2])
    return OfficeItem(max(0, int(found[1]) - 1), f"{counted[1]}." if counted else "-", words[found.end() :])
