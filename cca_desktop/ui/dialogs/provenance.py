"""Where a text comes from: its title and archive, its checksum, and the other witnesses of it."""

from html import escape

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFrame, QTextBrowser, QVBoxLayout, QWidget

from cca_desktop.library.document import Document
from cca_desktop.ui.dialogs.room import take_room

_WIDTH, _HEIGHT = 64, 32  # of running letters, of lines
_MARGIN = 14
_HEADING = "font-size: large; font-weight: 600"


class ProvenanceDialog(QDialog):
    """A page to read, and to copy the checksum from."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        """Tell of ``document``."""
        super().__init__(parent)
        self._document = document
        self.setWindowTitle(self.tr("About this document"))
        take_room(self, _WIDTH, _HEIGHT)
        page = QTextBrowser()
        page.setAccessibleName(self.windowTitle())
        page.setOpenLinks(False)  # nothing here ever goes to the network
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.document().setDocumentMargin(_MARGIN)
        page.setHtml(self._page())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        if document.checksum:
            copying = buttons.addButton(self.tr("Copy the checksum"), QDialogButtonBox.ButtonRole.ActionRole)
            copying.clicked.connect(self._copy_checksum)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(page)
        column.addWidget(buttons)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self) -> str:
        document = self._document
        told = [f"<p style='{_HEADING}'>{escape(document.title)}</p>"]
        facts = list(document.facts)
        if document.recipient:
            words = self.tr("From {author} to {recipient}.")
            facts.insert(0, (self.tr("Letter"), words.format(author=document.author, recipient=document.recipient)))
        told.extend(_fact(heading, sentence) for heading, sentence in facts)
        if document.witnesses:
            told.append(f"<p style='{_HEADING}'>{escape(self.tr('Witnesses'))}</p>")
            told.extend(_fact(name, sentence) for name, sentence in document.witnesses)
        if document.checksum:
            told.append(f"<p style='{_HEADING}'>{escape(self.tr('This file'))}</p>")
            length = len(document.text)
            words = self.tr(
                "%Ln characters. The checksum was compared when the program started, and it fits.", "", length
            )
            told.append(_fact(self.tr("Whole"), words))
            told.append(_fact(self.tr("SHA-256"), document.checksum))
            told.append(_fact(self.tr("Address"), document.address))
        return "".join(told)

    @Slot()
    def _copy_checksum(self) -> None:
        QApplication.clipboard().setText(self._document.checksum)


def _fact(heading: str, sentence: str) -> str:
    return f"<p><span style='font-weight: 600'>{escape(heading)}</span><br>{escape(sentence)}</p>"
