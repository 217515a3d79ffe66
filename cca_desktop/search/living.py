"""A concordance kept in a note: the note holds the question, and whoever shows the note shows the lines of now.

In the note it is a fenced block, so that it is itself in any other program:

    ```concordance
    peace* OR war
    sort: left, right
    para: 5-8
    ```

The question stands on the first line. Below it, each on a line of its own and in any order: ``sort`` (left, right,
node, place), ``para`` and ``tag`` as in the concordance's fields, ``in`` (texts, notes, or the id of a document).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from cca_desktop.notes.note import ASKS, Note, PlacedNote
from cca_desktop.search.concordance import SORTS, Bounds, Concordance, Line, in_order
from cca_desktop.search.sentences import say
from cca_desktop.search.units import NOTE, TEXT
from cca_desktop.text.span import Span

_BLOCK = re.compile(r"^```concordance[ \t]*\n(?P<inside>(?:(?!```).*\n)*?)```[ \t]*$", re.MULTILINE)
_TERM = re.compile(r"(sort|para|tag|in)[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_KINDS = {"texts": TEXT, "notes": NOTE}
_USUAL_SORTS = ("place",)
_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")
_SHOWN = re.compile(r"(?<=```)\n\n<!-- lines of [^\n]* -->\n.*?\n<!-- end of the lines -->$", re.MULTILINE | re.DOTALL)


class Living(NamedTuple):
    """A concordance that a note keeps: where its block stands in the body, and what it asks."""

    at: Span
    question: str
    bounds: Bounds
    sorts: tuple[str, ...]


class Now(NamedTuple):
    """The lines that a kept concordance has now, in the order it asks for: the first of ``total``."""

    living: Living
    total: int
    lines: tuple[Line, ...]


class Asked(Protocol):
    """Whoever can be asked for a concordance: a searcher."""

    def concordance(
        self,
        question: str,
        *,
        document: str | None,
        kind: str,
        paragraphs: str,
        tag: str,
        width: int,
        is_outdated: Callable[[], bool],
    ) -> Concordance:
        """Return the lines for a question."""


class KeptQuestionsIn:
    """Knows where in notes questions are kept, which are no lines of any concordance."""

    def __init__(self, notes: Iterable[Note | PlacedNote]) -> None:
        """Look for them in ``notes``."""
        plain = (written.note if isinstance(written, PlacedNote) else written for written in notes)
        self._blocks = {
            note.id: [_with_its_name(one, note.body) for one in living_in(note.body)]
            for note in plain
            if ASKS in note.body
        }

    def holds(self, line: Line) -> bool:
        """Tell whether a line is one of them."""
        return any(map(line.span.overlaps, self._blocks.get(line.note, ())))


def living_in(body: str) -> tuple[Living, ...]:
    """Return the concordances that a note keeps, in order; none where a block asks nothing."""
    if ASKS not in body:
        return ()
    found = (_living(match) for match in _BLOCK.finditer(body))
    return tuple(one for one in found if one.question)


def _with_its_name(living: Living, body: str) -> Span:
    """Return where a block stands with the heading over it, if that says the question once more."""
    above = body[: living.at.start].rstrip("\n")
    begins = above.rfind("\n") + 1
    is_name = above.startswith("#", begins) and living.question in above[begins:]
    return Span(begins if is_name else living.at.start, living.at.end)


def _living(match: re.Match[str]) -> Living:
    lines = [line.strip() for line in match["inside"].split("\n")]
    question = next((line for line in lines if line), "")
    terms = {}
    for line in lines[lines.index(question) + 1 :]:
        if term := _TERM.fullmatch(line):
            terms[term[1].lower()] = term[2]
    sorts = [name for name in re.split(r"[,\s]+", terms.get("sort", "").lower()) if name in SORTS]
    where = terms.get("in", "")
    kind = _KINDS.get(where.lower(), TEXT if where else "")
    document = where if where and where.lower() not in _KINDS else None
    bounds = Bounds(document, kind, terms.get("para", ""), terms.get("tag", ""))
    return Living(Span(*match.span()), question, bounds, tuple(dict.fromkeys(sorts)) or _USUAL_SORTS)


def as_block(question: str, bounds: Bounds, sorts: Sequence[str]) -> str:
    """Return the block that keeps a concordance in a note."""
    kinds = {kind: name for name, kind in _KINDS.items()}
    where = bounds.document or kinds.get(bounds.kind, "")
    terms = {"sort": ", ".join(sorts), "in": where, "para": bounds.paragraphs.strip(), "tag": bounds.tag.strip()}
    told = [f"{name}: {value}" for name, value in terms.items() if value]
    return "\n".join((ASKS, " ".join(question.replace("```", "").split()), *told, "```"))


def lines_now(
    living: Living,
    note: str,
    searcher: Asked,
    *,
    width: int,
    is_outdated: Callable[[], bool],
    limit: int | None = None,
) -> Now:
    """Ask for the lines that a kept concordance has now.

    Args:
        living: What is kept.
        note: The id of the note that keeps it, which is no line of its own concordance.
        searcher: Whom to ask.
        width: How many characters to show on either side.
        is_outdated: Tells that there is something better to do; looked at every few milliseconds at most.
        limit: How many lines to return; all are counted.

    Raises:
        OutdatedError: There was.
    """
    told = living.bounds._replace(width=width)._asdict()
    found = searcher.concordance(living.question, **told, is_outdated=is_outdated)
    lines = [line for line in found.lines if line.note != note]
    total = found.total - (len(found.lines) - len(lines))
    return Now(living, total, tuple(in_order(lines, living.sorts)[:limit]))


def filled_in(body: str, nows: Sequence[Now], set_lines: Callable[[str, Now], str]) -> str:
    """Return ``body`` with what ``set_lines`` makes of each of its blocks, given the block and its lines of now."""
    pieces, end = [], 0
    for now in nows:
        at = now.living.at
        pieces += [body[end : at.start], set_lines(at.cut(body), now)]
        end = at.end
    return "".join((*pieces, body[end:]))


def as_list(now: Now, day: str, *, leads_to: str = "", begins: str = "- ") -> str:
    """Return the lines as a list in Markdown, headed by how many there are for what question on which day.

    With ``leads_to`` the heading is a link to that, and each place in a text one to "place:" and its offset. Each line
    ``begins`` so; where that is no mark of a list, the lines are only broken.
    """
    told = _heading(now, day)
    rest = now.total - len(now.lines)
    more = [f"{begins}{say('more lines', count=rest)}  "] if rest else []
    head = f"[{_plain(told)}]({leads_to})" if leads_to else f"*{_plain(told)}*"
    lines = (f"{begins}{_told(line, is_link=bool(leads_to))}  " for line in now.lines)
    return "\n".join(("", head, "", *lines, *more, ""))


def as_words(now: Now, day: str) -> str:
    """Return the lines in words, to be read aloud."""
    lines = (f"{_place(line)}: {line.left}{line.node}{line.right}" for line in now.lines)
    return "\n".join((f"{_heading(now, day)}:", *lines))


def with_block(block: str, shown: str, day: str) -> str:
    """Return a block with its lines below it, so that :func:`without_lines` finds them again."""
    return f"{block}\n\n<!-- lines of {day} -->{shown}<!-- end of the lines -->"


def without_lines(body: str) -> str:
    """Return a note's body as it was before :func:`with_block` showed lines in it."""
    return _SHOWN.sub("", body) if ASKS in body else body


def _told(line: Line, *, is_link: bool) -> str:
    place = _place(line)
    if is_link and line.kind == TEXT:
        place = f"[{place}](place:{line.span.start})"
    return f"{place}: {_plain(line.left)}**{_plain(line.node)}**{_plain(line.right)}"


def _heading(now: Now, day: str) -> str:
    name = "1 line kept" if now.total == 1 else "lines kept"
    return say(name, count=now.total, question=now.living.question, day=day)


def _place(line: Line) -> str:
    place = f"¶ {line.paragraph}" if line.paragraph.isdigit() else line.paragraph
    return f"✎ {place}".rstrip() if line.kind == NOTE else place


def _plain(words: str) -> str:
    """Return ``words`` so that nothing in them is taken for Markdown."""
    return _SIGNS.sub(r"\\\1", words)
