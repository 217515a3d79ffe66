"""Cut a question into its parts: brackets, operators, and everything that stands for something looked for.

Forgiving throughout: what cannot be used is told in a notice and left out.
"""

import re
from typing import NamedTuple

from cca_desktop.search.conditions import FIELDS, condition
from cca_desktop.search.sentences import say
from cca_desktop.search.tokens import TOKEN_PATTERN, fold, tokens
from cca_desktop.search.tree import Leaf, Near, Phrase, Regex, Term
from cca_desktop.text.span import Span

MOST_LETTERS_WRONG = 2
WIDEST_GAP = 100  # words
_MOST_NEAR = 16  # words in one nearness
QUOTES = '"“”„«»'
OPERATORS = {"AND": "AND", "OR": "OR", "NOT": "NOT", "&&": "AND", "||": "OR", "|": "OR"}
APOSTROPHES = "'\u2019"
_PART = rf"(?:{TOKEN_PATTERN}|[*?])+"
_PIECE = re.compile(rf"{_PART}(?:[{APOSTROPHES}]{_PART})*")
_CHUNK = re.compile(rf"[^\s(){QUOTES}]+")
_QUOTED = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)([{QUOTES}]?)")
_CITED = re.compile(r"¶\s*(\d+(?:\s*[-–]\s*\d+)?)(?!\w)")
_NEXT_WORD = re.compile(rf"[{QUOTES}]?\s+[{QUOTES}]?(?!(?:AND|OR|NOT)\b)(\w)")
# Four words at least, and nothing but words and stops.
_SENTENCE = re.compile(r"(?!.*\b(?:AND|OR|NOT)\b)\W*(\w)\S*\s+(?:[^\s*()=:/]+\s+){2}[^\s*()=:/][^*()=:/]*", re.DOTALL)
_GAP = re.compile(r"~(\d*)")
_FUZZY = re.compile(r"~(\d*)$")
_REGEX = re.compile(r"/((?:\\.|[^\\/])*\\?)(/?)", re.DOTALL)


class Lexeme(NamedTuple):
    """One part of a question: its kind is "(", ")", "AND", "OR", "NOT", "NOTE" or "leaf"; ``typed`` is how it stood."""

    kind: str
    typed: str
    leaf: Leaf | None = None


