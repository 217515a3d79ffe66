"""The job that shows every hit in its context: a concordance."""

from array import array
from collections.abc import Iterable
from itertools import islice

from cca_desktop.command.arguments import Asked, UsageError, shown
from cca_desktop.command.search_job import asking, in_context, number_told, place_of, say_summary
from cca_desktop.command.speech import one_line, say
from cca_desktop.library.document import Document
from cca_desktop.search.concordance import SORTS, WIDTH, Line, in_order
from cca_desktop.search.concordance_table import as_csv
from cca_desktop.search.dispersion import dispersion_of
from cca_desktop.storage.database import storable
from cca_desktop.text.span import Span

_WIDEST = 10_000  # characters on either side; no line is read that is longer
_PLACE_WIDTH = len("salutation note")  # the longest there is in the letter


def concordance(asked: Asked) -> int:
    """Show every hit in a line of its own, the hits below one another, in the order asked for.

    In reading order, lines are written as they are found; any other order has to know them all first.

    Raises:
        UsageError: The width or the limit is no number, or there is no such order.
        KnownError: There is no such document, or the texts or the notes cannot be read.
    """
    told = number_told(asked, "--width", "how many characters to show on either side, such as 40")
    width = WIDTH if told is None else min(told, _WIDEST)
    limit = number_told(asked, "--limit", "how many lines to show at most, such as 20")
    sorts = _sorts(asked.value_or("--sort", "place"))
    question = storable(asked.words[0])
    with asking(asked) as (searcher, document):
        answer = searcher.ask(question, document=document, limit=0, patience=searcher.patience_for_all(question))
        lines: Iterable[Line] = searcher.lines(question, document=document, width=width)
        if sorts != ["place"]:
            lines = in_order(lines, sorts)
        if asked.has("--csv"):
            _say_csv(islice(lines, limit))
            return 0
        starts: dict[str, array[int]] = {}
        written = total = 0
        for total, line in enumerate(lines, 1):
            if limit is None or total <= limit:
                say(f"{place_of(line):{_PLACE_WIDTH}}  {_aligned(line, width)}")
                written = total
            if line.kind == "text":
                starts.setdefault(line.document, array("q")).append(line.span.start)
        say_summary(answer._replace(total=total), written, one="1 line", many="lines")
        for there in searcher.documents():
            if there.id in starts:
                _say_spread(there, starts[there.id])
    return 0


def _sorts(told: str) -> list[str]:
    names = told.split(",")
    if not all(name in SORTS for name in names):
        raise UsageError(
            f"--sort is left, right, node or place, or several of them such as right,left, not “{shown(told)}”"
        )
    return names


def _say_csv(lines: Iterable[Line]) -> None:
    cleaned = (
        line._replace(left=one_line(line.left), node=one_line(line.node), right=one_line(line.right)) for line in lines
    )
    for row in as_csv(cleaned):
        say(row.removesuffix("\r\n"))


def _aligned(line: Line, width: int) -> str:
    missing = " " * (width - len(line.left))
    return f"{missing}{in_context(line.left, line.node, line.right)}"


def _say_spread(document: Document, starts: Iterable[int]) -> None:
    """Say how evenly the hits are spread over a text."""
    spread = dispersion_of(document, (Span(start, start + 1) for start in starts))
    if spread.deviation is not None and spread.normalised is not None:
        numbered = "" if spread.is_all_numbered() else f" ({spread.numbered()} of them numbered)"
        say(
            f"{one_line(document.short_title or document.title)}: in {spread.paragraphs_with_hits()} of "
            f"{len(spread.hits)} paragraphs{numbered}; Gries’s DP is {spread.deviation:.2f} (normalised "
            f"{spread.normalised:.2f}), where 0 is as even as the words themselves and 1 all in one short paragraph."
        )
