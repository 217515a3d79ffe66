"""Notes that keep a concordance, with the lines that it has on the day they leave."""

from collections.abc import Callable, Sequence
from contextlib import closing

from cca_desktop.export.formats import DOCX, HTML, MARKDOWN, PDF
from cca_desktop.export.outgoing import day
from cca_desktop.library.document import Document
from cca_desktop.notes.note import ASKS, PlacedNote
from cca_desktop.search.living import Now, as_list, filled_in, lines_now, living_in, with_block

_READ = (HTML, DOCX, PDF)  # formats for reading: the lines alone; the others bring back what was written
_WIDTH = 60  # code points on either side
_MOST = 1_000  # lines of one concordance


def with_lines(name: str, notes: Sequence[PlacedNote], documents: Sequence[Document], at: str) -> list[PlacedNote]:
    """Return ``notes`` as the format ``name`` shows them: with the lines of now in those that keep a concordance.

    Args:
        name: A format. In Markdown the lines stand below the block, marked so that they do not come back as words.
        notes: All notes, since lines are found in them too.
        documents: The documents at hand.
        at: The time in UTC, as ISO 8601.
    """
    bodies = {placed.note.id: placed.note.body for placed in notes if ASKS in placed.note.body}
    if not bodies or name not in (*_READ, MARKDOWN):
        return list(notes)
    from cca_desktop.search.searcher import Searcher
    from cca_desktop.search.stacks import never

    def lined(block: str, now: Now) -> str:
        shown = as_list(now, day(at))
        return shown if name in _READ else with_block(block, shown, day(at))

    with closing(Searcher(None, documents)) as searcher:
        searcher.update_notes(notes)
        found = {
            note: [
                lines_now(one, note, searcher, width=_WIDTH, is_outdated=never, limit=_MOST) for one in living_in(body)
            ]
            for note, body in bodies.items()
        }
    return [_filled(placed, found, lined) if placed.note.id in found else placed for placed in notes]


def _filled(placed: PlacedNote, found: dict[str, list[Now]], lined: Callable[[str, Now], str]) -> PlacedNote:
    note = placed.note
    return placed._replace(note=note._replace(body=filled_in(note.body, found[note.id], lined)))
