"""What a note can be about, what it is for, and how much of it comes back."""

from contextlib import closing

import pytest

from cca_desktop.errors import DamagedError, NotHereError
from cca_desktop.library.document import Document
from cca_desktop.notes.history import Deed
from cca_desktop.notes.note import MOTIVATIONS, PlacedPassage, Target
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.storage.health import examine_notes
from cca_desktop.storage.profile import Profile
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector, describe_quote, position_of
from cca_desktop.text.span import Span


def passage(document: Document, words: str) -> Target:
    start = document.text.index(words)
    at = Span(start, start + len(words))
    return Target(document.id, describe_quote(document.text, at), position_of(at))


def test_the_whole_of_a_note_comes_back(notebook: Notebook, database: Database) -> None:
    further = (
        Target("answer", TextQuoteSelector("“answer”\n", "An ", ""), TextPositionSelector(3, 9)),
        Target("answer"),
        Target("", note="01a20cbf-6ed1-705c-a57f-01b2931f6792"),
    )
    note_id = notebook.write(
        Target("letter"), "Why?", ("t",), "blue", further=further, motivation="questioning", creator="И. Ли"
    ).notes[0]
    with closing(Database.open(database.file, is_read_only=True)) as other:
        note = Notebook(other, lambda _: None).note(note_id)
    assert note.targets == (Target("letter"), *further)
    assert (note.motivation, note.creator, note.is_buried) == ("questioning", "И. Ли", False)
    assert notebook.versions(note_id) == [note]
    assert examine_notes(Profile.at(database.file.parent)).troubles == ()


def test_a_note_may_be_about_another_note(notebook: Notebook) -> None:
    first = notebook.write(None, "first").notes[0]
    about = notebook.write(Target("", note=first), "on the first").notes[0]
    assert notebook.note(about).target == Target("", note=first)
    assert [note.id for note in notebook.backlinks(first)] == [about]


def test_further_targets_need_a_first_one(notebook: Notebook) -> None:
    with pytest.raises(ValueError, match="first"):
        notebook.write(None, further=(Target("letter"),))
    assert notebook.notes() == []


@pytest.mark.parametrize(
    ("target", "body", "tags", "motivation"),
    [
        (Target("letter"), "words", ("t",), "commenting"),
        (Target("letter"), " \n", ("t",), "tagging"),
        (Target("letter"), "", (), "highlighting"),
        (Target("", note="01a20cbf-6ed1-705c-a57f-01b2931f6792"), "", (), "linking"),
    ],
)
def test_what_a_note_is_for_follows_from_its_content(
    notebook: Notebook, target: Target, body: str, tags: tuple[str, ...], motivation: str
) -> None:
    assert notebook.note(notebook.write(target, body, tags).notes[0]).motivation == motivation


def test_a_mark_that_is_given_words_becomes_a_comment_and_a_question_stays_one(notebook: Notebook) -> None:
    mark = notebook.write(Target("letter")).notes[0]
    question = notebook.write(Target("letter"), "Why?", motivation="questioning").notes[0]
    for note_id in (mark, question):
        notebook.revise(note_id, body="words")
    assert notebook.note(mark).motivation == "commenting"
    assert notebook.note(question).motivation == "questioning"
    notebook.revise(mark, motivation="linking")
    assert notebook.note(mark).motivation == "linking"
    notebook.undo()
    assert notebook.note(mark).motivation == "commenting"


def test_what_a_note_is_for_is_one_of_the_models_words(notebook: Notebook) -> None:
    with pytest.raises(ValueError, match="shouting"):
        notebook.write(None, motivation="shouting")
    note_id = notebook.write(None, "words").notes[0]
    with pytest.raises(ValueError, match="shouting"):
        notebook.revise(note_id, motivation="shouting")
    assert notebook.note(note_id).motivation in MOTIVATIONS
    assert notebook.note(note_id).version == 1


