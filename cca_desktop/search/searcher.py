"""Put questions to the texts and the notes.

Words are looked up in the index; what is not in it yet (the note being written) is read instead, and so is everything
when the index is damaged. The answers are the same.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from cca_desktop.errors import DamagedError
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, PlacedNote
from cca_desktop.search.answer import Answer, Hit
from cca_desktop.search.answering import Question
from cca_desktop.search.completion import Completion, completions
from cca_desktop.search.concordance import WIDTH, Concordance, Line, Tagged
from cca_desktop.search.living import KeptQuestionsIn
from cca_desktop.search.pace import OutdatedError, Pace
from cca_desktop.search.query import parse, within_paragraphs
from cca_desktop.search.sentences import say
from cca_desktop.search.stacks import IN_MEMORY, NOTES_AT_ONCE, Stacks, never
from cca_desktop.search.suggesting import better_spelling
from cca_desktop.search.tree import Query, patterns_in
from cca_desktop.search.understood import understood
from cca_desktop.search.vocabulary import Vocabulary

__all__ = ["OutdatedError", "Searcher"]

_PATIENCE = 0.045  # seconds: with what comes before and after, well under 0.1
_PATIENCE_WITH_MANY = 0.018  # where reading texts may well take longer, and counting goes on in the next pause
_PATIENCE_FOR_ALL = 5.0  # seconds, where every hit is wanted and nobody types meanwhile
_MATCHED_PER_S = 2_000_000  # characters, by a regular expression that is not out for mischief

_Result = TypeVar("_Result")


class Searcher:
    """Answers questions about a reader's texts and notes. One thread uses it."""

    def __init__(
        self,
        folder: Path | None,
        documents: Sequence[Document],
        *,
        answers_first: bool = False,
        most_in_memory: int = IN_MEMORY,
    ) -> None:
        """Open the index in ``folder`` (None: in memory alone) and see to it that the texts are in it.

        Args:
            folder: Where the index lies.
            documents: The texts.
            answers_first: Do not let a question wait for the disk: few paragraphs that are not in the index yet are
                read, until :meth:`settle` puts them there, and many notes are left to :meth:`take_up_notes`.
            most_in_memory: Where the documents have more characters than that, they are taken up by :meth:`settle`,
                and searched on the disk.
        """
        self._stacks = Stacks(folder, documents, answers_first=answers_first, most_in_memory=most_in_memory)

    def update_notes(self, notes: Sequence[Note | PlacedNote]) -> bool:
        """Take up the notes as they are now, all living ones; only what has changed costs time.

        Returns:
            Whether some are left to :meth:`take_up_notes`: many new ones, where answers come first.
        """
        return self._stacks.update_notes(notes)

    def take_up_notes(self, most: int | None = NOTES_AT_ONCE, is_outdated: Callable[[], bool] = never) -> bool:
        """Take up so many notes that no question finds yet (None: all); give up at once when ``is_outdated``.

        Returns:
            Whether there are more of them. Until there are none, answers say that they lack them.
        """
        return self._stacks.take_up(most, is_outdated)

    def documents(self) -> Sequence[Document]:
        """Return the documents that are searched."""
        return self._stacks.documents

    def settle(self, is_outdated: Callable[[], bool] = never) -> bool:
        """Write some of what is not in the index yet, in a pause; give up at once when ``is_outdated``.

        Returns:
            Whether there is more to do, for the next pause.
        """
        return self._stacks.settle(is_outdated)

    def make_ready(self) -> None:
        """Take up every document, however long it takes."""
        while self._stacks.waiting():
            self.settle()

    def close(self) -> None:
        """Let go of everything."""
        self._stacks.close()

    def ask(
        self,
        question: str,
        *,
        document: str | None = None,
        limit: int | None = None,
        is_being_typed: bool = False,
        by_relevance: bool = False,
        is_outdated: Callable[[], bool] = never,
        patience: float | None = None,
    ) -> Answer:
        """Answer a question; every string is one.

        Args:
            question: What was typed.
            document: A document's id, address or checksum: look only there, and in the notes on it.
            limit: How many hits to show; all are counted.
            is_being_typed: The caret still stands at the end of the question.
            by_relevance: Show the best paragraphs first, text by text, and not as they are read.
            is_outdated: Tells that a newer question has come; looked at every few milliseconds at most.
            patience: After so many seconds the answer is what was found until then, and the total "at least" so many;
                None for as many as somebody has who types.

        Raises:
            OutdatedError: A newer question has come before this one was answered.
        """
        query = parse(question, is_being_typed=is_being_typed)
        if patience is None:
            patience = _PATIENCE_WITH_MANY if self._stacks.is_large() else _PATIENCE
        pace = Pace(is_outdated, patience)
        return self._in_spite_of_damage(lambda: self._answer(query, document, limit, pace, by_relevance))

    def _in_spite_of_damage(self, job: Callable[[], _Result]) -> _Result:
        """Do ``job``; where the index turns out to be damaged, do it again without one."""
        try:
            return job()
        except DamagedError:
            self._stacks.start_again()
            return job()

    def _answer(self, query: Query, document: str | None, limit: int | None, pace: Pace, by_relevance: bool) -> Answer:
        asked = Question(query, self._stacks.tiers, pace, document)
        total, hits = asked.hits(limit, by_relevance=by_relevance)
        return Answer(
            query=query.typed,
            understood=understood(query._replace(root=asked.root)),
            notices=query.notices + asked.notices() + self._told_of_waiting(),
            suggestion="" if total or asked.is_cut_short else self._suggestion(query, pace, document),
            total=total,
            total_is_floor=asked.is_cut_short or self._is_something_waiting(),
            hits=hits,
        )

    def _is_something_waiting(self) -> bool:
        return self._stacks.waiting() + self._stacks.arriving() > 0

    def _told_of_waiting(self) -> tuple[str, ...]:
        count, notes = self._stacks.waiting(), self._stacks.arriving()
        of_texts = (say("waiting text" if count == 1 else "waiting texts", count=count),) if count else ()
        return (*of_texts, say("waiting notes")) if notes else of_texts

    def _suggestion(self, query: Query, pace: Pace, document: str | None) -> str:
        better = better_spelling(query, self._stacks.tiers)
        return better if better and Question(parse(better), self._stacks.tiers, pace, document).has_hits() else ""

    def complete(self, question: str, caret: int, *, limit: int = 8) -> list[Completion]:
        """Return how the word at ``caret`` may go on: words of the texts, values and names of fields."""
        return self._in_spite_of_damage(
            lambda: completions(question, caret, Vocabulary(self._stacks.tiers, self._stacks.listed()), limit)
        )

    def patience_for_all(self, question: str) -> float:
        """Return how many seconds it may take to count every hit, where nobody types meanwhile.

        As many as are needed; but a regular expression may take for ever, and has so many as the texts are long.
        """
        if not patterns_in(parse(question).root):
            return math.inf
        return _PATIENCE_FOR_ALL + sum(tier.characters for tier in self._stacks.tiers) / _MATCHED_PER_S

    def stream(self, question: str, *, document: str | None = None) -> Iterator[Hit]:
        """Yield every hit in reading order, and keep none of them; ``ask`` tells beforehand how many there are."""
        query, patience = parse(question), self.patience_for_all(question)
        return self._streaming(lambda: self._question(query, document, patience).stream())

    def lines(self, question: str, *, document: str | None = None, width: int = WIDTH) -> Iterator[Line]:
        """Yield every line of a concordance in reading order, with ``width`` characters on either side."""
        query, patience, kept = parse(question), self.patience_for_all(question), KeptQuestionsIn(self._stacks.notes())

        def look() -> Iterator[Line]:
            found = self._question(query, document, patience).lines(width)
            return (line for line in found if not kept.holds(line))

        return self._streaming(look)

    def _question(
        self, query: Query, document: str | None, patience: float, is_outdated: Callable[[], bool] = never
    ) -> Question:
        return Question(query, self._stacks.tiers, Pace(is_outdated, patience), document)

    def _streaming(self, start: Callable[[], Iterator[_Result]]) -> Iterator[_Result]:
        """Yield what ``start`` yields; where the index turns out to be damaged, go on without one."""
        given = 0
        try:
            for one in start():
                given += 1
                yield one
        except DamagedError:
            self._stacks.start_again()
            yield from islice(start(), given, None)

    def concordance(
        self,
        question: str,
        *,
        document: str | None = None,
        kind: str = "",
        paragraphs: str = "",
        tag: str = "",
        width: int = WIDTH,
        limit: int | None = None,
        is_outdated: Callable[[], bool] = never,
    ) -> Concordance:
        """Show every hit of a question in its context, a line each, in reading order.

        Questions that notes keep to have them answered are no lines of any concordance.

        Args:
            question: What was typed, in the language of every question.
            document: A document's id, address or checksum: look only there, and in the notes on it.
            kind: Keep only lines in texts ("text") or in notes ("note"); "" for both.
            paragraphs: Look only there, as behind "para:"; "" for everywhere.
            tag: Keep only lines in notes of this tag, and in passages that a note of this tag is about.
            width: How many characters to show on either side, cut at whole words.
            limit: How many lines to make; all are counted.
            is_outdated: Tells that a newer question has come; looked at every few milliseconds at most.

        Raises:
            OutdatedError: A newer question has come before this one was answered.
        """
        query = within_paragraphs(parse(question), paragraphs)
        notes = self._stacks.notes()
        tagged, kept = Tagged(tag, notes, self._stacks.shelf), KeptQuestionsIn(notes)

        def look() -> Concordance:
            asked = self._question(query, document, _PATIENCE_FOR_ALL, is_outdated)
            found = (
                line
                for line in asked.lines(width)
                if kind in ("", line.kind) and tagged.holds(line) and not kept.holds(line)
            )
            lines = tuple(islice(found, limit))
            total = len(lines) + sum(1 for _ in found)
            sentence = understood(query._replace(root=asked.root))
            notices = query.notices + asked.notices() + self._told_of_waiting()
            is_floor = asked.is_cut_short or self._is_something_waiting()
            return Concordance(question, sentence, notices, total, is_floor, lines)

        return self._in_spite_of_damage(look)
