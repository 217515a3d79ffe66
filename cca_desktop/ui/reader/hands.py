"""What hands do in the letter: steps by key, clicks that select, marks that are pointed at, and menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputDevice,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QNativeGestureEvent,
    QTextCursor,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from cca_desktop.ui.actions import Command
from cca_desktop.ui.reader.margin import Landmark, Margin
from cca_desktop.ui.reader.selection_bar import SelectionBar
from cca_desktop.ui.reader.steps import Clicks, is_far_step, is_step, stepped
from cca_desktop.ui.theme import Colours

if TYPE_CHECKING:
    from cca_desktop.ui.actions import Actions
    from cca_desktop.ui.reader.letter_view import LetterView
    from cca_desktop.ui.reader.touching import Touching

_MENU = (
    *(Command.COPY, Command.CITE, Command.CITE_ALONE, None, Command.WRITE_NOTE, Command.HIGHLIGHT),
    *(Command.HIGHLIGHT_GREEN, Command.HIGHLIGHT_BLUE, Command.HIGHLIGHT_PINK, Command.HIGHLIGHT_VIOLET, None),
    Command.SEARCH_SELECTION,
)
_NOTCH = 120  # as a wheel counts
_LARGER_BY = 0.1  # of a trackpad's zoom: one step
_MENU_AT_A_LANDMARK = (Command.COPY, Command.CITE, Command.CITE_ALONE, Command.WRITE_NOTE)


class Hands(QObject):
    """Takes the keys and clicks that Qt knows nothing of; made when the first of them comes."""

    def __init__(self, letter: LetterView, margin: Margin, actions: Actions | None) -> None:
        """Hold ``letter``; without ``actions``, only what needs none."""
        super().__init__(letter)
        self._letter = letter
        self._paper = letter.viewport()
        self._margin = margin
        self._actions = actions
        self._clicks = Clicks()
        self._bar: SelectionBar | None = None
        self._touching: Touching | None = None
        self._turned = 0.0  # of a wheel or a trackpad, since the last step in size
        for widget in (letter, margin, self._paper):
            widget.installEventFilter(self)
        for widget in (margin, self._paper):
            widget.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    def know(self, actions: Actions) -> None:
        """Offer ``actions`` from now on."""
        self._actions = actions

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size of what is shown."""
        if self._bar is not None:
            self._bar.set_look(colours, scale)

    def offer_bar(self, colours: Colours, scale: int) -> None:
        """Let there be a bar at the selected words."""
        if self._bar is None and self._actions is not None:
            self._bar = SelectionBar(self._letter, self._actions, colours, scale)

    # Keys.

    def take_key(self, event: QKeyEvent) -> bool:
        """Step by sentence or paragraph, from where one is reading; Escape lets go of what is selected."""
        letter = self._letter
        self._offer_roomily(False)
        command = self._command_of(event)
        if command is not None:
            command.trigger()
            return True
        if event.key() == Qt.Key.Key_Escape and letter.textCursor().hasSelection():
            letter.let_go()
            return True
        if is_step(event):
            letter.show_caret()
            if not self._is_caret_seen():
                letter.put_caret_in_view()
        cursor = stepped(letter.textCursor(), event)
        if cursor is not None:
            letter.setTextCursor(cursor)
        return cursor is not None

    def _command_of(self, event: QKeyEvent) -> QAction | None:
        """Return what a key means to the window, of which Qt's own text took it to move the caret: Ctrl+E, on Linux."""
        if self._actions is None or is_step(event) or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        keys = QKeySequence(event.keyCombination())
        return next((action for action in self._actions if keys in action.shortcuts()), None)

    def take_focus(self, event: QFocusEvent) -> None:
        """Show the caret to whoever comes by key, and to a magnifier that follows it."""
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key or QAccessible.isActive():
            self._letter.show_caret()
        if by_key and not self._is_caret_seen():
            self._letter.put_caret_in_view()

    def turns_page(self, event: QKeyEvent) -> bool:
        """Tell whether a key leads so far that one wants to see the way."""
        return is_far_step(event)

    def _is_caret_seen(self) -> bool:
        letter = self._letter
        return letter.textCursor().hasSelection() or self._paper.rect().intersects(letter.cursorRect())

    # The pointer.

    def take_press(self, event: QMouseEvent) -> bool:
        """Select a sentence by the third click at one place, a paragraph by the fourth, a page by its mark."""
        self._offer_roomily(False)
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        point = event.position().toPoint()
        landmark = self._letter.landmark_at(point)
        if landmark is not None:
            self._letter.select(landmark.span)
            return True
        cursor = self._letter.cursorForPosition(point)
        shown = self._clicks.selects(event, cursor)
        if shown is None:
            return False
        cursor.setPosition(shown.start)
        cursor.setPosition(shown.end, QTextCursor.MoveMode.KeepAnchor)
        self._letter.setTextCursor(cursor)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show by pointer, tip and menu what a number or a page mark is good for."""
        if isinstance(event, QTouchEvent) and isinstance(watched, QWidget):
            return self._take_touch(watched, event)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._show_pointer(watched, event.position().toPoint(), event.buttons())
        elif isinstance(event, QNativeGestureEvent):
            return self._take_zoom(event)
        elif isinstance(event, QContextMenuEvent):
            self._offer_menu(event)
            return True
        elif watched is self._paper and event.type() == QEvent.Type.MouseButtonDblClick:
            return isinstance(event, QMouseEvent) and self.take_press(event)
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            return self._show_tip(watched, event)
        return super().eventFilter(watched, event)

    # Fingers, and the size of the text.

    def _take_touch(self, watched: QWidget, event: QTouchEvent) -> bool:
        if watched is self._letter or event.deviceType() != QInputDevice.DeviceType.TouchScreen:
            return False  # the fingers on a trackpad are the pointer's
        if self._touching is None:
            from cca_desktop.ui.reader.touching import Touching

            self._touching = Touching(self._letter, self._letter.may_glide)
        is_taken = self._touching.take(watched, event)
        self._offer_roomily(True)
        return is_taken

    def _offer_roomily(self, is_roomy: bool) -> None:
        if self._bar is not None:
            self._bar.set_roomy(is_roomy)

    def take_wheel(self, event: QWheelEvent) -> bool:
        """Make the text larger or smaller by the wheel, with Ctrl held."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self._turn(event.angleDelta().y() / _NOTCH)
        return True

    def _take_zoom(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._turn(event.value() / _LARGER_BY)
        return True

    def _turn(self, by: float) -> None:
        """Ask for another size each time that a whole step has come together."""
        self._turned += by
        steps = int(self._turned)
        if steps:
            self._turned -= steps
            self._letter.size_asked.emit(steps)

    def take_margin_press(self, event: QMouseEvent) -> None:
        """Select the paragraph whose number is pressed, or the page."""
        landmark = self._margin.landmark_at(event.position().toPoint())
        if landmark is not None and event.button() == Qt.MouseButton.LeftButton:
            self._letter.setFocus()
            self._letter.select(landmark.span)

    def _landmark_at(self, widget: QObject, point: QPoint) -> Landmark | None:
        return self._margin.landmark_at(point) if widget is self._margin else self._letter.landmark_at(point)

    def _show_pointer(self, widget: QObject, point: QPoint, held: Qt.MouseButton) -> None:
        assert isinstance(widget, QWidget)
        if held == Qt.MouseButton.NoButton:
            usual = Qt.CursorShape.ArrowCursor if widget is self._margin else Qt.CursorShape.IBeamCursor
            is_there = self._landmark_at(widget, point) is not None
            widget.setCursor(Qt.CursorShape.PointingHandCursor if is_there else usual)

    def _show_tip(self, widget: QObject, event: QHelpEvent) -> bool:
        landmark = self._landmark_at(widget, event.pos())
        if landmark is None or not isinstance(widget, QWidget):
            return False
        QToolTip.showText(event.globalPos(), self.tip(landmark), widget)
        return True

    def tip(self, landmark: Landmark) -> str:
        """Say what a number or a page mark stands for, and what a click does."""
        if landmark.kind == "paragraph":
            words = self.tr("Paragraph {number}: a click selects it, the other button copies its citation")
        else:
            words = self.tr(
                "Page {number} of the copy begins here: a click selects the page. Citations name the paragraph."
            )
        return words.format(number=landmark.label)

    # Menus.

    def _offer_menu(self, event: QContextMenuEvent) -> None:
        """Show what one may want to do with the selected words, or with the paragraph or page that is pointed at."""
        if self._actions is None:
            return
        commands: tuple[Command | None, ...] = _MENU
        landmark = None
        if event.reason() != QContextMenuEvent.Reason.Keyboard:
            at_margin = self._margin.mapFromGlobal(event.globalPos())
            if self._margin.rect().contains(at_margin):
                landmark = self._margin.landmark_at(at_margin)
            else:
                landmark = self._letter.landmark_at(self._paper.mapFromGlobal(event.globalPos()))
        if landmark is not None:
            self._letter.select(landmark.span)
            commands = _MENU_AT_A_LANDMARK
        menu = QMenu(self._letter)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in commands:
            if command is None:
                menu.addSeparator()
            else:
                menu.addAction(self._actions[command])
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at_caret = self._paper.mapToGlobal(self._letter.cursorRect().bottomLeft())
        menu.popup(at_caret if is_by_key else event.globalPos())
