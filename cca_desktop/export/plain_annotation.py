"""A note in the words of the W3C model, as this program itself would say it.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017; "section" below means one of its sections.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from cca_desktop.export.naming import NOTHING, source_of, urn_of
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, Target
from cca_desktop.search.stems import ENGLISH
from cca_desktop.search.units import told_language

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MARKDOWN = "text/markdown"
# The grounds of the marks, as a hint to whoever shows them (section 4.5).
_STYLES = {"yellow": "#FBF0C4", "green": "#DFEBD6", "blue": "#DCE7F4", "pink": "#F8DFE5", "violet": "#E8E1F4"}


def plain_annotation(note: Note, documents: Sequence[Document], iris: Mapping[str, str]) -> dict[str, Any]:
    """Return ``note`` in the words of the model; ``iris`` are the names that others gave to notes, by their ids."""
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
    targets = [_target(target, note.colour, documents, iris) for target in note.targets or (None,)]
    told["target"] = targets[0] if len(targets) == 1 else targets
    return told


def _target(
    target: Target | None, colour: str, documents: Sequence[Document], iris: Mapping[str, str]
) -> dict[str, Any]:
    if target is None:
        source = NOTHING
    else:
        named = iris.get(target.note) or urn_of(target.note)
        source = named if target.note else source_of(target.document, documents)
    told: dict[str, Any] = {"type": "SpecificResource", "source": source, "styleClass": colour}
    selectors: list[dict[str, Any]] = []
    if target is not None and target.quote is not None:
        selectors.append({"type": "TextQuoteSelector", **target.quote._asdict()})
    if target is not None and target.position is not None:
        selectors.append({"type": "TextPositionSelector", **target.position._asdict()})
    if selectors:
        told["selector"] = selectors
    return told
