"""The job that puts a question to the texts and the notes."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from textwrap import indent
from typing import Any

from cca_desktop.command.arguments import Asked, UsageError, shown
from cca_desktop.command.desk import notes_at_hand, profile_of, stand_up_shelf
from cca_desktop.command.speech import one_line, say
from cca_desktop.search.answer import Answer, Hit
from cca_desktop.search.concordance import Line
from cca_desktop.search.searcher import Searcher
from cca_desktop.storage.database import storable
from cca_desktop.storage.profile import Profile

_LONGEST_NUMBER = 18  # digits; nobody has more hits
_PLACE_WIDTH = 4  # characters, as wide as "¶ 30"


def search(asked: Asked) -> int:
    """List every hit in reading order; nothing found is an answer too. Hits are written as they are found.

    Raises:
        UsageError: The limit is no number.
        KnownError: There is no such document, or the texts or the notes cannot be read.
    """
    limit = number_told(asked, "--limit", "how many hits to show at most, such as 20")
    question = storable(asked.words[0])
    with asking(asked) as (searcher, document):
        answer = searcher.ask(question, document=document, limit=0, patience=searcher.patience_for_all(question))
        most = answer.total if limit is None else min(limit, answer.total)
        hits = islice(searcher.stream(question, document=document), most)
        if asked.has("--json"):
            _say_json(answer, hits)
        else:
            _say_lines(answer, hits)
    return 0


@contextmanager
def asking(asked: Asked) -> Iterator[tuple[Searcher, str | None]]:
    """Open what answers questions, and find the document that ``--in`` names, None where it names none.

    Raises:
        KnownError: There is no such document, or the texts or the notes cannot be read.
    """
    shelf = stand_up_shelf()
    within = asked.value("--in")
    document = None if within is None else shelf.find(within).id
    profile = profile_of(asked)
    notes = notes_at_hand(profile, shelf)
    with closing(Searcher(_index_at_hand(profile), shelf.documents())) as searcher:
        searcher.update_notes(notes)
        searcher.make_ready()
        yield searcher, document


def _index_at_hand(profile: Profile) -> Path | None:
    """Return the index that a window has left, which is quicker; a job that only reads makes none of its own."""
    return profile.index_folder if profile.index_folder.is_dir() else None


def number_told(asked: Asked, option: str, meaning: str) -> int | None:
    """Return the number an option was given, None where it was not given.

    Raises:
        UsageError: It is no number; the sentence tells its ``meaning``.
    """
    told = asked.value(option)
    if told is None:
        return None
    if not (told.isascii() and told.isdecimal() and len(told) <= _LONGEST_NUMBER):
        raise UsageError(f"{option} is {meaning}, not “{shown(told)}”")
    return int(told)


def _say_json(answer: Answer, hits: Iterator[Hit]) -> None:
    """Write the answer as one JSON object, a hit at a time."""
    head = {
        "query": answer.query,
        "understood": answer.understood,
        "notices": answer.notices,
        "suggestion": answer.suggestion,
        "total": answer.total,
    }
    say(_json(head).removesuffix("\n}") + ",")
    first = next(hits, None)
    if first is None:
        say('  "hits": []\n}')
        return
    say('  "hits": [')
    waiting = first
    for hit in hits:
        say(indent(_json(_hit_as_json(waiting)), "    ") + ",")
        waiting = hit
    say(indent(_json(_hit_as_json(waiting)), "    ") + "\n  ]\n}")


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)


def _hit_as_json(hit: Hit) -> dict[str, Any]:
    return {
        "document": hit.document,
        "kind": hit.kind,
        "paragraph": hit.paragraph,
        "page": hit.page,
        "start": hit.span.start,
        "end": hit.span.end,
        "exact": hit.exact,
        "before": hit.before,
        "after": hit.after,
        "score": hit.score,
    }


def _say_lines(answer: Answer, hits: Iterator[Hit]) -> None:
    """Write the answer for a person: a line a hit, its words in brackets; then how many, and how it was understood."""
    written = 0
    for hit in hits:
        say(f"{place_of(hit):{_PLACE_WIDTH}}  {in_context(hit.before, hit.exact, hit.after)}")
        written += 1
    say_summary(answer, written, one="1 hit", many="hits")


def say_summary(answer: Answer, written: int, *, one: str, many: str) -> None:
    """Write how many there are, how many of them are shown, and what else is told about the question."""
    if written:
        say("")
    count = one if answer.total == 1 else f"{answer.total} {many}" if answer.total else "Nothing found"
    if answer.total_is_floor:
        count = f"At least {count}" if answer.total else "Nothing found so far"
    if written < answer.total:
        count += f", of which {written} are shown"
    say(f"{count}: {one_line(answer.understood)}." if answer.understood else f"{count}.")
    for notice in answer.notices:
        say(one_line(notice))
    if answer.suggestion:
        say(f"Did you mean “{one_line(answer.suggestion)}”?")


def place_of(found: Hit | Line) -> str:
    """Return where a hit stands, as one cites it."""
    place = f"¶ {found.paragraph}" if found.paragraph.isdecimal() else found.paragraph
    return f"{place} note".strip() if found.kind == "note" else place


def in_context(before: str, exact: str, after: str) -> str:
    """Return a hit in brackets among its words, on one line that no terminal takes for a command."""
    gap_before = " " if before[-1:].isspace() else ""
    gap_after = " " if after[:1].isspace() else ""
    return f"{one_line(before)}{gap_before}[{one_line(exact)}]{gap_after}{one_line(after)}"
