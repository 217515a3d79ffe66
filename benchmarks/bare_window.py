"""The least that PySide6 can do, and what the program is measured against: the same letter in three panes."""

import sys
from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)


def main(text: Path, width: int, height: int) -> int:
    """Show the text of the file until somebody closes the window."""
    application = QApplication([])
    window = QSplitter()
    search = QWidget()
    column = QVBoxLayout(search)
    column.addWidget(QLineEdit())
    column.addWidget(QListWidget())
    letter = QTextBrowser()
    letter.setPlainText(text.read_text("utf-8"))
    for pane in (search, letter, QPlainTextEdit()):
        window.addWidget(pane)
    window.setSizes([width // 4, width // 2, width // 4])
    window.resize(width, height)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
