"""Notes that come from elsewhere."""

import pytest

from cca_desktop.notes.history import Change, Deed
from cca_desktop.notes.note import Note, Target
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.backup import Kind, backups
from cca_desktop.storage.database import Database
from cca_desktop.storage.health import examine_notes
from cca_desktop.storage.profile import Profile
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector

PLACE = Target("letter", TextQuoteSelector("letter", "A ", " of"), TextPositionSelector(2, 8))


def note(note_id: str = "", body: str = "from elsewhere", target: Target | None = PLACE) -> Note:
    return Note(
        id=note_id,
        target=target,
        body=body,
        tags=("a tag",),
        colour="green",
        created="2024-02-29T10:00:00+02:00",
        modified="2024-03-01T00:00:00.125Z",
        version=7,
        is_retired=False,
        motivation="questioning",
        creator="Another Reader",
    )


def test_notes_arrive_with_their_own_times_and_creators_as_one_change(notebook: Notebook) -> None:
    change = notebook.take_in([note("https://elsewhere.example/1"), note(body="another")])
    assert change.kind == "import"
    first, second = (notebook.note(note_id) for note_id in change.notes)
    assert (first.created, first.modified) == ("2024-02-29T08:00:00.000Z", "2024-03-01T00:00:00.125Z")
    assert (first.body, first.tags, first.colour) == ("from elsewhere", ("a tag",), "green")
    assert (first.creator, first.motivation, first.version, first.target) == ("Another Reader", "questioning", 1, PLACE)
    assert second.body == "another"
    assert notebook.what_undo_would_do() == Deed("import", 2)


def test_nothing_arrives_twice(notebook: Notebook) -> None:
    arriving = [note("https://elsewhere.example/1"), note(body="another"), note(body="another")]
    assert len(notebook.take_in(arriving).notes) == 2
    assert notebook.take_in(arriving) == Change("import", ())
    assert len(notebook.notes()) == 2
    assert notebook.what_undo_would_do() == Deed("import", 2)


def test_a_note_written_here_is_recognised_by_its_words_and_place(notebook: Notebook) -> None:
    notebook.write(PLACE, "from elsewhere", ["a tag", "mine"])
    assert notebook.take_in([note("https://elsewhere.example/1")]).notes == ()
    assert len(notebook.take_in([note(target=Target("letter"))]).notes) == 1


def test_a_stranger_s_mark_on_words_that_are_marked_here_comes_with_the_tags_that_are_missing(
    notebook: Notebook,
) -> None:
    notebook.write(PLACE, "")
    retired = notebook.write(PLACE, "", ["other"]).notes[0]
    notebook.retire(retired)
    (arrived,) = notebook.take_in([note("https://elsewhere.example/1", body="")]).notes
    assert notebook.note(arrived).tags == ("a tag",)
    assert notebook.note(retired).is_retired
    assert notebook.take_in([note("https://elsewhere.example/2", body="")._replace(tags=())]).notes == ()


def test_thousands_of_tags_without_words_or_place_arrive_once_and_soon(notebook: Notebook) -> None:
    arriving = [note(body="", target=None)._replace(tags=(f"tag {number}",)) for number in range(3000)]
    assert len(notebook.take_in(arriving).notes) == 3000
    assert notebook.take_in(arriving).notes == ()


def test_what_is_in_use_is_known_before_what_lies_in_the_bin(notebook: Notebook) -> None:
    retired, living = (notebook.write(PLACE, "words", [tag]).notes[0] for tag in ("a tag", "another"))
    notebook.retire(retired)
    assert notebook.take_in([note("https://elsewhere.example/1", body="words")]).notes == (living,)
    assert notebook.note(retired).is_retired


def test_the_same_words_with_other_tags_are_one_note_with_the_tags_of_both(notebook: Notebook) -> None:
    note_id = notebook.write(PLACE, "words", ["mine"]).notes[0]
    arriving = [
        note("https://elsewhere.example/1", body="words"),
        note("https://elsewhere.example/2", body="words")._replace(tags=("mine", "third")),
    ]
    sorted_out = notebook.arrivals(arriving)
    assert [one.tags for one in sorted_out.joined] == [("mine", "a tag", "third")]
    assert (sorted_out.new, sorted_out.here, sorted_out.missed) == ((), (), ())
    assert notebook.take_in(arriving) == Change("import", (note_id,))
    now = notebook.note(note_id)
    assert (now.body, now.tags, now.version) == ("words", ("mine", "a tag", "third"), 2)
    assert notebook.take_in(arriving) == Change("import", ()), "nothing comes twice"
    notebook.undo()
    assert notebook.note(note_id).tags == ("mine",)
    assert notebook.take_in(arriving) == Change("import", (note_id,)), "what was undone may come again"


