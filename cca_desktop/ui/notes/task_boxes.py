"""The boxes of tasks in a note's words: painted in the place of "[ ]", and found under the mouse."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock
from PySide6.QtWidgets import QTextEdit

from cca_desktop.ui.notes.markdown_lines import item_of
from cca_desktop.ui.paper import paper_of
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.utf16 import Utf16Map

_SIZE = 0.9  # of the letters'
_REACH = 3  # pixels around a box that are still its


def paint_boxes(field: QTextEdit, painter: QPainter, colours: Colours) -> None:
    """Paint a box for each task in view: everywhere but in the line where one writes, which shows its marks."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(0, -field.verticalScrollBar().value())
    written = field.textCursor().blockNumber() if field.hasFocus() else -1
    for block in _in_view(field):
        box = None if block.blockNumber() == written else _box_of(field, block)
        if box is not None:
            item = item_of(block.text())
            _paint(painter, box, colours, is_done=item is not None and item.task != "[ ]")


def is_on_box(field: QTextEdit, place: QPointF) -> bool:
    """Tell whether a task's box is at this place of the field."""
    box = _box_of(field, field.cursorForPosition(place.toPoint()).block())
    at = QPointF(place.x(), place.y() + field.verticalScrollBar().value())
    return box is not None and box.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(at)


def _paint(painter: QPainter, box: QRectF, colours: Colours, *, is_done: bool) -> None:
    painter.setPen(QPen(QColor(colours.ink_quiet), 1.2))
    painter.drawRoundedRect(box, 2, 2)
    if is_done:
        low = QPointF(box.left() + box.width() * 0.42, box.bottom() - box.height() * 0.24)
        painter.setPen(QPen(QColor(colours.accent), 1.8))
        painter.drawPolyline(
            [
                QPointF(box.left() + box.width() * 0.2, box.top() + box.height() * 0.52),
                low,
                QPointF(box.right() - box.width() * 0.16, box.top() + box.height() * 0.24),
            ]
        )


def _box_of(field: QTextEdit, block: QTextBlock) -> QRectF | None:
    """Return where the box of a task stands, counted from the top of the whole text."""
    item = item_of(block.text())
    if item is None or not item.task:
        return None
    layout = block.layout()
    units = Utf16Map(block.text())
    line = layout.lineForTextPosition(units.units(item.task_at))
    if not line.isValid():
        return None
    left, right = (line.cursorToX(units.units(at)) for at in (item.task_at, item.task_at + len(item.task)))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    size = field.font().pixelSize() * _SIZE
    middle = QPointF((left[0] + right[0]) / 2, line.y() + line.ascent() - field.font().pixelSize() * 0.35)
    return QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size).translated(layout.position())


def _in_view(field: QTextEdit) -> list[QTextBlock]:
    block = field.cursorForPosition(paper_of(field).rect().topLeft()).block()
    bottom = field.verticalScrollBar().value() + paper_of(field).height()
    blocks = []
    while block.isValid() and block.layout().position().y() <= bottom:
        blocks.append(block)
        block = block.next()
    return blocks
