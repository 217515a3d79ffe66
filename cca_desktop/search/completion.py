"""How what is being typed may go on: words of the texts, tags and other values of fields, and names of fields."""

import re
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from cca_desktop.search.conditions import FIELDS
from cca_desktop.search.lexemes import OPERATORS, QUOTES, Cutter
from cca_desktop.search.tokens import TOKEN_PATTERN, fold, fold_line
from cca_desktop.text.span import Span

WORD, FIELD = "word", "field"
_LAST_WORD = re.compile(rf"(?:{TOKEN_PATTERN})['’]?$")
_REST_OF_WORD = re.compile(rf"{TOKEN_PATTERN}|")
_VALUE = re.compile(rf"([^\W\d_]+):((?:[{QUOTES}][^{QUOTES}]*|[^\s(){QUOTES}]*))$")
_NO_WORD = "*?~"  # beside a word they make a pattern of it, which is nobody's beginning


class Completion(NamedTuple):
    """One way to go on: put ``insertion`` in the place of ``span`` of the question.

    ``kind`` is "word", "field", or the name of the field whose value it is: "tag", "colour", "author", "title", "para".
    ``found`` tells how many hits, notes or documents it has; 0 for the name of a field.
    """

    span: Span
    insertion: str
    kind: str
    found: int


class Sayings(Protocol):
    """What there is to say: looked up only where it is asked for."""

    def words_from(self, beginning: str, limit: int) -> Iterable[tuple[str, int]]:
        """Return words of the texts that begin so, the most frequent first, with the number of their hits."""

    def values_of(self, field: str) -> Iterable[tuple[str, int]]:
        """Return the values that a field has, with the number of notes or documents that have them."""


def completions(question: str, caret: int, sayings: Sayings, limit: int) -> list[Completion]:
    """Return how the word at ``caret`` may go on, the most frequent first, the names of fields last.

    Nothing goes on where no word has been begun, in a pattern, or in a regular expression.
    """
    head = question[:caret]
    cutter = Cutter(head, is_being_typed=True)
    cutter.cut()
    part = head[cutter.last_start :]
    if not part or (part[0] == "/" and len(part) > 1) or (part[-1].isspace() and not set(part) & set(QUOTES)):
        return []
    value = _VALUE.search(part)
    if value is not None and part[0] not in QUOTES and value[1].lower() in FIELDS:
        name = FIELDS[value[1].lower()]
        if name != "note":
            return _values(name, question, cutter.last_start + value.start(2), caret, sayings)[:limit]
    return _words(question, caret, part, sayings, limit)


def _words(question: str, caret: int, part: str, sayings: Sayings, limit: int) -> list[Completion]:
    begun = _LAST_WORD.search(part)
    if begun is None or part in OPERATORS or part[: begun.start()].endswith(tuple(_NO_WORD)):
        return []
    start = caret - len(begun[0])
    rest = _REST_OF_WORD.match(question, start)
    end = max(caret, rest.end() if rest else caret)
    if question[end : end + 1] and question[end] in _NO_WORD:
        return []
    span, beginning = Span(start, end), fold(begun[0])
    names: list[Completion] = []
    if part == begun[0]:  # not within a phrase, and not behind a sign
        whole = Span(start, end + (question[end : end + 1] == ":"))
        known = sorted(name for name, field in FIELDS.items() if name == field and name.startswith(beginning))
        names = [Completion(whole, f"{name}:", FIELD, 0) for name in known][:limit]
    words = [
        Completion(span, word, WORD, count)
        for word, count in sayings.words_from(beginning, limit + 1)
        if fold(word) != beginning
    ]
    return words[: limit - len(names)] + names


def _values(field: str, question: str, start: int, caret: int, sayings: Sayings) -> list[Completion]:
    """Return the values that begin as what stands from ``start`` to ``caret``, in quotation marks if they must be."""
    typed = question[start:caret]
    is_quoted = typed[:1] != "" and typed[0] in QUOTES
    end = caret
    while end < len(question) and (question[end] not in QUOTES if is_quoted else _goes_on(question[end])):
        end += 1
    if is_quoted and end < len(question):
        end += 1  # with its closing mark
    beginning = fold_line(typed)
    found = []
    for value, count in sorted(sayings.values_of(field), key=lambda pair: (-pair[1], pair[0])):
        folded = fold_line(value)
        if folded.startswith(beginning) and (folded != beginning or typed != value):
            plain = "".join(sign for sign in value if sign not in QUOTES)
            is_one_word = plain and not any(sign.isspace() or sign in "()" for sign in plain)
            found.append(Completion(Span(start, end), plain if is_one_word else f'"{plain}"', field, count))
    return found


def _goes_on(sign: str) -> bool:
    return not sign.isspace() and sign not in f"(){QUOTES}"