def test_a_tag_that_its_reader_took_off_does_not_come_again(notebook: Notebook) -> None:
    note_id = notebook.write(PLACE, "words", ["mine"]).notes[0]
    arriving = [note("https://elsewhere.example/1", body="words")]
    notebook.take_in(arriving)
    notebook.revise(note_id, tags=["mine"])
    assert notebook.take_in(arriving) == Change("import", ())
    assert notebook.note(note_id).tags == ("mine",)


def test_a_tag_that_came_and_was_undone_comes_again_however_often_one_went_to_and_fro(notebook: Notebook) -> None:
    note_id = notebook.write(PLACE, "words", ("mine",)).notes[0]
    arriving = note("https://elsewhere.example/1", body="words")
    for _ in range(2):
        assert notebook.take_in([arriving]).notes == (note_id,)
        assert notebook.note(note_id).tags == ("mine", "a tag")
        notebook.undo()
        notebook.redo()
        notebook.undo()
        assert notebook.note(note_id).tags == ("mine",)


def test_of_several_notes_of_the_same_words_the_one_with_the_tags_is_known(notebook: Notebook) -> None:
    for tag in ("one", "a tag"):
        notebook.write(PLACE, "words", [tag])
    assert notebook.take_in([note("https://elsewhere.example/1", body="words")]).notes == ()


def test_tags_and_newer_words_for_one_note_in_one_file_are_one_change(notebook: Notebook) -> None:
    note_id = notebook.write(PLACE, "words", ["mine"]).notes[0]
    newer = notebook.note(note_id)._replace(body="newer words", modified="2027-01-01T00:00:00.000Z")
    assert notebook.take_in([note("https://elsewhere.example/1", body="words"), newer]).notes == (note_id,)
    assert notebook.note(note_id).body == "newer words"


def test_an_import_that_brings_nothing_makes_no_copy(notebook: Notebook, database: Database) -> None:
    folder = database.file.parent / "backups"
    notebook.write(PLACE, "from elsewhere", ["a tag"])
    for _ in range(8):
        assert notebook.take_in([note("https://elsewhere.example/1")]).notes == ()
    assert backups(folder) == []
    notebook.take_in([note("https://elsewhere.example/2", body="new")])
    assert len(backups(folder, Kind.BEFORE_IMPORT)) == 1


def test_what_is_here_is_not_changed_by_an_older_form_of_it(notebook: Notebook) -> None:
    note_id = notebook.write(None, "newer words").notes[0]
    assert notebook.take_in([note(f"urn:uuid:{note_id.upper()}", "older words")]) == Change("import", ())
    assert notebook.note(note_id).body == "newer words"


def test_newer_words_of_a_note_that_is_here_arrive_and_can_be_taken_back(notebook: Notebook) -> None:
    note_id = notebook.write(PLACE, "older words", ["kept"]).notes[0]
    here = notebook.note(note_id)
    edited = here._replace(body="newer words", tags=("a tag",), target=None, creator="x")
    assert notebook.arrivals([edited]).newer[0].body == "newer words"
    assert notebook.take_in([edited]) == Change("import", (note_id,))
    now = notebook.note(note_id)
    assert (now.body, now.tags, now.target, now.creator) == ("newer words", ("a tag",), PLACE, "")
    assert (now.version, now.modified > here.modified) == (2, True)
    assert [version.body for version in notebook.versions(note_id)] == ["older words", "newer words"]
    assert notebook.take_in([edited]) == Change("import", ()), "its own words are the newer now"
    notebook.undo()
    assert notebook.note(note_id).body == "older words"


def test_what_was_changed_here_and_there_is_told_of_and_left_as_it_is_here(notebook: Notebook) -> None:
    note_id = notebook.write(PLACE, "words", ["kept"]).notes[0]
    exported = notebook.note(note_id)
    notebook.revise(note_id, body="words, changed here", tags=["kept", "more"])
    there = exported._replace(body="words, changed there")
    assert notebook.arrivals([there]).missed == (there,)
    assert notebook.take_in([there]).notes == ()
    assert notebook.arrivals([exported]).missed == (), "what is among the versions is not lost"
    stranger = note("https://elsewhere.example/1", body="words, changed here")
    assert notebook.arrivals([stranger]).missed == (), "its tags are taken over"
    assert notebook.arrivals([stranger._replace(tags=("kept",))]).here != ()


