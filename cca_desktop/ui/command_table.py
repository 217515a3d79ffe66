"""Every command, in one table: its name, its keys, its tip. Menus, tool bar, shortcut page and tests read it."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from cca_desktop.ui.commands import Command, Row
from cca_desktop.ui.commands import row as _row

_ = QT_TRANSLATE_NOOP
TABLE: tuple[Row, ...] = (
    _row(Command.FIND, "Find", _("actions", "&Search"), "Ctrl+F", _("actions", "Put the caret into the search field")),
    _row(Command.FIND_NEXT, "Find", _("actions", "&Next hit"), "F3", _("actions", "Go to the next hit")),
    _row(
        Command.FIND_PREVIOUS, "Find", _("actions", "&Previous hit"), "Shift+F3", _("actions", "Go to the hit before")
    ),
    _row(
        Command.SEARCH_SELECTION,
        "Find",
        _("actions", "Search for the selected &words"),
        "Ctrl+E",
        _("actions", "Ask where else these words stand"),
    ),
    _row(
        Command.SAVED_QUESTIONS,
        "Find",
        _("actions", "Saved &questions…"),
        "Ctrl+Alt+F",
        _("actions", "Save what is asked under a name, and ask it again"),
    ),
    _row(
        Command.HIT_ORDER,
        "Find",
        _("actions", "O&rder of the hits"),
        "Ctrl+Alt+O",
        _("actions", "Put the best hits first, or all into reading order"),
    ),
    _row(
        Command.CONCORDANCE,
        "Find",
        _("actions", "C&oncordance"),
        "Ctrl+Shift+F",
        _("actions", "Line up every place of a word"),
    ),
    _row(
        Command.CONCORDANCE_ACROSS,
        "Find",
        _("actions", "Concor&dance across the window"),
        "Ctrl+Alt+C",
        _("actions", "Put the concordance under the letter, or back at the side"),
    ),
    _row(
        Command.KEEP_CONCORDANCE,
        "Find",
        _("actions", "Keep the concordanc&e as a note"),
        "Ctrl+Alt+K",
        _("actions", "Write a note whose lines are always those of now"),
    ),
    _row(
        Command.LOOK_IN_CONCORDANCE,
        "Find",
        _("actions", "&Line up the selected words"),
        "Ctrl+Shift+E",
        _("actions", "Look at these words in the concordance"),
    ),
    _row(Command.CONTENTS, "Find", _("actions", "&Contents"), "Ctrl+1", _("actions", "Show the parts of the letter")),
    _row(
        Command.GO_TO_PARAGRAPH,
        "Find",
        _("actions", "&Go to paragraph…"),
        "Ctrl+G",
        _("actions", "Go to a paragraph by its number"),
    ),
    _row(
        Command.NEXT_MARK,
        "Find",
        _("actions", "Next &mark"),
        "F4",
        _("actions", "Go to the next note, highlight or hit in the letter"),
    ),
    _row(
        Command.PREVIOUS_MARK,
        "Find",
        _("actions", "Mar&k before"),
        "Shift+F4",
        _("actions", "Go to the note, highlight or hit before"),
    ),
    _row(Command.BACK, "Find", _("actions", "&Back"), "Alt+Left", _("actions", "Go back to where you were")),
    _row(Command.FORWARD, "Find", _("actions", "&Forward"), "Alt+Right", _("actions", "Go forward again")),
    _row(
        Command.BOOKMARK,
        "Find",
        _("actions", "Bookmark t&his place"),
        "Ctrl+B",
        _("actions", "Keep the place you are at, so that you find it again"),
    ),
    _row(
        Command.BOOKMARKS,
        "Find",
        _("actions", "Bookm&arks…"),
        "Ctrl+Shift+M",
        _("actions", "Go to a place you have kept, or give it another name"),
    ),
    _row(
        Command.WRITE_NOTE,
        "Notes",
        _("actions", "&Write a note"),
        "Ctrl+N",
        _("actions", "Write a note on the selected words, or a free note"),
    ),
    _row(
        Command.HIGHLIGHT,
        "Notes",
        _("actions", "&Highlight"),
        "Ctrl+H",
        _("actions", "Mark the selected words in yellow"),
    ),
    _row(
        Command.HIGHLIGHT_GREEN,
        "Notes",
        _("actions", "Highlight in &green"),
        "Ctrl+Shift+H,G",
        _("actions", "Mark the selected words in green"),
    ),
    _row(
        Command.HIGHLIGHT_BLUE,
        "Notes",
        _("actions", "Highlight in b&lue"),
        "Ctrl+Shift+H,B",
        _("actions", "Mark the selected words in blue"),
    ),
    _row(
        Command.HIGHLIGHT_PINK,
        "Notes",
        _("actions", "Highlight in pin&k"),
        "Ctrl+Shift+H,P",
        _("actions", "Mark the selected words in pink"),
    ),
    _row(
        Command.HIGHLIGHT_VIOLET,
        "Notes",
        _("actions", "Highlight in &violet"),
        "Ctrl+Shift+H,V",
        _("actions", "Mark the selected words in violet"),
    ),
    _row(
        Command.FIND_NOTES,
        "Notes",
        _("actions", "F&ind in notes"),
        "Ctrl+Shift+N",
        _("actions", "List the notes that answer a question, and choose their order"),
    ),
    _row(
        Command.RETIRE_NOTE,
        "Notes",
        _("actions", "&Retire the note"),
        "Ctrl+Backspace",
        _("actions", "Put the current note into the bin"),
    ),
    _row(
        Command.VERSIONS,
        "Notes",
        _("actions", "Ver&sions…"),
        "Ctrl+Alt+V",
        _("actions", "Compare the note with what it was, and bring that back"),
    ),
    _row(
        Command.FIND_PLACE,
        "Notes",
        _("actions", "Find its pla&ce…"),
        "Ctrl+Alt+G",
        _("actions", "Say where a note astray belongs"),
    ),
    _row(
        Command.OPEN_KEPT,
        "Notes",
        _("actions", "&Open its concordance"),
        "Ctrl+Alt+L",
        _("actions", "Line up what the current note asks"),
    ),
    _row(Command.BIN, "Notes", _("actions", "&Bin…"), "Ctrl+Shift+B", _("actions", "Bring back a retired note")),
    _row(
        Command.COPIES,
        "Notes",
        _("actions", "Co&pies of the notes…"),
        "Ctrl+Alt+S",
        _("actions", "Where the notes lie; copy them now, or go back to an earlier copy"),
    ),
    _row(Command.UNDO, "Notes", _("actions", "&Undo"), "Ctrl+Z", _("actions", "Undo the last change to a note")),
    _row(
        Command.REDO, "Notes", _("actions", "R&edo"), "Ctrl+Shift+Z, Ctrl+Y", _("actions", "Do again what was undone")
    ),
    _row(Command.NOTES, "Notes", _("actions", "&Notes"), "Ctrl+2", _("actions", "Go to the list of notes")),
    _row(Command.LARGER, "Text", _("actions", "&Larger"), "Ctrl++, Ctrl+=", _("actions", "Make all text larger")),
    _row(Command.SMALLER, "Text", _("actions", "S&maller"), "Ctrl+-", _("actions", "Make all text smaller")),
    _row(Command.USUAL_SIZE, "Text", _("actions", "&Usual size"), "Ctrl+0", _("actions", "Text at its usual size")),
    _row(
        Command.TYPOGRAPHY,
        "Text",
        _("actions", "&Typography…"),
        "Ctrl+Shift+T",
        _("actions", "Face, size, measure and leading of the letter"),
    ),
    _row(Command.LIGHT, "Text", _("actions", "L&ight"), "", _("actions", "Dark ink on light paper"), is_choice=True),
    _row(Command.SEPIA, "Text", _("actions", "S&epia"), "", _("actions", "Brown ink on warm paper"), is_choice=True),
    _row(Command.DARK, "Text", _("actions", "&Dark"), "", _("actions", "Light ink on dark paper"), is_choice=True),
    _row(
        Command.CONTRAST,
        "Text",
        _("actions", "&High contrast"),
        "",
        _("actions", "White on black, with strong lines"),
        is_choice=True,
    ),
    _row(Command.SYSTEM, "Text", _("actions", "As the s&ystem"), "", _("actions", "As the desktop is"), is_choice=True),
    _row(
        Command.DIPLOMATIC,
        "Text",
        _("actions", "Di&plomatic text"),
        "Ctrl+D",
        _("actions", "Show the file's own characters and line ends, or a printer's"),
        is_choice=True,
    ),
    _row(
        Command.FRAME,
        "Text",
        _("actions", "Telegraphi&c frame"),
        "Ctrl+T",
        _("actions", "Show what the Embassy wrote around the letter, or fold it away"),
        is_choice=True,
    ),
    _row(Command.LEFT_SIDE, "Text", _("actions", "Le&ft side"), "F7", _("actions", "Fold the left side, or open it")),
    _row(
        Command.RIGHT_SIDE, "Text", _("actions", "&Right side"), "F8", _("actions", "Fold the right side, or open it")
    ),
    _row(Command.FOCUS, "Text", _("actions", "The letter &alone"), "F9", _("actions", "Fold both sides, or open them")),
    _row(
        Command.SPLIT,
        "Text",
        _("actions", "Tw&o places at once"),
        "Ctrl+Shift+D",
        _("actions", "Show a second view of the letter beside the first, or close it"),
    ),
    _row(
        Command.FULL_SCREEN,
        "Text",
        _("actions", "Full scree&n"),
        "F11, Ctrl+Meta+F",
        _("actions", "Use the whole screen, or go back to the window"),
    ),
    _row(Command.COPY, "Letter", _("actions", "&Copy"), "Ctrl+C", _("actions", "Copy the selected words")),
    _row(
        Command.CITE,
        "Letter",
        _("actions", "Copy with c&itation"),
        "Ctrl+Shift+C",
        _("actions", "Copy the selected words, or the paragraph, with where they stand"),
    ),
    _row(
        Command.CITE_ALONE,
        "Letter",
        _("actions", "Copy the citatio&n alone"),
        "Ctrl+Shift+K",
        _("actions", "Copy where the selected words, or the paragraph, stand"),
    ),
    _row(Command.PRINT, "Letter", _("actions", "&Print…"), "Ctrl+P", _("actions", "Print the letter")),
    _row(
        Command.SAVE_PDF, "Letter", _("actions", "&Save as PDF…"), "Ctrl+Alt+P", _("actions", "Save the letter as PDF")
    ),
    _row(Command.EXPORT, "Letter", _("actions", "&Export…"), "Ctrl+Shift+S", _("actions", "Take all notes elsewhere")),
    _row(
        Command.IMPORT, "Letter", _("actions", "I&mport…"), "Ctrl+Shift+O", _("actions", "Bring in notes after a look")
    ),
    _row(Command.QUIT, "Letter", _("actions", "&Quit"), "Ctrl+Q", _("actions", "Save all and close the window")),
    _row(
        Command.PALETTE,
        "Help",
        _("actions", "Find a &command…"),
        "Ctrl+Shift+P",
        _("actions", "Find any command by its name"),
    ),
    _row(Command.KEYS, "Help", _("actions", "&Keys"), "F1", _("actions", "Show every command and its keys")),
    _row(
        Command.PROVENANCE,
        "Help",
        _("actions", "About this &document"),
        "Shift+F1",
        _("actions", "Where the text comes from, its checksum, its witnesses"),
    ),
    _row(Command.ABOUT, "Help", _("actions", "&About"), "", _("actions", "Version, licence and sources")),
)
NEED_A_SELECTION = (
    *(Command.HIGHLIGHT, Command.HIGHLIGHT_GREEN, Command.HIGHLIGHT_BLUE, Command.HIGHLIGHT_PINK),
    *(Command.HIGHLIGHT_VIOLET, Command.SEARCH_SELECTION, Command.LOOK_IN_CONCORDANCE, Command.COPY),
)
AFTER_A_LINE = frozenset(  # what begins something new in its menu
    (
        *(Command.CONCORDANCE, Command.CONTENTS, Command.BACK, Command.BOOKMARK),
        *(Command.FIND_NOTES, Command.RETIRE_NOTE, Command.BIN, Command.UNDO, Command.NOTES),
        *(Command.LIGHT, Command.DIPLOMATIC, Command.LEFT_SIDE, Command.SPLIT),
        *(Command.PRINT, Command.EXPORT, Command.QUIT, Command.PROVENANCE),
    )
)
