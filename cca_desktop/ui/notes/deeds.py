"""What undo and redo would do, as whole sentences that can be translated, numbers and all."""

import re

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_ = QT_TRANSLATE_NOOP
SENTENCES = frozenset(
    map(
        str,
        (
            _("deeds", "Undo: write a note"),
            _("deeds", "Undo: write %n notes"),
            _("deeds", "Undo: bring a note together with another machine"),
            _("deeds", "Undo: bring %n notes together with another machine"),
            _("deeds", "Undo: go back to a copy, which changed a note"),
            _("deeds", "Undo: go back to a copy, which changed %n notes"),
            _("deeds", "Undo: import a note"),
            _("deeds", "Undo: import %n notes"),
            _("deeds", "Undo: change a note"),
            _("deeds", "Undo: change %n notes"),
            _("deeds", "Undo: find the place of a note"),
            _("deeds", "Undo: find the places of %n notes"),
            _("deeds", "Undo: retire a note"),
            _("deeds", "Undo: retire %n notes"),
            _("deeds", "Undo: bring back a note"),
            _("deeds", "Undo: bring back %n notes"),
            _("deeds", "Undo: let go of a note in the bin"),
            _("deeds", "Undo: let go of %n notes in the bin"),
            _("deeds", "Redo: write a note"),
            _("deeds", "Redo: write %n notes"),
            _("deeds", "Redo: bring a note together with another machine"),
            _("deeds", "Redo: bring %n notes together with another machine"),
            _("deeds", "Redo: go back to a copy, which changed a note"),
            _("deeds", "Redo: go back to a copy, which changed %n notes"),
            _("deeds", "Redo: import a note"),
            _("deeds", "Redo: import %n notes"),
            _("deeds", "Redo: change a note"),
            _("deeds", "Redo: change %n notes"),
            _("deeds", "Redo: find the place of a note"),
            _("deeds", "Redo: find the places of %n notes"),
            _("deeds", "Redo: retire a note"),
            _("deeds", "Redo: retire %n notes"),
            _("deeds", "Redo: bring back a note"),
            _("deeds", "Redo: bring back %n notes"),
            _("deeds", "Redo: let go of a note in the bin"),
            _("deeds", "Redo: let go of %n notes in the bin"),
        ),
    )
)
_NUMBER = re.compile(r"\d+")


def told(deed: str, *, is_undo: bool) -> str:
    """Return what to call an undo, or a redo, of ``deed``: as the notebook tells it, with one number in it at most."""
    name = "Undo" if is_undo else "Redo"
    number = _NUMBER.search(deed)
    if number is None:
        return QCoreApplication.translate("deeds", f"{name}: {deed}")
    return QCoreApplication.translate("deeds", f"{name}: {_NUMBER.sub('%n', deed)}", "", int(number[0]))
