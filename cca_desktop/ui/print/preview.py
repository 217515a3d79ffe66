"""The pages as they will be printed: Qt's preview, with our icons and names, and with keys."""

from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QBrush, QColor, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QGraphicsView, QLineEdit, QToolBar, QToolButton, QWidget

from cca_desktop.ui.icons import icon
from cca_desktop.ui.theme import Colours

_ICON = 18  # pixels at 100 %


class _Deed(NamedTuple):
    """One button: what it is called, its icon, and its keys besides."""

    name: str
    icon: str
    keys: str = ""


class Preview(QPrintPreviewDialog):
    """Shows pages; who listens to ``paintRequested`` paints them."""

    def __init__(self, printer: QPrinter, title: str, colours: Colours, scale: int, parent: QWidget) -> None:
        """Preview what will come out of ``printer``."""
        super().__init__(printer, parent)
        self.setWindowTitle(self.tr("Print preview: {title}").format(title=title))
        self.setStyleSheet(
            "QComboBox QLineEdit { border: 0; padding: 0; }"  # or there is no room for its number
            f"QToolBar {{ background: {colours.panel}; border: 0; border-bottom: 1px solid {colours.line};"
            "  padding: 4px; spacing: 2px; }"
            f"QToolBar::separator {{ background: {colours.line}; width: 1px; margin: 4px 6px; }}"
            "QGraphicsView { border: 0; }"
        )
        for bar in self.findChildren(QToolBar):
            self._furnish(bar, colours, round(_ICON * scale / 100))
        for field in self.findChildren(QLineEdit) + self.findChildren(QAbstractSpinBox):
            field.setAccessibleName(self.tr("Page"))
        for zoom in self.findChildren(QComboBox):
            zoom.setAccessibleName(self.tr("Zoom"))
        for pages in self.findChildren(QGraphicsView):
            pages.setAccessibleName(self.tr("Pages of {title}").format(title=title))
            pages.setBackgroundBrush(QBrush(QColor(colours.panel)))
            pages.setFocus()

    def _furnish(self, bar: QToolBar, colours: Colours, side: int) -> None:
        bar.setMovable(False)
        bar.setIconSize(QSize(side, side))
        actions = [action for action in bar.actions() if not action.icon().isNull()]
        for action, deed in zip(actions, self._deeds(), strict=True):
            action.setText(deed.name)
            action.setIcon(icon(deed.icon, colours.ink))
            keys = [QKeySequence(one) for one in deed.keys.split(", ") if one]
            told = f" ({keys[0].toString(QKeySequence.SequenceFormat.NativeText)})" if keys else ""
            action.setToolTip(deed.name + told)
            button = bar.widgetForAction(action)
            if isinstance(button, QToolButton):
                for one in keys:  # Qt listens to some of the buttons and not to their actions
                    QShortcut(one, self).activated.connect(button.click)
        for more in bar.findChildren(QToolButton, "qt_toolbar_ext_button"):  # where there is no room for all
            more.setIcon(icon("next_page", colours.ink))
            more.setAccessibleName(self.tr("More"))

    def _deeds(self) -> tuple[_Deed, ...]:
        """Return what the buttons do, in the order in which Qt has them."""
        return (
            _Deed(self.tr("As wide as the window"), "fit_width", "Ctrl+1"),
            _Deed(self.tr("The whole page"), "fit_page", "Ctrl+0"),
            _Deed(self.tr("Smaller"), "zoom_out", "Ctrl+-"),
            _Deed(self.tr("Larger"), "zoom_in", "Ctrl++, Ctrl+="),
            _Deed(self.tr("Upright"), "portrait"),
            _Deed(self.tr("Lengthwise"), "landscape"),
            _Deed(self.tr("First page"), "first_page", "Home"),
            _Deed(self.tr("Page before"), "previous_page", "PgUp"),
            _Deed(self.tr("Next page"), "next_page", "PgDown"),
            _Deed(self.tr("Last page"), "last_page", "End"),
            _Deed(self.tr("One page"), "single_page"),
            _Deed(self.tr("Two pages side by side"), "facing_pages"),
            _Deed(self.tr("All pages"), "all_pages"),
            _Deed(self.tr("Paper and margins…"), "page_setup"),
            _Deed(self.tr("Print…"), "print", "Ctrl+P"),
        )
