"""Over the list of notes: which of them are listed, in what order, and what can be done to those that are selected."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from cca_desktop.notes.note import COLOURS
from cca_desktop.ui.notes.arrangement import Order
from cca_desktop.ui.swatches import colour_names, spot
from cca_desktop.ui.theme import Colours

_SWATCH = 24  # pixels at 100 %


class ListHeader(QWidget):
    """Tells what is wanted of the list; it lists nothing itself."""

    filter_changed = Signal(str)  # a question; "" for all notes
    order_chosen = Signal(object)  # an Order
    left = Signal()  # Esc in the filter
    tags_wanted = Signal(object, object)  # tags to add, and tags to take off, for what is selected
    colour_wanted = Signal(str)
    export_wanted = Signal()
    retirement_wanted = Signal()

    def __init__(self, colours: Colours, scale: int) -> None:
        """Begin with all notes, by place."""
        super().__init__()
        self.filter = QLineEdit()
        self.filter.setObjectName("notesFilter")
        self.filter.setPlaceholderText(self.tr("Find in your notes"))
        self.filter.setAccessibleName(self.tr("Find in your notes"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.filter_changed)
        self.filter.installEventFilter(self)
        self.order = QComboBox()
        self.order.setObjectName("notesOrder")
        self.order.setAccessibleName(self.tr("Order of the notes"))
        for order, name in (
            (Order.PLACE, self.tr("By place")),
            (Order.DATE, self.tr("By date")),
            (Order.TAG, self.tr("By tag")),
            (Order.COLOUR, self.tr("By colour")),
            (Order.ASTRAY, self.tr("Astray first")),
        ):
            self.order.addItem(name, order)
        self.order.currentIndexChanged.connect(self._tell_order)
        self._told = QLabel()
        self._told.setObjectName("notesListed")
        self._told.setProperty("quiet", True)
        self._told.setWordWrap(True)
        self._selected = QLabel()
        self._selected.setObjectName("notesSelected")
        self._tags = QLineEdit()
        self._tags.setObjectName("tagsForSelected")
        self._tags.setPlaceholderText(self.tr("Add tags, or take off with -tag"))
        self._tags.setAccessibleName(
            self.tr("Tags to add to the selected notes; with a minus before it, one to take off")
        )
        self._tags.returnPressed.connect(self._tell_tags)
        self._swatches: dict[str, QToolButton] = {}
        self._of_selected = self._lay_out()
        self.set_look(colours, scale)
        self.show_selected(0)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        size = round(_SWATCH * min(scale, 200) / 100)
        for colour, button in self._swatches.items():
            button.setFixedSize(size, size)
            button.setIconSize(QSize(size // 2, size // 2))
            button.setIcon(spot(colours, colour))

    def show_listed(self, listed: int, total: int) -> None:
        """Say how many notes are listed where that are not all."""
        words = self.tr("No note answers this.") if not listed else self.tr("{listed} of {total} notes")
        self._told.setText(words.format(listed=f"{listed:,}", total=f"{total:,}"))
        self._told.setVisible(listed != total)

    def show_selected(self, count: int) -> None:
        """Offer what can be done to several notes, where several are selected."""
        several = self.tr("%Ln notes are selected.", "", count)
        self._selected.setText(self.tr("One note is selected.") if count == 1 else several)
        self._of_selected.setVisible(count > 1)

    def ask_tags(self, count: int) -> None:
        """Let the reader type tags for what is selected, be it one note."""
        self.show_selected(count)
        self._of_selected.show()
        self._tags.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the filter with Esc, and for the list with the arrow down."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.filter.clear()
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _tell_order(self) -> None:
        self.order_chosen.emit(Order(self.order.currentData()))

    @Slot()
    def _tell_tags(self) -> None:
        more, fewer = tags_typed(self._tags.text())
        self._tags.clear()
        if more or fewer:
            self.tags_wanted.emit(more, fewer)

    def _lay_out(self) -> QWidget:
        first = QHBoxLayout()
        first.addWidget(self.filter, 1)
        first.addWidget(self.order)
        of_selected = QWidget()
        deeds = QHBoxLayout()
        deeds.setSpacing(2)
        for colour, name in zip(COLOURS, colour_names(self), strict=True):
            button = QToolButton()
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setAutoRaise(True)
            button.clicked.connect(partial(self.colour_wanted.emit, colour))
            self._swatches[colour] = button
            deeds.addWidget(button)
        deeds.addStretch(1)
        away = QHBoxLayout()  # of their own: beside the colours they would not fit in a narrow side
        away.addStretch(1)
        export = QPushButton(self.tr("Export…"))
        export.setToolTip(self.tr("Take the selected notes elsewhere"))
        export.clicked.connect(self.export_wanted)
        away.addWidget(export)
        retire = QPushButton(self.tr("Retire"))
        retire.setToolTip(self.tr("Put the selected notes into the bin"))
        retire.clicked.connect(self.retirement_wanted)
        away.addWidget(retire)
        rows = QVBoxLayout(of_selected)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._selected)
        rows.addWidget(self._tags)
        rows.addLayout(deeds)
        rows.addLayout(away)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 0)
        whole.addLayout(first)
        whole.addWidget(self._told)
        whole.addWidget(of_selected)
        return of_selected


def tags_typed(words: str) -> tuple[Sequence[str], Sequence[str]]:
    """Return the tags to add and the tags to take off that ``words`` name, divided by commas."""
    tags = [tag.strip() for tag in words.split(",")]
    more = [tag for tag in tags if tag and not tag.startswith("-")]
    return more, [tag[1:].strip() for tag in tags if tag.startswith("-") and tag[1:].strip()]
