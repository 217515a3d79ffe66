"""Say in one plain sentence how a question was read."""

from collections.abc import Sequence

from cca_desktop.search.sentences import say
from cca_desktop.search.tree import And, Field, InNote, Near, Node, Not, Or, Phrase, Query, Regex, Term


def understood(query: Query) -> str:
    """Return the sentence, or "" where nothing is asked yet."""
    return "" if query.root is None else _whole(query.root)


def _whole(node: Node) -> str:
    """Name the paragraphs or notes that are meant: what they have, what they do not have, and where they stand."""
    if isinstance(node, Or) and not _is_place(node) and not all(map(_is_wanted, node.parts)):
        return _joined("or else", [_whole(part) for part in node.parts])
    parts = _parts(node)
    inner = [deeper for part in parts for deeper in (_parts(part.part) if isinstance(part, InNote) else (part,))]
    noun = "notes" if any(isinstance(part, InNote) or _is_of_notes(part) for part in parts) else "paragraphs"
    wanted = [part for part in inner if not isinstance(part, Not) and not _is_place(part)]
    unwanted = [part.part for part in inner if isinstance(part, Not) and not _is_place(part)]
    where = _where([part for part in inner if _is_place(part)])
    if wanted:
        sentence = say(f"{noun} with", what=_all(wanted))
        if unwanted:
            sentence = say("wanted, but", wanted=sentence, unwanted=_none_of(unwanted))
    elif unwanted:
        sentence = say(f"{noun} without", unwanted=_none_of(unwanted))
    elif where:
        return say(noun, where=where)
    else:
        return say("every note")
    return say("wanted where", wanted=sentence, where=where) if where else sentence


def _parts(node: Node | None) -> tuple[Node, ...]:
    return node.parts if isinstance(node, And) else () if node is None else (node,)


def _all(wanted: Sequence[Node]) -> str:
    return _what(wanted[0]) if len(wanted) == 1 else _joined("and", [_grouped(part) for part in wanted])


def _none_of(unwanted: Sequence[Node]) -> str:
    """Name what is not wanted: words plainly, as every form of them is meant."""
    flat = [deeper for part in unwanted for deeper in (part.parts if isinstance(part, Or) else (part,))]
    return _joined("or", [_unwanted(part) for part in flat])


def _where(places: Sequence[Node]) -> str:
    if len(places) == 1:
        return _what(places[0])
    return _joined("and", [_grouped(part) for part in places])


def _what(node: Node) -> str:
    if isinstance(node, And):
        return _joined("and", [_grouped(part) for part in node.parts])
    if isinstance(node, Or):
        return _joined("or", [say("group", group=_what(p)) if isinstance(p, And) else _what(p) for p in node.parts])
    if isinstance(node, Not):
        return _without(node.part)
    if isinstance(node, InNote):
        return say("every note") if node.part is None else say("in a note", what=_grouped(node.part))
    if isinstance(node, Term):
        return _term(node)
    if isinstance(node, Phrase):
        return _phrase(node)
    if isinstance(node, Near):
        return say(f"near {node.gap}" if node.gap < 2 else "near", words=node.typed, gap=node.gap)
    if isinstance(node, Regex):
        return say("regex", pattern=node.pattern)
    return _field(node)


def _without(part: Node) -> str:
    if isinstance(part, InNote):
        return say("outside notes") if part.part is None else say("other than", these=_whole(part))
    if _is_place(part):
        return say("not where", where=_grouped(part))
    return say("none of", unwanted=_none_of([part]))


def _unwanted(node: Node) -> str:
    if isinstance(node, Term) and node.kind == "word":
        return say("unwanted word", word=node.typed)
    return _grouped(node)


def _grouped(node: Node) -> str:
    return say("group", group=_what(node)) if isinstance(node, And | Or) else _what(node)


def _is_place(node: Node) -> bool:
    """Tell whether a part says where something stands, and not what stands there."""
    if isinstance(node, And | Or):
        return all(map(_is_place, node.parts))
    return isinstance(node, Field) or (
        isinstance(node, Not) and (isinstance(node.part, InNote) or _is_place(node.part))
    )


def _is_wanted(node: Node) -> bool:
    """Tell whether a part is nothing but what shall stand there."""
    if isinstance(node, And | Or):
        return all(map(_is_wanted, node.parts))
    return not isinstance(node, Not | InNote | Field)


def _is_of_notes(node: Node) -> bool:
    """Tell whether only a note can be what a part says."""
    if isinstance(node, And | Or):
        return (any if isinstance(node, And) else all)(map(_is_of_notes, node.parts))
    return isinstance(node, Field) and node.name in ("tag", "colour")


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
    if term.is_open and term.behind and term.kind == "exact":
        return say("exact so far", word=term.typed)
    return say(("open " if term.is_open else "") + term.kind, word=term.typed)


def _phrase(phrase: Phrase) -> str:
    if any(term.kind == "word" for term in phrase.terms):
        return say("loose phrase", words=phrase.typed)
    return say("open phrase" if phrase.terms[-1].is_open else "phrase", words=phrase.typed)


def _field(field: Field) -> str:
    if field.name == "tag" and not field.value:
        return say("any tag")
    if field.name == "para" and field.value.isalpha():
        return say("para named", value=field.typed)
    if field.is_open and field.name in ("tag", "colour"):
        return say(f"open {field.name}", value=field.typed)
    if field.name != "date" or not field.is_range:
        return say(field.name, value=field.typed)
    if not field.last:
        return say("date from", first=field.value)
    if not field.value:
        return say("date to", last=field.last)
    return say("date between", first=field.value, last=field.last)
