"""What undo and redo would do, and what they have done, in whole sentences that can be translated, numbers and all."""

from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from cca_desktop.notes.history import Deed


class Sentences(NamedTuple):
    """What is said of one kind of deed: to one note, and to several."""

    undo: tuple[str, str]
    redo: tuple[str, str]
    undone: tuple[str, str]
    redone: tuple[str, str]


_ = QT_TRANSLATE_NOOP
SENTENCES: dict[str, Sentences] = {
    "write": Sentences(
        undo=(str(_("deeds", "Undo: write a note")), str(_("deeds", "Undo: write %Ln notes"))),
        redo=(str(_("deeds", "Redo: write a note")), str(_("deeds", "Redo: write %Ln notes"))),
        undone=(str(_("deeds", "Undone: write a note")), str(_("deeds", "Undone: write %Ln notes"))),
        redone=(str(_("deeds", "Done again: write a note")), str(_("deeds", "Done again: write %Ln notes"))),
    ),
    "rewrite": Sentences(
        undo=(
            str(_("deeds", "Undo: change the words of a note")),
            str(_("deeds", "Undo: change the words of %Ln notes")),
        ),
        redo=(
            str(_("deeds", "Redo: change the words of a note")),
            str(_("deeds", "Redo: change the words of %Ln notes")),
        ),
        undone=(
            str(_("deeds", "Undone: change the words of a note")),
            str(_("deeds", "Undone: change the words of %Ln notes")),
        ),
        redone=(
            str(_("deeds", "Done again: change the words of a note")),
            str(_("deeds", "Done again: change the words of %Ln notes")),
        ),
    ),
    "tag": Sentences(
        undo=(
            str(_("deeds", "Undo: change the tags of a note")),
            str(_("deeds", "Undo: change the tags of %Ln notes")),
        ),
        redo=(
            str(_("deeds", "Redo: change the tags of a note")),
            str(_("deeds", "Redo: change the tags of %Ln notes")),
        ),
        undone=(
            str(_("deeds", "Undone: change the tags of a note")),
            str(_("deeds", "Undone: change the tags of %Ln notes")),
        ),
        redone=(
            str(_("deeds", "Done again: change the tags of a note")),
            str(_("deeds", "Done again: change the tags of %Ln notes")),
        ),
    ),
    "colour": Sentences(
        undo=(str(_("deeds", "Undo: colour a note")), str(_("deeds", "Undo: colour %Ln notes"))),
        redo=(str(_("deeds", "Redo: colour a note")), str(_("deeds", "Redo: colour %Ln notes"))),
        undone=(str(_("deeds", "Undone: colour a note")), str(_("deeds", "Undone: colour %Ln notes"))),
        redone=(str(_("deeds", "Done again: colour a note")), str(_("deeds", "Done again: colour %Ln notes"))),
    ),
    "revise": Sentences(
        undo=(str(_("deeds", "Undo: change a note")), str(_("deeds", "Undo: change %Ln notes"))),
        redo=(str(_("deeds", "Redo: change a note")), str(_("deeds", "Redo: change %Ln notes"))),
        undone=(str(_("deeds", "Undone: change a note")), str(_("deeds", "Undone: change %Ln notes"))),
        redone=(str(_("deeds", "Done again: change a note")), str(_("deeds", "Done again: change %Ln notes"))),
    ),
    "settle": Sentences(
        undo=(str(_("deeds", "Undo: find the place of a note")), str(_("deeds", "Undo: find the places of %Ln notes"))),
        redo=(str(_("deeds", "Redo: find the place of a note")), str(_("deeds", "Redo: find the places of %Ln notes"))),
        undone=(
            str(_("deeds", "Undone: find the place of a note")),
            str(_("deeds", "Undone: find the places of %Ln notes")),
        ),
        redone=(
            str(_("deeds", "Done again: find the place of a note")),
            str(_("deeds", "Done again: find the places of %Ln notes")),
        ),
    ),
    "retire": Sentences(
        undo=(str(_("deeds", "Undo: retire a note")), str(_("deeds", "Undo: retire %Ln notes"))),
        redo=(str(_("deeds", "Redo: retire a note")), str(_("deeds", "Redo: retire %Ln notes"))),
        undone=(str(_("deeds", "Undone: retire a note")), str(_("deeds", "Undone: retire %Ln notes"))),
        redone=(str(_("deeds", "Done again: retire a note")), str(_("deeds", "Done again: retire %Ln notes"))),
    ),
    "restore": Sentences(
        undo=(str(_("deeds", "Undo: bring back a note")), str(_("deeds", "Undo: bring back %Ln notes"))),
        redo=(str(_("deeds", "Redo: bring back a note")), str(_("deeds", "Redo: bring back %Ln notes"))),
        undone=(str(_("deeds", "Undone: bring back a note")), str(_("deeds", "Undone: bring back %Ln notes"))),
        redone=(str(_("deeds", "Done again: bring back a note")), str(_("deeds", "Done again: bring back %Ln notes"))),
    ),
    "let go": Sentences(
        undo=(
            str(_("deeds", "Undo: let go of a note in the bin")),
            str(_("deeds", "Undo: let go of %Ln notes in the bin")),
        ),
        redo=(
            str(_("deeds", "Redo: let go of a note in the bin")),
            str(_("deeds", "Redo: let go of %Ln notes in the bin")),
        ),
        undone=(
            str(_("deeds", "Undone: let go of a note in the bin")),
            str(_("deeds", "Undone: let go of %Ln notes in the bin")),
        ),
        redone=(
            str(_("deeds", "Done again: let go of a note in the bin")),
            str(_("deeds", "Done again: let go of %Ln notes in the bin")),
        ),
    ),
    "import": Sentences(
        undo=(str(_("deeds", "Undo: import a note")), str(_("deeds", "Undo: import %Ln notes"))),
        redo=(str(_("deeds", "Redo: import a note")), str(_("deeds", "Redo: import %Ln notes"))),
        undone=(str(_("deeds", "Undone: import a note")), str(_("deeds", "Undone: import %Ln notes"))),
        redone=(str(_("deeds", "Done again: import a note")), str(_("deeds", "Done again: import %Ln notes"))),
    ),
    "join": Sentences(
        undo=(
            str(_("deeds", "Undo: bring a note together with another machine")),
            str(_("deeds", "Undo: bring %Ln notes together with another machine")),
        ),
        redo=(
            str(_("deeds", "Redo: bring a note together with another machine")),
            str(_("deeds", "Redo: bring %Ln notes together with another machine")),
        ),
        undone=(
            str(_("deeds", "Undone: bring a note together with another machine")),
            str(_("deeds", "Undone: bring %Ln notes together with another machine")),
        ),
        redone=(
            str(_("deeds", "Done again: bring a note together with another machine")),
            str(_("deeds", "Done again: bring %Ln notes together with another machine")),
        ),
    ),
    "return": Sentences(
        undo=(
            str(_("deeds", "Undo: go back to a copy, which changed a note")),
            str(_("deeds", "Undo: go back to a copy, which changed %Ln notes")),
        ),
        redo=(
            str(_("deeds", "Redo: go back to a copy, which changed a note")),
            str(_("deeds", "Redo: go back to a copy, which changed %Ln notes")),
        ),
        undone=(
            str(_("deeds", "Undone: go back to a copy, which changed a note")),
            str(_("deeds", "Undone: go back to a copy, which changed %Ln notes")),
        ),
        redone=(
            str(_("deeds", "Done again: go back to a copy, which changed a note")),
            str(_("deeds", "Done again: go back to a copy, which changed %Ln notes")),
        ),
    ),
}


def undo_named(deed: Deed) -> str:
    """Return what to call an undo of ``deed``."""
    return _told(SENTENCES[deed.kind].undo, deed.how_many)


def redo_named(deed: Deed) -> str:
    """Return what to call a redo of ``deed``."""
    return _told(SENTENCES[deed.kind].redo, deed.how_many)


def told_undone(deed: Deed) -> str:
    """Say that ``deed`` is undone."""
    return _told(SENTENCES[deed.kind].undone, deed.how_many)


def told_redone(deed: Deed) -> str:
    """Say that ``deed`` is done again."""
    return _told(SENTENCES[deed.kind].redone, deed.how_many)


def told_of_others(count: int) -> str:
    """Say that nothing is undone yet, as another program has changed so many notes meanwhile."""
    one = _("deeds", "Nothing is undone yet: another program has changed a note. Undo once more takes that back.")
    many = _("deeds", "Nothing is undone yet: another program has changed %Ln notes. Undo once more takes that back.")
    return _told((str(one), str(many)), count)


def _told(forms: tuple[str, str], count: int) -> str:
    one, many = forms
    return (
        QCoreApplication.translate("deeds", many, "", count) if count > 1 else QCoreApplication.translate("deeds", one)
    )
