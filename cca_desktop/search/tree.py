"""A question as a tree of values; nothing here knows how it will be answered."""

from typing import NamedTuple, TypeAlias

from cca_desktop.text.span import Span


class Term(NamedTuple):
    """What one token must be like.

    ``kind`` is "word" (any inflected form), "exact", "prefix", "wildcard" or "fuzzy" (``distance`` letters wrong at
    most). ``folded`` is what tokens are compared with; for a prefix without its star. ``is_open``: the word is still
    being typed, so that it also stands for the words that begin with it (and with the apostrophe ``behind`` it, if
    there is one: "don'" is "don", or "don't" so far). ``at`` is where it stands in the question.
    """

    kind: str
    typed: str
    folded: str
    at: Span
    distance: int = 0
    is_open: bool = False
    behind: str = ""

    @property
    def beginning(self) -> str:
        """How the words begin that a prefix, or an open word, also stands for."""
        return self.folded + self.behind


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

    ``value`` is folded words, for a date ISO 8601 (or a part of it), for paragraphs a label. ``last`` ends a range; an
    open end is "". ``is_range`` tells one from a single value. ``is_open``: the value is a beginning.
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


def wanted_parts(node: Node | None, *, in_notes: bool = True) -> "tuple[Leaf | InNote, ...]":
    """Return what is looked for: the leaves under an even number of NOTs, and whole notes.

    Without ``in_notes``, only what is looked for in texts: "note:war" marks no war in the letter.
    """
    found: list[Leaf | InNote] = []
    _gather(node, found, is_wanted=True, in_notes=in_notes)
    return tuple(found)


def _gather(node: Node | None, found: "list[Leaf | InNote]", *, is_wanted: bool, in_notes: bool) -> None:
    if isinstance(node, And | Or):
        for part in node.parts:
            _gather(part, found, is_wanted=is_wanted, in_notes=in_notes)
    elif isinstance(node, Not):
        _gather(node.part, found, is_wanted=not is_wanted, in_notes=in_notes)
    elif isinstance(node, InNote) and not in_notes:
        return
    elif isinstance(node, InNote) and node.part is not None:
        _gather(node.part, found, is_wanted=is_wanted, in_notes=in_notes)
    elif node is not None and is_wanted:
        found.append(node)


def patterns_in(node: Node | None) -> tuple[str, ...]:
    """Return every regular expression of a question, each once."""
    if isinstance(node, And | Or):
        return tuple(dict.fromkeys(pattern for part in node.parts for pattern in patterns_in(part)))
    if isinstance(node, Not | InNote):
        return patterns_in(node.part)
    return (node.pattern,) if isinstance(node, Regex) else ()


def without_patterns(node: Node | None, patterns: set[str]) -> Node | None:
    """Return a question without these regular expressions, None if nothing remains."""
    if isinstance(node, And | Or):
        parts = tuple(part for part in (without_patterns(part, patterns) for part in node.parts) if part is not None)
        return type(node)(parts) if len(parts) > 1 else parts[0] if parts else None
    if isinstance(node, Not | InNote) and node.part is not None:
        inner = without_patterns(node.part, patterns)
        return type(node)(inner) if inner is not None else None
    return None if isinstance(node, Regex) and node.pattern in patterns else node