class Cutter:
    """Cuts one question from left to right."""

    def __init__(self, text: str, *, is_being_typed: bool) -> None:
        """Take ``text``, which holds no unpaired surrogates."""
        self._text = text
        self._is_being_typed = is_being_typed
        self._place = 0
        self.last_start = 0  # where the last part begins
        self.lexemes: list[Lexeme] = []
        self.notices: list[str] = []

    def cut(self) -> None:
        """Fill ``lexemes`` and ``notices``."""
        while self._place < len(self._text):
            sign = self._text[self._place]
            if sign.isspace():
                self._place += 1
                continue
            self.last_start = self._place
            if sign in "()":
                self._add(sign, sign)
                self._place += 1
            elif sign in QUOTES:
                self._quoted()
            elif sign == "/" and self._follows(1, "/"):
                self._regex()
            else:
                self._chunk()

    def _add(self, kind: str, typed: str, leaf: Leaf | None = None) -> None:
        self.lexemes.append(Lexeme(kind, typed, leaf))

    def _tell(self, name: str, **gaps: object) -> None:
        self.notices.append(say(name, **gaps))

    def _tell_lack(self, name: str, typed: str, **gaps: object) -> None:
        """Tell that something is missing behind ``typed``; while one is still there typing, that it is waited for."""
        if self._is_being_typed and self._text.endswith(typed) and self._place == len(self._text):
            self._tell("waiting", typed=typed)
        else:
            self._tell(name, typed=typed, **gaps)

    def _follows(self, by: int, but: str = "") -> bool:
        """Tell whether something other than white space (and ``but``) stands ``by`` characters further on."""
        following = self._text[self._place + by : self._place + by + 1]
        return bool(following) and not following.isspace() and following not in but

    def _is_last_word(self, end: int) -> bool:
        """Tell whether the caret still stands behind the word that ends at ``end``, and it is not an unwanted one."""
        is_unwanted = bool(self.lexemes) and self.lexemes[-1].kind == "NOT"
        return self._is_being_typed and end == len(self._text) and not is_unwanted

    def _ends_with(self, term: Term, kind: str, end: int) -> bool:
        """Tell whether what ends at ``end`` ends with ``term``, of ``kind``, and an apostrophe behind it at most."""
        return term.kind == kind and self._text[term.at.end : end] in ("", *APOSTROPHES)

    def _opened(self, term: Term, end: int) -> Term:
        """Return ``term`` as a beginning; it ends at ``end``, perhaps with an apostrophe that no word ends with."""
        behind = self._text[term.at.end : end]
        return term._replace(typed=term.typed + behind, behind=behind and "'", is_open=True)

    # -- quotation marks

    def _quoted(self) -> None:
        found = _QUOTED.match(self._text, self._place)
        assert found is not None
        is_open = not found[2]
        self._place = found.end()
        gap = _GAP.match(self._text, self._place) if not is_open else None
        if gap is not None:
            self._place = gap.end()
        terms = self._terms(found[1], found.start(1), "exact")
        if not terms:
            if not is_open or found[1].strip():
                self._tell("empty quotes")
            return
        if is_open and self._ends_with(terms[-1], "exact", found.end(1)):
            terms[-1] = self._opened(terms[-1], found.end(1))
            if not self._is_being_typed:
                self._tell("open quotes")
        if gap is not None and not gap[1]:
            self._tell("near number")
        if gap is not None and gap[1] and len(terms) > 1:
            self._add("leaf", found[0] + gap[0], self._near(terms, found[1].strip(), gap[1]))
        else:
            self._add("leaf", found[0], phrase_of(terms, found[1].strip()))

    def _near(self, terms: list[Term], typed: str, digits: str) -> Near:
        if len(terms) > _MOST_NEAR:
            self._tell("near too many", limit=_MOST_NEAR)
        gap = min(int(digits[:6]), WIDEST_GAP)
        if int(digits[:6]) > WIDEST_GAP:
            self._tell("near far", limit=WIDEST_GAP, typed=f"~{digits}")
        return Near(tuple(terms[:_MOST_NEAR]), typed, gap)

    # -- regular expressions

    def _regex(self) -> None:
        found = _REGEX.match(self._text, self._place)
        assert found is not None
        self._place = found.end()
        if not found[2] and not self._is_being_typed:
            self._tell("open regex")
        pattern = found[1].replace("\\/", "/")
        self._add("leaf", found[0], Regex(pattern))

    # -- everything between white space

    def _chunk(self) -> None:
        found = _CHUNK.match(self._text, self._place)
        if found is None:
            self._place += 1
            return
        chunk, start = found[0], found.start()
        cited = _CITED.match(self._text, start)
        if cited is not None:
            self._place = cited.end()
            self._add("leaf", cited[0], condition("para", cited[1], is_open=False)[0])
            return
        self._place = found.end()
        field = chunk.partition(":")[0].lower()
        if chunk in OPERATORS:
            self._add(OPERATORS[chunk], chunk)
        elif chunk in ("or", "Or") and self._stands_between():
            self._tell("small or", typed=chunk)
            self._words(chunk, start, "word")
        elif chunk[0] == "-":
            self._minus(chunk, start)
        elif chunk[0] == "=":
            self._equals(chunk, start)
        elif ":" in chunk and field in FIELDS:
            self._field(FIELDS[field], chunk, start)
        else:
            self._words(chunk, start, "word")

    def _stands_between(self) -> bool:
        """Tell whether something is looked for already, and something more comes."""
        return bool(self.lexemes) and bool(self._text[self._place :].strip())

    def _minus(self, chunk: str, start: int) -> None:
        if chunk.strip("-"):
            if not chunk.startswith("--"):
                self._add("NOT", "-")
            self._place = start + len(chunk) - len(chunk.lstrip("-"))
        elif self._text[start + len(chunk) : start + len(chunk) + 1] in ("(", *QUOTES) and chunk == "-":
            self._add("NOT", "-")
        elif chunk == "-" and start + 1 == len(self._text):
            self._tell_lack("lone not", "-")

    def _equals(self, chunk: str, start: int) -> None:
        if self._place < len(self._text) and chunk == "=" and self._text[self._place] in QUOTES:
            return  # ="war": what stands in quotation marks is exact anyhow
        if not self._words(chunk[1:], start + 1, "exact"):
            self._tell_lack("lone equals", "=")

    def _words(self, chunk: str, start: int, kind: str) -> bool:
        """Add what a chunk looks for; tell whether there was anything."""
        far = _FUZZY.search(chunk)
        body = chunk[: far.start()] if far else chunk
        terms = self._terms(body, start, kind)
        if not terms:
            if chunk and not chunk.strip("~"):
                self._tell("lone tilde")
            return not any(sign.isalnum() for sign in chunk) and any(sign in "*?" for sign in chunk)
        if far:
            terms = self._fuzzy(terms, far[1], chunk)
        elif self._ends_with(terms[-1], "word", self._place) and self._is_last_word(self._place):
            terms[-1] = self._opened(terms[-1], self._place)  # but “=war” is meant as it stands
        self._add("leaf", chunk, phrase_of(terms, body.strip()))
        return True

    def _fuzzy(self, terms: list[Term], digits: str, chunk: str) -> list[Term]:
        (*_, last) = terms
        if len(terms) > 1 or last.kind not in ("word", "exact"):
            self._tell("fuzzy pattern", typed=chunk)
            return terms
        distance = min(int(digits[:6] or 1), MOST_LETTERS_WRONG)
        if int(digits[:6] or 1) > MOST_LETTERS_WRONG:
            self._tell("fuzzy far", typed=chunk, taken=f"{last.typed}~{distance}")
        return [last._replace(kind="fuzzy" if distance else "exact", distance=distance)]

    def _terms(self, body: str, start: int, kind: str) -> list[Term]:
        """Return the words and patterns in ``body``, which stands at ``start``; plain words are of ``kind``."""
        terms = []
        for found in _PIECE.finditer(body):
            piece, at = found[0], Span(start + found.start(), start + found.end())
            letters = piece.strip("*?")
            if not letters:
                if piece.strip("?") or kind == "word":
                    self._tell("lone star" if "*" in piece else "lone ?", typed=piece)
            elif piece == letters and not set("*?") & set(piece):
                terms.append(Term(kind, piece, fold(piece), at))
            elif piece == letters + "*" and not set("*?") & set(letters):
                terms.append(Term("prefix", piece, fold(letters), at))
            elif piece == letters + "?" and (self._ends_sentence(at.end) or _ends_quotation(kind, body, piece)):
                terms.append(Term(kind, letters, fold(letters), Span(at.start, at.end - 1)))
            else:
                if piece == letters + "?":
                    self._tell("trailing ?", typed=piece, word=letters)
                terms.append(Term("wildcard", piece, fold_pattern(piece), at))
        return terms

    def _ends_sentence(self, end: int) -> bool:
        """Tell whether a question mark that ends at ``end`` is punctuation: a capital follows, or all is a sentence."""
        following = _NEXT_WORD.match(self._text, end)
        if following is not None:
            return following[1].isupper()
        whole = _SENTENCE.fullmatch(self._text)
        return not self._text[end:].strip(QUOTES + " ") and whole is not None and whole[1].isupper()

    # -- fields

    def _field(self, name: str, chunk: str, start: int) -> None:
        value = chunk.partition(":")[2]
        at = start + len(chunk) - len(value)
        following = self._text[self._place : self._place + 1]
        if name == "note":
            if value == "*":
                self._add("NOTE", chunk)
                self._add("leaf", chunk)
            elif value or following in ("(", *QUOTES):
                self._add("NOTE", "note:")
                self._place = at
            else:
                self._tell_lack("empty field", chunk, field=name)
            return
        if not value and following and following in QUOTES:
            found = _QUOTED.match(self._text, self._place)
            assert found is not None
            value, self._place = found[1], found.end()
        if not value.strip():
            self._tell_lack("empty field", chunk, field=name)
            return
        leaf, trouble = condition(name, value, is_open=self._is_last_word(self._place))
        if leaf is None:
            self.notices.append(trouble)
        else:
            self._add("leaf", f"{name}:{value}", leaf)


def _ends_quotation(kind: str, body: str, piece: str) -> bool:
    return kind == "exact" and body.rstrip().endswith(piece)  # “…are you?” ends in punctuation


def phrase_of(terms: list[Term], typed: str) -> Leaf:
    """Return one term as itself, several as a phrase."""
    return terms[0] if len(terms) == 1 else Phrase(tuple(terms), typed)


def fold_pattern(piece: str) -> str:
    """Fold the words in a pattern and leave its ``*`` and ``?`` alone."""
    folded, done = [], 0
    for found in tokens(piece):
        folded.append(piece[done : found.start()] + fold(found[0]))
        done = found.end()
    return ("".join(folded) + piece[done:]).replace("\u2019", "'")
