"""The jobs that have to do with documents: list them, cite one."""

import datetime as dt

from cca_desktop.command.arguments import Asked, UsageError, shown
from cca_desktop.command.desk import stand_up_shelf
from cca_desktop.command.speech import say
from cca_desktop.storage.database import storable
from cca_desktop.study.citation import chicago_note, paragraph_to_cite


def documents(asked: Asked) -> int:  # noqa: ARG001 (the profile holds no documents of a reader's own in this version)
    """List what can be read: the name by which each document is called, and its title.

    Raises:
        KnownError: One is missing or is not what it was.
    """
    for document in stand_up_shelf().documents():
        say(f"{document.id}  {document.title}")
    return 0


def cite(asked: Asked) -> int:
    """Print the citation of the letter, or of one of its paragraphs, as a Chicago note read today.

    Raises:
        UsageError: Another style or format is wanted.
        KnownError: There is no such paragraph, or the letter cannot be read.
    """
    _only("style", asked.value("--style"), "chicago")
    _only("format", asked.value("--format"), "text")
    document = stand_up_shelf().documents()[0]
    told = asked.value("--paragraph")
    paragraph = None if told is None else paragraph_to_cite(document, storable(told))
    today = dt.datetime.now().astimezone().date()
    say(chicago_note(document, accessed=today, paragraph=paragraph))
    return 0


def _only(what: str, told: str | None, known: str) -> None:
    if told is not None and told.strip().lower() != known:
        raise UsageError(f"There is no {what} “{shown(told)}” in this version; there is “{known}”")
