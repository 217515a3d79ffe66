"""A Word document: the letter, every note a real comment on the words it is about, and the notes on it its answers."""

import io
import zipfile
from collections.abc import Iterator, Sequence

from cca_desktop.export import docx_parts as parts
from cca_desktop.export.docx_parts import note_paragraphs, paragraph, run, safe
from cca_desktop.export.outgoing import Outgoing, day, is_bare, place_told
from cca_desktop.export.passages import Lying, Piece, lying_on, pieces, rendition_of
from cca_desktop.library.document import Document
from cca_desktop.notes.note import PlacedNote

_GROUNDS = {"yellow": "FBF0C4", "green": "DFEBD6", "blue": "DCE7F4", "pink": "F8DFE5", "violet": "E8E1F4"}
_LETTER_STYLES = {"body": "Numbered", "salutation": "Plain", "closing": "Plain", "signature": "Plain"}
_NUMBER = '<w:rStyle w:val="Number"/>'
_READER = "Reader"  # whoever wrote a note that says nothing of it
_A_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP knows: the same notes give the same file


class _Comments:
    """The comments of a document, in order, and which of them answer another."""

    def __init__(self, notes: Sequence[PlacedNote]) -> None:
        self.told: list[str] = []
        self.extended: list[str] = []
        self.shown: set[str] = set()
        ids = {placed.note.id for placed in notes}
        self._answers: dict[str, list[PlacedNote]] = {}
        for placed in notes:
            if placed.note.target is not None and placed.note.target.note in ids:
                self._answers.setdefault(placed.note.target.note, []).append(placed)

    def add(self, placed: PlacedNote) -> list[int]:
        """Say what a note says, and the first time what those on it say; return the numbers of the comments."""
        note = placed.note
        if is_bare(placed) and note.id not in self._answers:
            return []
        first = len(self.told)
        self._put(placed, first)
        if note.id not in self.shown:
            self.shown.add(note.id)
            waiting = list(reversed(self._answers.get(note.id, ())))
            while waiting:  # Word knows answers, and no answers to answers: all of them answer the first
                answer = waiting.pop()
                if answer.note.id not in self.shown:
                    self.shown.add(answer.note.id)
                    self._put(answer, first)
                    waiting.extend(reversed(self._answers.get(answer.note.id, ())))
        return list(range(first, len(self.told)))

    def _put(self, placed: PlacedNote, first: int) -> None:
        number = len(self.told)
        self.told.append(_comment(number, placed))
        parent = f' w15:paraIdParent="{_name(first)}"' if first != number else ""
        self.extended.append(f'<w15:commentEx w15:paraId="{_name(number)}"{parent} w15:done="0"/>')


def _name(number: int) -> str:
    """Return the name of the last paragraph of a comment, by which others answer it."""
    return f"{0x10000000 + number:08X}"


def write(out: Outgoing) -> Iterator[bytes]:
    """Write the document: every letter that notes are about, or else the first, with comments; then all other notes."""
    documents = [document for document in out.documents if out.about(document)] or list(out.documents[:1])
    body: list[str] = []
    comments = _Comments(out.notes)
    shown: set[int] = set()
    for document in documents:
        on_it = [(index, placed) for index, placed in enumerate(out.notes) if out.document_of(placed) is document]
        body.extend(_letter(document, on_it, out, comments))
        shown.update(index for index, placed in on_it if placed.span is not None)
    rest = [placed for index, placed in enumerate(out.notes) if index not in shown]
    body.extend(_others([placed for placed in rest if placed.note.id not in comments.shown], out))
    title = documents[0].short_title if documents else "Notes"
    author = documents[0].author if documents else ""
    language = documents[0].language if documents else "en"
    head = f"{title}, {day(documents[0].date)}" if documents and documents[0].date else title
    for document in documents:
        body.extend(_source(document))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in (
            ("[Content_Types].xml", parts.CONTENT_TYPES),
            ("_rels/.rels", parts.RELATIONS),
            ("docProps/core.xml", parts.core_properties(title, author, language, out.at)),
            ("word/document.xml", _document(body)),
            ("word/_rels/document.xml.rels", parts.DOCUMENT_RELATIONS),
            ("word/styles.xml", parts.styles(language)),
            ("word/header.xml", parts.header(head)),
            ("word/footer.xml", parts.footer()),
            ("word/comments.xml", _comments("comments", comments.told)),
            ("word/commentsExtended.xml", _comments("commentsEx", comments.extended)),
        ):
            package.writestr(zipfile.ZipInfo(name, _A_DAY), content, zipfile.ZIP_DEFLATED)
    yield file.getvalue()


