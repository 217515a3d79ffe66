"""Looking back: versions side by side, the bin, and a note that has gone astray."""

from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton

from cca_desktop.library.edition import SEEDS, read_edition
from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.note import Note, Target
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.shipped import shipped
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector, describe_quote, position_of
from cca_desktop.text.span import Span
from cca_desktop.ui.actions import Command
from cca_desktop.ui.dialogs.astray import AstrayDialog
from cca_desktop.ui.dialogs.bin import BinDialog
from cca_desktop.ui.dialogs.versions import VersionsDialog, compare
from cca_desktop.ui.notes.note_desk import Draft
from tests.ui.opening import Open, Opened
from tests.ui.test_access import nameless


def dialog(opened: Opened, kind: type[QDialog]) -> QDialog:
    """The window of that kind, once it stands there."""
    opened.until(lambda: any(one.isVisible() for one in opened.window.findChildren(kind)))
    found = next(one for one in opened.window.findChildren(kind) if one.isVisible())
    assert not nameless(found)
    assert found.windowTitle()
    return found


def press(window: QDialog, words: str) -> None:
    """Press the button that says so."""
    next(one for one in window.findChildren(QPushButton) if one.text().replace("&", "") == words).click()


def marked(page: QPlainTextEdit, *, struck: bool) -> list[str]:
    """The words that are struck through, or underlined."""
    words = []
    at = page.document().begin().begin()
    while not at.atEnd():
        look = at.fragment().charFormat()
        if look.fontStrikeOut() if struck else look.fontUnderline():
            words.append(at.fragment().text().strip())
        at += 1
    return words


def test_versions_stand_side_by_side_and_an_older_one_comes_back_and_is_undone(program: Opened) -> None:
    program.write_note("I value this.", "an old rope")
    program.press("F2")
    program.until(lambda: program.notes.editor() is not None)
    program.press("Ctrl+A")
    program.type("a new rope")
    program.press("Esc")
    program.until(lambda: program.bodies() == ["a new rope"])
    program.do(Command.VERSIONS)
    shown = dialog(program, VersionsDialog)
    assert isinstance(shown, VersionsDialog)
    program.until(lambda: (shown.then.toPlainText(), shown.now.toPlainText()) == ("an old rope", "a new rope"))
    assert marked(shown.then, struck=True) == ["an", "old"]
    assert marked(shown.now, struck=False) == ["a", "new"]
    press(shown, "Bring this version back")
    program.until(lambda: program.bodies() == ["an old rope"])
    program.come_back()
    program.do(Command.UNDO)
    program.until(lambda: program.bodies() == ["a new rope"])


def test_two_hundred_versions_are_gone_through_by_key(program: Opened) -> None:
    program.write_note("I value this.", "version 0")
    note = program.note().note.id
    desk = program.program.desk
    for number in range(1, 200):
        desk.save_draft(note, Draft(f"version {number}, and more\n" + "the same line\n" * 40, None, str(number)))
    program.until(lambda: program.bodies()[0].startswith("version 199"))
    desk.colour(note, "pink")
    program.until(lambda: program.note().note.colour == "pink")
    program.click_card(0)
    program.do(Command.VERSIONS)
    shown = dialog(program, VersionsDialog)
    assert isinstance(shown, VersionsDialog)
    assert shown.rows.hasFocus()
    program.until(lambda: shown.then.toPlainText().startswith("version 199"))
    assert any("Colour then: yellow; now: pink." in words for words in program.labels(shown))
    for _ in range(50):
        QTest.keyClick(shown.rows, Qt.Key.Key_Down)
    program.until(lambda: shown.then.toPlainText().startswith("version 149, and more"))
    assert marked(shown.then, struck=True) == ["149"]
    assert marked(shown.now, struck=False) == ["199"]
    QTest.keyClick(shown.rows, Qt.Key.Key_Home)
    program.until(lambda: "This is the note as it is." in program.labels(shown))
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    program.until(lambda: not shown.isVisible())


def test_what_has_changed_in_a_note_of_200_000_characters_is_what_one_sees() -> None:
    text = "".join(f"word{number} and more. " for number in range(12_000))
    then, now = (
        Note("a", None, body, (), "blue", "", "", version, is_retired=False)
        for version, body in ((1, text), (2, text.replace("word9000 ", "another ")))
    )
    result = compare(then, now)
    assert result.is_cut
    assert [piece.text for piece in result.pieces if piece.kind != "same"] == ["word9000", "another"]
    assert sum(len(piece.text) for piece in result.pieces) < 1_000
    assert result.pieces[0].text.endswith("word8999 and more. ")
    assert compare(then, then).pieces[0].text == text[:20_000] + " … "


