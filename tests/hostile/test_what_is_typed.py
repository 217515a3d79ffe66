"""What a keyboard, a clipboard and a disk can do to the window: a clear sentence, the window there, nothing lost."""

import re
import sqlite3
from contextlib import closing
from threading import Event

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QMessageBox

from cca_desktop.storage.profile import Profile
from cca_desktop.text.span import Span
from tests.command.calling import call
from tests.ui.opening import Open, Opened

HARD = {
    "right to left": "رسالة إلى الرئيس\nמכתב",
    "emoji": "👩‍👩‍👧‍👦 🇨🇺 é́́́",
    "far planes": "𝔄𝔅 𐍈 **𝒷ℴ𝓁𝒹** 🚀",
    "controls": "bell\x07 escape\x1b[31m delete\x7f c1\x85 zero\x00 end",
    "separators": "no\u00a0break\u2028line\u2029paragraph\u00adsoft\u200bnothing\ufeff",
    "line ends": "one\r\ntwo\rthree\n\nfour\n",
    "markdown": "# a\n\n<script>alert(1)</script> ![x](file:///etc/passwd) [y](javascript:alert(1))\n\n| a |\n|---|\n"
    + "> " * 200,
    "long word": "x" * 50_000,
}


@pytest.mark.parametrize("words", HARD.values(), ids=HARD)
def test_what_was_pasted_is_saved_and_shown_and_found_again_tomorrow(
    open_program: Open, profile: Profile, words: str
) -> None:
    today = open_program()
    today.begin_note("I value this.")
    today.paste(words)
    shown = re.sub("\r\n|[\r\u2028\u2029]", "\n", words)  # an editor knows one kind of line end
    today.until(today.is_saved)
    today.press("Esc")
    today.until(lambda: today.bodies() == [shown])
    today.window.grab()
    today.quit()
    told = call("notes", "--json", "--profile", profile.folder).json()["notes"]
    assert [note["body"] for note in told] == [shown]
    tomorrow = open_program()
    assert tomorrow.bodies() == [shown]


@pytest.mark.parametrize("words", HARD.values(), ids=HARD)
def test_a_note_that_is_only_looked_at_stays_as_it_was_to_the_letter(
    open_program: Open, profile: Profile, words: str
) -> None:
    body = profile.folder / "body"
    profile.folder.mkdir()
    body.write_text(words.replace("\x00", ""), encoding="utf-8", newline="")
    assert call("note", "--quote", "I value this.", "--body", body, "--profile", profile.folder).code == 0
    opened = open_program()
    (before,) = opened.bodies()
    opened.press("Ctrl+2")
    opened.click_card(0)
    opened.press("F2")
    opened.until(lambda: opened.notes.editor() is not None)
    opened.press("Esc")
    opened.until(lambda: opened.notes.editor() is None)
    opened.quit()
    told = call("notes", "--json", "--profile", profile.folder).json()["notes"]
    assert [note["body"] for note in told] == [before]
    assert [note["modified"] for note in told] == [note["created"] for note in told], "nothing was written"


@pytest.mark.parametrize("half", ["\ud83d", "a\udfffb", "\ude80\ud83d"])
def test_half_a_character_harms_nobody(program: Opened, half: str) -> None:
    program.begin_note("I value this.")
    program.words.insertPlainText(f"before {half} after")
    program.until(program.is_saved)
    program.press("Esc")
    program.until(lambda: program.bodies()[0].startswith("before "))
    assert program.bodies()[0].endswith(" after")
    program.search.field.setText(f"missiles {half}")
    program.search.ask(f"missiles {half}")
    program.until(lambda: program.search.answer() is not None)
    program.window.grab()


@pytest.mark.parametrize("words", HARD.values(), ids=HARD)
def test_any_question_is_answered(program: Opened, words: str) -> None:
    program.press("Ctrl+F")
    program.paste(words)
    program.until(lambda: program.search.answer() is not None)
    assert program.labels(program.search)
    program.press("Down")
    program.press("Return")
    program.window.grab()


def test_a_question_of_ten_thousand_characters_is_answered_in_words(program: Opened) -> None:
    program.press("Ctrl+F")
    program.paste(("missiles OR " * 1000)[:10_000])
    program.until(lambda: program.search.answer() is not None)
    answer = program.search.answer()
    assert answer is not None
    assert program.window.width() == 1440, "the window has not grown with it"
    assert program.labels(program.search)
    program.press("Ctrl+A")
    program.type("missiles")
    assert program.answered("missiles").total > 0


def test_two_million_characters_are_refused_with_a_sentence_and_nothing_is_lost(program: Opened) -> None:
    program.begin_note("I value this.")
    program.type("mine")
    program.paste("x" * 2_000_000)
    assert "2,000,000" in program.said()
    assert program.said().endswith(".")
    assert program.words.toPlainText() == "mine"
    program.until(lambda: program.bodies() == ["mine"])


def test_a_long_note_is_saved_whole(program: Opened) -> None:
    long = "All of it, or none of it. " * 10_000
    program.begin_note("I value this.")
    program.paste(long)
    program.until(program.is_saved)
    assert program.bodies() == [long]
    program.press("Esc")
    program.window.grab()


