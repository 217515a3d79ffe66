"""Every connection between the parts of the window, on one screen."""

from functools import partial

from PySide6.QtCore import Qt

from cca_desktop.ui.actions import Actions, Command
from cca_desktop.ui.looks import THEME_COMMANDS, Looks
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.moving import Moving
from cca_desktop.ui.notes.note_desk import NoteDesk
from cca_desktop.ui.notes.note_taking import HIGHLIGHT_COMMANDS, NoteTaking
from cca_desktop.ui.notes.panel import NotesPanel
from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.reader.mark_steps import MarkSteps
from cca_desktop.ui.search.asker import Asker
from cca_desktop.ui.search.inquiry import Inquiry
from cca_desktop.ui.taking_out import TakingOut

_ON_WORDS = (  # in the menu at the letter's words
    *(Command.COPY, Command.CITE, Command.WRITE_NOTE, Command.HIGHLIGHT),
    *(Command.SEARCH_SELECTION, Command.LOOK_IN_CONCORDANCE),
)


def wire(
    window: MainWindow,
    actions: Actions,
    moving: Moving,
    inquiry: Inquiry,
    note_taking: NoteTaking,
    looks: Looks,
    taking_out: TakingOut,
    asker: Asker,
    desk: NoteDesk,
    notes: NotesPanel,
) -> None:
    """Introduce the parts to one another."""
    panels = window.panels
    window.offer(actions)

    # What a reader asks for by menu, button or key.
    for command, answer in {
        Command.CONTENTS: moving.show_contents,
        Command.GO_TO_PARAGRAPH: moving.ask_for_paragraph,
        Command.BOOKMARK: moving.add_bookmark,
        Command.BOOKMARKS: moving.show_bookmarks,
        Command.BACK: moving.go_back,
        Command.FORWARD: moving.go_forward,
        Command.WRITE_NOTE: note_taking.write_note,
        Command.RETIRE_NOTE: notes.retire_selected,
        Command.VERSIONS: note_taking.show_versions,
        Command.FIND_PLACE: note_taking.find_place,
        Command.FIND_NOTES: note_taking.find_notes,
        Command.BIN: desk.look_into_bin,
        Command.UNDO: note_taking.undo,
        Command.REDO: note_taking.redo,
        Command.NOTES: note_taking.show_notes,
        Command.LARGER: looks.larger,
        Command.SMALLER: looks.smaller,
        Command.USUAL_SIZE: looks.usual_size,
        Command.TYPOGRAPHY: looks.ask_for_typography,
        Command.DIPLOMATIC: looks.turn_diplomatic,
        Command.FRAME: looks.fold_frame,
        Command.LEFT_SIDE: looks.fold_left,
        Command.RIGHT_SIDE: looks.fold_right,
        Command.FOCUS: looks.focus,
        Command.SPLIT: window.turn_split,
        Command.FULL_SCREEN: window.turn_full_screen,
        Command.COPY: taking_out.copy,
        Command.CITE: taking_out.cite,
        Command.CITE_ALONE: taking_out.cite_alone,
        Command.PRINT: taking_out.print_out,
        Command.SAVE_PDF: taking_out.save_pdf,
        Command.EXPORT: taking_out.export,
        Command.IMPORT: taking_out.bring_in,
        Command.COPIES: taking_out.show_copies,
        Command.PALETTE: window.show_palette,
        Command.KEYS: taking_out.show_keys,
        Command.PROVENANCE: taking_out.show_provenance,
        Command.ABOUT: taking_out.show_about,
        Command.QUIT: window.close,
    }.items():
        actions[command].triggered.connect(answer)
    for command in THEME_COMMANDS:
        actions[command].triggered.connect(looks.choose_theme)
    for command in HIGHLIGHT_COMMANDS:
        actions[command].triggered.connect(note_taking.highlight)

    # The letter.
    moving.heed_motion(looks.motion)
    _wire_letter(actions, moving, note_taking, looks, panels.letter)
    window.letter_opened.connect(partial(_wire_letter, actions, moving, note_taking, looks))
    panels.letter.reading_changed.connect(panels.mark_map.refresh)
    window.left.currentChanged.connect(moving.on_left_tab)

    _wire_searching(window, actions, moving, inquiry, asker, desk)
    steps = MarkSteps(moving.document, window, moving)
    actions[Command.NEXT_MARK].triggered.connect(steps.next_mark)
    actions[Command.PREVIOUS_MARK].triggered.connect(steps.previous_mark)

    # Notes.
    notes.offer(actions)
    notes.note_became_current.connect(note_taking.show_note)
    notes.state_changed.connect(window.status.say)
    notes.place_wanted.connect(moving.go_to)
    notes.export_wanted.connect(taking_out.export_notes)
    panels.letter.selection_made.connect(notes.expect_editor)  # which is what may come next
    desk.changed.connect(note_taking.show_listing)
    desk.bin_opened.connect(note_taking.show_bin)
    note_taking.preferred = looks.settings
    window.refuse_own = taking_out.refuse_own
    note_taking.bin_kept_for.connect(looks.keep_bin_for)
    desk.failed.connect(window.status.show_trouble)
    desk.draft_failed.connect(note_taking.show_draft_trouble)
    moving.place_followed.connect(notes.follow)
    notes.filter_asked.connect(asker.find_notes)
    asker.notes_found.connect(notes.show_found)
    notes.letter_wanted.connect(moving.focus_letter)
    note_taking.trouble_told.connect(window.status.speak)


