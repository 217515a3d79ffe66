"""What a question is answered with."""

from typing import NamedTuple

from cca_desktop.text.span import Span


class Hit(NamedTuple):
    """One place that answers the question.

    ``kind`` is "text" or "note". ``span`` counts code points of the canonical text, or of the note's body. ``document``
    and ``paragraph`` are where it stands, for a note where its passage stands ("" where it has none); ``note`` is the
    note's id ("" in a text). ``before``, ``exact`` and ``after`` are its words and those around it.
    """

    document: str
    kind: str
    note: str
    paragraph: str
    page: int | None
    span: Span
    exact: str
    before: str
    after: str
    score: float


class Answer(NamedTuple):
    """All that is told about a question.

    ``total`` counts hits, of which ``hits`` shows the first: in reading order, text before notes, or by relevance.
    ``understood`` says in one sentence how the question was read, ``notices`` what of it was not used; ``suggestion``
    is a better spelling or "". ``total_is_floor`` tells that counting was cut short: "at least".
    """

    query: str
    understood: str
    notices: tuple[str, ...]
    suggestion: str
    total: int
    total_is_floor: bool
    hits: tuple[Hit, ...]
