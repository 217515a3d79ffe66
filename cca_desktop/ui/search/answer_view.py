"""What came out of a question: the count in words, how it was understood, the spread, and one row for each hit."""

from PySide6.QtCore import QItemSelection, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from cca_desktop.library.document import Document
from cca_desktop.search.answer import Answer, Hit
from cca_desktop.ui.icons import icon
from cca_desktop.ui.search.hit_list import HitList
from cca_desktop.ui.search.spread import Spread
from cca_desktop.ui.search.wording import worded
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import panel_face, put_on

_EDGE = 14
_ICON = 14  # pixels at 100 %


class AnswerView(QWidget):
    """Shows an answer and keeps one of its hits current."""

    became_current = Signal(object)  # a Hit that the reader moved to
    accepted = Signal(object)  # a Hit that the reader wants to stay at
    place_chosen = Signal(float)  # a place on the spread, 0 to 1
    suggestion_taken = Signal(str)  # what the reader did mean
    order_chosen = Signal(bool)  # whether the best comes first, and not what stands first

    def __init__(self, document: Document, colours: Colours, scale: int) -> None:
        """Begin empty; the spread is that of ``document``."""
        super().__init__()
        self._document = document
        self._answer: Answer | None = None
        self._by_relevance = False
        self._count = self._label()
        self._count.setAlignment(Qt.AlignmentFlag.AlignVCenter)  # level with the button beside it
        self._understood = self._label()
        self._notices = self._label()
        self.suggestion = QPushButton()
        self.suggestion.setProperty("link", True)
        self.suggestion.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.order = QToolButton()
        self.order.setCheckable(True)
        self.spread = Spread(document, colours)
        self.rows = HitList({document.id: document.short_title}, colours, scale)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._count, 1)
        head.addWidget(self.order, 0, Qt.AlignmentFlag.AlignTop)
        top = QVBoxLayout()
        top.setContentsMargins(_EDGE, 0, _EDGE, 10)
        top.setSpacing(6)
        top.addLayout(head)
        for widget in (self.suggestion, self._understood, self._notices, self.spread):
            top.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.rows, 1_000)
        column.addStretch(1)
        self.rows.selectionModel().selectionChanged.connect(self._on_moved)
        self.rows.clicked.connect(self._follow)
        self.rows.activated.connect(self._accept)
        self.spread.place_chosen.connect(self.place_chosen)
        self.suggestion.clicked.connect(self._take_suggestion)
        self.order.clicked.connect(self.change_order)
        self.set_look(colours, scale)
        self._show_order()

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        face = panel_face(scale)
        face.setItalic(True)
        put_on(self._understood, face)
        side = round(_ICON * scale / 100)
        self.order.setIcon(icon("order", colours.ink_quiet))
        self.order.setIconSize(QSize(side, side))
        self.rows.set_look(colours, scale)
        self.spread.set_look(colours, scale)

    def show_answer(self, answer: Answer | None, *, number: int = 0) -> None:
        """Show ``answer``, its hit of that ``number`` (from 0) as the current one."""
        self._answer = answer
        self._show_words(self._count, self._counted(answer) if answer else "")
        self._show_words(self._understood, worded(answer.understood) if answer else "")
        self._show_words(self._notices, " ".join(map(worded, answer.notices)) if answer else "")
        suggestion = answer.suggestion if answer else ""
        self.suggestion.setText(self.tr("Did you mean “{words}”?").format(words=suggestion).replace("&", "&&"))
        self.suggestion.setVisible(bool(suggestion))
        self.rows.show_answer(answer, number=number)
        hits = self.rows.hits()
        self.rows.setVisible(bool(hits))
        self.order.setVisible(len(hits) > 1)
        if answer is None or len(answer.hits) == answer.total:
            self.spread.show_hits(hits)
        self.spread.show_current(self.current())

    def show_looking(self) -> None:
        """Say that the answer is still being looked for; the hits of the question before stay until then."""
        self._show_words(self._count, self.tr("Looking …"))
        for label in (self._understood, self._notices):
            self._show_words(label, "")
        self.suggestion.hide()

    def answer(self) -> Answer | None:
        """Return the answer that is shown."""
        return self._answer

    def is_by_relevance(self) -> bool:
        """Tell whether the best hits come first."""
        return self._by_relevance

    def current(self) -> Hit | None:
        """Return the current hit."""
        return self.rows.current()

    def number(self) -> int:
        """Return the number of the current hit, from 0."""
        return self.rows.number()

    def told(self) -> str:
        """Return in words what stands above the hits, to be read aloud."""
        labels = (self._count, self.suggestion, self._understood, self._notices)
        return " ".join(_sentence(one.text().replace("&&", "&")) for one in labels if one.text() and not one.isHidden())

    def step(self, by: int) -> None:
        """Make the next hit (or with -1 the one before) current, going round at the ends."""
        if self.rows.step(by):
            self._follow()

    @Slot()
    def change_order(self) -> None:
        """Put the best hits first, or bring them back into reading order."""
        self._by_relevance = not self._by_relevance
        self._show_order()
        self.order_chosen.emit(self._by_relevance)

    @Slot()
    def _take_suggestion(self) -> None:
        if self._answer is not None and self._answer.suggestion:
            self.suggestion_taken.emit(self._answer.suggestion)

    @Slot(QItemSelection)
    def _on_moved(self) -> None:
        self.spread.show_current(self.current())
        if self.rows.hasFocus():
            self._follow()

    @Slot(QModelIndex)
    def _follow(self) -> None:
        hit = self.current()
        if hit is not None:
            self.became_current.emit(hit)

    @Slot(QModelIndex)
    def _accept(self) -> None:
        hit = self.current()
        if hit is not None:
            self.accepted.emit(hit)

    def _counted(self, answer: Answer) -> str:
        """Return the count in words: hits, the paragraphs they stand in, and how many are in notes."""
        if not answer.total:
            nothing = self.tr("Nothing found yet") if answer.total_is_floor else self.tr("Nothing found")
            return nothing if answer.understood else ""
        if len(answer.hits) < answer.total:  # where they all stand is told in a moment
            if answer.total_is_floor:
                return self.tr("At least %n hits in all", "", answer.total)
            return self.tr("%n hits in all", "", answer.total)
        texts = [hit for hit in answer.hits if hit.kind == "text"]
        in_notes = len(answer.hits) - len(texts)
        total = answer.total - in_notes
        told = []
        if texts:
            hits = self.tr("1 hit") if total == 1 else self.tr("%n hits", "", total)
            count = len({(hit.document, hit.paragraph) for hit in texts})
            paragraphs = self.tr("1 paragraph") if count == 1 else self.tr("%n paragraphs", "", count)
            told.append(self.tr("{hits} in {paragraphs}").format(hits=hits, paragraphs=paragraphs))
        if in_notes:
            told.append(self.tr("%n in your notes", "", in_notes))
        if self._by_relevance and answer.total > 1:
            told.append(self.tr("the best first"))
        counts = " · ".join(told)
        return self.tr("At least {counts}").format(counts=counts) if answer.total_is_floor else counts

    def _show_order(self) -> None:
        self.order.setChecked(self._by_relevance)
        order = self.tr("the best first") if self._by_relevance else self.tr("as they are read")
        self.order.setAccessibleName(self.tr("Order of the hits: {order}").format(order=order))
        self.order.setToolTip(
            self.tr("Put the hits into reading order") if self._by_relevance else self.tr("Put the best hits first")
        )

    def _show_words(self, label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)  # one that is alone may be higher than its words
        label.setProperty("quiet", True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."
