"""Where the sentences of a paragraph begin and end, for whoever steps through it or selects one of them."""

import re

from cca_desktop.text.span import Span

_END = re.compile(r"[.?!…]+[\"”’')\]]*\s+(?=[\"“‘'(\[—–-]*([^\W_]))")
# What ends with a full stop and no sentence with it, in the English of letters; single capitals are initials.
_GOES_ON = re.compile(r"(?:^|[\s(\[“‘\"'])(?:[A-Z]|Mr|Mrs|Ms|Messrs|Dr|St|Gen|Col|Sen|Gov|No|Nos|vol|pp?|cf|ca)\.$")


def sentences(paragraph: str) -> list[Span]:
    """Return the sentences of ``paragraph`` in order, each without the white space around it."""
    found, start = [], len(paragraph) - len(paragraph.lstrip())
    for match in _END.finditer(paragraph):
        words = paragraph[start : match.end()].rstrip()
        if words and not match[1].islower() and not _GOES_ON.search(words):
            found.append(Span(start, start + len(words)))
            start = match.end()
    end = len(paragraph.rstrip())
    if end > start:
        found.append(Span(start, end))
    return found


def sentence_at(paragraph: str, offset: int) -> Span:
    """Return the sentence that the character at ``offset`` stands in; white space belongs to the sentence before it."""
    here = Span(0, 0)
    for sentence in sentences(paragraph):
        if sentence.start > offset and here.end:
            break
        here = sentence
    return here
