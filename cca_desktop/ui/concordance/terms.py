"""What a concordance is asked: the question, where to look, and in what order the lines shall come."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from cca_desktop.library.document import Document
from cca_desktop.search.concordance import Bounds
from cca_desktop.ui.search.panel import SearchField

_WIDTH = 160  # code points on either side: more than there is room for across a window, or on paper


class Terms(QWidget):
    """The fields above the lines: one below the other, or side by side where there is width for it."""

    wanted = Signal()  # the question, or where to look, is another
    order_wanted = Signal()  # the same lines, in another order

    def __init__(self, documents: Sequence[Document]) -> None:
        """Begin empty; one can look in each of ``documents``."""
        super().__init__()
        self.field = SearchField()
        self.field.setObjectName("concordanceField")
        self.field.setPlaceholderText(self.tr("Line up every place of a word"))
        self.field.setAccessibleName(self.tr("Question for the concordance"))
        self.where = self._place(documents)
        self.paragraphs = self._filter(self.tr("all ¶"), self.tr("Only in these paragraphs, such as 5-8"))
        self.tag = self._filter(self.tr("any tag"), self.tr("Only where a note with this tag is"))
        self.first_sort, self.second_sort = self._sort("right"), self._sort("left")
        self.first_sort.setAccessibleName(self.tr("Sort the lines by"))
        self.second_sort.setAccessibleName(self.tr("Sort lines that are alike in this by"))
        self._by, self._then = self._word(self.tr("sorted by")), self._word(self.tr("then"))
        bounds = _row(self.where, self.paragraphs, self.tag)
        for part, share in enumerate((3, 2, 2)):
            bounds.setStretch(part, share)
        order = _row(self._by, self.first_sort, self._then, self.second_sort)
        order.setStretch(1, 1)
        order.setStretch(3, 1)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.addWidget(self.field)
        self._parts.addLayout(bounds)
        self._parts.addLayout(order)
        self.set_wide(False)
        self.field.textChanged.connect(self.wanted)
        self.where.activated.connect(self.wanted)
        for field in (self.paragraphs, self.tag):
            field.textChanged.connect(self.wanted)
        for box in (self.first_sort, self.second_sort):
            box.activated.connect(self.order_wanted)

    def set_wide(self, is_wide: bool) -> None:
        """Stand side by side, or one below the other."""
        direction = QBoxLayout.Direction
        self._parts.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._parts.setSpacing(12 if is_wide else 6)
        for part, share in enumerate((1, 1, 1) if is_wide else (0, 0, 0)):
            self._parts.setStretch(part, share)

    def question(self) -> str:
        """Return what stands in the field."""
        return self.field.text()

    def bounds(self) -> Bounds:
        """Return where the reader wants to look."""
        document, kind = self.where.currentData()
        return Bounds(document, kind, self.paragraphs.text(), self.tag.text(), _WIDTH)

    def sorts(self) -> tuple[str, ...]:
        """Return what the lines are to be sorted by, the first counting most."""
        return tuple(dict.fromkeys((self.first_sort.currentData(), self.second_sort.currentData())))

    def set_bounds(self, bounds: Bounds) -> None:
        """Show where to look, without asking."""
        for field, words in ((self.paragraphs, bounds.paragraphs), (self.tag, bounds.tag)):
            field.blockSignals(True)
            field.setText(words)
            field.blockSignals(False)
        places = [tuple(self.where.itemData(row)) for row in range(self.where.count())]
        self.where.setCurrentIndex(next((row for row, at in enumerate(places) if at == bounds[:2]), 0))

    def set_sorts(self, sorts: Sequence[str]) -> None:
        """Show what to sort by, without asking."""
        for box, sort in zip((self.first_sort, self.second_sort), (*sorts, sorts[-1]), strict=False):
            box.setCurrentIndex(box.findData(sort))

    def show_order(self, *, is_there: bool) -> None:
        """Show what the lines are sorted by, or nothing where there are none."""
        for part in (self._by, self.first_sort, self._then, self.second_sort):
            part.setVisible(is_there)

    def _place(self, documents: Sequence[Document]) -> QComboBox:
        box = QComboBox()
        box.addItem(self.tr("everywhere"), (None, ""))
        for document in documents:
            box.addItem(document.short_title, (document.id, "text"))
        box.addItem(self.tr("your notes"), (None, "note"))
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setAccessibleName(self.tr("Where to look"))
        box.setToolTip(self.tr("Where to look"))
        return box

    def _filter(self, hint: str, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setAccessibleName(name)
        field.setToolTip(name)
        return field

    def _sort(self, chosen: str) -> QComboBox:
        box = QComboBox()
        for sort, words in (
            ("right", self.tr("right")),
            ("left", self.tr("left")),
            ("node", self.tr("word")),
            ("place", self.tr("place")),
        ):
            box.addItem(words, sort)
        box.setCurrentIndex(box.findData(chosen))
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # as wide as the page lets it be
        return box

    def _word(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setProperty("quiet", True)
        return label


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    return row
