"""The notes as JSON-LD: one collection of annotations, in the words of the W3C model.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017; "section" below means one of its sections.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from cca_desktop import __version__
from cca_desktop.export.naming import GENERATOR, NOTHING, source_of, urn_of, utc
from cca_desktop.export.outgoing import Outgoing
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, Target
from cca_desktop.notes.stamp import id_for
from cca_desktop.search.stems import ENGLISH
from cca_desktop.search.units import told_language

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MARKDOWN = "text/markdown"
# The grounds of the marks, as a hint to whoever shows them (section 4.5).
_STYLES = {"yellow": "#FBF0C4", "green": "#DFEBD6", "blue": "#DCE7F4", "pink": "#F8DFE5", "violet": "#E8E1F4"}


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
    yield _json(head)[:-1]
    if out.notes:  # a page holds one annotation at least (section 5.2)
        page = {"id": f"{name}#page", "type": "AnnotationPage", "partOf": name, "startIndex": 0}
        yield f', "first": {_json(page)[:-1]}, "items": ['
        for index, placed in enumerate(out.notes):
            yield f"{',' if index else ''}\n{_json(annotation(placed.note, out.documents))}"
        yield "\n]}"
    yield "}\n"


def annotation(note: Note, documents: Sequence[Document]) -> dict[str, Any]:
    """Return ``note`` in the words of the model."""
    bodies: list[dict[str, str]] = []
    if note.body:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "format": MARKDOWN, "value": note.body})
        if (language := told_language(note.tags)) != ENGLISH:
            bodies[0]["language"] = language
    bodies.extend({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in note.tags)
    told: dict[str, Any] = {
        "@context": CONTEXT,
        "id": urn_of(note.id),
        "type": "Annotation",
        "motivation": note.motivation,
        "created": note.created,
        "modified": note.modified,
    }
    if note.creator:
        told["creator"] = {"type": "Person", "name": note.creator}
    if note.colour in _STYLES:
        style = f".{note.colour} {{ background-color: {_STYLES[note.colour]} }}"
        told["stylesheet"] = {"type": "CssStylesheet", "value": style}
    if bodies:
        told["body"] = bodies
    targets = [_target(target, note.colour, documents) for target in note.targets or (None,)]
    told["target"] = targets[0] if len(targets) == 1 else targets
    return told


def _target(target: Target | None, colour: str, documents: Sequence[Document]) -> dict[str, Any]:
    if target is None:
        source = NOTHING
    else:
        source = urn_of(target.note) if target.note else source_of(target.document, documents)
    told: dict[str, Any] = {"type": "SpecificResource", "source": source, "styleClass": colour}
    selectors: list[dict[str, Any]] = []
    if target is not None and target.quote is not None:
        selectors.append({"type": "TextQuoteSelector", **target.quote._asdict()})
    if target is not None and target.position is not None:
        selectors.append({"type": "TextPositionSelector", **target.position._asdict()})
    if selectors:
        told["selector"] = selectors
    return told


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False)
