"""The job that tries everything once, as a reader would, away from the reader's own notes."""

import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, QTimer, qVersion
from PySide6.QtWidgets import QApplication

import cca_desktop
from cca_desktop import __version__
from cca_desktop.app import Program, make_application
from cca_desktop.command.arguments import Asked, shown
from cca_desktop.command.desk import notes_at_hand, stand_up_shelf
from cca_desktop.command.parts import missing, parts_of
from cca_desktop.command.speech import finish, say
from cca_desktop.command.unseen import has_no_display, hush
from cca_desktop.errors import KnownError, NotHereError
from cca_desktop.export.formats import FORMATS, HYPOTHESIS, JSON_LD, MARKDOWN, write
from cca_desktop.export.outgoing import outgoing
from cca_desktop.export.reading import read
from cca_desktop.notes.stamp import now
from cca_desktop.storage.atomic_file import write_atomically
from cca_desktop.storage.profile import Profile
from cca_desktop.text.anchoring import find_quote
from cca_desktop.ui.actions import Command
from cca_desktop.ui.notes.panel import NotesPanel
from cca_desktop.ui.print.letter_print import save_pdf

_WAITS_AT_MOST_MS = 20_000
_LOOKS_EVERY_MS = 10
_QUESTION, _QUOTE = "offensive weapons", "the knot of war"
_BODY = "Written by the selftest: ¶ 1, “naïve”, мир."


class Step(NamedTuple):
    """One thing that was tried, as it is reported."""

    name: str
    ok: bool
    detail: str
    ms: int


class FailedStepError(Exception):
    """A step did not come out as it does on a healthy machine."""


def selftest(asked: Asked) -> int:
    """Try everything, write the report, and say in one line how it went; return 0 only if all went well.

    Raises:
        KnownError: The report cannot be written.
    """
    file = Path(asked.words[0])
    if not file.parent.is_dir():
        raise NotHereError(f"There is no folder “{shown(str(file.parent))}” to put the report into.")
    report = Report(file)
    if has_no_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    hush()
    # Windows keeps a file that somebody still has open; a scratch folder left behind is no reason to fail.
    with tempfile.TemporaryDirectory(prefix="cca-desktop-selftest-", ignore_cleanup_errors=True) as scratch:
        Trial(Path(scratch), report).run()
    report.write(is_over=True)
    failed = [step.name for step in report.steps if not step.ok]
    took = sum(step.ms for step in report.steps) / 1000
    say(f"Everything works ({took:.1f} s)." if not failed else f"Failed: {', '.join(failed)}. See {report.file}.")
    if any(thread is not threading.main_thread() for thread in threading.enumerate()):
        finish()
        # A window that opened by half has left a lane, which would keep the process for ever.
        os._exit(1 if failed else 0)
    return 1 if failed else 0


