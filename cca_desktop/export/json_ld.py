"""The notes as JSON-LD: one collection of annotations, in the words of the W3C model.

What another program said in an annotation goes out again as it came in, as long as the note still says the same.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017; "section" below means one of its sections.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cca_desktop import __version__
from cca_desktop.export import annotations, besides
from cca_desktop.export.incoming import Incoming, settled
from cca_desktop.export.naming import GENERATOR, urn_of, utc
from cca_desktop.export.outgoing import Outgoing
from cca_desktop.export.plain_annotation import CONTEXT, plain_annotation
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note
from cca_desktop.notes.stamp import id_for

_OURS_OF_A_TARGET = frozenset({"id", "type", "source", "selector", "styleClass"})


def write(out: Outgoing) -> Iterator[str]:
    """Write an annotation collection with one page, a note a line."""
    name = urn_of(id_for(f"collection of {out.at}, {[placed.note.id for placed in out.notes]}"))
    head = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "Notes from CCA Desktop",
        "generator": {"id": GENERATOR, "type": "Software", "name": f"CCA Desktop {__version__}"},
        "generated": utc(out.at),
        "total": len(out.notes),
    }
    iris = {placed.note.id: iri for placed in out.notes if isinstance(iri := _rest(placed.note).get("id"), str) and iri}
    yield _json(head)[:-1]
    if out.notes:  # a page holds one annotation at least (section 5.2)
        page = {"id": f"{name}#page", "type": "AnnotationPage", "partOf": name, "startIndex": 0}
        yield f', "first": {_json(page)[:-1]}, "items": ['
        for index, placed in enumerate(out.notes):
            yield f"{',' if index else ''}\n{_json(annotation(placed.note, out.documents, iris))}"
        yield "\n]}"
    yield "}\n"


def annotation(note: Note, documents: Sequence[Document], iris: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return ``note`` in the words of the model; ``iris`` are the names that others gave to notes, by their ids."""
    ours = plain_annotation(note, documents, iris or {})
    rest = _rest(note)
    if not rest:
        return ours
    came = besides.whole(ours, rest)
    try:
        (then,) = settled(Incoming((annotations.note_of(came, documents, _names(came, note)),)), documents).notes
    except ValueError:  # whoever has changed what was kept has made it nothing
        return ours
    is_as_it_was = {
        "body": (then.body, then.tags) == (note.body, note.tags),
        "target": (then.targets, then.colour) == (note.targets, note.colour),
        "motivation": then.motivation == note.motivation,
        "creator": then.creator == note.creator,
        "created": "created" not in came or utc(came["created"]) == note.created,
        "modified": utc(came["modified"]) == note.modified if "modified" in came else note.modified == note.created,
    }
    is_as_it_was |= {"bodyValue": is_as_it_was["body"], "stylesheet": is_as_it_was["target"]}
    if "@type" in rest:
        ours.pop("type")
    if "@id" in rest:
        ours.pop("id")
    told = besides.whole(ours, {key: value for key, value in rest.items() if is_as_it_was.get(key, True)})
    if not is_as_it_was["body"]:
        told["body"] = _bodies(came, then, note, ours)
    if not is_as_it_was["target"]:
        told["target"] = _targets(came["target"], ours["target"])
    return told


def _rest(note: Note) -> dict[str, Any]:
    return besides.told(note, besides.ANNOTATION) if note.besides else {}


def _names(came: Mapping[str, Any], note: Note) -> dict[str, str]:
    """Return the ids of the notes that a note is about, by the names that the annotation has for them."""
    ids = {target.note for target in note.targets}
    return {iri: note_id for iri in annotations.sources_of(came) if (note_id := id_for(iri)) in ids}


def _bodies(came: Mapping[str, Any], then: Note, note: Note, ours: Mapping[str, Any]) -> list[Any]:
    """Return what a note says by now: their bodies as far as they say it too, and ours for the rest."""
    theirs = came.get("body", [])
    stays: list[Any] = []
    tags: set[str] = set()
    for body in theirs if isinstance(theirs, list) else [theirs]:
        words, some = annotations.bodies_of({"motivation": came.get("motivation"), "body": body})
        if then.body == note.body if words else set(some) <= set(note.tags):
            stays.append(body)
            tags.update(some)
    is_said = then.body == note.body and "bodyValue" not in came
    new = [
        body
        for body in ours.get("body", ())
        if (body["value"] not in tags if body["purpose"] == "tagging" else not is_said)
    ]
    return [*stays, *new]


def _targets(theirs: object, ours: object) -> object:
    """Return where a note is by now, and what else was said of each of its targets."""
    then, now = (one if isinstance(one, list) else [one] for one in (theirs, ours))
    if len(then) != len(now):
        return ours
    both = [
        {key: value for key, value in before.items() if key not in _OURS_OF_A_TARGET} | after
        if isinstance(before, dict) and "source" in before
        else after
        for before, after in zip(then, now, strict=True)
    ]
    return both if isinstance(ours, list) else both[0]


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False)
