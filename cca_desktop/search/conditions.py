"""The fields of the query language: conditions on where something stands, and how they are written."""

import re
from datetime import date, timedelta

from cca_desktop.search.sentences import say
from cca_desktop.search.tokens import fold_line
from cca_desktop.search.tree import Field

# What a reader may type, and the field it names.
FIELDS = {
    "note": "note",
    "tag": "tag",
    "para": "para",
    "author": "author",
    "date": "date",
    "title": "title",
    "colour": "colour",
    "color": "colour",
}
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_BEFORE_OR_AFTER = re.compile(r"([<>])(=?)(.+)", re.DOTALL)
_PART_BEGUN = re.compile(r"(?<=\d)-0?$")  # of a date: the sign before a month or a day, and perhaps its nought
_PARAGRAPHS = re.compile(r"¶?\s*([^\W_]+)(?:\s*(?:-|–|\.\.)\s*¶?\s*([^\W_]+))?")


def condition(name: str, value: str, *, is_open: bool) -> tuple[Field | None, str]:
    """Read the value of a field.

    Returns:
        The condition and "", or None and the sentence that says why there is none.
    """
    typed = value.strip()
    if name == "para":
        return _paragraphs(typed.rstrip("-–.") if is_open else typed)
    if name == "date":
        return _dates(_date_so_far(typed)) if is_open else _dates(typed)
    folded = fold_line(typed)
    if name == "tag" and typed == "*":
        return Field(name, typed, "", is_open=True), ""
    if not folded:
        return None, say("empty field", field=name)
    return Field(name, typed.rstrip("*"), folded, is_open=is_open or typed.endswith("*")), ""


def _paragraphs(typed: str) -> tuple[Field | None, str]:
    found = _PARAGRAPHS.fullmatch(typed)
    if found is None or (found[2] and not (found[1].isdecimal() and found[2].isdecimal())):
        return None, say("bad para", value=typed)
    first, last = found[1].casefold(), (found[2] or "").casefold()
    return Field("para", typed, first, last, is_range=bool(last)), ""


def _dates(typed: str) -> tuple[Field | None, str]:
    compared = _BEFORE_OR_AFTER.fullmatch(typed)
    if compared is not None:
        return _compared(typed, *compared.groups())
    first, dots, last = typed.partition("..")
    from_date, to_date = _date(first), _date(last)
    if from_date is None or to_date is None or not (from_date or to_date):
        return None, _bad_date(typed)
    return Field("date", typed, from_date, to_date if dots else from_date, is_range=bool(dots)), ""


def _compared(typed: str, sign: str, is_meant_too: str, value: str) -> tuple[Field | None, str]:
    """Read ">1962-10" and its like as a range with an open end."""
    there = _date(value.strip())
    end = there if there and is_meant_too else _beside(there, 1 if sign == ">" else -1) if there else ""
    if not end:
        return None, _bad_date(typed)
    first, last = (end, "") if sign == ">" else ("", end)
    return Field("date", typed, first, last, is_range=True), ""


def _bad_date(typed: str) -> str:
    year = typed.lstrip("<>=")
    is_begun = year.isdecimal() if year else True
    return say("date so far" if is_begun and len(year) < len("1962") else "bad date", value=typed)


def _beside(told: str, by: int) -> str:
    """Return the next year, month or day, or with -1 the one before; "" where there is none."""
    year, month, day = map(int, (told + "-01-01")[:10].split("-"))
    try:
        if len(told) == len("1962"):
            return f"{date(year + by, 1, 1).year:04}"
        if len(told) == len("1962-10"):
            months = year * 12 + month - 1 + by
            return date(months // 12, months % 12 + 1, 1).isoformat()[:7]
        return (date(year, month, day) + timedelta(days=by)).isoformat()
    except (ValueError, OverflowError):
        return ""


def _date_so_far(typed: str) -> str:
    """Return what can be used of a date whose last part is still being typed."""
    return _PART_BEGUN.sub("", typed)


def _date(typed: str) -> str | None:
    """Return a date, or a year or month, in ISO 8601; "" for nothing, None for what is no date."""
    if not typed:
        return ""
    found = _DATE.fullmatch(typed)
    if found is None:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)  # there is no thirty-first of February
    except ValueError:
        return None
    return "-".join([found[1], *(part.zfill(2) for part in found.groups()[1:] if part)])


def paragraph_fits(field: Field, label: str) -> bool:
    """Tell whether the paragraph cited as ``label`` is meant by a ``para:`` condition."""
    if not field.is_range:
        return label.casefold() == field.value
    if not label.isdecimal():
        return False
    low, high = sorted((_number(field.value), _number(field.last)))
    return low <= int(label) <= high


def _number(digits: str) -> int:
    return int(digits[:9])  # no text has more paragraphs, and a thousand digits are slow to read


def date_fits(field: Field, date: str) -> bool:
    """Tell whether an ISO 8601 ``date`` is meant by a ``date:`` condition; a month holds its days."""
    if not date:
        return False
    return field.value <= date[: max(len(field.value), 10)] and (
        not field.last or date[: len(field.last)] <= field.last
    )


def words_fit(field: Field, line: str) -> bool:
    """Tell whether every word of an ``author:`` or ``title:`` condition begins a word of the folded ``line``."""
    words = line.split()
    return all(any(word.startswith(wanted) for word in words) for wanted in field.value.split())


def tag_fits(field: Field, tags: tuple[str, ...]) -> bool:
    """Tell whether one of the folded ``tags`` (or a colour) is the one that is meant, or begins so."""
    return any(tag == field.value or (field.is_open and tag.startswith(field.value)) for tag in tags)