def test_words_of_no_time_are_never_the_newer(notebook: Notebook) -> None:
    note_id = notebook.write(None, "words").notes[0]
    for told in ("", "yesterday"):
        timeless = notebook.note(note_id)._replace(body="other words", modified=told)
        assert notebook.take_in([timeless]).notes == ()


def test_an_import_is_undone_whole_and_may_be_done_again(notebook: Notebook) -> None:
    here = notebook.write(None, "mine").notes[0]
    arriving = [note(body=str(number)) for number in range(3)]
    ids = notebook.take_in(arriving).notes
    assert notebook.undo() == Change("undo", ids)
    assert [one.id for one in notebook.notes()] == [here]
    assert notebook.redo() == Change("redo", ids)
    notebook.undo()
    sorted_out = notebook.arrivals(arriving)
    assert (len(sorted_out.new), len(sorted_out.back), len(sorted_out.here)) == (0, 3, 0)
    assert notebook.take_in(arriving) == Change("import", ids)
    assert len(notebook.notes()) == 4
    notebook.undo()
    assert [one.id for one in notebook.notes()] == [here]


def test_what_comes_back_from_the_bin_comes_as_it_lies_there(notebook: Notebook) -> None:
    note_id = notebook.take_in([note("https://elsewhere.example/1")]).notes[0]
    notebook.revise(note_id, body="better words")
    notebook.retire(note_id)
    assert notebook.take_in([note("https://elsewhere.example/1")]) == Change("import", (note_id,))
    assert [one.body for one in notebook.notes()] == ["better words"]
    notebook.undo()
    assert [one.body for one in notebook.binned()] == ["better words"]


def test_words_that_were_changed_elsewhere_since_come_back_from_the_bin_too(notebook: Notebook) -> None:
    note_id = notebook.write(PLACE, "words", ["kept"]).notes[0]
    edited = notebook.note(note_id)._replace(body="words, edited in another program")
    notebook.retire(note_id)
    assert notebook.take_in([edited]) == Change("import", (note_id,))
    now = notebook.note(note_id)
    assert (now.body, now.tags, now.is_retired) == ("words, edited in another program", ("kept",), False)
    notebook.undo()
    assert [(one.body, one.is_retired) for one in notebook.binned()] == [("words", True)]


def test_words_that_were_here_before_are_not_the_newer_though_a_clock_says_so(notebook: Notebook) -> None:
    note_id = notebook.write(PLACE, "older words").notes[0]
    ahead = notebook.note(note_id)._replace(modified="2099-01-01T00:00:00.000Z")  # as a clock had it that was set right
    notebook.revise(note_id, body="newer words")
    assert notebook.take_in([ahead]) == Change("import", ())
    assert notebook.note(note_id).body == "newer words"


def test_a_look_at_what_would_arrive_writes_nothing(notebook: Notebook, database: Database) -> None:
    before = database.rows("SELECT count(*) FROM change")
    sorted_out = notebook.arrivals([note(), note("x"), note("x")])
    assert (len(sorted_out.new), len(sorted_out.here)) == (1, 2)
    assert database.rows("SELECT count(*) FROM change") == before
    assert notebook.notes() == []


@pytest.mark.parametrize("told", ["", "yesterday", "99999-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_a_time_that_makes_no_sense_becomes_the_present(notebook: Notebook, told: str) -> None:
    note_id = notebook.take_in([note()._replace(created=told, modified=told)]).notes[0]
    assert notebook.note(note_id).created.startswith("2026-11-24T")


def test_what_is_unknown_here_becomes_what_is_known(notebook: Notebook, database: Database) -> None:
    odd = note("not a uuid \ud800", "half \ud800")._replace(colour="mauve", motivation="shouting", tags=(" a ", "a"))
    note_id = notebook.take_in([odd]).notes[0]
    kept = notebook.note(note_id)
    assert (kept.body, kept.colour, kept.motivation, kept.tags) == ("half \ufffd", "yellow", "commenting", ("a",))
    assert examine_notes(Profile.at(database.file.parent)).troubles == ()


def test_a_note_on_another_arrives_with_the_tie_between_them(notebook: Notebook) -> None:
    first, second = (
        note("https://elsewhere.example/1"),
        note("2", target=Target("", note="https://elsewhere.example/1")),
    )
    ids = notebook.take_in([second, first]).notes
    assert notebook.backlinks(ids[1]) == [notebook.note(ids[0])]


def test_ten_thousand_arrive_and_leave_in_a_moment(notebook: Notebook) -> None:
    ids = notebook.take_in([note(str(number), f"words {number}") for number in range(10_000)]).notes
    assert notebook.what_undo_would_do() == Deed("import", 10000)
    assert notebook.undo() == Change("undo", ids)
    assert notebook.notes() == []
