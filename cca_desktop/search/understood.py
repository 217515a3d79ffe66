"""Say in one plain sentence how a question was read."""

from cca_desktop.search.sentences import say
from cca_desktop.search.tree import And, Field, InNote, Near, Node, Not, Or, Phrase, Query, Regex, Term


def understood(query: Query) -> str:
    """Return the sentence, or "" where nothing is asked yet."""
    if query.root is None:
        return ""
    root = query.root
    parts = root.parts if isinstance(root, And) else (root,)
    if any(isinstance(part, InNote) for part in parts):
        return _notes(parts)
    if all(_is_place(part) for part in parts):
        return say("paragraphs", where=_joined("and", [_what(part) for part in parts]))
    if isinstance(root, Not):
        return say("paragraphs without", unwanted=_unwanted(root.part))
    return say("paragraphs with", what=_what(root))


def _notes(parts: tuple[Node, ...]) -> str:
    """Say what is asked of notes alone."""
    inner = tuple(part.part if isinstance(part, InNote) else part for part in parts)
    wanted = [part for part in inner if part is not None]
    if any(not _is_place(part) and not isinstance(part, Not) for part in wanted):
        return say("notes with", what=_all_of(And(tuple(wanted))))
    rest = _all_of(And(tuple(wanted))) if wanted else ""
    return say("wanted where", wanted=say("every note"), where=rest) if rest else say("every note")


def _what(node: Node) -> str:
    if isinstance(node, And):
        return _all_of(node)
    if isinstance(node, Or):
        return _joined(
            "or",
            [say("group", group=_what(part)) if isinstance(part, And | Not) else _what(part) for part in node.parts],
        )
    if isinstance(node, Not):
        if _is_place(node.part):
            return say("not where", where=_what(node.part))
        return say("none of", unwanted=_unwanted(node.part))
    if isinstance(node, InNote):
        return say("every note") if node.part is None else say("in a note", what=_grouped(node.part))
    if isinstance(node, Term):
        return _term(node)
    if isinstance(node, Phrase):
        return _phrase(node)
    if isinstance(node, Near):
        return say("near", words=node.typed, gap=node.gap)
    if isinstance(node, Regex):
        return say("regex", pattern=node.pattern)
    return _field(node)


def _all_of(node: And) -> str:
    """Put what is wanted first, then what is not, then where it shall be."""
    places = [_what(part) for part in node.parts if _is_place(part)]
    unwanted = [_unwanted(part.part) for part in node.parts if isinstance(part, Not) and not _is_place(part)]
    wanted = [_grouped(part) for part in node.parts if not isinstance(part, Not) and not _is_place(part)]
    if not wanted:
        sentence = say("none of", unwanted=_joined("or", unwanted)) if unwanted else ""
    else:
        sentence = _joined("and", wanted)
        if unwanted:
            sentence = say("wanted, but", wanted=sentence, unwanted=_joined("or", unwanted))
    where = _joined("and", places)
    return say("wanted where", wanted=sentence, where=where) if sentence and where else sentence or where


def _unwanted(node: Node) -> str:
    if isinstance(node, Term) and node.kind == "word":
        return say("unwanted word", word=node.typed)
    return _grouped(node)


def _grouped(node: Node) -> str:
    return say("group", group=_what(node)) if isinstance(node, And | Or) else _what(node)


def _is_place(node: Node) -> bool:
    """Tell whether a part says where something stands, and not what stands there."""
    return isinstance(node, Field) or (isinstance(node, Not) and isinstance(node.part, Field))


def _joined(pattern: str, parts: list[str]) -> str:
    sentence = parts[0] if parts else ""
    for part in parts[1:]:
        sentence = say(pattern, first=sentence, second=part)
    return sentence


def _term(term: Term) -> str:
    if term.kind == "fuzzy":
        return say(f"fuzzy {term.distance}", word=term.typed)
    if term.kind == "prefix":
        return say("prefix", word=term.typed.rstrip("*"))
    return say(("open " if term.is_open else "") + term.kind, word=term.typed)


def _phrase(phrase: Phrase) -> str:
    if any(term.kind == "word" for term in phrase.terms):
        return say("loose phrase", words=phrase.typed)
    return say("open phrase" if phrase.terms[-1].is_open else "phrase", words=phrase.typed)


def _field(field: Field) -> str:
    if field.name != "date" or not field.is_range:
        return say(field.name, value=field.typed)
    if not field.last:
        return say("date from", first=field.value)
    if not field.value:
        return say("date to", last=field.last)
    return say("date between", first=field.value, last=field.last)
