"""The contents panel: the parts of the letter, the one that is being read, and where the text comes from."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cca_desktop.library.document import Document


class ContentsPanel(QWidget):
    """Lists the sections; a click, or Enter, goes there."""

    place_chosen = Signal(int)  # a canonical offset

    def __init__(self, document: Document) -> None:
        """List the parts of ``document``."""
        super().__init__()
        self._document = document
        self.parts = QListWidget()
        self.parts.setObjectName("contents")
        self.parts.setAccessibleName(self.tr("Contents"))
        self.parts.setWordWrap(True)
        self.parts.setSpacing(2)
        self.parts.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._add(self.tr("The telegram"), document.blocks[0].span.start)
        for section in document.sections:
            paragraphs = f"¶ {section.first}" if section.first == section.last else f"¶ {section.first}–{section.last}"
            self._add(f"{section.numeral}  {section.title}   {paragraphs}", section.span.start)
        close = document.paragraph("close")
        if close is not None:
            self._add(self.tr("Close"), close.span.start)
        told = [f"{heading}. {sentence}" for heading, sentence in document.facts]
        if document.recipient:
            told.insert(0, self.tr("From {author} to {recipient}.").format(**document._asdict()))
        facts = QLabel("\n\n".join(told))
        facts.setWordWrap(True)
        facts.setProperty("quiet", True)
        facts.setTextFormat(Qt.TextFormat.PlainText)
        facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        facts.setContentsMargins(14, 8, 14, 14)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.addWidget(self.parts, 3)
        whole.addWidget(facts)
        self.parts.itemClicked.connect(self._on_chosen)
        self.parts.itemActivated.connect(self._on_chosen)

    @Slot(int)
    def follow(self, offset: int) -> None:
        """Mark the part that holds the canonical ``offset`` as the one being read."""
        current = 0
        for row in range(self.parts.count()):
            if self.parts.item(row).data(Qt.ItemDataRole.UserRole) <= offset:
                current = row
        if not self.parts.hasFocus():
            self.parts.setCurrentRow(current)

    def _add(self, words: str, offset: int) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, offset)
        self.parts.addItem(item)

    @Slot(QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.place_chosen.emit(item.data(Qt.ItemDataRole.UserRole))
