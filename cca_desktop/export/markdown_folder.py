"""The notes as a folder of Markdown files, one a note, that Obsidian opens as a vault; and such a folder as notes.

The letter itself lies beside the notes, each paragraph with a block id, so that a note's link leads to its paragraph.
Between its head and its words a note shows the passage it is about. Reading back takes that away again, and the words
are, character for character, those that were written.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from cca_desktop.errors import DamagedError
from cca_desktop.export import besides, front_matter
from cca_desktop.export.file_names import Names, safe_name
from cca_desktop.export.front_matter import Value
from cca_desktop.export.incoming import Incoming
from cca_desktop.export.naming import utc
from cca_desktop.export.outgoing import Outgoing, place_told
from cca_desktop.export.vault_links import as_written, linked
from cca_desktop.library.document import Document
from cca_desktop.notes.links import normal_title, title_of
from cca_desktop.notes.note import COLOURS, MOTIVATIONS, Note, PlacedNote, Target, implied_motivation, tidy_tags
from cca_desktop.notes.stamp import id_for
from cca_desktop.search.living import without_lines
from cca_desktop.text.rendition import Rendition
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector

ENDING = ".md"
_KIND = "cca-desktop"  # the field that says what a file is
_IS_OURS = re.compile(rf"^{_KIND}:", re.MULTILINE)
_NOTE, _DOCUMENT = "note", "document"
_SHOWN_OF_QUOTE = 600
_TITLE_WORDS = 8
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~=$%^])")
_OURS = frozenset({
    _KIND, "id", "document", "quote", "prefix", "suffix", "start", "end", "about-note", "place", "tags",
    "tags-as-written", "colour", "motivation", "creator", "links-as-written", "created", "modified", "further",
    "besides", "file",
})  # fmt: skip
_CALLOUT = re.compile(r"> \[!quote\][^\n]*\n> ([^\n]*)\n\n")


class File(NamedTuple):
    """A file of such a folder: its path within the folder, and its words."""

    name: str
    text: str


def write(out: Outgoing) -> Iterator[File]:
    """Write the documents that notes are about, and then every note."""
    names = Names()
    spoken_of = {id(document) for placed in out.notes if (document := out.document_of(placed))}
    pages: dict[str, str] = {}
    for document in out.documents:
        if id(document) in spoken_of:
            pages[document.id] = names.take(safe_name(document.short_title, _DOCUMENT))
            yield File(pages[document.id] + ENDING, _page(document))
    files = {placed.note.id: names.take(safe_name(_title(placed), "Note")) for placed in out.notes}
    titles: dict[str, str] = {}
    for placed in out.notes:
        if title := normal_title(title_of(placed.note.body)):
            titles.setdefault(title, files[placed.note.id])
    for placed in out.notes:
        yield File(files[placed.note.id] + ENDING, _file(placed, out, pages, files, titles))


def _title(placed: PlacedNote) -> str:
    note = placed.note
    if name := besides.told(note, besides.FILE).get("name") if note.besides else "":
        return str(name)
    quote = note.target.quote.exact if note.target and note.target.quote else ""
    return title_of(note.body) or " ".join(quote.split()[:_TITLE_WORDS]) or " ".join(note.tags)


def _file(
    placed: PlacedNote, out: Outgoing, pages: dict[str, str], files: dict[str, str], titles: dict[str, str]
) -> str:
    note = placed.note
    document = out.document_of(placed)
    page = pages[document.id] if document else ""
    link = _link(page, place_told(document, placed)) if page else ""
    if note.target is not None and note.target.note in files:
        link = f"[[{files[note.target.note]}]]"
    read_beside = document or next((one for one in out.documents if one.id in pages), None)

    def file_of(title: str) -> str:
        return titles.get(normal_title(title), "")

    def place_of(label: str) -> str:
        if read_beside is None or not any(one.label == label for one in read_beside.paragraphs):
            return ""
        return f"{pages[read_beside.id]}#^{_block_id(label)}"

    body, written = linked(note.body, file_of, place_of)
    tags = tuple(dict.fromkeys(_obsidian_tag(tag) for tag in note.tags))
    more, theirs = besides.parts(note.besides), besides.told(note, besides.FILE)
    head = front_matter.write(
        {
            _KIND: _NOTE,
            "id": note.id,
            **_fields(note.target),
            "place": link,
            "tags": tags,
            "tags-as-written": note.tags if tags != note.tags else (),
            "colour": note.colour,
            "motivation": note.motivation,
            "creator": note.creator,
            "links-as-written": written,
            "created": note.created,
            "modified": note.modified,
            "further": tuple(json.dumps(_fields(target), ensure_ascii=False) for target in note.further),
            "besides": besides.joined({form: rest for form, rest in more.items() if form != besides.FILE}),
            "file": str(theirs.get("name", "")),
        },
        str(theirs.get("head", "")),
    )
    quote = note.target.quote if note.target else None
    shown = f"> [!quote] {link}\n> {_shown(quote)}\n\n" if quote else ""
    return f"{head}{shown}{body}"


def _fields(target: Target | None) -> dict[str, Value]:
    if target is None:
        return {}
    if target.note:
        return {"about-note": target.note}
    fields: dict[str, Value] = {"document": target.document}
    if target.quote is not None:
        fields |= {"quote": target.quote.exact, "prefix": target.quote.prefix, "suffix": target.quote.suffix}
    if target.position is not None:
        fields |= {"start": str(target.position.start), "end": str(target.position.end)}
    return fields


def _link(page: str, place: str) -> str:
    block = f"#^{_block_id(place.removeprefix('¶ ').partition('–')[0])}" if place else ""
    return f"[[{page}{block}|{place or page}]]"


def _shown(quote: TextQuoteSelector) -> str:
    words = " ".join(quote.exact.split())
    return _MARKDOWN.sub(r"\\\1", words if len(words) <= _SHOWN_OF_QUOTE else words[:_SHOWN_OF_QUOTE] + "…")


def _obsidian_tag(tag: str) -> str:
    """Return a tag as Obsidian takes it: letters, digits, - _ /, and one at least that is no digit."""
    plain = re.sub(r"[^\w/-]+", "-", tag).strip("-") or "tag"
    return f"{plain}-" if plain.isdecimal() else plain


def _page(document: Document) -> str:
    """Write a document as a page whose paragraphs can be linked to."""
    head = front_matter.write(
        {
            _KIND: _DOCUMENT,
            "id": document.id,
            "title": document.title,
            "author": document.author,
            "recipient": document.recipient,
            "date": document.date,
            "source": document.address,
        }
    )
    rendition = Rendition(document.text, [block.span for block in document.blocks])
    parts = [f"# {_escaped(document.short_title)}", _escaped(document.subtitle)]
    for paragraph in document.paragraphs:
        blocks = [block for block in document.blocks if paragraph.span.holds(block.span.start)]
        words = [_escaped(rendition.reading_span(block.span).cut(rendition.text)) for block in blocks]
        if paragraph.label.isdecimal() and words:
            words[0] = f"**{paragraph.label}**\u2002{words[0]}"
        if words:
            parts.append("\n".join([*words[:-1], f"{words[-1]} ^{_block_id(paragraph.label)}"]))
    return head + "\n\n".join(part for part in parts if part) + "\n"


def _block_id(label: str) -> str:
    return f"p{label}" if label.isdecimal() else re.sub(r"[^A-Za-z0-9]+", "-", label)


def _escaped(words: str) -> str:
    return _MARKDOWN.sub(r"\\\1", words)


def read(files: Iterable[File]) -> Incoming:
    """Read a folder: a note a file, but for the documents among them. A file without our head is a free note.

    Where its own head is in YAML that is not read here, all of the file is. A file that was copied there and rewritten
    is a note of its own, though its head says that it is the other.

    Raises:
        DamagedError: There is none.
    """
    notes: dict[str, Note] = {}
    left_out = 0
    is_ours = False
    for file in files:
        try:
            fields, rest = front_matter.divide(file.text)
        except ValueError:  # the head is another program's, in YAML that we do not read: it stays with its words
            if _IS_OURS.search(file.text) or not front_matter.has_words_after(file.text):
                left_out += 1
                continue
            fields, rest = {}, file.text
        if fields.get(_KIND) == _DOCUMENT:
            continue
        is_ours = is_ours or fields.get(_KIND) == _NOTE
        note = _note(file, fields, rest)
        first = notes.get(note.id, note)
        if (first.body, first.tags, first.colour) != (note.body, note.tags, note.colour):
            note = note._replace(id=id_for(f"{file.name}\n{file.text}"))
        if fields.get(_KIND) == _NOTE or note.body.strip():
            notes.setdefault(note.id, note)
    if not notes:
        raise DamagedError("There is no Markdown file with a note in the folder, so nothing was brought in.")
    return Incoming(tuple(notes.values()), left_out, is_ours)


def _note(file: File, fields: dict[str, Value], rest: str) -> Note:
    def told(key: str) -> str:
        value = fields.get(key, "")
        return value if isinstance(value, str) else ""

    body = rest if fields.get(_KIND) == _NOTE else file.text if not fields else rest.removeprefix("\n")
    target = _target(fields)
    if "\r\n" in file.text[:5]:  # some programs, Git among them, make each line end two characters
        body = body.replace("\r\n", "\n")
    if fields.get(_KIND) == _NOTE and target and target.quote:
        shown = _CALLOUT.match(body)
        if shown and shown[1].rstrip() == _shown(target.quote).rstrip():
            body = body[shown.end() :]
    written = fields.get("links-as-written", ())
    body = without_lines(as_written(body, written if isinstance(written, tuple) else ()))
    tags = _tags(fields)
    further = fields.get("further", ())
    others = [_target(_json_fields(one)) for one in (further if isinstance(further, tuple) else ())]
    created, modified = utc(told("created")), utc(told("modified"))
    motivation = told("motivation")
    return Note(
        id=id_for(told("id")) if told("id") else id_for(f"{file.name}\n{file.text}"),
        target=target,
        body=body,
        tags=tags,
        colour=told("colour") if told("colour") in COLOURS else COLOURS[0],
        created=created or modified,
        modified=modified or created,
        version=1,
        is_retired=False,
        motivation=motivation if motivation in MOTIVATIONS else implied_motivation(body, tags, target),
        creator=told("creator"),
        further=tuple(other for other in others if other) if target else (),
        besides=_besides(file, fields),
    )


def _besides(file: File, fields: dict[str, Value]) -> str:
    """Return what another program, or its user, said in the head of a file; and the name of one that is not ours."""
    told = fields.get("besides", "")
    more = besides.parts(told) if isinstance(told, str) else {}
    more.pop(besides.FILE, None)
    name = fields.get("file", "") if fields.get(_KIND) == _NOTE else PurePosixPath(file.name).stem
    head = front_matter.others(file.text, _OURS) if fields else ""
    theirs = {key: value for key, value in (("name", name), ("head", head)) if value}
    return besides.joined({**more, besides.FILE: theirs} if theirs else more)


def _target(fields: dict[str, Value]) -> Target | None:
    told = {key: value for key, value in fields.items() if isinstance(value, str)}
    if told.get("about-note"):
        return Target("", note=told["about-note"])
    if "document" not in told:
        return None
    quote = position = None
    if told.get("quote"):
        quote = TextQuoteSelector(told["quote"], told.get("prefix", ""), told.get("suffix", ""))
    start, end = told.get("start", ""), told.get("end", "")
    if quote and re.fullmatch(r"\d{1,12}", start, re.ASCII) and re.fullmatch(r"\d{1,12}", end, re.ASCII):
        position = TextPositionSelector(int(start), int(end)) if int(start) <= int(end) else None
    return Target(told["document"], quote, position)


def _json_fields(told: str) -> dict[str, Value]:
    try:
        fields = json.loads(told)
    except (ValueError, RecursionError):
        return {}
    return {key: value for key, value in fields.items() if isinstance(value, str)} if isinstance(fields, dict) else {}


def _tags(fields: dict[str, Value]) -> tuple[str, ...]:
    """Return the tags that a file has by now, each as it was written here where it was."""
    shown, written = (_listed(fields.get(key, ())) for key in ("tags", "tags-as-written"))
    shown = tuple(tag.removeprefix("#") for tag in shown)
    as_written: dict[str, list[str]] = {}
    for tag in written:
        as_written.setdefault(_obsidian_tag(tag), []).append(tag)
    if tuple(as_written) == shown:
        return tidy_tags(written)
    return tidy_tags(tag for told in shown for tag in as_written.get(told, [told]))


def _listed(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else tuple(tag for tag in re.split(r"[,\s]+", value) if tag)
