"""How the letter is set: face, size, measure, leading; and how it moves. Each change counts at once."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from cca_desktop.settings import FACES, MOTIONS, RANGES
from cca_desktop.ui.typeface import BOOK, PANEL, Typography

_EDGE, _GAP, _BELOW_THE_BAR = 14, 8, 64  # pixels
_FIELD_LINES = 1.8
_FIELD_EDGE = 5  # pixels
# As the other fields are drawn, in whatever colours the theme has; the one sheet of the window does without numbers.
_NUMBERS = """
QSpinBox { background: palette(base); border: 1px solid palette(mid); border-radius: 5px; }
QSpinBox:focus { border: 2px solid palette(highlight); }
QSpinBox::up-button, QSpinBox::down-button { subcontrol-origin: border; width: 20px; border: 0; }
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-arrow, QSpinBox::down-arrow { width: 0; height: 0; border-left: 4px solid palette(base);
  border-right: 4px solid palette(base); }
QSpinBox::up-arrow { border-bottom: 5px solid palette(placeholder-text); }
QSpinBox::down-arrow { border-top: 5px solid palette(placeholder-text); }
QSpinBox::up-arrow:off { border-bottom-color: palette(base); }
QSpinBox::down-arrow:off { border-top-color: palette(base); }
"""


class TypographyDialog(QDialog):
    """Asks for a typography; it stays beside the letter until it is closed."""

    typography_chosen = Signal(object)  # a Typography
    motion_chosen = Signal(str)  # one of MOTIONS

    def __init__(self, typography: Typography, motion: str, parent: QWidget) -> None:
        """Begin with ``typography``, and with how the page moves now."""
        super().__init__(parent, Qt.WindowType.Tool)
        self.setWindowTitle(self.tr("Typography"))
        self.setStyleSheet(_NUMBERS)
        self._face = QComboBox()
        self._face.addItem(self.tr("{face}, with serifs").format(face=BOOK))
        self._face.addItem(self.tr("{face}, without serifs").format(face=PANEL))
        self._size = _number("letter_size", self.tr(" pixels"))
        self._measure = _number("measure", self.tr(" letters a line"))
        self._leading = _number("leading", self.tr(" % of the size"), step=5)
        self._motion = QComboBox()
        for words in (self.tr("as the system says"), self.tr("always"), self.tr("never")):
            self._motion.addItem(words)
        self._motion.setCurrentIndex(MOTIONS.index(motion))
        form = QFormLayout()
        form.setVerticalSpacing(_GAP)
        for name, field in (
            (self.tr("&Face"), self._face),
            (self.tr("&Size"), self._size),
            (self.tr("&Measure"), self._measure),
            (self.tr("&Leading"), self._leading),
            (self.tr("Mo&ve smoothly"), self._motion),
        ):
            form.addRow(name, field)
            field.setAccessibleName(name.replace("&", ""))
            field.setMinimumHeight(round(field.fontMetrics().height() * _FIELD_LINES))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        usual = buttons.addButton(self.tr("As usual"), QDialogButtonBox.ButtonRole.ResetRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(_EDGE)
        column.addLayout(form)
        column.addWidget(buttons)
        self._show(typography)
        self._face.currentIndexChanged.connect(self._tell)
        for field in (self._size, self._measure, self._leading):
            field.valueChanged.connect(self._tell)
        self._motion.currentIndexChanged.connect(self._tell_motion)
        usual.clicked.connect(self._choose_usual)
        buttons.rejected.connect(self.reject)
        beside = parent.width() - self.sizeHint().width() - _EDGE  # where it hides least of the letter
        self.move(parent.mapToGlobal(QPoint(max(0, beside), _BELOW_THE_BAR)))

    def _show(self, typography: Typography) -> None:
        self._face.setCurrentIndex(FACES.index(typography.face))
        self._size.setValue(typography.size)
        self._measure.setValue(typography.measure)
        self._leading.setValue(typography.leading)

    @Slot()
    def _tell(self) -> None:
        face = FACES[self._face.currentIndex()]
        self.typography_chosen.emit(Typography(face, self._size.value(), self._measure.value(), self._leading.value()))

    @Slot(int)
    def _tell_motion(self, index: int) -> None:
        self.motion_chosen.emit(MOTIONS[index])

    @Slot()
    def _choose_usual(self) -> None:
        self._show(Typography())
        self._motion.setCurrentIndex(0)


def _number(name: str, unit: str, *, step: int = 1) -> QSpinBox:
    field = QSpinBox()
    field.setRange(*RANGES[name])
    field.setSingleStep(step)
    field.setSuffix(unit)
    words = field.findChild(QLineEdit)
    if words is not None:  # which the sheet leaves at the edge
        words.setTextMargins(_FIELD_EDGE, 0, 0, 0)
    return field
