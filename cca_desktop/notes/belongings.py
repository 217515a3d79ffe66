"""What a reader keeps beside the notes, brought together with that of another machine: nothing here gives way to it."""

from typing import NamedTuple

from cca_desktop.storage.database import Database, Row

_NOTES = ("note", "version", "change")  # which are brought together by their versions
_SEARCHES, _HISTORY = "saved_search", "question"
_LONGEST_NAME = 200  # characters of a saved question's name


class Belongings(NamedTuple):
    """What comes along: how many bookmarks and saved questions are new here.

    ``renamed`` are the names of saved questions that are taken here by another question, each with the name it gets.
    """

    bookmarks: int = 0
    questions: int = 0
    renamed: tuple[tuple[str, str], ...] = ()


def coming(here: Database, there: Database) -> Belongings:
    """Say what would come from ``there``; nothing is written.

    Raises:
        KnownError: One of the files cannot be read.
    """
    searches = _searches(here, there)
    renamed = tuple((name, own) for name, own, _, _ in searches if name != own)
    return Belongings(len(_new_bookmarks(here, there)), len(searches), renamed)


def bring(here: Database, there: Database) -> None:
    """Take over what is new; belongs inside a transaction.

    Raises:
        KnownError: It could not be read or written.
    """
    for _, own, question, saved in _searches(here, there):
        here.run("INSERT INTO saved_search (name, question, saved) VALUES (?, ?, ?)", (own, question, saved))
    _bring_history(here, there)
    for table in here.tables():
        if table in (*_NOTES, _SEARCHES, _HISTORY) or table not in there.tables():
            continue
        names = [name for name in there.columns(table) if name in here.columns(table)]
        places = ", ".join("?" * len(names))
        for row in there.rows(f"SELECT {', '.join(names)} FROM {table}"):
            here.run(f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({places})", row)


def _new_bookmarks(here: Database, there: Database) -> list[Row]:
    known = set(_rows(here, "SELECT id FROM bookmark"))
    return [row for row in _rows(there, "SELECT id FROM bookmark") if row not in known]


def _searches(here: Database, there: Database) -> list[tuple[str, str, str, str]]:
    """Return the saved questions to take over: the name of each, the name it gets here, its words, and its time."""
    sql = "SELECT name, question, saved FROM saved_search ORDER BY name"
    known = {str(name): str(question) for name, question, _ in _rows(here, sql)}
    found = []
    for name, question, saved in ((str(name), str(words), str(at)) for name, words, at in _rows(there, sql)):
        own, number = name, 1
        while known.get(own, question) != question:
            number += 1
            own = f"{name[: _LONGEST_NAME - 8]} ({number})"
        if own not in known:
            known[own] = question
            found.append((name, own, question, saved))
    return found


def _bring_history(here: Database, there: Database) -> None:
    """Bring the questions asked on both machines into the order in which they were asked; each stands there once."""
    sql = "SELECT question, asked FROM question ORDER BY number"
    asked: dict[str, str] = {}
    ours, theirs = ({str(words): str(at) for words, at in _rows(one, sql)} for one in (here, there))
    for words, at in sorted((*theirs.items(), *ours.items()), key=lambda told: told[1]):
        asked.pop(words, None)
        asked[words] = at
    if list(asked) != list(ours):
        here.run("DELETE FROM question")
        for words, at in asked.items():
            here.run("INSERT INTO question (question, asked) VALUES (?, ?)", (words, at))


def _rows(database: Database, sql: str) -> list[Row]:
    """Ask a file that may be in an older form, or have lost a table."""
    table = sql.partition(" FROM ")[2].partition(" ")[0]
    return database.rows(sql) if table in database.tables() else []
