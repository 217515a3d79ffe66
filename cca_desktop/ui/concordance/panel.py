"""The concordance's page: a question, where to look, in what order, and the lines."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cca_desktop.library.document import Document
from cca_desktop.search.concordance import Concordance, Line
from cca_desktop.search.dispersion import dispersion_of
from cca_desktop.ui.concordance.dispersion_picture import DispersionPicture
from cca_desktop.ui.concordance.line_list import LineList
from cca_desktop.ui.search.field_tools import FieldTools
from cca_desktop.ui.search.panel import SearchField
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import panel_face

_EDGE = 14


class ConcordancePanel(QWidget):
    """Asks for lines and shows them; it neither searches nor turns the letter's pages."""

    wanted = Signal()  # the question, or where to look, is another
    order_wanted = Signal()  # the same lines, in another order
    became_current = Signal(object)  # a Line that the reader moved to
    accepted = Signal(object)  # a Line that the reader wants to stay at
    place_chosen = Signal(int)  # a canonical offset
    table_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, document: Document, colours: Colours, scale: int) -> None:
        """Begin empty; the dispersion is that over ``document``."""
        super().__init__()
        self._document = document
        self._is_shown = False
        self.field = SearchField()
        self.field.setObjectName("concordanceField")
        self.field.setPlaceholderText(self.tr("Line up every place of a word"))
        self.field.setAccessibleName(self.tr("Question for the concordance"))
        self._tools = FieldTools(self.field, colours, scale, has_menu=False)
        self.paragraphs = self._filter(self.tr("all ¶"), self.tr("Only in these paragraphs, such as 5-8"))
        self.tag = self._filter(self.tr("any tag"), self.tr("Only where a note with this tag is"))
        self._count = self._label()
        self._understood = self._label()
        self._notices = self._label()
        self._spread = self._label()
        self._spread.setToolTip(
            self.tr(
                "Gries’s deviation of proportions (DP): 0 where the hits fall as the words do, towards 1 where they "
                "crowd into one short paragraph. S. Th. Gries, “Dispersions and adjusted frequencies in corpora”, "
                "International Journal of Corpus Linguistics 13(4), 2008, 403–437."
            )
        )
        self.picture = DispersionPicture(document, colours, scale)
        self.first_sort, self.second_sort = self._sort("right"), self._sort("left")
        self.first_sort.setAccessibleName(self.tr("Sort the lines by"))
        self.second_sort.setAccessibleName(self.tr("Sort lines that are alike in this by"))
        self.lines = LineList(colours, scale)
        self.copy = self._button(self.tr("Copy"), self.tr("Copy the chosen lines"))
        self.table = self._button(self.tr("Table…"), self.tr("Save the lines as a table (CSV)"))
        self.paper = self._button(self.tr("Print…"), self.tr("Print the lines"))
        self._arrange()
        self.field.textChanged.connect(self.wanted)
        self.field.stepped.connect(self.step)
        self.field.entered.connect(self._accept)
        for field in (self.paragraphs, self.tag):
            field.textChanged.connect(self.wanted)
        for box in (self.first_sort, self.second_sort):
            box.activated.connect(self.order_wanted)
        self.lines.clicked.connect(self._follow)
        self.lines.activated.connect(self._accept)
        self.lines.selectionModel().currentChanged.connect(self._on_moved)
        self.picture.place_chosen.connect(self.place_chosen)
        self.copy.clicked.connect(self.lines.copy)
        self.table.clicked.connect(self.table_wanted)
        self.paper.clicked.connect(self.print_wanted)
        self.set_look(colours, scale)
        self.show_nothing()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(_EDGE, _EDGE, _EDGE, 8)
        top.setSpacing(6)
        top.addWidget(self.field)
        top.addLayout(_row(self.paragraphs, self.tag))
        for label in (self._count, self._understood, self._notices):
            top.addWidget(label)
        self._by = self._label(self.tr("sorted by"))
        self._then = self._label(self.tr("then"))
        order = _row(self._by, self.first_sort, self._then, self.second_sort)
        order.setStretch(1, 1)
        order.setStretch(3, 1)
        top.addLayout(order)
        top.addWidget(self.picture)
        top.addWidget(self._spread)
        column.addLayout(top)
        column.addWidget(self.lines, 1_000)
        below = _row(self.copy, self.table, self.paper)
        below.setContentsMargins(_EDGE, 6, _EDGE, 6)
        below.addStretch(1)
        column.addLayout(below)
        column.addStretch(1)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        face = panel_face(scale)
        face.setItalic(True)
        self._understood.setFont(face)
        self._tools.set_look(colours, scale)
        self.picture.set_look(colours, scale)
        self.lines.set_look(colours, scale)

    def question(self) -> str:
        """Return what stands in the field."""
        return self.field.text()

    def ask(self, question: str) -> None:
        """Put ``question`` into the field and ask it, everywhere."""
        for field in (self.paragraphs, self.tag):
            field.blockSignals(True)
            field.clear()
            field.blockSignals(False)
        if question == self.question():
            self.wanted.emit()
        else:
            self.field.setText(question)

    def sorts(self) -> tuple[str, ...]:
        """Return what the lines are to be sorted by, the first counting most."""
        return tuple(dict.fromkeys((self.first_sort.currentData(), self.second_sort.currentData())))

    def show_nothing(self) -> None:
        """Say what comes here, and how."""
        self._is_shown = False
        self.lines.show_lines(())
        self._say(self.tr("Every place of a word in its context, one below the other: type a word."), "", "")
        self._show_parts(are_there=False)

    def show_lines(self, concordance: Concordance, lines: tuple[Line, ...]) -> None:
        """Show the lines in the order in which they come."""
        self._is_shown = False  # moves of the current line are no reader's, for a moment
        self.lines.show_lines(lines)
        self._is_shown = True
        self._say(self._told(concordance), concordance.understood, " ".join(concordance.notices))
        dispersion = dispersion_of(
            self._document,
            [line.span for line in lines if line.kind == "text" and line.document == self._document.id],
        )
        self.picture.show_dispersion(dispersion)
        if dispersion.deviation is not None:
            self._spread.setText(
                self.tr("In {some} of {all} paragraphs · DP {deviation}").format(
                    some=dispersion.paragraphs_with_hits(),
                    all=len(dispersion.hits),
                    deviation=f"{dispersion.deviation:.2f}",
                )
            )
        self._show_parts(are_there=bool(lines))
        for part in (self.picture, self._spread):
            part.setVisible(dispersion.deviation is not None)

    def told(self) -> str:
        """Return in words what stands above the lines, to be read aloud."""
        labels = (self._count, self._understood, self._notices, self._spread)
        return " ".join(f"{one.text().rstrip('.')}." for one in labels if one.text() and not one.isHidden())

    @Slot(int)
    def step(self, by: int) -> None:
        """Make the next line (or with -1 the one before) current."""
        self._is_shown = False
        has_moved = self.lines.step(by)
        self._is_shown = True
        if has_moved:
            self._follow()

    @Slot(QModelIndex)
    def _on_moved(self) -> None:
        if self._is_shown and self.lines.hasFocus():
            self._follow()

    @Slot(QModelIndex)
    def _follow(self) -> None:
        line = self.lines.current()
        if line is not None:
            self.became_current.emit(line)

    @Slot()
    def _accept(self) -> None:
        line = self.lines.current()
        if line is not None:
            self.accepted.emit(line)

    def _told(self, concordance: Concordance) -> str:
        count = len(self.lines.lines())
        if not concordance.total:
            return self.tr("Nothing found")
        if count < concordance.total:
            return self.tr("The first {count} of {total} lines").format(count=count, total=concordance.total)
        lines = self.tr("1 line") if count == 1 else self.tr("%n lines", "", count)
        return self.tr("at least {lines}").format(lines=lines) if concordance.total_is_floor else lines

    def _show_parts(self, *, are_there: bool) -> None:
        sorting = (self._by, self.first_sort, self._then, self.second_sort)
        for part in (*sorting, self.picture, self._spread, self.lines, self.copy, self.table, self.paper):
            part.setVisible(are_there)

    def _say(self, count: str, understood: str, notices: str) -> None:
        for label, words in ((self._count, count), (self._understood, understood), (self._notices, notices)):
            label.setText(words)
            label.setVisible(bool(words))

    def _label(self, words: str = "") -> QLabel:
        label = QLabel(words)
        label.setWordWrap(not words)
        label.setProperty("quiet", True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

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

    def _button(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("link", True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    return row
