"""The command line from end to end: what is asked, who does it, and how it ends."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from cca_desktop.command.arguments import VERSION, WINDOW, Asked, UsageError, form_of, manual, read
from cca_desktop.command.speech import EnoughError, abandon_output, finish, say, speak_utf8, tell
from cca_desktop.errors import KnownError

DONE, TROUBLE, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def run(words: Sequence[str], open_window: Callable[[Path | None, Sequence[str]], int]) -> int:
    """Do what ``words`` ask for; return the exit code: 0 for done, 1 for a known trouble, 2 for wrong usage.

    Args:
        words: The words behind the program's name.
        open_window: Opens the window on the profile in a folder, with files, and returns its exit code.
    """
    speak_utf8()
    _keep_log_to_itself()
    try:
        asked = read(words)
        if asked.job == WINDOW:
            return open_window(asked.profile_folder(), asked.words)
        code = _job(asked.job)(asked)
        finish()
    except UsageError as wrong:
        tell(f"{wrong}.")
        return WRONG_USAGE
    except KnownError as trouble:
        _finish_what_was_said()
        tell(str(trouble))
        return TROUBLE
    except EnoughError:
        abandon_output()
        return DONE
    except KeyboardInterrupt:
        abandon_output()
        return INTERRUPTED
    return code


def _job(name: str) -> Callable[[Asked], int]:  # a row for each, imported when it is asked for
    if name == "search":
        from cca_desktop.command.search_job import search

        return search
    if name == "concordance":
        from cca_desktop.command.concordance_job import concordance

        return concordance
    if name == "note":
        from cca_desktop.command.note_jobs import note

        return note
    if name == "notes":
        from cca_desktop.command.note_jobs import notes

        return notes
    if name == "export":
        from cca_desktop.command.export_job import export

        return export
    if name == "import":
        from cca_desktop.command.import_job import bring_in

        return bring_in
    if name == "documents":
        from cca_desktop.command.document_jobs import documents

        return documents
    if name == "cite":
        from cca_desktop.command.document_jobs import cite

        return cite
    if name == "check":
        from cca_desktop.command.check_job import check

        return check
    if name == "picture":
        from cca_desktop.command.picture_job import picture

        return picture
    if name == "selftest":
        from cca_desktop.command.selftest_job import selftest

        return selftest
    return _explain


def _explain(asked: Asked) -> int:
    if asked.job == VERSION:
        from cca_desktop import __version__

        say(f"CCA Desktop {__version__}")
    else:
        say(manual(form_of(asked.words[0]) if asked.words else None))
    return DONE


def _keep_log_to_itself() -> None:
    """Keep warnings off standard error, where logging puts them if nobody listens: a trouble is one sentence there."""
    logger = logging.getLogger("cca_desktop")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _finish_what_was_said() -> None:
    """Write out the data that came before a trouble, so that they stand before its sentence."""
    try:
        finish()
    except (EnoughError, KnownError):
        abandon_output()
