"""What words of a note lead to, shown in a tip where the mouse rests on them: a paragraph, another note, an address."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QToolTip, QWidget

from cca_desktop.library.document import Document
from cca_desktop.notes.links import title_of, titled
from cca_desktop.ui.notes.note_desk import NoteDesk

if TYPE_CHECKING:
    from cca_desktop.notes.notebook import Notebook
    from cca_desktop.ui.notes.references import Reference

_MOST = 420  # code points of what is shown


class Previews(QObject):
    """Shows what a reference names, in its own words."""

    def __init__(self, desk: NoteDesk, document: Document, parent: QObject) -> None:
        """Show paragraphs of ``document`` and notes of ``desk``."""
        super().__init__(parent)
        self._desk = desk
        self._document = document

    def show(self, reference: Reference, at: QPoint, over: QWidget) -> None:
        """Show what ``reference`` leads to, at a place of the screen, for as long as the mouse rests ``over`` it."""
        if reference.kind == "note":
            self._desk.ask(partial(_body, title=reference.target), partial(self._show_note, reference.target, at, over))
        elif reference.kind == "paragraph":
            self._tell(at, over, *self._paragraphs(reference))
        else:
            self._tell(at, over, self.tr("Ctrl+click opens this address"), reference.target)

    def _show_note(self, title: str, at: QPoint, over: QWidget, body: str | None) -> None:
        if body is None:
            self._tell(at, over, self.tr("There is no note that begins with “{title}” yet.").format(title=title), "")
        else:
            self._tell(at, over, title_of(body), body.partition("\n")[2].strip())

    def _paragraphs(self, reference: Reference) -> tuple[str, str]:
        """Return what the paragraphs are called, and their words."""
        first = self._document.paragraph(reference.target)
        if first is None:
            return self.tr("There is no ¶ {label} here.").format(label=reference.target), ""
        last = self._document.paragraph(reference.last) or first
        name = f"¶ {first.label}" if last == first else f"¶ {first.label}–{last.label}"
        return name, self._document.text[first.span.start : max(first.span.end, last.span.end)]

    def _tell(self, at: QPoint, over: QWidget, name: str, words: str) -> None:
        told = " ".join(words[: 2 * _MOST].split())
        if len(told) > _MOST:
            told = told[:_MOST].rpartition(" ")[0] + " …"
        QToolTip.showText(at, f"<p><b>{escape(name)}</b></p><p>{escape(told)}</p>", over)


def _body(notebook: Notebook, *, title: str) -> str | None:
    found = titled(notebook.titles(), title)
    return None if found is None else notebook.note(found).body
