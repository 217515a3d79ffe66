"""What a stranger's note in HTML says, in Markdown: its words, its emphasis, its links; nothing that it would do.

Python's own parser takes half a minute over 100 kB of tags that do not close; this one goes through the text once.
"""

import re
from collections.abc import Iterator
from html import unescape

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})([^<>]*)>|<[!?/][^<>]*>")
_HREF = re.compile(r"(?:^|\s)href=[\"']?(https?://[^\s()<>\"']+)", re.IGNORECASE)
_SILENT = frozenset({"script", "style", "template", "head", "noscript", "title"})
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_BREAKS = {
    **dict.fromkeys(("p", "div", "tr", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"), "\n\n"),
    "br": "\n",
    "li": "\n- ",
}


def words_of_html(html: str) -> str:
    """Return the words of ``html`` as Markdown."""
    words = "".join(_parts(_without_comments(html)))
    lines = [" ".join(line.split()) for line in words.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_comments(html: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := html.find("<!--", at)) >= 0:
        parts.append(html[at:start])
        end = html.find("-->", start + 4)
        if end < 0:
            return "".join(parts)
        at = end + 3
    return "".join([*parts, html[at:]])


def _parts(html: str) -> Iterator[str]:
    at = 0
    silence = ""  # the element whose words nobody sees
    links: list[str] = []
    for tag in _TAG.finditer(html):
        if not silence:
            yield re.sub(r"\s+", " ", unescape(html[at : tag.start()]))
        at = tag.end()
        name = (tag[2] or "").lower()
        is_end = bool(tag[1])
        if silence or name in _SILENT:
            silence = "" if is_end and name == silence else silence or ("" if is_end else name)
        elif name == "a":
            yield from _link(tag[3], links, is_end=is_end)
        elif name in _BREAKS:
            yield "" if is_end and name in ("br", "li") else "\n\n" if is_end else _BREAKS[name]
        else:
            yield _MARKS.get(name, "")
    if not silence:
        yield re.sub(r"\s+", " ", unescape(html[at:]))


def _link(attributes: str, links: list[str], *, is_end: bool) -> Iterator[str]:
    if not is_end:
        found = _HREF.search(attributes)
        links.append(unescape(found[1]) if found else "")
        yield "[" if links[-1] else ""
    elif links and (address := links.pop()):
        yield f"]({address})"
