"""A question as a tree of values; nothing here knows how it will be answered."""

from typing import NamedTuple, TypeAlias

from cca_desktop.text.span import Span


class Term(NamedTuple):
    """What one token must be like.

    ``kind`` is "word" (any inflected form), "exact", "prefix", "wildcard" or "fuzzy" (``distance`` letters wrong at most).
    ``folded`` is what tokens are compared with; for a prefix without its star. ``is_open``: the word is still being typed,
    so that it also stands for the words that begin with it. ``at`` is where it stands in the question.
    """

    kind: str
    typed: str
    folded: str
    at: Span
    distance: int = 0
    is_open: bool = False


class Phrase(NamedTuple):
    """Terms side by side, in this order."""

    terms: tuple[Term, ...]
    typed: str


class Near(NamedTuple):
    """Terms in any order, with at most ``gap`` other tokens among them."""

    terms: tuple[Term, ...]
    typed: str
    gap: int


class Regex(NamedTuple):
    """A regular expression, matched within a paragraph."""

    pattern: str


class Field(NamedTuple):
    """A condition on where something stands: ``name`` is tag, para, author, date, title or colour.

    ``value`` is folded words, for a date ISO 8601 (or a part of it), for paragraphs a label. ``last`` ends a range; an open
    end is "". ``is_range`` tells one from a single value. ``is_open``: the value is a beginning.
    """

    name: str
    typed: str
    value: str
    last: str = ""
    is_range: bool = False
    is_open: bool = False


class InNote(NamedTuple):
    """``part`` (None: anything) within a note."""

    part: "Node | None"


class Not(NamedTuple):
    """Paragraphs without ``part``."""

    part: "Node"


class And(NamedTuple):
    """Paragraphs with every part."""

    parts: "tuple[Node, ...]"


class Or(NamedTuple):
    """Paragraphs with at least one part."""

    parts: "tuple[Node, ...]"


Leaf: TypeAlias = Term | Phrase | Near | Regex | Field
Node: TypeAlias = Leaf | InNote | Not | And | Or


class Query(NamedTuple):
    """What was typed (as far as it was used), what it means (None: nothing yet), and what of it was not used."""

    typed: str
    root: Node | None
    notices: tuple[str, ...]


def wanted_leaves(node: Node | None) -> tuple[Leaf, ...]:
    """Return the leaves that are looked for: those under an even number of NOTs."""
    found: list[Leaf] = []
    _gather(node, found, is_wanted=True)
    return tuple(found)


def _gather(node: Node | None, found: list[Leaf], *, is_wanted: bool) -> None:
    if isinstance(node, And | Or):
        for part in node.parts:
            _gather(part, found, is_wanted=is_wanted)
    elif isinstance(node, Not):
        _gather(node.part, found, is_wanted=not is_wanted)
    elif isinstance(node, InNote):
        _gather(node.part, found, is_wanted=is_wanted)
    elif node is not None and is_wanted:
        found.append(node)
