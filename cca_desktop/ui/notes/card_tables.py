"""Tables in the words of a card: hairlines between the cells, the heads strong."""

from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)

_PADDING = 3


def set_tables(body: QTextDocument) -> None:
    """Rule the tables in ``body``."""
    for frame in body.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            look = frame.format().toTableFormat()
            look.setBorder(1)
            look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            look.setBorderBrush(QGuiApplication.palette().mid())
            look.setBorderCollapse(True)
            look.setCellSpacing(0)
            look.setCellPadding(_PADDING)
            look.setHeaderRowCount(1)
            frame.setFormat(look)
            strong = QTextCharFormat()
            strong.setFontWeight(QFont.Weight.DemiBold)
            for column in range(frame.columns()):
                head = frame.cellAt(0, column)
                cursor = QTextCursor(head.firstCursorPosition())
                cursor.setPosition(head.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(strong)
