"""One page of HTML that needs nothing else: the letter, and beside each paragraph the notes on it."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cca_desktop import __version__
from cca_desktop.export import besides
from cca_desktop.export.beginning import BEGINNING, LONG
from cca_desktop.export.html_blocks import html_of, safe
from cca_desktop.export.outgoing import Outgoing, day, is_bare, places_told
from cca_desktop.export.passages import Lying, Piece, lying_on, pieces, rendition_of
from cca_desktop.library.document import Block, Document, Paragraph
from cca_desktop.notes.links import normal_title, title_of
from cca_desktop.notes.note import COLOURS, PlacedNote
from cca_desktop.storage.shipped import shipped
from cca_desktop.text.rendition import Rendition
from cca_desktop.text.span import Span

_QUOTED = 160  # code points of a passage, beside the note on it; the whole of it stands in the letter
_QUOTED_ALONE = 1_000  # where it stands nowhere else


class _Page(NamedTuple):
    """What every card needs to know of the page; ``answers`` are the notes on each note, by its id."""

    out: Outgoing
    leads_to: Callable[[str], str]
    answers: dict[str, list[tuple[int, PlacedNote]]]
    numbers: dict[str, int]


class _Seen(NamedTuple):
    """What of the marks is known beyond themselves: notes without a card, and the first passage of each note."""

    bare: set[int]
    firsts: set[Lying]


def write(out: Outgoing) -> Iterator[str]:
    """Write the page, piece by piece: every document that notes are about, or else the first; then all other notes."""
    numbered = list(enumerate(_in_turn(out.notes), start=1))
    numbers = {placed.note.id: number for number, placed in numbered}
    answers: dict[str, list[tuple[int, PlacedNote]]] = {}
    for number, placed in numbered:
        about = placed.note.target.note if placed.note.target else ""
        if about in numbers and numbers[about] < number:
            answers.setdefault(about, []).append((number, placed))
    page = _Page(out, _links(numbered), answers, numbers)
    documents = [document for document in out.documents if out.about(document)] or list(out.documents[:1])
    title = documents[0].short_title if documents else "Notes"
    yield _head(title, shipped("resources", "export", "page.css").read_text("utf-8"))
    shown = {number for some in answers.values() for number, _ in some}
    for document in documents:
        on_it = [(number, placed) for number, placed in numbered if placed.span and out.document_of(placed) is document]
        yield from _document(document, on_it, page)
        shown.update(number for number, _ in on_it)
    yield from _others([(number, placed) for number, placed in numbered if number not in shown], page)
    yield from _long([(number, placed) for number, placed in numbered if len(placed.note.body) > LONG], page)
    for document in documents:
        yield _sources(document)
    yield "</body>\n</html>\n"


def _in_turn(notes: Sequence[PlacedNote]) -> list[PlacedNote]:
    """Return the notes as they are numbered: each before those on it; last those that need no card and so no number."""
    answers: dict[str, list[PlacedNote]] = {}
    ids = {placed.note.id for placed in notes}
    for placed in notes:
        about = placed.note.target.note if placed.note.target else ""
        answers.setdefault(about if about in ids else "", []).append(placed)
    told: dict[str, PlacedNote] = {}
    # Those on one another in a circle are on none that comes first: they begin where the circle is entered.
    for begins in (*answers.get("", ()), *notes):
        waiting = [begins]
        while waiting:
            placed = waiting.pop()
            if placed.note.id not in told:
                told[placed.note.id] = placed
                waiting.extend(reversed(answers.get(placed.note.id, ())))
    return sorted(told.values(), key=lambda placed: _needs_no_card(placed) and placed.note.id not in answers)


def _needs_no_card(placed: PlacedNote) -> bool:
    return placed.span is not None and is_bare(placed)


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
    for number, placed in numbered:
        if name := besides.told(placed.note, besides.FILE).get("name") if placed.note.besides else "":
            titles.setdefault(normal_title(str(name)), number)

    def leads_to(told: str) -> str:
        kind, _, name = told.partition(":")
        if kind == "note":
            number = titles.get(normal_title(name.partition("#")[0]))
            return f"#n{number}" if number else ""
        return f"#p{name}" if kind == "paragraph" else told

    return leads_to


def _document(document: Document, notes: Sequence[tuple[int, PlacedNote]], page: _Page) -> Iterator[str]:
    count = len(page.out.notes)
    told = f"{'1 note' if count == 1 else f'{count:,} notes'}, written out on {safe(day(page.out.at))}"
    yield (
        f'<header class="title">\n<h1>{safe(document.short_title)}</h1>\n<p>{safe(document.subtitle)}</p>\n'
        f'<p class="made">{told}</p>\n</header>\n<main lang="{safe(document.language)}">\n'
        '<h2 class="unseen" lang="en">The letter, with the notes beside it</h2>\n'
    )
    rendition = rendition_of(document)
    lying = lying_on(document, rendition, notes)
    bare = {number for number, placed in notes if is_bare(placed) and placed.note.id not in page.answers}
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
            yield from _cards(number, placed, places_told(document, placed), page, quotes=_QUOTED)
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


def _cards(number: int, placed: PlacedNote, place: str, page: _Page, *, quotes: int) -> Iterator[str]:
    """Set a note, and below it those on it, and below each those on that."""
    is_long = len(placed.note.body) > LONG
    yield _card(number, placed, place, page, quotes=quotes, is_beginning=is_long)
    waiting = list(reversed(page.answers.get(placed.note.id, ())))
    while waiting:
        below, answer = waiting.pop()
        to = page.numbers[answer.note.target.note] if answer.note.target else number
        told = f'<span>on <a href="#n{to}">note {to}</a></span>'
        yield _card(below, answer, told, page, quotes=quotes, is_beginning=len(answer.note.body) > LONG)
        waiting.extend(reversed(page.answers.get(answer.note.id, ())))


def _card(number: int, placed: PlacedNote, place: str, page: _Page, *, quotes: int, is_beginning: bool = False) -> str:
    """Set a note; ``place`` is where it stands, as words, or markup where it stands on another."""
    note = placed.note
    is_answer = place.startswith("<span>")
    where = (
        f'<a href="#m{number}">{safe(place)}</a>' if placed.span is not None else place if is_answer else safe(place)
    )
    told = [f"<b>{number}</b>", where, f"<span>{safe(day(note.created))}</span>"]
    if note.creator:
        told.append(f"<span>{safe(note.creator)}</span>")
    quote = note.target.quote.exact if note.target and note.target.quote else ""
    document = page.out.document_of(placed)
    if document is not None and placed.span is not None:
        quote = placed.span.cut(document.text)
    quoted = f'<p class="quoted" dir="auto">{safe(_short(quote, quotes))}</p>\n' if quote.strip() else ""
    tags = "".join(f"<span>#{safe(tag)}</span>" for tag in note.tags)
    more = f'<p class="more"><a href="#l{number}">The whole of note {number}</a></p>\n' if is_beginning else ""
    return (
        f'<article class="note {_colour(note.colour)}{" answer" if is_answer else ""}" id="n{number}">\n'
        f'<div class="where">{" ".join(part for part in told if part)}</div>\n'
        f"{quoted}{html_of(note.body, page.leads_to, most=BEGINNING if is_beginning else None)}\n{more}"
        + (f'<div class="tags">{tags}</div>\n' if tags else "")
        + "</article>\n"
    )


def _others(notes: Sequence[tuple[int, PlacedNote]], page: _Page) -> Iterator[str]:
    astray = [one for one in notes if one[1].state == "astray"]
    free = [one for one in notes if one[1].state != "astray"]
    for heading, told, some in (
        ("Notes on no passage", "", free),
        ("Notes whose words are not found", "They are kept with the words they were written on.", astray),
    ):
        if some:
            yield f'<section class="others">\n<h2>{heading}</h2>\n' + (f"<p>{told}</p>\n" if told else "")
            for number, placed in some:
                document = page.out.document_of(placed)
                name = document.short_title if document else placed.note.target.document if placed.note.target else ""
                yield from _cards(number, placed, name, page, quotes=_QUOTED_ALONE)
            yield "</section>\n"


def _long(notes: Sequence[tuple[int, PlacedNote]], page: _Page) -> Iterator[str]:
    """Set the notes that are too long to stand beside the letter, each over the width of it."""
    if notes:
        yield '<section class="others long">\n<h2>Longer notes</h2>\n'
        for number, placed in notes:
            place = places_told(page.out.document_of(placed), placed)
            told = " · ".join(part for part in (place, day(placed.note.created), placed.note.creator) if part)
            yield (
                f'<article class="whole {_colour(placed.note.colour)}" id="l{number}">\n'
                f'<div class="where"><a href="#n{number}">Note {number}</a> {safe(told)}</div>\n'
                f"{html_of(placed.note.body, page.leads_to)}\n</article>\n"
            )
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
