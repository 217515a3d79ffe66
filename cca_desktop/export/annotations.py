"""Annotations in the W3C model as other programs write them, read as notes.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017; "section" below means one of its sections.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from cca_desktop.errors import DamagedError
from cca_desktop.export import besides
from cca_desktop.export.html_words import words_of_html
from cca_desktop.export.incoming import Incoming, carry_on, refuse_too_many
from cca_desktop.export.naming import GENERATOR, NOTHING, name_of, note_of_urn, utc
from cca_desktop.export.outgoing import document_named
from cca_desktop.export.plain_annotation import CONTEXT, plain_annotation
from cca_desktop.library.document import Document
from cca_desktop.notes.note import (
    COLOURS,
    COMMENTING,
    HIGHLIGHTING,
    MOTIVATIONS,
    TAGGING,
    Note,
    Target,
    implied_motivation,
    tidy_tags,
)
from cca_desktop.notes.stamp import id_for
from cca_desktop.search.units import LANGUAGE, told_language
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_MANY = frozenset({"Composite", "List", "Independents", "Choice"})
_HTML = ("text/html", "application/xhtml+xml")
_MOST_NESTED = 50  # how deep bodies and targets may stand in one another; real ones stand four deep
_FARTHEST = 1 << 40  # no text is so long
# What the model's other motivations (section 3.3.5) come to here.
_LIKE = {
    "assessing": COMMENTING,
    "bookmarking": HIGHLIGHTING,
    "classifying": TAGGING,
    "describing": COMMENTING,
    "editing": COMMENTING,
    "identifying": TAGGING,
    "moderating": COMMENTING,
    "replying": COMMENTING,
}


def is_annotations(told: object) -> bool:
    """Tell whether a JSON value looks like annotations: one, a list of them, a page or a collection."""
    if isinstance(told, list):
        return any(_is_annotation(one) for one in told)
    if not isinstance(told, dict):
        return False
    return bool({"Annotation", "AnnotationPage", "AnnotationCollection"} & _types(told)) or "@graph" in told


def read(told: object, documents: Sequence[Document], look: Callable[[], object] = carry_on) -> Incoming:
    """Read annotations: one alone, a list, a page or a collection, as far as it is all in the file.

    Args:
        told: The JSON value.
        documents: What is here; their addresses are known as sources.
        look: Called at every note; what it raises ends the reading.

    Raises:
        KnownError: There is no annotation in it, or there are too many.
    """
    is_ours = isinstance(told, dict) and _iri(told.get("generator")) == GENERATOR
    found = list(_annotations(told))
    refuse_too_many(len(found))
    names = {name: id_for(name) for one in found if (name := _iri(one))}
    iris = {note_id: name for name, note_id in names.items()}
    notes: dict[str, Note] = {}
    left_out = 0
    for one in found:
        look()
        try:
            note = note_of(one, documents, names)
            rest = _rest(one, plain_annotation(note, documents, iris))
            note = note._replace(besides=besides.kept(besides.ANNOTATION, rest))
        except ValueError:
            left_out += 1
        else:
            notes.setdefault(note.id, note)
    if not notes:
        raise DamagedError(
            "There is no annotation in the file that could be read, so nothing was brought in; pages that stand "
            "elsewhere on the web are not fetched."
        )
    return Incoming(tuple(notes.values()), left_out, is_ours)


def _annotations(told: object) -> Iterator[object]:
    """Go through the annotations in a list, a page, a collection or a graph.

    A collection holds its first page, and a page the one that follows it, or only tells where they are (section 5).
    """
    waiting: list[tuple[object, object]] = [(told, None)]
    while waiting:
        one, context = waiting.pop()
        if isinstance(one, list):
            yield from (_in_context(each, context) for each in one)
        elif isinstance(one, dict) and "Annotation" in _types(one):
            yield _in_context(one, context)
        elif isinstance(one, dict):
            within = one.get("@context", context)
            waiting.extend((one[key], within) for key in ("next", "items", "first", "@graph") if key in one)


def _in_context(told: object, context: object) -> object:
    """Return an annotation with the context of what it stood in, which tells what its members mean."""
    if context is None or context == CONTEXT or not isinstance(told, dict) or "@context" in told:
        return told
    return {"@context": context, **told}


def _rest(told: object, ours: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept of an annotation besides; one without a name or a context gets ours."""
    rest = besides.rest_of(told, ours, tells_of_absent=True) if isinstance(told, dict) else {}
    return {key: value for key, value in rest.items() if value is not None or key not in ("id", "type", "@context")}