def test_several_notes_come_back_from_the_bin_where_one_can_search(program: Opened) -> None:
    for words in ("a rope", "a cannon", "another rope"):
        program.write_note("", words)
    for _ in range(3):
        program.click_card(0)
        count = len(program.bodies())
        program.do(Command.RETIRE_NOTE)
        program.until(lambda count=count: len(program.bodies()) == count - 1)  # type: ignore[misc]
    program.do(Command.BIN)
    shown = dialog(program, BinDialog)
    assert isinstance(shown, BinDialog)
    rows = [shown.rows.model().index(row, 0) for row in range(3)]
    assert all("\nRetired " in row.data() for row in rows)
    assert "3 notes lie in the bin." in program.labels(shown)
    shown.search.setText("ROPE")
    assert "2 of 3 notes" in program.labels(shown)
    shown.rows.selectAll()
    press(shown, "Bring back")
    program.until(lambda: sorted(program.bodies()) == ["a rope", "another rope"])
    assert "0 of 1 notes" in program.labels(shown)
    shown.search.clear()
    assert shown.rows.model().rowCount() == 1
    shown.reject()
    program.come_back()
    program.do(Command.UNDO)
    program.until(lambda: program.bodies() == [])


@pytest.fixture
def astray(program: Opened) -> Opened:
    """A note whose words are not in the letter, but nearly."""
    quote = TextQuoteSelector("the knots of the wars", "in which you have tied ", ", because the more")
    program.program.desk.write(Target(program.program.document.id, quote, TextPositionSelector(0, 9)), colour="pink")
    program.until(lambda: [one.state for one in program.notes.notes()] == ["astray"])
    program.click_card(0)
    return program


def test_a_note_astray_finds_its_place_by_one_key_and_undo_takes_it_back(astray: Opened) -> None:
    astray.do(Command.FIND_PLACE)
    shown = dialog(astray, AstrayDialog)
    assert isinstance(shown, AstrayDialog)
    assert any("the knots of the wars" in words for words in astray.labels(shown))
    assert shown.rows.item(0).text().startswith("1.  ¶ ")
    assert "knot" in shown.rows.item(0).text()
    shown.rows.setCurrentRow(0)
    assert astray.sees(astray.passage("the knot of war")), "one sees what one would choose"
    QTest.keyClicks(shown.rows, "1")
    astray.until(lambda: astray.note().state == "found")
    assert "knot" in astray.marked("note")[0]
    astray.come_back()
    astray.do(Command.UNDO)
    astray.until(lambda: astray.note().state == "astray")


def test_a_note_astray_may_stand_on_no_passage_from_now_on(astray: Opened) -> None:
    astray.do(Command.FIND_PLACE)
    shown = dialog(astray, AstrayDialog)
    assert isinstance(shown, AstrayDialog)
    assert shown.rows.item(shown.rows.count() - 1).text().startswith("0.  ")
    QTest.keyClicks(shown.rows, "0")
    astray.until(lambda: astray.note().state == "free")
    target = astray.note().note.target
    assert target is not None
    assert (target.document, target.quote) == (astray.program.document.id, None)
    astray.come_back()
    astray.do(Command.UNDO)
    astray.until(lambda: astray.note().state == "astray")


def test_of_a_corrected_text_it_is_said_once_what_became_of_its_notes(open_program: Open, profile: Profile) -> None:
    """The letter is what it is: a former text is made of it, on which the notes were written."""
    with closing(Drawer.open(profile.database_file, lambda _: former.text)) as drawer:
        former = read_edition(shipped("seeds", f"{SEEDS[0]}.json"))
        former = former._replace(
            text=former.text.replace("the knot of war", "the noose of conflict").replace("I value", "I do value")
        )
        for words in ("the noose of conflict", "I do value this.", "pull on the ends of the rope"):
            at = Span(former.text.index(words), former.text.index(words) + len(words))
            drawer.notebook.write(Target(former.id, describe_quote(former.text, at), position_of(at)), words)
    one = open_program()
    one.until(lambda: one.said() == "The text was corrected. Notes that found their words again: 2; astray: 1.")
    assert [placed.state for placed in one.notes.notes()] == ["moved", "moved", "astray"]
    assert one.marked("note") == ["I value this.", "pull on the ends of the rope"]
    one.clear_away()
    again = open_program()
    again.until(lambda: len(again.notes.notes()) == 3)
    again.write_note("We are ready for this.", "")
    again.until(lambda: len(again.notes.notes()) == 4)
    assert again.said() == "All notes saved"


def test_a_note_stays_astray_unless_its_reader_decides(astray: Opened) -> None:
    astray.do(Command.FIND_PLACE)
    dialog(astray, AstrayDialog).reject()
    assert astray.note().state == "astray"


def test_where_there_is_nothing_to_look_back_at_it_is_said(program: Opened) -> None:
    program.write_note("I value this.", "")
    program.click_card(0)
    program.do(Command.FIND_PLACE)
    assert program.said() == "The note is not astray: it has its place."
    program.do(Command.VERSIONS)
    program.until(lambda: program.said() == "The note has no other version yet.")
