"""The notes as the Hypothes.is client exports them, and what it exported as notes.

What is in a row of theirs besides goes out again as it came in, as long as the note still says the same.

Source: hypothesis/client, ``annotations-exporter.tsx``, ``import-annotations.ts`` and ``types/api.ts``, as of 2026.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from cca_desktop import __version__
from cca_desktop.errors import DamagedError
from cca_desktop.export import besides
from cca_desktop.export.annotations import position_of, quote_of
from cca_desktop.export.incoming import Incoming, carry_on, refuse_too_many, settled
from cca_desktop.export.naming import NOTHING, name_of, note_of_urn, source_of, urn_of, utc
from cca_desktop.export.outgoing import Outgoing, document_named
from cca_desktop.library.document import Document
from cca_desktop.notes.note import COLOURS, MOTIVATIONS, Note, Target, implied_motivation, tidy_tags
from cca_desktop.notes.stamp import id_for

_CLIENT = "CCA Desktop"
_HOME = "https://hypothes.is/a/"
_READER = "reader"  # whoever wrote a note that says nothing of it
_USER = re.compile(r"acct:([^@]+)@.*")


def write(out: Outgoing) -> Iterator[str]:
    """Write an export file that the Hypothes.is client can import, a note a line."""
    head = {
        "export_date": utc(out.at),
        "export_userid": _user(""),
        "client_version": f"{_CLIENT} {__version__}",
    }
    names = {placed.note.id: name for placed in out.notes if isinstance(name := _rest(placed.note).get("id"), str)}
    yield f'{_json(head)[:-1]}, "annotations": ['
    for index, placed in enumerate(out.notes):
        yield f"{',' if index else ''}\n{_json(_annotation(placed.note, out.documents, names))}"
    yield "\n]}\n"


def _annotation(note: Note, documents: Sequence[Document], names: Mapping[str, str]) -> dict[str, Any]:
    """Return a note as a row of theirs; ``names`` are those that they have for notes, by the ids here."""
    ours, rest = _plain(note, documents, names), _rest(note)
    if not rest:
        return ours
    came = {**ours, **rest}
    try:
        (then,) = settled(Incoming((_note(came, documents),)), documents).notes
    except ValueError:  # whoever has changed what was kept has made it nothing
        return ours
    is_there = then.targets == note.targets
    is_theirs = then.creator == note.creator
    is_as_it_was = {
        "text": then.body == note.body,
        "tags": then.tags == note.tags,
        "created": utc(came.get("created")) == note.created,
        "updated": utc(came.get("updated")) == note.modified,
        **dict.fromkeys(("uri", "target", "references", "document"), is_there),
        **dict.fromkeys(("user", "user_info", "permissions"), is_theirs),
    }
    told = {**ours, **{key: value for key, value in rest.items() if is_as_it_was.get(key, True)}}
    if isinstance(told["extra"], dict):
        told["extra"] = {**told["extra"], **ours["extra"]}
    return told


def _rest(note: Note) -> dict[str, Any]:
    return besides.told(note, besides.CLIENT) if note.besides else {}


def _plain(note: Note, documents: Sequence[Document], names: Mapping[str, str]) -> dict[str, Any]:
    user = _user(note.creator)
    target = note.target
    about = next((target.document for target in note.targets if target.document), "")
    document = document_named(documents, about)
    uri = source_of(about, documents) if about else NOTHING
    told: dict[str, Any] = {
        "id": note.id,
        "created": note.created,
        "updated": note.modified,
        "user": user,
        "user_info": {"display_name": note.creator or None},
        "uri": uri,
        "text": note.body,
        "tags": list(note.tags),
        "group": "__world__",
        "permissions": {"read": [user], "update": [user], "delete": [user]},
        "target": [_target(target, documents) for target in note.targets] or [{"source": NOTHING}],
        "document": {"title": [document.title if document else about or uri]},
        "links": {},
        "flagged": False,
        "hidden": False,
        "extra": {"colour": note.colour, "motivation": note.motivation},  # which the client passes over
    }
    if target is not None and target.note:
        told["references"] = [names.get(target.note, target.note)]
    return told


def _target(target: Target, documents: Sequence[Document]) -> dict[str, Any]:
    if target.note:
        return {"source": urn_of(target.note)}
    told: dict[str, Any] = {"source": source_of(target.document, documents)}
    selectors: list[dict[str, Any]] = []
    if target.position is not None:
        selectors.append({"type": "TextPositionSelector", **target.position._asdict()})
    if target.quote is not None:
        selectors.append({"type": "TextQuoteSelector", **target.quote._asdict()})
    if selectors:
        told["selector"] = selectors
    return told


def is_hypothesis(told: object) -> bool:
    """Tell whether a JSON value looks like an export of the client, or an answer of its service."""
    return bool(_rows(told))


def read(told: object, documents: Sequence[Document], look: Callable[[], object] = carry_on) -> Incoming:
    """Read an export of the client.

    Args:
        told: The JSON value.
        documents: What is here; their addresses are known as sources.
        look: Called at every note; what it raises ends the reading.

    Raises:
        DamagedError: There is no annotation in it.
    """
    notes: dict[str, Note] = {}
    is_ours = isinstance(told, dict) and str(told.get("client_version", "")).startswith(_CLIENT)
    refuse_too_many(len(_rows(told)))
    rows = [row for row in _rows(told) if isinstance(row, dict)]
    left_out = len(_rows(told)) - len(rows)
    names = {_id(row): row["id"] for row in rows if isinstance(row.get("id"), str)}
    for row in rows:
        look()
        try:
            note = _note(row, documents)
            rest = besides.rest_of(row, _plain(note, documents, names), tells_of_absent=False)
            note = note._replace(besides=besides.kept(besides.CLIENT, rest))
        except ValueError:
            left_out += 1
        else:
            notes.setdefault(note.id, note)
    if not notes:
        raise DamagedError("There is no annotation in the file that could be read, so nothing was brought in.")
    return Incoming(tuple(notes.values()), left_out, is_ours)


def _rows(told: object) -> list[object]:
    """Return the annotations of an export, or of an answer of the service; none where it is neither."""
    if not isinstance(told, dict):
        return []
    rows: list[object] = next((told[key] for key in ("annotations", "rows") if isinstance(told.get(key), list)), [])
    return rows if any(isinstance(row, dict) and "uri" in row for row in rows) else []


def _note(told: dict[str, Any], documents: Sequence[Document]) -> Note:
    if not isinstance(told.get("uri"), str):
        raise ValueError("no annotation")  # noqa: TRY004 (a value that came in a file, and no mistake of ours)
    created, modified = utc(told.get("created")), utc(told.get("updated"))
    words = told.get("text")
    body = words if isinstance(words, str) else ""
    raw_tags = told.get("tags")
    tags = tidy_tags([tag for tag in raw_tags if isinstance(tag, str)] if isinstance(raw_tags, list) else [])
    about = _targets(told, documents)
    first = about[0] if about else None
    extra = told.get("extra")
    more = extra if isinstance(extra, dict) else {}
    motivation = more.get("motivation")
    return Note(
        id=_id(told),
        target=first,
        body=body,
        tags=tags,
        colour=more["colour"] if more.get("colour") in COLOURS else COLOURS[0],
        created=created or modified,
        modified=modified or created,
        version=1,
        is_retired=False,
        motivation=motivation if motivation in MOTIVATIONS else implied_motivation(body, tags, first),
        creator=_creator(told),
        further=tuple(about[1:]),
    )


def _id(told: dict[str, Any]) -> str:
    name = told.get("id")
    if not isinstance(name, str) or not name:
        return id_for(json.dumps(told, sort_keys=True))
    return _id_of_name(name)


def _id_of_name(name: str) -> str:
    """Return the id of a note by its name there, which is a UUID or, in their files, 22 letters and digits."""
    own = note_of_urn(urn_of(name))
    return own or id_for(_HOME + name)


def _targets(told: dict[str, Any], documents: Sequence[Document]) -> list[Target]:
    found: list[Target] = []
    targets = told.get("target")
    for target in targets if isinstance(targets, list) else []:
        source = target.get("source") if isinstance(target, dict) else None
        if isinstance(source, str) and isinstance(target, dict):
            if note := note_of_urn(source):
                found.append(Target("", note=note))
            elif source != NOTHING:
                found.append(_passage(target, name_of(source, documents)))
    references = told.get("references")
    names = [name for name in references if isinstance(name, str)] if isinstance(references, list) else []
    if names:  # a reply; its target repeats the page it stands on
        answered = Target("", note=_id_of_name(names[-1]))
        return found if answered in found else [answered]
    uri = told["uri"]
    return found or ([] if uri == NOTHING else [Target(name_of(uri, documents))])


def _passage(target: dict[str, Any], name: str) -> Target:
    selectors = target.get("selector")
    known = [one for one in selectors if isinstance(one, dict)] if isinstance(selectors, list) else []
    quote = next(filter(None, map(quote_of, known)), None)
    position = next(filter(None, map(position_of, known)), None)
    return Target(name, quote, position if quote else None)


def _user(creator: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9._]", "_", creator)
    return f"acct:{plain or _READER}@localhost"


def _creator(told: dict[str, Any]) -> str:
    shown = told.get("user_info")
    name = shown.get("display_name") if isinstance(shown, dict) else None
    if isinstance(name, str) and name:
        return name
    user = told.get("user")
    found = _USER.fullmatch(user) if isinstance(user, str) else None
    return found[1] if found and user != _user("") else ""


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False)
