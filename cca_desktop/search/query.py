"""Read a question: from what was typed to a tree of values. Every string is a question; nothing raises."""

import re

from cca_desktop.search.conditions import condition
from cca_desktop.search.lexemes import APOSTROPHES, QUOTES, Cutter, Lexeme
from cca_desktop.search.sentences import say
from cca_desktop.search.tree import And, InNote, Node, Not, Or, Query, wanted_parts

LONGEST_QUESTION = 1000  # characters
MOST_CLAUSES = 32
_DEEPEST = 32  # brackets within brackets
_MOST_BEFORE = 3  # NOTs and note: in a row
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which no file and no index can hold


def parse(text: str, *, is_being_typed: bool = False) -> Query:
    """Read a question; what could not be used of it is told in its notices.

    Args:
        text: Whatever was typed.
        is_being_typed: The caret still stands at the end, so that the last word also counts as a beginning.
    """
    typed = _SURROGATE.sub("\ufffd", text[:LONGEST_QUESTION])
    cutter = Cutter(typed, is_being_typed=is_being_typed and len(text) <= LONGEST_QUESTION)
    cutter.cut()
    notices = [say("too long", limit=LONGEST_QUESTION)] if len(text) > LONGEST_QUESTION else []
    notices += cutter.notices
    builder = _Builder(notices, is_being_typed=is_being_typed)
    for lexeme in _first_clauses(cutter.lexemes, notices):
        builder.take(lexeme)
    root = builder.finish()
    if root is None and not notices and any(map(_says_something, typed)):
        notices.append(say("no word", typed=typed.strip()))
    if root is not None and not wanted_parts(root):
        notices.append(say("only unwanted"))
    return Query(typed, root, tuple(dict.fromkeys(notices)))


def _says_something(sign: str) -> bool:
    """Tell whether a character is more than the beginning of something to look for."""
    return not sign.isspace() and sign not in f"{QUOTES}{APOSTROPHES}()/-="


def within_paragraphs(query: Query, paragraphs: str) -> Query:
    """Return the same question, asked of these paragraphs alone, as if "para:" had been typed; of all for ""."""
    if not paragraphs.strip() or query.root is None:
        return query
    leaf, trouble = condition("para", paragraphs, is_open=False)
    if leaf is None:
        return query._replace(notices=(*query.notices, trouble))
    return query._replace(root=_all_of([query.root, leaf]))


def _first_clauses(lexemes: list[Lexeme], notices: list[str]) -> list[Lexeme]:
    leaves = [number for number, lexeme in enumerate(lexemes) if lexeme.kind == "leaf"]
    if len(leaves) <= MOST_CLAUSES:
        return lexemes
    rest = [lexeme.typed for lexeme in lexemes[leaves[MOST_CLAUSES] :] if lexeme.kind == "leaf"]
    shown = " ".join(rest[:5]) + (" …" if len(rest) > 5 else "")
    notices.append(say("too many", limit=MOST_CLAUSES, rest=shown))
    return lexemes[: leaves[MOST_CLAUSES - 1] + 1]


class _Bracket:
    """What stands within one pair of brackets, as far as it is read: alternatives, each of parts that all hold."""

    def __init__(self) -> None:
        self.alternatives: list[list[Node]] = [[]]
        self.before: list[Lexeme] = []  # NOT and note: that wait for what they stand before
        self.waiting: Lexeme | None = None  # AND or OR that waits for its right-hand side


class _Builder:
    """Puts lexemes together: NOT binds closest, then AND (also where nothing stands between words), then OR.

    Brackets are kept on a list of our own, since a thousand of them would be too much for a recursion.
    """

    def __init__(self, notices: list[str], *, is_being_typed: bool) -> None:
        self._notices = notices
        self._is_being_typed = is_being_typed
        self._open: list[_Bracket] = [_Bracket()]
        self._too_deep = 0  # brackets that were passed over because they lie too deep

    def take(self, lexeme: Lexeme) -> None:
        """Put the next lexeme where it belongs."""
        bracket = self._open[-1]
        if lexeme.kind == "leaf":
            self._put(lexeme.leaf)
        elif lexeme.kind in ("NOT", "NOTE"):
            if len(bracket.before) < _MOST_BEFORE:
                bracket.before.append(lexeme)
        elif lexeme.kind == "(" and len(self._open) > _DEEPEST:
            self._too_deep += 1
        elif lexeme.kind == "(":
            self._open.append(_Bracket())
        elif lexeme.kind == ")" and self._too_deep:
            self._too_deep -= 1
        elif lexeme.kind == ")":
            self._close()
        else:
            self._join(bracket, lexeme)

    def finish(self) -> Node | None:
        """Close what is still open and return the whole."""
        if len(self._open) > 1 and not self._is_being_typed:
            self._notices.append(say("open bracket"))
        self._tell_what_waits()
        while len(self._open) > 1:
            self._close()
        return self._whole(self._open[0])

    def _tell_what_waits(self) -> None:
        """While one types, an operator at the end is no mistake, nor is a bracket with nothing in it yet."""
        last = self._open[-1]
        if not self._is_being_typed:
            return
        if last.before and last.before[-1].kind == "NOT":
            self._notices.append(say("waiting", typed=last.before[-1].typed))
            last.before.clear()
        elif last.waiting is not None and not last.before:
            self._notices.append(say("waiting", typed=last.waiting.typed))
            last.waiting = None
        while len(self._open) > 1 and not any(self._open[-1].alternatives) and not self._open[-1].before:
            self._open.pop()

    def _join(self, bracket: _Bracket, lexeme: Lexeme) -> None:
        self._drop_before(bracket)
        if bracket.waiting is not None or not bracket.alternatives[-1]:
            self._notices.append(say("lone operator", typed=lexeme.typed))
        else:
            bracket.waiting = lexeme

    def _put(self, node: Node | None) -> None:
        bracket = self._open[-1]
        while bracket.before:
            operator = bracket.before.pop()
            if operator.kind == "NOTE":
                node = InNote(node)
            elif node is not None:
                node = node.part if isinstance(node, Not) else Not(node)
        if node is None:
            return
        if bracket.waiting is not None and bracket.waiting.kind == "OR":
            bracket.alternatives.append([])
        bracket.waiting = None
        bracket.alternatives[-1].append(node)

    def _close(self) -> None:
        if len(self._open) == 1:
            self._notices.append(say("extra bracket"))
            return
        node = self._whole(self._open.pop())
        if node is None:
            self._notices.append(say("empty brackets"))
            self._open[-1].before.clear()
        else:
            self._put(node)

    def _whole(self, bracket: _Bracket) -> Node | None:
        self._drop_before(bracket)
        if bracket.waiting is not None:
            self._notices.append(say("lone operator", typed=bracket.waiting.typed))
        sides = [_all_of(parts) for parts in bracket.alternatives if parts]
        if len(sides) < 2:
            return sides[0] if sides else None
        return Or(tuple(part for side in sides for part in (side.parts if isinstance(side, Or) else (side,))))

    def _drop_before(self, bracket: _Bracket) -> None:
        for operator in bracket.before:
            self._notices.append(
                say("lone not" if operator.kind == "NOT" else "empty field", typed="NOT", field="note")
            )
        bracket.before.clear()


def _all_of(parts: list[Node]) -> Node:
    if len(parts) == 1:
        return parts[0]
    return And(tuple(part for whole in parts for part in (whole.parts if isinstance(whole, And) else (whole,))))