class Report:
    """What was tried so far; written after every step, so that it tells of a program that ended in the midst of one."""

    def __init__(self, file: Path) -> None:
        """Report into ``file``; that it cannot be written is found out at once."""
        self.file = file
        self.steps: list[Step] = []
        self.write()

    def add(self, step: Step) -> None:
        """Report one more step."""
        self.steps.append(step)
        self.write()

    def write(self, *, is_over: bool = False) -> None:
        """Write all that is known; only a trial that is over can have gone well."""
        told = {
            "ok": is_over and bool(self.steps) and all(step.ok for step in self.steps),
            "version": __version__,
            "qt": qVersion(),
            "python": sys.version.split()[0],
            "steps": [step._asdict() for step in self.steps],
        }
        write_atomically(self.file, (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace"))


class Trial:
    """A reader's first evening with the program, in a minute."""

    def __init__(self, scratch: Path, report: Report) -> None:
        """Keep everything in the folder ``scratch``."""
        self._scratch = scratch
        self._profile = Profile.at(scratch / "profile")
        self._report = report

    def run(self) -> None:
        """Take step after step; without a window there is no need to try the rest."""
        programs: list[Program] = []
        try:
            self._take_steps(programs)
        finally:
            for program in programs:
                program.close()  # where a step has failed; it is closed already where none has

    def _take_steps(self, programs: list[Program]) -> None:
        if not self._step("open", lambda: self._open(programs)):
            return
        program = programs[0]
        self._step("read", lambda: _read(program))
        self._step("search", lambda: _search(program))
        has_written = self._step("write a note", lambda: _write(program))
        self._step("close", lambda: _close(program))
        if has_written and self._step("open again", lambda: self._open(programs)):
            self._step("read the note again", lambda: _read_note(programs[1]))
            self._step("close again", lambda: _close(programs[1]))
            self._step("take the note elsewhere and back", lambda: _take_elsewhere(self._profile, self._scratch))
        self._step("print to PDF", lambda: _print(program, self._scratch / "letter.pdf"))
        self._step("load every part", _load_parts)

    def _step(self, name: str, deed: Callable[[], str]) -> bool:
        start = time.perf_counter()
        try:
            detail, ok = deed(), True
        except (FailedStepError, KnownError) as trouble:
            detail, ok = str(trouble), False
        except Exception as mistake:  # noqa: BLE001 (an edge: an installer is told of every mistake, whatever it is)
            detail, ok = f"{type(mistake).__name__}: {mistake}", False
        self._report.add(Step(name, ok, detail, round((time.perf_counter() - start) * 1000)))
        return ok

    def _open(self, programs: list[Program]) -> str:
        application = QApplication.instance() or make_application()
        if isinstance(application, QApplication):
            application.setQuitOnLastWindowClosed(False)  # one window is closed here and another opened
        program = Program(self._profile)
        programs.append(program)
        program.show()
        _wait("the window is not shown", program.window.isVisible)
        _wait("the commands never came to the window", lambda: program.is_introduced)
        return f"platform {QApplication.platformName()}"


def _read(program: Program) -> str:
    words = program.window.panels.letter.toPlainText()
    first = program.document.paragraph("1")
    opening = first.span.cut(program.document.text)[:60] if first else ""
    if not opening or opening not in words:
        raise FailedStepError("the letter does not stand in the window")
    return f"{len(words)} characters"


def _search(program: Program) -> str:
    panel = program.window.panels.search
    panel.ask(_QUESTION)

    def is_answered() -> bool:
        answer = panel.answer()
        return answer is not None and answer.query.strip() == _QUESTION

    _wait("no answer came", is_answered)
    answer = panel.answer()
    if answer is None or not answer.total or panel.current() is None:
        raise FailedStepError("nothing was found")
    return f"{answer.total} hits for “{_QUESTION}”"


def _write(program: Program) -> str:
    notes = _notes_of(program)
    places = find_quote(program.document.text, _QUOTE)
    if not places:
        raise FailedStepError("the words for the note are not in the letter")
    program.window.panels.letter.select(places[0])
    program.actions[Command.WRITE_NOTE].trigger()
    _wait("no editor opened", lambda: notes.editor() is not None)
    editor = notes.editor()
    assert editor is not None
    editor.words.insertPlainText(_BODY)
    notes.close_editor()
    _wait("the note was not saved", lambda: not program.desk.unsaved() and _bodies(program) == [_BODY])
    return f"{len(_BODY)} characters on “{_QUOTE}”"


def _read_note(program: Program) -> str:
    if _bodies(program) != [_BODY]:
        raise FailedStepError(f"the note is not as it was written: {_bodies(program)}")
    placed = _notes_of(program).notes()[0]
    if placed.span is None or placed.span.cut(program.document.text) != _QUOTE:
        raise FailedStepError("the note has lost its place")
    return f"{placed.state} at {placed.span.start}"


def _take_elsewhere(profile: Profile, folder: Path) -> str:
    """Write the note in every format, and read it again from those that have a way back."""
    shelf = stand_up_shelf()
    out = outgoing(notes_at_hand(profile, shelf), shelf.documents(), now())
    for name in FORMATS:
        write(name, out, folder / f"notes-{name}")
    for name in (MARKDOWN, JSON_LD, HYPOTHESIS):
        bodies = [note.body for note in read(folder / f"notes-{name}", shelf.documents()).notes]
        if bodies != [_BODY]:
            raise FailedStepError(f"from {name} the note comes back as {bodies}")
    return ", ".join(FORMATS)


def _print(program: Program, file: Path) -> str:
    pages = save_pdf(program.document, file)
    if not file.read_bytes().startswith(b"%PDF-"):
        raise FailedStepError("the file is no PDF")
    return f"{pages} pages, {file.stat().st_size} bytes"


def _load_parts() -> str:
    parts = parts_of(cca_desktop)
    troubles = missing(parts)
    if troubles:
        raise FailedStepError(" ".join(troubles))
    return f"{len(parts)} parts"


def _close(program: Program) -> str:
    program.window.close()
    if program.window.isVisible():
        raise FailedStepError("the window would not close")
    return ""


def _bodies(program: Program) -> list[str]:
    return [placed.note.body for placed in _notes_of(program).notes()]


def _notes_of(program: Program) -> NotesPanel:
    if program.window.notes is None:
        raise FailedStepError("there is no panel for notes")
    return program.window.notes


def _wait(failing: str, is_so: Callable[[], bool]) -> None:
    """Let the window work until something is so.

    Raises:
        FailedStepError: It never was.
    """
    end = time.monotonic() + _WAITS_AT_MOST_MS / 1000
    loop = QEventLoop()
    looks = QTimer()
    looks.setInterval(_LOOKS_EVERY_MS)
    looks.timeout.connect(lambda: loop.quit() if is_so() or time.monotonic() > end else None)
    looks.start()
    loop.exec()
    looks.stop()
    if not is_so():
        raise FailedStepError(failing)
