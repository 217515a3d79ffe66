"""The contents panel: the parts of the letter, the one that is being read, and where the text comes from."""

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cca_desktop.library.document import Document
from cca_desktop.ui.contents.part_delegate import NUMERAL_ROLE, PARAGRAPHS_ROLE, PartDelegate
from cca_desktop.ui.theme import Colours


class ContentsPanel(QWidget):
    """Lists the sections; a click, or Enter, goes there."""

    place_chosen = Signal(int)  # a canonical offset

    def __init__(self, document: Document, colours: Colours, scale: int) -> None:
        """List the parts of ``document``."""
        super().__init__()
        self._document = document
        self.parts = QListWidget()
        self.parts.setObjectName("contents")
        self.parts.setAccessibleName(self.tr("Contents"))
        self.parts.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._delegate = PartDelegate(colours, scale, self.parts)
        self.parts.setItemDelegate(self._delegate)
        self._add("", self.tr("The telegram"), "", document.blocks[0].span.start)
        for section in document.sections:
            paragraphs = f"¶ {section.first}" if section.first == section.last else f"¶ {section.first}–{section.last}"
            self._add(section.numeral, section.title, paragraphs, section.span.start)
        close = document.paragraph("close")
        if close is not None:
            self._add("", self.tr("Close"), "", close.span.start)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.parts, 3)
        whole.addWidget(self._facts(), 2)
        self.parts.itemClicked.connect(self._on_chosen)
        self.parts.itemActivated.connect(self._on_chosen)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._delegate.set_look(colours, scale)
        self.parts.scheduleDelayedItemsLayout()

    @Slot(int)
    def follow(self, offset: int) -> None:
        """Mark the part that holds the canonical ``offset`` as the one being read."""
        current = 0
        for row in range(self.parts.count()):
            if self.parts.item(row).data(Qt.ItemDataRole.UserRole) <= offset:
                current = row
        if not self.parts.hasFocus():
            self.parts.setCurrentRow(current)

    def _add(self, numeral: str, title: str, paragraphs: str, offset: int) -> None:
        item = QListWidgetItem(title)
        item.setData(Qt.ItemDataRole.UserRole, offset)
        item.setData(NUMERAL_ROLE, numeral)
        item.setData(PARAGRAPHS_ROLE, paragraphs)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, " ".join(filter(None, (numeral, title, paragraphs))))
        self.parts.addItem(item)

    def _facts(self) -> QScrollArea:
        """Return what is known of the document, to be scrolled where there is little room."""
        told = list(self._document.facts)
        if self._document.recipient:
            told.insert(
                0, (self.tr("Letter"), self.tr("From {author} to {recipient}.").format(**self._document._asdict()))
            )
        facts = QLabel(
            "".join(
                f"<p><span style='font-weight: 600'>{escape(heading)}</span><br>{escape(sentence)}</p>"
                for heading, sentence in told
            )
        )
        facts.setTextFormat(Qt.TextFormat.RichText)
        facts.setWordWrap(True)
        facts.setProperty("quiet", True)
        facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        facts.setAccessibleName(self.tr("About this document"))
        facts.setContentsMargins(14, 10, 14, 14)
        facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setObjectName("facts")
        area.setAccessibleName(self.tr("About this document"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(facts)
        return area

    @Slot(QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.place_chosen.emit(item.data(Qt.ItemDataRole.UserRole))