def _wire_letter(actions: Actions, moving: Moving, note_taking: NoteTaking, looks: Looks, letter: LetterView) -> None:
    letter.offer(actions)
    letter.glide_where(moving.may_glide)
    letter.place_changed.connect(moving.follow_place)
    letter.size_asked.connect(looks.resize_by)
    letter.note_pressed.connect(note_taking.open_note)
    letter.hidden_wanted.connect(looks.unfold_frame)
    letter.selection_made.connect(actions.offer_on_selection)


def _wire_searching(
    window: MainWindow, actions: Actions, moving: Moving, inquiry: Inquiry, asker: Asker, desk: NoteDesk
) -> None:
    for command, answer in {
        Command.FIND: inquiry.find,
        Command.FIND_NEXT: inquiry.next_hit,
        Command.FIND_PREVIOUS: inquiry.previous_hit,
        Command.SEARCH_SELECTION: inquiry.search_selection,
        Command.SAVED_QUESTIONS: inquiry.show_saved,
        Command.HIT_ORDER: inquiry.change_order,
        Command.CONCORDANCE: inquiry.show_concordance,
        Command.CONCORDANCE_ACROSS: inquiry.turn_concordance,
        Command.KEEP_CONCORDANCE: inquiry.keep_concordance,
        Command.OPEN_KEPT: inquiry.open_kept,
        Command.LOOK_IN_CONCORDANCE: inquiry.look_in_concordance,
    }.items():
        actions[command].triggered.connect(answer)
    letter = window.panels.letter
    letter.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    letter.addActions([actions[command] for command in _ON_WORDS])
    window.left.currentChanged.connect(inquiry.on_left_tab)
    panel = window.panels.search
    panel.question_changed.connect(inquiry.ask)
    panel.hit_became_current.connect(inquiry.follow_hit)
    panel.hit_accepted.connect(inquiry.accept_hit)
    panel.field.left.connect(inquiry.leave)
    panel.menu_wanted.connect(inquiry.show_asked)
    panel.field.was_entered.connect(inquiry.expect_question)
    panel.place_chosen.connect(moving.go_to_share)
    asker.answered.connect(inquiry.show_answer)
    asker.failed.connect(window.status.show_trouble)
    asker.failed.connect(panel.stop_waiting)
    asker.notes_taken_up.connect(inquiry.ask_again)
    asker.unsettled.connect(inquiry.settle_later)
    desk.changed.connect(inquiry.take_up)
