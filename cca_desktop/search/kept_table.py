"""The tables of questions asked and of saved searches."""

from cca_desktop.storage.database import Database


class KeptTable:
    """Rows of ``question``, newest first, and of ``saved_search``."""

    def __init__(self, database: Database) -> None:
        """Keep them in ``database``."""
        self._database = database

    def questions(self) -> list[str]:
        """Return the questions asked, the newest first."""
        return [str(row[0]) for row in self._database.rows("SELECT question FROM question ORDER BY number DESC")]

    def put_on_top(self, question: str, at: str, most: int) -> None:
        """Make ``question`` the newest; of all, keep ``most``."""
        with self._database.transaction():
            self._database.run("DELETE FROM question WHERE question = ?", (question,))
            self._database.run("INSERT INTO question (question, asked) VALUES (?, ?)", (question, at))
            self._database.run(
                "DELETE FROM question WHERE number NOT IN (SELECT number FROM question ORDER BY number DESC LIMIT ?)",
                (most,),
            )

    def clear(self) -> None:
        """Remove every question asked."""
        with self._database.transaction():
            self._database.run("DELETE FROM question")

    def saved(self) -> list[tuple[str, str, str]]:
        """Return names, questions and times of the saved searches."""
        rows = self._database.rows("SELECT name, question, saved FROM saved_search")
        return [(str(name), str(question), str(saved)) for name, question, saved in rows]

    def save(self, name: str, question: str, at: str) -> None:
        """Put a saved search in, or in the place of the one of that name."""
        with self._database.transaction():
            self._database.run(
                "INSERT INTO saved_search (name, question, saved) VALUES (?, ?, ?) ON CONFLICT (name) "
                "DO UPDATE SET question = excluded.question, saved = excluded.saved",
                (name, question, at),
            )

    def rename(self, name: str, new_name: str) -> None:
        """Give a saved search another name, which none has."""
        with self._database.transaction():
            self._database.run("UPDATE saved_search SET name = ? WHERE name = ?", (new_name, name))

    def drop(self, name: str) -> None:
        """Remove the saved search of that name."""
        with self._database.transaction():
            self._database.run("DELETE FROM saved_search WHERE name = ?", (name,))