def _document(body: Sequence[str]) -> str:
    spaces = f'xmlns:w="{parts.NAMESPACE}" xmlns:r="{parts.REFERENCES}"'
    return f"{parts.DECLARATION}<w:document {spaces}><w:body>{''.join(body)}{parts.PAGE}</w:body></w:document>"


def _comments(name: str, comments: Sequence[str]) -> str:
    element = f"w15:{name}" if name == "commentsEx" else f"w:{name}"
    spaces = f'xmlns:w="{parts.NAMESPACE}" {parts.SINCE_2010}'
    return f"{parts.DECLARATION}<{element} {spaces}>{''.join(comments)}</{element}>"


def _letter(
    document: Document, notes: Sequence[tuple[int, PlacedNote]], out: Outgoing, comments: _Comments
) -> Iterator[str]:
    """Set a letter; what is said of it is added to ``comments``."""
    yield paragraph("Title", run(document.short_title))
    yield paragraph("Subtitle", run(document.subtitle))
    count = "1 note" if len(out.notes) == 1 else f"{len(out.notes):,} notes"
    yield paragraph("Made", run(f"{count}, written out on {day(out.at)}"))
    rendition = rendition_of(document)
    by_number = dict(notes)
    lying = lying_on(document, rendition, [(number, placed) for number, placed in notes if placed.span is not None])
    ids = {one: comments.add(by_number[one.number]) for one in lying}
    for part in document.paragraphs:
        blocks = [block for block in document.blocks if part.span.holds(block.span.start)]
        for index, block in enumerate(blocks):
            cut = pieces(rendition.text, rendition.reading_span(block.span), lying)
            words = "".join(_marked(piece, ids) for piece in cut)
            style = _LETTER_STYLES.get(block.role, "Frame")
            if style == "Numbered":
                label = part.label if index == 0 and part.label.isdecimal() else ""
                words = run(label, _NUMBER) + "<w:r><w:tab/></w:r>" + words
            yield paragraph(style, words)


def _marked(piece: Piece, ids: dict[Lying, list[int]]) -> str:
    """Set a stretch of the letter, with the beginnings and ends of the comments on it."""
    ground = _GROUNDS.get(piece.over[0].colour, _GROUNDS["yellow"]) if piece.over else ""
    dress = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    begin = "".join(f'<w:commentRangeStart w:id="{number}"/>' for one in piece.begins for number in ids.get(one, ()))
    end = "".join(
        f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
        f'<w:commentReference w:id="{number}"/></w:r>'
        for one in piece.ends
        for number in ids.get(one, ())
    )
    return f"{begin}{run(piece.words, dress)}{end}"


def _comment(number: int, placed: PlacedNote) -> str:
    note = placed.note
    author = note.creator or _READER
    initials = "".join(word[0] for word in author.split())[:3]
    words = list(note_paragraphs(note.body, "CommentText")) if note.body.strip() else []
    if note.tags:
        words.append(paragraph("CommentText", run(_tags(note.tags))))
    # Word shows where a comment is from by a mark in its first paragraph.
    mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
    words = words or [paragraph("CommentText", "")]
    words[0] = words[0].replace("</w:pPr>", f"</w:pPr>{mark}", 1)
    words[-1] = words[-1].replace("<w:p>", f'<w:p w14:paraId="{_name(number)}">', 1)
    return (
        f'<w:comment w:id="{number}" w:author="{safe(author)}" w:date="{note.created[:19]}Z" '
        f'w:initials="{safe(initials)}">{"".join(words)}</w:comment>'
    )


def _others(notes: Sequence[PlacedNote], out: Outgoing) -> Iterator[str]:
    for heading, is_such in (("Notes on no passage", False), ("Notes whose words are not found", True)):
        some = [placed for placed in notes if (placed.state == "astray") is is_such]
        if some:
            yield paragraph("Heading1", run(heading))
        for placed in some:
            note, document = placed.note, out.document_of(placed)
            name = document.short_title if document else note.target.document if note.target else ""
            told = (place_told(document, placed), name, day(note.created), note.creator, _tags(note.tags))
            yield paragraph("NoteHead", run("  ·  ".join(part for part in told if part)))
            if note.target and note.target.quote:
                yield paragraph("Quoted", run(" ".join(note.target.quote.exact.split())))
            yield from note_paragraphs(note.body, "Normal", has_tables=True)


def _source(document: Document) -> Iterator[str]:
    """Say where the letter is from, as a reader of it would cite it."""
    yield paragraph("Heading1", run("Source"))
    yield paragraph("Source", run(f"{document.citation}."))
    if document.address:
        yield paragraph("Source", run(document.address))


def _tags(tags: Sequence[str]) -> str:
    return "  ".join(f"#{tag}" for tag in tags)
