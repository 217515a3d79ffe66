"""One page of HTML that needs nothing else: the letter, and beside each paragraph the notes on it."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cca_desktop import __version__
from cca_desktop.export.html_blocks import html_of, safe
from cca_desktop.export.outgoing import Outgoing, day, is_bare, place_told
from cca_desktop.export.passages import Lying, Piece, lying_on, pieces, rendition_of
from cca_desktop.library.document import Block, Document, Paragraph
from cca_desktop.notes.links import normal_title, title_of
from cca_desktop.notes.note import COLOURS, PlacedNote
from cca_desktop.storage.shipped import shipped
from cca_desktop.text.rendition import Rendition
from cca_desktop.text.span import Span

_QUOTED = 160  # code points of a passage, beside the note on it; the whole of it stands in the letter
_QUOTED_ALONE = 1_000  # where it stands nowhere else


class _Seen(NamedTuple):
    """What of the marks is known beyond themselves: notes without a card, and the first passage of each note."""

    bare: set[int]
    firsts: set[Lying]


def write(out: Outgoing) -> Iterator[str]:
    """Write the page, piece by piece: every document that notes are about, or else the first; then all other notes."""
    # Those that need no card have no number that anybody sees: theirs come last.
    in_turn = sorted(out.notes, key=lambda placed: placed.span is not None and is_bare(placed))
    numbered = list(enumerate(in_turn, start=1))
    documents = [document for document in out.documents if out.about(document)] or list(out.documents[:1])
    title = documents[0].short_title if documents else "Notes"
    yield _head(title, shipped("resources", "export", "page.css").read_text("utf-8"))
    shown: set[int] = set()
    leads_to = _links(numbered)
    for document in documents:
        on_it = [(number, placed) for number, placed in numbered if placed.span and out.document_of(placed) is document]
        yield from _document(document, on_it, numbered, out, leads_to)
        shown.update(number for number, _ in on_it)
    rest = [(number, placed) for number, placed in numbered if number not in shown]
    yield from _others(rest, out, leads_to)
    for document in documents:
        yield _sources(document)
    yield "</body>\n</html>\n"


def _head(title: str, style: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="CCA Desktop {__version__}">\n'
        f"<title>{safe(title)}: letter and notes</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )


def _links(numbered: Sequence[tuple[int, PlacedNote]]) -> Callable[[str], str]:
    """Return what knows the places of this page that words can lead to."""
    titles: dict[str, int] = {}
    for number, placed in numbered:
        if title := normal_title(title_of(placed.note.body)):
            titles.setdefault(title, number)

    def leads_to(told: str) -> str:
        kind, _, name = told.partition(":")
        if kind == "note":
            number = titles.get(normal_title(name.partition("#")[0]))
            return f"#n{number}" if number else ""
        return f"#p{name}" if kind == "paragraph" else told

    return leads_to


def _document(
    document: Document,
    notes: Sequence[tuple[int, PlacedNote]],
    numbered: Sequence[tuple[int, PlacedNote]],
    out: Outgoing,
    leads_to: Callable[[str], str],
) -> Iterator[str]:
    count = len(numbered)
    told = f"{'1 note' if count == 1 else f'{count:,} notes'}, written out on {safe(day(out.at))}"
    yield (
        f'<header class="title">\n<h1>{safe(document.short_title)}</h1>\n<p>{safe(document.subtitle)}</p>\n'
        f'<p class="made">{told}</p>\n</header>\n<main lang="{safe(document.language)}">\n'
        '<h2 class="unseen" lang="en">The letter, with the notes beside it</h2>\n'
    )
    rendition = rendition_of(document)
    lying = lying_on(document, rendition, notes)
    bare = {number for number, placed in notes if is_bare(placed)}
    firsts = {one.number: one for one in reversed(lying)}
    seen = _Seen(bare, set(firsts.values()))
    beside: dict[str, list[tuple[int, PlacedNote]]] = {}
    for number, placed in notes:
        if placed.span is not None and number not in bare:
            label = document.paragraph_at(placed.span.start).label
            beside.setdefault(label, []).append((number, placed))
    for paragraph in document.paragraphs:
        yield _row(document, paragraph, rendition, lying, seen)
        for number, placed in beside.get(paragraph.label, ()):
            yield _note(number, placed, place_told(document, placed), leads_to, out, quotes=_QUOTED)
        yield "</div>\n</section>\n"
    yield "</main>\n"


def _row(document: Document, paragraph: Paragraph, rendition: Rendition, lying: Sequence[Lying], seen: _Seen) -> str:
    """Set a paragraph, up to where its notes go."""
    label = safe(paragraph.label)
    number = f'<a href="#p{label}">{label}</a>' if paragraph.label.isdecimal() else ""
    blocks = [block for block in document.blocks if paragraph.span.holds(block.span.start)]
    words = "\n".join(_block(block, document, rendition, lying, seen) for block in blocks)
    return (
        f'<section class="row" id="p{label}">\n<div class="number">{number}</div>\n'
        f'<div class="words">\n{words}\n</div>\n<div class="notes">\n'
    )


def _block(block: Block, document: Document, rendition: Rendition, lying: Sequence[Lying], seen: _Seen) -> str:
    within = rendition.reading_span(block.span)
    leaves = {
        rendition.reading_offset(page.span.start): page.number
        for page in document.pages
        if block.span.start < page.span.start < block.span.end
    }
    parts: list[str] = []
    start = within.start
    for stop in [*sorted(leaves), within.end]:
        parts.extend(_marked(piece, seen) for piece in pieces(rendition.text, Span(start, stop), lying))
        if stop in leaves:
            title = f"Here page {leaves[stop]} of the copy begins"
            parts.append(f'<span class="leaf" title="{title}">| {leaves[stop]}</span> ')
        start = stop
    return f'<p class="{safe(block.role)}">{"".join(parts)}</p>'


def _marked(piece: Piece, seen: _Seen) -> str:
    words = safe(piece.words)
    anchors = "".join(f'<span class="at" id="m{one.number}"></span>' for one in piece.begins if one in seen.firsts)
    if piece.over:
        many = " many" if len(piece.over) > 1 else ""
        words = f'<mark class="{_colour(piece.over[0].colour)}{many}">{words}</mark>'
    calls = "".join(
        f'<a class="call" href="#n{one.number}" aria-label="Note {one.number}">{one.number}</a>'
        for one in piece.ends
        if one.number not in seen.bare
    )
    return f"{anchors}{words}{calls}"


def _note(
    number: int, placed: PlacedNote, place: str, leads_to: Callable[[str], str], out: Outgoing, *, quotes: int
) -> str:
    note = placed.note
    where = f'<a href="#m{number}">{safe(place)}</a>' if placed.span is not None else safe(place)
    told = [f"<b>{number}</b>", where, f"<span>{safe(day(note.created))}</span>"]
    if note.creator:
        told.append(f"<span>{safe(note.creator)}</span>")
    quote = note.target.quote.exact if note.target and note.target.quote else ""
    document = out.document_of(placed)
    if document is not None and placed.span is not None:
        quote = placed.span.cut(document.text)
    quoted = f'<p class="quoted" dir="auto">{safe(_short(quote, quotes))}</p>\n' if quote.strip() else ""
    tags = "".join(f"<span>#{safe(tag)}</span>" for tag in note.tags)
    return (
        f'<article class="note {_colour(note.colour)}" id="n{number}">\n<div class="where">{" ".join(told)}</div>\n'
        f"{quoted}{html_of(note.body, leads_to)}\n"
        + (f'<div class="tags">{tags}</div>\n' if tags else "")
        + "</article>\n"
    )


def _others(notes: Sequence[tuple[int, PlacedNote]], out: Outgoing, leads_to: Callable[[str], str]) -> Iterator[str]:
    astray = [one for one in notes if one[1].state == "astray"]
    free = [one for one in notes if one[1].state != "astray"]
    for heading, told, some in (
        ("Notes on no passage", "", free),
        ("Notes whose words are not found", "They are kept with the words they were written on.", astray),
    ):
        if some:
            yield f'<section class="others">\n<h2>{heading}</h2>\n' + (f"<p>{told}</p>\n" if told else "")
            for number, placed in some:
                document = out.document_of(placed)
                name = document.short_title if document else placed.note.target.document if placed.note.target else ""
                yield _note(number, placed, name, leads_to, out, quotes=_QUOTED_ALONE)
            yield "</section>\n"


def _sources(document: Document) -> str:
    facts = "\n".join(f"<p>{safe(heading)}: {safe(sentence)}</p>" for heading, sentence in document.facts)
    address = safe(document.address)
    link = f'<p><a href="{address}">{address}</a></p>\n' if document.address.startswith("https://") else ""
    return f'<footer class="sources">\n<p>{safe(document.citation)}.</p>\n{link}{facts}\n</footer>\n'


def _colour(colour: str) -> str:
    return colour if colour in COLOURS else COLOURS[0]


def _short(words: str, most: int) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= most else plain[:most].rpartition(" ")[0] + " …"