def test_a_note_on_several_passages_is_placed_at_each(notebook: Notebook, letter: Document) -> None:
    first, second = passage(letter, "offensive weapons"), passage(letter, "the knot of war")
    lost = second._replace(quote=TextQuoteSelector("no such words", "", ""), position=None)
    elsewhere = second._replace(document="answer")
    notebook.write(first, "all found", further=(elsewhere, second))
    notebook.write(lost, "one lost", further=(second,))
    notebook.write(lost, "all lost", further=(lost,))
    notebook.write(elsewhere, "elsewhere first", further=(second,))
    placed = {one.note.body: one for one in notebook.placed(letter)}
    found = placed["all found"]
    assert found.span is not None
    assert found.span.cut(letter.text) == "offensive weapons"
    assert found.state == "found"
    assert [(other.which, other.state) for other in found.others] == [(2, "found")]
    assert (placed["one lost"].state, placed["one lost"].others) == ("moved", (PlacedPassage(0, None, "astray"),))
    assert (placed["all lost"].state, placed["all lost"].span) == ("astray", None)
    assert placed["elsewhere first"].span == found.others[0].span
    assert {one.note.body for one in notebook.all_placed()} == set(placed)


def test_a_clock_that_jumped_back_makes_no_note_older_than_it_is(database: Database) -> None:
    times = iter(["2026-01-02T00:00:00.000Z", *["2025-01-01T00:00:00.000Z"] * 9])
    notebook = Notebook(database, lambda _: None, lambda: next(times))
    note_id = notebook.write(None, "one").notes[0]
    notebook.revise(note_id, body="two")
    notebook.revise(note_id, body="three", writing="w")
    notebook.revise(note_id, body="four", writing="w")
    note = notebook.note(note_id)
    assert (note.body, note.version, note.modified) == ("four", 3, note.created)
    assert [version.body for version in notebook.versions(note_id)] == ["one", "two", "four"]


@pytest.mark.parametrize("further", ["[1]", "{", '[{"exact": "x"}]'])
def test_further_targets_that_make_no_sense_are_told(notebook: Notebook, database: Database, further: str) -> None:
    notebook.write(Target("letter"))
    database.run("UPDATE note SET further = ?", (further,))
    with pytest.raises(DamagedError, match="makes no sense"):
        notebook.notes()


def test_an_astray_note_is_settled_where_its_reader_says(letter: Document, database: Database) -> None:
    notebook = Notebook(database, lambda _: letter.text.replace("the knot of war", "a noose of conflict"))
    text = letter.text.replace("the knot of war", "a noose of conflict")
    corrected = letter._replace(text=text)
    note_id = notebook.write(passage(letter, "the knot of war"), "mine").notes[0]
    assert [one.state for one in notebook.placed(corrected)] == ["astray"]
    guess = notebook.guesses(note_id)[0]
    assert notebook.settle(note_id, guess.span).notes == (note_id,)
    (placed,) = notebook.placed(corrected)
    assert placed.state == "found"
    assert placed.span is not None
    assert placed.span.cut(text) == "a noose of conflict"
    assert placed.note.body == "mine"
    assert notebook.what_undo_would_do() == Deed("settle", 1)
    notebook.undo()
    assert [one.state for one in notebook.placed(corrected)] == ["astray"]


def test_one_of_several_passages_is_settled_and_the_others_stay(letter: Document, database: Database) -> None:
    notebook = Notebook(database, lambda name: letter.text if name == letter.id else None)
    first, second = passage(letter, "offensive weapons"), passage(letter, "the knot of war")
    note_id = notebook.write(first, "", further=(second,)).notes[0]
    notebook.settle(note_id, Span(0, 10), which=1)
    kept, settled = notebook.note(note_id).targets
    assert kept == first
    assert settled.position == TextPositionSelector(0, 10)
    with pytest.raises(ValueError, match="not in a text"):
        notebook.settle(note_id, Span(0, len(letter.text) + 1))
    gone = notebook.write(Target("withdrawn", *first[1:3])).notes[0]
    assert notebook.guesses(gone) == ()
    with pytest.raises(NotHereError, match="not at hand"):
        notebook.settle(gone, Span(0, 1))
