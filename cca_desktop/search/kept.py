"""Questions worth asking again: those asked lately, and those a reader has given a name."""

from collections.abc import Callable
from typing import NamedTuple

from cca_desktop.errors import KnownError
from cca_desktop.search.kept_table import KeptTable
from cca_desktop.search.tokens import fold_line
from cca_desktop.storage.database import Database

MOST_REMEMBERED = 200
_LONGEST_NAME = 200  # characters


class SavedSearch(NamedTuple):
    """A question with a name, and when it was saved (ISO 8601 in UTC)."""

    name: str
    question: str
    saved: str


class KeptQuestions:
    """The history of questions, and the saved searches. Used from the thread that opened the database."""

    def __init__(self, database: Database, now: Callable[[], str]) -> None:
        """Keep them in ``database``; ``now`` tells the time, in ISO 8601 and UTC."""
        self._table = KeptTable(database)
        self._now = now

    # -- the history

    def remember(self, question: str) -> None:
        """Put a question that was meant (not each key of it) on top of the history; an empty one is none.

        Raises:
            KnownError: It could not be written down.
        """
        asked = " ".join(question.split())
        if asked:
            self._table.put_on_top(asked, self._now(), MOST_REMEMBERED)

    def history(self, beginning: str = "", limit: int = MOST_REMEMBERED) -> list[str]:
        """Return the questions that begin so, accents and case aside, the newest first."""
        wanted = beginning.strip().casefold()
        return [question for question in self._table.questions() if question.casefold().startswith(wanted)][:limit]

    def forget_all(self) -> None:
        """Forget the history; saved searches stay.

        Raises:
            KnownError: It could not be written down.
        """
        self._table.clear()

    # -- saved searches

    def saved(self) -> list[SavedSearch]:
        """Return the saved searches, by name."""
        found = [SavedSearch(*row) for row in self._table.saved()]
        return sorted(found, key=lambda search: (fold_line(search.name), search.name))

    def save(self, name: str, question: str) -> SavedSearch:
        """Save a question under a name; one that has the name already gives way.

        Raises:
            KnownError: There is no name, or no question, or it could not be written down.
        """
        search = SavedSearch(_name(name), " ".join(question.split()), self._now())
        if not search.question:
            raise KnownError("There is no question to save yet; type one first.")
        self._table.save(*search)
        return search

    def rename(self, name: str, new_name: str) -> None:
        """Give a saved search another name.

        Raises:
            KnownError: The new name is taken or empty, or it could not be written down.
        """
        wanted = _name(new_name)
        if wanted != name and any(search.name == wanted for search in self.saved()):
            raise KnownError(f"There is a saved search “{wanted}” already; choose another name.")
        self._table.rename(name, wanted)

    def drop(self, name: str) -> None:
        """Let a saved search go; that there is none of the name is no trouble.

        Raises:
            KnownError: It could not be written down.
        """
        self._table.drop(name)


def _name(typed: str) -> str:
    name = " ".join(typed.split())[:_LONGEST_NAME]
    if not name:
        raise KnownError("A saved search needs a name, so that you find it again.")
    return name
