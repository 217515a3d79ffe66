"""Fingers on the letter: one scrolls, or held still chooses words; two change the size; a tap is a click."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPointF, Qt, QTimer, QVariantAnimation, Slot
from PySide6.QtGui import QEventPoint, QMouseEvent, QTextCursor, QTouchEvent
from PySide6.QtWidgets import QApplication, QWidget

from cca_desktop.text.span import Span
from cca_desktop.ui.reader.grips import Grips

if TYPE_CHECKING:
    from cca_desktop.ui.reader.letter_view import LetterView

_STEP = 1.1  # fingers so much further apart make the text one step larger
_HEEDED_MS = 80  # of a movement, before the finger leaves
_LEAST_SPEED = 0.2  # pixels a millisecond: a slower finger has put the page where it should stay
_GREATEST_SPEED = 8.0
_ROLLS_FOR_MS = 325  # at the speed that the finger had; three times as long while it slows down
_BACK_AND_FORTH_MS = 30  # between two steps while words beyond the edge are chosen
_EDGE = 28  # pixels


class Touching(QObject):
    """Takes the fingers on one view of the letter; made when the first of them comes."""

    def __init__(self, letter: LetterView, may_roll: Callable[[], bool]) -> None:
        """Scroll and select in ``letter``; the page rolls on behind the finger where ``may_roll`` says so."""
        super().__init__(letter)
        self._letter = letter
        self._paper = letter.viewport()
        self._bar = letter.verticalScrollBar()
        self._may_roll = may_roll
        self._does: Callable[[QPoint], None] | None = None  # what the one finger does by now
        self._on: QWidget = self._paper
        self._began = QPoint()
        self._at = QPoint()
        self._word: Span | None = None  # the first that was chosen, in cursor positions
        self._is_stopped = False  # a finger that only stops the rolling page means nothing else
        self._way: list[tuple[int, int]] = []
        self._apart = 0.0
        self._tapped = QPoint()
        self._tapped_when = 0
        self._holds = QTimer(self)
        self._holds.setSingleShot(True)
        self._holds.setInterval(QApplication.styleHints().mousePressAndHoldInterval())
        self._holds.timeout.connect(self._choose_word)
        self._pulls = QTimer(self)
        self._pulls.setInterval(_BACK_AND_FORTH_MS)
        self._pulls.timeout.connect(self._pull)
        self._rolled = 0
        self._stands = 0
        self._rolls = QVariantAnimation(self)
        self._rolls.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._rolls.setStartValue(0.0)
        self._rolls.valueChanged.connect(self._roll)
        self._grips = Grips(letter)

    def take(self, on: QWidget, event: QTouchEvent) -> bool:
        """Do what the fingers ask for, ``on`` the paper or the margin; none of it reaches anybody else."""
        points = event.points()
        kind = event.type()
        if kind == QEvent.Type.TouchCancel:
            self._let_go()
        elif len(points) > 1:
            self._pinch(points[0].position(), points[1].position(), is_first=not self._apart)
        elif kind == QEvent.Type.TouchBegin:
            self._begin(on, points[0], event.timestamp())
        elif kind == QEvent.Type.TouchUpdate and not self._apart:
            self._move(points[0], event.timestamp())
        elif kind == QEvent.Type.TouchEnd:
            self._end(event)
        if kind == QEvent.Type.TouchEnd:
            self._let_go()
        event.accept()
        return True

    def _begin(self, on: QWidget, point: QEventPoint, when: int) -> None:
        self._is_stopped = self._rolls.state() == QVariantAnimation.State.Running
        self._rolls.stop()
        self._on = on
        self._began = self._at = point.position().toPoint()
        self._way = [(when, self._at.y())]
        if on is self._paper and not self._is_stopped:
            self._holds.start()

    def _move(self, point: QEventPoint, when: int) -> None:
        before, self._at = self._at, point.position().toPoint()
        if self._does is None and (self._at - self._began).manhattanLength() >= QApplication.startDragDistance():
            self._holds.stop()
            self._does = self._scroll
            before = self._began
        if self._does is not None:
            self._does(before)
        self._way = [(then, y) for then, y in self._way if when - then <= _HEEDED_MS] + [(when, self._at.y())]

    def _end(self, event: QTouchEvent) -> None:
        if self._apart:
            return
        if self._does is None and not self._is_stopped:
            self._tap(event)
        elif self._does == self._scroll:
            self._begin_to_roll(event.timestamp())
        self._grips.show_where_words_are_selected()

    def _let_go(self) -> None:
        self._holds.stop()
        self._pulls.stop()
        self._does = None
        self._word = None
        self._apart = 0.0

    # Scrolling.

    def _scroll(self, before: QPoint) -> None:
        self._bar.setValue(self._bar.value() - (self._at.y() - before.y()))

    def _begin_to_roll(self, when: int) -> None:
        (first, top), (last, bottom) = self._way[0], self._way[-1]
        speed = (bottom - top) / max(1, last - first)
        if abs(speed) >= _LEAST_SPEED and when - last <= _HEEDED_MS and self._may_roll():
            self._rolled, self._stands = 0, self._bar.value()
            self._rolls.setEndValue(max(-_GREATEST_SPEED, min(speed, _GREATEST_SPEED)) * _ROLLS_FOR_MS)
            self._rolls.setDuration(3 * _ROLLS_FOR_MS)
            self._rolls.start()

    @Slot(object)
    def _roll(self, way: float) -> None:
        if self._bar.value() != self._stands:
            self._rolls.stop()  # somebody else moves the page
            return
        self._bar.setValue(self._bar.value() - (round(way) - self._rolled))
        self._rolled, self._stands = round(way), self._bar.value()

    # Tapping.

    def _tap(self, event: QTouchEvent) -> None:
        """Do as a click does; two of them quickly, as two clicks."""
        is_near = (self._at - self._tapped).manhattanLength() <= 2 * QApplication.startDragDistance()
        is_second = is_near and event.timestamp() - self._tapped_when <= QApplication.doubleClickInterval()
        self._tapped, self._tapped_when = self._at, 0 if is_second else event.timestamp()
        self._letter.setFocus(Qt.FocusReason.MouseFocusReason)
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        press = QEvent.Type.MouseButtonDblClick if is_second else QEvent.Type.MouseButtonPress
        on = self._on.childAt(self._at) or self._on
        at = QPointF(on.mapFrom(self._on, self._at))
        for kind, held in ((press, left), (QEvent.Type.MouseButtonRelease, none)):
            click = QMouseEvent(kind, at, on.mapToGlobal(at), left, held, event.modifiers())
            click.setTimestamp(event.timestamp())
            QApplication.sendEvent(on, click)

    # Choosing words.

    @Slot()
    def _choose_word(self) -> None:
        """Select the word under a finger that is held still; from then on it takes in more."""
        word = self._word_at(self._at)
        if word is not None:
            self._word = word
            self._does = self._extend
            self._letter.setFocus(Qt.FocusReason.MouseFocusReason)
            self._extend(self._at)

    def _extend(self, _before: QPoint) -> None:
        """Take in all words from the first one to the finger."""
        here, first = self._word_at(self._at), self._word
        assert first is not None
        if here is None:
            position = self._letter.cursorForPosition(self._at).position()
            here = Span(position, position)
        cursor = self._letter.textCursor()
        is_backward = here.start < first.start
        cursor.setPosition(first.end if is_backward else first.start)
        cursor.setPosition(here.start if is_backward else max(here.end, first.end), QTextCursor.MoveMode.KeepAnchor)
        value = self._bar.value()
        self._letter.setTextCursor(cursor)
        self._bar.setValue(value)
        if _EDGE <= self._at.y() <= self._paper.height() - _EDGE:
            self._pulls.stop()
        elif not self._pulls.isActive():
            self._pulls.start()

    @Slot()
    def _pull(self) -> None:
        """Bring more of the letter into view under a finger that is at an edge, and take its words in."""
        step = self._letter.fontMetrics().height() // 3
        self._bar.setValue(self._bar.value() + (-step if self._at.y() < _EDGE else step))
        self._extend(self._at)

    def _word_at(self, point: QPoint) -> Span | None:
        """Return the cursor positions between which the word at ``point`` stands; None beside all words."""
        cursor = self._letter.cursorForPosition(point)
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        words = cursor.selectedText()
        return Span(cursor.selectionStart(), cursor.selectionEnd()) if words.strip() else None

    # Two fingers.

    def _pinch(self, one: QPointF, other: QPointF, *, is_first: bool) -> None:
        """Make the text a step larger or smaller each time the fingers are that much further apart, or nearer."""
        apart = max(1.0, math.hypot(one.x() - other.x(), one.y() - other.y()))
        if is_first:
            self._let_go()
            self._apart = apart
            return
        steps = int(math.log(apart / self._apart, _STEP))
        if steps:
            self._apart *= _STEP**steps
            self._letter.size_asked.emit(steps)
