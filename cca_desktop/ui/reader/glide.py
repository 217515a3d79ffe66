"""Movement that one can follow: after a jump the page slides the last stretch to where one already is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QVariantAnimation, Slot

if TYPE_CHECKING:
    from cca_desktop.ui.reader.letter_view import LetterView

_LASTS_MS = 180
_MOST = 0.8  # of a page: so much of a longer way is shown, and what lies before it is not laid out


class Glide(QObject):
    """Lets the eye catch up with a jump; whoever moves the page, or presses a key, has it at once."""

    def __init__(self, letter: LetterView) -> None:
        """Slide the page of ``letter``."""
        super().__init__(letter)
        self._letter = letter
        self._bar = letter.verticalScrollBar()
        self._way = 0.0
        self._below = 0.0  # how far the place stands from the top of the page, once one is there
        self._shown = 0
        self._eases = QVariantAnimation(self)
        self._eases.setStartValue(1.0)
        self._eases.setEndValue(0.0)
        self._eases.setDuration(_LASTS_MS)
        self._eases.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._eases.valueChanged.connect(self._slide)
        letter.installEventFilter(self)

    def over(self, jump: Callable[[], object]) -> None:
        """Make ``jump`` at once, in everything but what the eye sees; that follows."""
        seen = self._bar.value()
        self.finish()
        jump()
        there = self._bar.value()
        most = round(self._letter.viewport().height() * _MOST)
        self._way = float(max(-most, min(there - seen, most)))
        if self._way:
            self._below = self._letter.top_of(self._letter.place()) - there
            self._shown = there
            self._eases.start()
            self._show(1.0)

    def is_under_way(self) -> bool:
        """Tell whether the page is moving."""
        return self._eases.state() == QVariantAnimation.State.Running

    def finish(self) -> None:
        """Be there."""
        if self.is_under_way():
            self._eases.stop()
            if self._bar.value() == self._shown:
                self._show(0.0)

    @Slot(object)
    def _slide(self, share: float) -> None:
        if not self.is_under_way():
            return  # a value of its own that the animation tells when it is stopped or begins
        if self._bar.value() != self._shown:
            self._eases.stop()  # somebody else moves the page
            return
        self._show(share)

    def _show(self, share: float) -> None:
        """Show the page with ``share`` of the way still to go; what is laid out on the way may move the place."""
        there = self._letter.top_of(self._letter.place()) - self._below
        self._letter.slide_to(there - share * self._way)
        self._shown = self._bar.value()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be there before a key does anything, or the page gets another shape."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.Resize, QEvent.Type.Hide):
            self.finish()
        return super().eventFilter(watched, event)