def test_a_full_disk_is_said_the_words_stay_and_are_saved_when_there_is_room(program: Opened, profile: Profile) -> None:
    heard: list[str] = []
    program.program.note_taking.trouble_told.connect(heard.append)
    program.begin_note("I value this.")
    program.type("There was room for this.")
    program.until(program.is_saved)
    program.program.lane.run(_leave_no_room)
    big = "There is none for this. " * 4000
    program.paste(big)
    program.until(lambda: "not been saved" in program.said())
    assert program.said().startswith("Your note is still in the editor; it has not been saved.")
    assert "not saved" in program.labels(program.editor)
    assert program.words.toPlainText().endswith(big)
    assert program.focused() is program.words
    assert program.bodies() == ["There was room for this."]

    tries: list[str] = []
    program.program.desk.draft_failed.connect(lambda note, _trouble: tries.append(note))
    program.until(lambda: bool(tries))
    assert len(heard) == 1, "seen each time it is tried, heard once"
    assert heard[0].startswith("Your note is still in the editor; it has not been saved.")

    program.press("Ctrl+Q")
    assert program.window.isVisible(), "it asks to stay, once"
    program.program.lane.run(_leave_room)
    program.until(lambda: not program.program.desk.unsaved())
    assert program.bodies() == ["There was room for this." + big]
    told = call("notes", "--json", "--profile", profile.folder).json()["notes"]
    assert [note["body"] for note in told] == ["There was room for this." + big]
    with closing(sqlite3.connect(profile.database_file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_words_that_found_no_room_are_in_the_editor_when_the_note_is_opened_again(program: Opened) -> None:
    program.begin_note("I value this.")
    program.until(program.is_saved)
    program.program.lane.run(_leave_no_room)
    big = "There is none for this. " * 4000
    program.paste(big)
    program.until(lambda: "not been saved" in program.said())
    program.press("Esc")
    program.until(lambda: program.notes.editor() is None)
    program.press("F2")
    program.until(lambda: program.notes.editor() is not None)
    assert program.words.toPlainText() == big
    assert not program.is_saved()
    program.program.lane.run(_leave_room)
    program.until(lambda: program.bodies() == [big])
    program.until(program.is_saved)
    program.press("Ctrl+End")
    program.type("And more.")
    program.until(lambda: program.bodies() != [big])
    program.until(program.is_saved)
    assert program.bodies() == [big + "And more."]


def test_the_window_warns_of_each_trouble_it_is_closed_on_and_not_of_the_first_one_alone(program: Opened) -> None:
    program.begin_note("I value this.")
    program.until(program.is_saved)
    for words in ("There is none for this. ", "Nor for that. "):
        program.program.lane.run(_leave_no_room)
        program.paste(words * 4000)
        program.until(lambda: bool(program.program.desk.unsaved()))
        program.press("Ctrl+Q")
        assert program.window.isVisible(), "it asks to stay, once"
        program.program.lane.run(_leave_room)
        program.until(lambda: not program.program.desk.unsaved())
        for notice in program.window.findChildren(QMessageBox):
            notice.close()
        program.come_back()
        program.press("Ctrl+2")
        program.press("F2")
        program.until(lambda: program.notes.editor() is not None)
        program.press("Ctrl+End")


def test_a_note_that_is_opened_again_while_it_is_being_saved_has_its_words_once(program: Opened) -> None:
    program.begin_note("I value this.")
    program.until(program.is_saved)
    goes_on = Event()
    program.program.lane.run(lambda _: goes_on.wait(60))
    program.type("Once")
    program.press("Esc")
    program.until(lambda: program.notes.editor() is None and bool(program.program.desk.unsaved()))
    program.press("F2")
    program.until(lambda: program.notes.editor() is not None)
    assert not program.is_saved()
    program.press("Ctrl+End")
    program.type(" only")
    program.editor.save()
    goes_on.set()
    program.until(lambda: not program.program.desk.unsaved())
    program.until(program.is_saved)
    assert program.bodies() == ["Once only"]
    assert program.words.toPlainText() == "Once only"


def _leave_no_room(drawer) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    drawer.database.run(f"PRAGMA max_page_count = {drawer.database.number('PRAGMA page_count')}")


def _leave_room(drawer) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    drawer.database.run("PRAGMA max_page_count = 1000000")


def test_any_two_places_of_the_letter_can_be_selected_and_give_back_their_words(program: Opened) -> None:
    text = program.program.document.text

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted))
    def holds(ends: list[int]) -> None:
        span = Span(*ends)
        program.letter.select(span)
        selected = program.letter.selected()
        if selected is not None:
            assert selected.cut(text).split() == span.cut(text).split() or _touches_frame(span, selected)

    def _touches_frame(span: Span, selected: Span) -> bool:
        """White space between the blocks is no reading text: the ends may move over it, and over nothing else."""
        outside = text[min(span.start, selected.start) : max(span.start, selected.start)]
        outside += text[min(span.end, selected.end) : max(span.end, selected.end)]
        return not outside.strip()

    holds()