def note_of(told: object, documents: Sequence[Document], names: Mapping[str, str]) -> Note:
    """Read one annotation; ``names`` are those of the other annotations, each with its id here.

    Raises:
        ValueError: It is none.
    """
    if not isinstance(told, dict) or not _is_annotation(told):
        raise ValueError("no annotation")
    created, modified = utc(told.get("created")), utc(told.get("modified"))
    words, tags = bodies_of(told)
    targets = [_target(one, documents, names) for one in _flat(told["target"])]
    if not targets:
        raise ValueError("no target")
    about = [target for target in targets if target is not None]
    first = about[0] if about else None
    motives = (_LIKE.get(motive, motive) for motive in _strings(told.get("motivation")))
    return Note(
        id=id_for(_iri(told) or json.dumps(told, sort_keys=True)),
        target=first,
        body=words,
        tags=tags,
        colour=next((colour for one in _flat(told["target"]) for colour in _colours(one)), COLOURS[0]),
        created=created or modified,
        modified=modified or created,
        version=1,
        is_retired=False,
        motivation=next((one for one in motives if one in MOTIVATIONS), implied_motivation(words, tags, first)),
        creator=_name(told.get("creator")),
        further=tuple(about[1:]),
    )


def sources_of(told: Mapping[str, Any]) -> list[str]:
    """Return the names of all that an annotation is about."""
    sources = [one.get("source", one) if isinstance(one, dict) else one for one in _flat(told.get("target"))]
    return [iri for source in sources if (iri := _iri(source))]


