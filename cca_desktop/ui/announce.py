"""Say something aloud to whoever listens instead of looking."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say ``words``; without one nothing happens."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def tell_row(rows: QWidget, row: int, *, is_focus: bool) -> None:
    """Let a screen reader know that one has come to ``row`` of a list, or has selected it."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    if QAccessible.isActive():
        event = QAccessibleEvent(rows, QAccessible.Event.Focus if is_focus else QAccessible.Event.SelectionAdd)
        event.setChild(row)
        QAccessible.updateAccessibility(event)
