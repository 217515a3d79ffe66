"""What each key of a note's words does to the Markdown around the caret."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QTextCursor

from cca_desktop.ui.notes.markdown_editing import begin_lines_with, begin_table, head, move_lines, tick
from cca_desktop.ui.notes.markdown_marks import embrace
from cca_desktop.ui.notes.note_keys import NoteKey

DEEDS: Mapping[NoteKey, Callable[[QTextCursor], object]] = {
    NoteKey.STRONG: partial(embrace, mark="**"),
    NoteKey.EMPHASIS: partial(embrace, mark="*"),
    NoteKey.STRUCK: partial(embrace, mark="~~"),
    NoteKey.CODE: partial(embrace, mark="`"),
    NoteKey.HEADING: head,
    NoteKey.QUOTATION: partial(begin_lines_with, mark="> "),
    NoteKey.LIST: partial(begin_lines_with, mark="- "),
    NoteKey.TASK: tick,
    NoteKey.TABLE: begin_table,
    NoteKey.LINE_UP: partial(move_lines, step=-1),
    NoteKey.LINE_DOWN: partial(move_lines, step=1),
    NoteKey.NOTE_LINK: partial(embrace, mark="[[", closing="]]"),
}