def bodies_of(told: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return what an annotation says, as Markdown, and its tags."""
    words: list[str] = []
    tags: list[str] = []
    language = ""
    if isinstance(told.get("bodyValue"), str):  # section 3.2.5: plain text
        words.append(told["bodyValue"])
    motives = tuple(_strings(told.get("motivation")))
    for body, purposes in _resources(told.get("body"), ()):
        value = _words(body)
        if value and TAGGING in (purposes or motives) and "\n" not in value:
            tags.append(value if _is_text(body) else value.strip("<>"))
        elif value:
            words.append(value)
            language = language or _language_of(body)
    if language and told_language(tags) != language:
        tags.append(f"{LANGUAGE}:{language}")
    return "\n\n".join(words), tidy_tags(tags)


def _language_of(body: object) -> str:
    """Return what a text is written in, if it says so (section 3.2.2) and it is not English; else ""."""
    told = _strings(body.get("language")) if isinstance(body, dict) and _is_text(body) else []
    is_foreign = len(told) == 1 and _LANGUAGE.fullmatch(told[0]) and not told[0].lower().startswith("en")
    return told[0] if is_foreign else ""


def _resources(told: object, purposes: tuple[str, ...], depth: int = 0) -> Iterator[tuple[object, tuple[str, ...]]]:
    """Go through bodies: those of a list each, of a choice the first, and of a specific resource its source."""
    if depth > _MOST_NESTED:
        raise ValueError("nested too deep")
    if isinstance(told, list):
        for one in told:
            yield from _resources(one, purposes, depth + 1)
    elif isinstance(told, dict) and _types(told) & _MANY:
        items = told.get("items")
        is_choice = "Choice" in _types(told)
        yield from _resources(items[:1] if is_choice and isinstance(items, list) else items, purposes, depth + 1)
    elif isinstance(told, dict):
        own = tuple(_strings(told.get("purpose"))) or purposes
        if "source" in told:
            yield from _resources(told["source"], own, depth + 1)
        else:
            yield told, own
    elif told is not None:
        yield told, purposes


def _words(body: object) -> str:
    """Return what a body says, as Markdown: its own text, or the address of what it is."""
    if isinstance(body, dict) and _is_text(body):
        value = body.get("value", body.get("text"))  # as drafts of the model called it
        if not isinstance(value, str):
            raise ValueError("a text without words")
        return words_of_html(value) if body.get("format") in _HTML else value
    iri = _iri(body)
    return f"<{iri}>" if iri else ""


def _flat(told: object, depth: int = 0) -> Iterator[object]:
    """Go through targets, those that stand in a list or in one of the model's sets among them (section 3.2.8)."""
    if depth > _MOST_NESTED:
        raise ValueError("nested too deep")
    if isinstance(told, list):
        for one in told:
            yield from _flat(one, depth + 1)
    elif isinstance(told, dict) and _types(told) & _MANY:
        yield from _flat(told.get("items"), depth + 1)
    elif told is not None:
        yield told


def _target(target: object, documents: Sequence[Document], names: Mapping[str, str]) -> Target | None:
    """Read what an annotation is about; None where it is about nothing."""
    is_specific = isinstance(target, dict) and "source" in target
    source = _iri(target["source"]) if isinstance(target, dict) and is_specific else _iri(target)
    if not source:
        raise ValueError("a target that is nowhere")
    if source == NOTHING:
        return None
    if note := note_of_urn(source) or names.get(source, ""):
        return Target("", note=note)
    name = name_of(source, documents)
    if document_named(documents, name) is None:  # a fragment names a part of what may be here
        whole = name_of(source.partition("#")[0], documents)
        name = whole if document_named(documents, whole) else name
    quote: TextQuoteSelector | None = None
    position: TextPositionSelector | None = None
    for selector in _selectors(target.get("selector") if isinstance(target, dict) and is_specific else None):
        quote = quote or quote_of(selector)
        position = position or position_of(selector)
    return Target(name, quote, position if quote else None)  # a place without words cannot be proven


def _selectors(told: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Go through selectors; what refines one is more exact, and comes before it (section 4.2.9)."""
    if depth > _MOST_NESTED:
        raise ValueError("nested too deep")
    if isinstance(told, list):
        for one in told:
            yield from _selectors(one, depth + 1)
    elif isinstance(told, dict):
        yield from _selectors(told.get("refinedBy"), depth + 1)
        yield told


def quote_of(selector: dict[str, Any]) -> TextQuoteSelector | None:
    """Read a TextQuoteSelector; None where it is none, or quotes nothing."""
    exact = selector.get("exact")
    if "TextQuoteSelector" not in _types(selector) or not isinstance(exact, str) or not exact:
        return None
    prefix, suffix = (told if isinstance(told := selector.get(key), str) else "" for key in ("prefix", "suffix"))
    return TextQuoteSelector(exact, prefix, suffix)


def position_of(selector: dict[str, Any]) -> TextPositionSelector | None:
    """Read a TextPositionSelector; None where it is none, or its numbers are no positions."""
    start, end = selector.get("start"), selector.get("end")
    if "TextPositionSelector" not in _types(selector) or type(start) is not int or type(end) is not int:
        return None
    return TextPositionSelector(start, end) if 0 <= start <= end < _FARTHEST else None


def _colours(target: object) -> list[str]:
    return [name for name in _strings(target.get("styleClass")) if name in COLOURS] if isinstance(target, dict) else []


def _name(creator: object) -> str:
    """Return the name of whoever wrote an annotation, or how the web knows them."""
    if isinstance(creator, list):
        return _name(creator[0]) if creator else ""
    if isinstance(creator, dict):
        names = [creator[key] for key in ("name", "nickname") if isinstance(creator.get(key), str)]
        return names[0] if names else _iri(creator)
    return _iri(creator)


def _is_annotation(told: object) -> bool:
    return isinstance(told, dict) and "Annotation" in _types(told) and "target" in told


def _is_text(told: object) -> bool:
    return isinstance(told, dict) and ("TextualBody" in _types(told) or "value" in told)


def _types(told: dict[str, Any]) -> set[str]:
    return {name.removeprefix("oa:") for name in _strings(told.get("type", told.get("@type")))}


def _strings(told: object) -> list[str]:
    if isinstance(told, str):
        return [told]
    return [one for one in told if isinstance(one, str)] if isinstance(told, list) else []


def _iri(told: object) -> str:
    if isinstance(told, dict):
        told = told.get("id", told.get("@id"))
    return told if isinstance(told, str) else ""
