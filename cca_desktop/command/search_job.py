"""The job that puts a question to the texts and the notes."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

from cca_desktop.command.arguments import Asked, UsageError, shown
from cca_desktop.command.desk import notes_at_hand, profile_of, stand_up_shelf
from cca_desktop.command.speech import one_line, say
from cca_desktop.search.answer import Answer, Hit
from cca_desktop.search.searcher import Searcher
from cca_desktop.storage.database import storable
from cca_desktop.storage.profile import Profile

_LONGEST_NUMBER = 18  # digits; nobody has more hits


def search(asked: Asked) -> int:
    """List every hit in reading order; nothing found is an answer too.

    Raises:
        UsageError: The limit is no number.
        KnownError: There is no such document, or the texts or the notes cannot be read.
    """
    limit = _number(asked.value("--limit"))
    shelf = stand_up_shelf()
    within = asked.value("--in")
    document = None if within is None else shelf.find(within).id
    profile = profile_of(asked)
    notes = notes_at_hand(profile, shelf)
    with closing(Searcher(_index_at_hand(profile), shelf.documents())) as searcher:
        searcher.update_notes(notes)
        answer = searcher.ask(storable(asked.words[0]), document=document, limit=limit)
    if asked.has("--json"):
        say(json.dumps(_as_json(answer), ensure_ascii=False, indent=2))
    else:
        for line in _lines(answer):
            say(line)
    return 0


def _index_at_hand(profile: Profile) -> Path | None:
    """Return the index that a window has left, which is quicker; a job that only reads makes none of its own."""
    return profile.index_folder if profile.index_folder.is_dir() else None


def _number(told: str | None) -> int | None:
    if told is None:
        return None
    if not (told.isascii() and told.isdecimal() and len(told) <= _LONGEST_NUMBER):
        raise UsageError(f"--limit is how many hits to show at most, such as 20, not “{shown(told)}”")
    return int(told)


def _as_json(answer: Answer) -> dict[str, Any]:
    return {
        "query": answer.query,
        "understood": answer.understood,
        "notices": answer.notices,
        "suggestion": answer.suggestion,
        "total": answer.total,
        "hits": [_hit_as_json(hit) for hit in answer.hits],
    }


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


def _lines(answer: Answer) -> list[str]:
    """Write the answer for a person: a line a hit, its words in brackets; then how many, and how it was understood."""
    places = [_place(hit) for hit in answer.hits]
    width = max(map(len, places), default=0)
    lines = [f"{place:{width}}  {_in_context(hit)}" for place, hit in zip(places, answer.hits, strict=True)]
    if lines:
        lines.append("")
    count = "1 hit" if answer.total == 1 else f"{answer.total} hits" if answer.total else "Nothing found"
    if answer.total_is_floor:
        count = f"At least {count}"
    if len(answer.hits) < answer.total:
        count += f", of which {len(answer.hits)} are shown"
    lines.append(f"{count}: {one_line(answer.understood)}." if answer.understood else f"{count}.")
    lines.extend(one_line(notice) for notice in answer.notices)
    if answer.suggestion:
        lines.append(f"Did you mean “{one_line(answer.suggestion)}”?")
    return lines


def _place(hit: Hit) -> str:
    place = f"¶ {hit.paragraph}" if hit.paragraph.isdecimal() else hit.paragraph
    return f"{place} note".strip() if hit.kind == "note" else place


def _in_context(hit: Hit) -> str:
    before, exact, after = (one_line(part) for part in (hit.before, hit.exact, hit.after))
    gap_before = " " if hit.before[-1:].isspace() else ""
    gap_after = " " if hit.after[:1].isspace() else ""
    return f"{before}{gap_before}[{exact}]{gap_after}{after}"
