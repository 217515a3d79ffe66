"""Two places of one document beside one another: the second view of the letter, and which of the two one is in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.window_state import WindowState

_SIGN = 2  # pixels: the line over the view that one is in


class Split(QObject):
    """Puts a second view beside the first, or under it where two do not fit, and takes it away again."""

    opened = Signal(object)  # the second LetterView, which nobody knows yet
    activated = Signal(object)  # the LetterView that one is in now

    def __init__(self, letter: LetterView, centre: QSplitter, parent: QObject) -> None:
        """Split the place of ``letter``, the first in ``centre``."""
        super().__init__(parent)
        self._letter = letter
        self._second: LetterView | None = None
        self._is_second_active = False
        self._views = QSplitter()
        self._views.setHandleWidth(1)
        self._views.setChildrenCollapsible(False)
        room = letter.size()
        centre.replaceWidget(0, self._views)
        centre.setStretchFactor(0, 1)
        self._views.addWidget(letter)
        self._views.resize(room)  # at once, since what is shared out now is what there will be
        letter.show()
        letter.take_paper()
        self._signs = {letter: self._sign(letter)}
        self._fits = QTimer(self)  # once all that comes of a resize has come
        self._fits.setSingleShot(True)
        self._fits.timeout.connect(self.fit)
        self._views.installEventFilter(self)

    def turn(self) -> None:
        """Open the second view at the place one is at, or close it."""
        if self._second is None:
            self._open()
        else:
            self._close()

    def letters(self) -> tuple[LetterView, ...]:
        """Return the views there are, the first one first."""
        return (self._letter,) if self._second is None else (self._letter, self._second)

    def active(self) -> LetterView:
        """Return the view that one was in last."""
        return self._second if self._second is not None and self._is_second_active else self._letter

    def kept_in(self, state: WindowState) -> WindowState:
        """Return ``state`` with what it keeps of the two views."""
        if self._second is None:
            return state._replace(second_place=-1)
        first, second = self._views.sizes()
        return state._replace(
            second_place=self._second.place(),
            is_second_active=self._is_second_active,
            first_share=round(100 * first / max(1, first + second)),
        )

    def resume(self, state: WindowState) -> None:
        """Let the second view, which was just opened, stand as ``state`` tells."""
        assert self._second is not None
        whole = sum(self._views.sizes())
        self._views.setSizes([whole * state.first_share // 100, whole * (100 - state.first_share) // 100])
        last = len(self._second.reading.document.text) - 1
        self._second.stand_at(min(state.second_place, last), seeing=None)
        self._second.know_place()
        self._enter(self._second if state.is_second_active else self._letter)

    @Slot()
    def fit(self) -> None:
        """Set the views beside one another where there is room for two measures, and under one another elsewhere."""
        if self._second is None or self._views.orientation() == self._fitting():
            return
        stood = [(view, view.place(), view.looked_at()) for view in self.letters()]
        self._share_room()
        for view, place, looked_at in stood:
            view.stand_at(place, seeing=looked_at)

    def _fitting(self) -> Qt.Orientation:
        has_room = self._views.width() >= 2 * self._letter.width_wanted()
        return Qt.Orientation.Horizontal if has_room else Qt.Orientation.Vertical

    def _share_room(self) -> None:
        self._views.setOrientation(self._fitting())
        is_beside = self._views.orientation() == Qt.Orientation.Horizontal
        half = (self._views.width() if is_beside else self._views.height()) // 2
        self._views.setSizes([half, half])

    def _open(self) -> None:
        letter = self._letter
        looked_at = letter.looked_at()
        self._views.setOrientation(self._fitting())
        second = letter.another()
        second.setObjectName("secondLetter")
        second.setAccessibleName(self.tr("The letter, second view"))
        self._second = second
        self._signs[second] = self._sign(second)
        self._views.addWidget(second)
        self.opened.emit(second)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        place = letter.place()
        second.show()
        self._share_room()
        for view in self.letters():
            view.stand_at(place, seeing=looked_at)
        second.know_place()
        self._enter(second)

    def _enter(self, view: LetterView) -> None:
        """Be in ``view``, also while the window has not got the keyboard yet."""
        view.setFocus()
        self._is_second_active = view is self._second
        self._tell_active()

    def _close(self) -> None:
        second = self._second
        if second is not None:
            QApplication.instance().focusChanged.disconnect(self._on_focus)  # type: ignore[union-attr]
            self._second = None
            self._is_second_active = False
            self._letter.setFocus()
            del self._signs[second]
            self._tell_active()
            second.hide()
            second.setParent(None)
            second.deleteLater()

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now in self.letters():
            self._is_second_active = now is self._second
            self._tell_active()

    def _tell_active(self) -> None:
        active = self.active()
        for view, sign in self._signs.items():
            sign.setVisible(view is active and self._second is not None)
            view.setAccessibleDescription(self.tr("Hits and jumps come into this view.") if sign.isVisible() else "")
        self.activated.emit(active)
        active.selection_made.emit(active.textCursor().hasSelection())
        active.place_changed.emit(active.place_read())

    # The sign of the view that one is in.

    def _sign(self, view: LetterView) -> QWidget:
        sign = QWidget(view)
        sign.setObjectName("activeSign")
        sign.setAutoFillBackground(True)
        sign.setBackgroundRole(QPalette.ColorRole.Link)
        sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        sign.hide()
        view.installEventFilter(self)
        return sign

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the sign reach over the whole view; and see how two views have room."""
        if event.type() == QEvent.Type.Resize and watched is self._views:
            self._fits.start()
        if event.type() == QEvent.Type.Resize and isinstance(watched, LetterView) and watched in self._signs:
            self._signs[watched].setGeometry(0, 0, watched.width(), _SIGN)
            self._signs[watched].raise_()
        return super().eventFilter(watched, event)
