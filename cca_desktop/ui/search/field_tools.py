"""What stands in the search field beside the words: a button that clears it, and how the word may go on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from cca_desktop.search.completion import FIELD, WORD, Completion
from cca_desktop.ui.icons import icon
from cca_desktop.ui.search.completion_list import CompletionList
from cca_desktop.ui.theme import Colours

_ICON, _BUTTON = 14, 24  # pixels at 100 %
_ACCEPT = (Qt.Key.Key_Tab,)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldTools(QObject):
    """Helps in the field. Enter and the arrows belong to the hits, unless the reader has gone into the list.

    The likeliest ending of a word stands behind the caret in quiet ink, and Tab takes it. The list of all of them opens
    by Ctrl+Space, and by itself where a value of a field is typed.
    """

    completed = Signal(str, int)  # the question as it is now, and where its caret stands
    menu_wanted = Signal()  # the questions asked before, and those that have a name

    def __init__(self, field: QLineEdit, colours: Colours, scale: int) -> None:
        """Stand in ``field``."""
        super().__init__(field)
        self._field = field
        self._ways: tuple[Completion, ...] = ()
        self._list = CompletionList(field)
        self._rest = QLabel(field)
        self._rest.setProperty("quiet", True)
        self._rest.setTextFormat(Qt.TextFormat.PlainText)
        self._rest.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._rest.hide()
        self.clear = self._button(self.tr("Clear the field"))
        self.clear.clicked.connect(field.clear)
        self.asked = self._button(self.tr("Questions asked before, and saved ones"))
        self.asked.clicked.connect(self.menu_wanted)
        self._list.chosen.connect(self._take)
        field.textChanged.connect(self._on_text)
        field.cursorPositionChanged.connect(self.forget)
        field.installEventFilter(self)
        self.set_look(colours, scale)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self._field)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field has keys for what they do
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.show()
        return button

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        side, around = round(_ICON * scale / 100), round(_BUTTON * scale / 100)
        for button, name in ((self.clear, "clear"), (self.asked, "asked")):
            button.setIcon(icon(name, colours.ink_quiet))
            button.setIconSize(QSize(side, side))
            button.setFixedSize(around, around)
        self._rest.setFont(self._field.font())
        self._field.setTextMargins(0, 0, 2 * around, 0)
        self._on_text(self._field.text())
        self._arrange()

    def show_completions(self, ways: Sequence[Completion]) -> None:
        """Offer how what stands in the field may go on."""
        self._ways = tuple(ways)
        self._show_rest()
        if not self._ways:
            self._list.hide()
        elif self._list.isVisible() or self._ways[0].kind not in (WORD, FIELD):
            self._list.offer(self._ways)

    @Slot()
    def forget(self) -> None:
        """Offer nothing any more: the caret is elsewhere, or the word another."""
        self._ways = ()
        self._rest.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the few keys that are meant for the offers; every other goes to the field."""
        kind = event.type()
        if kind == QEvent.Type.Resize:
            self._arrange()
        elif kind == QEvent.Type.FocusOut:
            self._list.hide()
            self._rest.hide()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._takes(event)
        return False

    def _takes(self, event: QKeyEvent) -> bool:
        key, shift = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Space and shift == Qt.KeyboardModifier.ControlModifier:
            self._list.offer(self._ways)
            return True
        if key in _ACCEPT and not shift:
            return self._take_offered()
        if self._list.isHidden():
            if key == Qt.Key.Key_Up and not shift and not self._field.text():
                self.menu_wanted.emit()
                return True
            return False
        if key in _STEPS and not shift:
            self._list.step(_STEPS[key])
        elif key in _ENTER and self._list.current() is not None:
            self._take_offered()
        elif key == Qt.Key.Key_Escape:
            self._list.hide()
        else:
            return False
        return True

    def _take_offered(self) -> bool:
        """Put in what is current in the list, or what stands behind the caret; tell whether there was either."""
        way = self._list.current() if self._list.isVisible() else None
        if way is None and (self._rest.isVisible() or self._list.isVisible()) and self._ways:
            way = self._ways[0]
        if way is not None:
            self._take(way)
        return way is not None

    @Slot(object)
    def _take(self, way: Completion) -> None:
        text = self._field.text()
        start = text[: way.span.start] + way.insertion
        self._list.hide()
        self.forget()
        self.completed.emit(start + text[way.span.end :], len(start))

    def _show_rest(self) -> None:
        """Show the rest of the likeliest ending behind the caret, where nothing else stands there."""
        way = self._ways[0] if self._ways else None
        text = self._field.text()
        begun = text[way.span.start :] if way is not None else ""
        if (
            way is None
            or not begun
            or self._field.cursorPosition() != len(text)
            or not way.insertion.lower().startswith(begun.lower())
        ):
            self._rest.hide()
            return
        caret = self._field.cursorRect()
        self._rest.setText(way.insertion[len(begun) :])
        room = self.asked.x() - caret.center().x()
        self._rest.setGeometry(caret.center().x() + 1, caret.y(), max(0, room), caret.height())
        self._rest.show()

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self.clear.setVisible(bool(text))
        self.forget()
        if not text:
            self._list.hide()

    def _arrange(self) -> None:
        right = self._field.width() - 3
        for button in (self.clear, self.asked):
            right -= button.width()
            button.move(right, (self._field.height() - button.height()) // 2)
        self._list.place_under(self._field)
