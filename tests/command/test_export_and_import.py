"""`cca-desktop export` and `cca-desktop import`: the notes taken elsewhere, and brought in."""

import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.export.formats import FORMATS, PDF, PROFILE
from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.history import Deed
from cca_desktop.search.kept import KeptQuestions
from cca_desktop.storage.database import Database
from cca_desktop.storage.profile import Profile
from tests.command.calling import Outcome, call, is_one_sentence

Here = Callable[..., Outcome]


@pytest.fixture
def written(here: Here) -> None:
    """Two notes in the profile."""
    assert here("note", "--quote", "the knot of war", "--tag", "image").code == 0
    assert here("note", "--quote", "I value this.").code == 0


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("form", FORMATS)
def test_notes_are_taken_elsewhere_in_every_format(here: Here, tmp_path: Path, form: str) -> None:
    ended = here("export", form, str(tmp_path / "out"))
    assert ended == Outcome(0, "2 notes.\n", "")
    assert (tmp_path / "out").exists()


@pytest.mark.usefixtures("written")
def test_notes_go_from_one_profile_to_another_in_processes_of_their_own(profile: Path, tmp_path: Path) -> None:
    assert call("export", "JSONLD", tmp_path / "notes.json", "--profile", profile).code == 0
    first = call("import", tmp_path / "notes.json", "--profile", tmp_path / "other")
    assert first == Outcome(0, "2 notes brought in.\n", "")
    again = call("import", tmp_path / "notes.json", "--profile", tmp_path / "other")
    assert again == Outcome(0, "0 notes brought in; 2 here already.\n", "")


def test_what_is_astray_and_what_is_left_out_is_counted(here: Here, tmp_path: Path, profile: Path) -> None:
    target = {"source": "https://example.org/", "selector": {"type": "TextQuoteSelector", "exact": "no such words"}}
    told = [{"type": "Annotation", "id": "https://example.org/1", "target": target}, {"type": "Annotation"}]
    (tmp_path / "notes.json").write_text(json.dumps(told))
    ended = here("import", str(tmp_path / "notes.json"))
    assert ended.code == 0
    assert ended.out == "1 note brought in; 1 astray, kept with their words; 1 left out, which could not be read.\n"
    with closing(Drawer.open(Profile.at(profile).database_file, lambda _: None)) as drawer:
        assert drawer.notebook.what_undo_would_do() == Deed("import", 1)


@pytest.mark.parametrize("form", ["", "anki", "word", "JSON-LD"])
def test_a_format_is_one_of_those_there_are(here: Here, tmp_path: Path, form: str) -> None:
    ended = here("export", form, str(tmp_path / "out"))
    assert ended.code == 2
    assert all(known in ended.err for known in (*FORMATS, PDF, PROFILE))
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("written")
def test_where_it_cannot_be_written_is_told_and_nothing_is_lost(here: Here, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine.md").write_text("mine")
    for form, name in (("csv", "folder"), ("markdown", "folder"), ("csv", "missing/x.csv"), ("jsonld", "x" * 300)):
        ended = here("export", form, str(tmp_path / name))
        assert (ended.code, ended.out) == (1, "")
        assert is_one_sentence(ended.err), ended.err
    assert (tmp_path / "folder" / "mine.md").read_text() == "mine"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["folder", "profile"]


@pytest.mark.usefixtures("written")
def test_a_file_that_is_there_is_replaced_whole(here: Here, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")
    assert here("export", "csv", str(tmp_path / "out.csv")).code == 0
    assert "the knot of war" in (tmp_path / "out.csv").read_text("utf-8")
    assert [file.name for file in tmp_path.glob(".*")] == []


def test_what_cannot_be_brought_in_is_told_and_makes_no_profile(here: Here, tmp_path: Path, profile: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000)
    (tmp_path / "words.txt").write_text("words")
    for name in ("deep.json", "words.txt", "missing.json", "x" * 5_000, "\udcff"):
        ended = here("import", str(tmp_path / name))
        assert (ended.code, ended.out) == (1, "")
        assert is_one_sentence(ended.err), ended.err
    assert not profile.exists()


def test_no_name_is_not_the_folder_one_stands_in(here: Here, profile: Path) -> None:
    assert here("import", "").code == 2
    assert here("export", "csv", "").code == 2
    assert not profile.exists()


def test_a_profile_without_notes_goes_out_empty(here: Here, tmp_path: Path, profile: Path) -> None:
    assert here("export", "jsonld", str(tmp_path / "out")).out == "0 notes.\n"
    assert json.loads((tmp_path / "out").read_text("utf-8"))["total"] == 0
    assert not profile.exists()


def test_a_profile_is_carried_to_another_machine_and_back(here: Here, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert here("note", "--quote", "the knot of war").code == 0
    assert here("export", "profile", str(tmp_path / "mine.zip")).out == "1 note.\n"
    first = call("import", tmp_path / "mine.zip", "--profile", other)
    assert first == Outcome(0, "1 note brought in or brought up to date.\n", "")
    assert call("notes", "--json", "--profile", other).json() == here("notes", "--json").json()
    assert call("note", "--quote", "I value this.", "--profile", other).code == 0
    assert call("export", "profile", tmp_path / "theirs.zip", "--profile", other).code == 0
    assert here("import", str(tmp_path / "theirs.zip")).out == "1 note brought in or brought up to date.\n"
    assert here("import", str(tmp_path / "theirs.zip")).out == "0 notes brought in or brought up to date.\n"
    assert len(here("notes", "--json").json()["notes"]) == 2
    assert here("export", "profile", str(tmp_path)).code == 1


@pytest.mark.usefixtures("written")
def test_a_profile_does_not_come_into_an_open_window_from_outside(here: Here, profile: Path, tmp_path: Path) -> None:
    assert here("export", "profile", str(tmp_path / "mine.zip")).code == 0
    held = Profile.at(profile).lock()
    assert held is not None
    try:
        ended = here("import", str(tmp_path / "mine.zip"))
    finally:
        held.release()
    assert ended.code == 1
    assert "is open on these notes" in ended.err
    assert is_one_sentence(ended.err)


def test_a_broken_profile_is_refused_and_makes_none(here: Here, profile: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr("profile.json", "{}")
        archive.writestr("../../out.txt", "out")
    ended = here("import", str(tmp_path / "bad.zip"))
    assert (ended.code, ended.out) == (1, "")
    assert not profile.exists()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext, from poppler-utils")
def test_the_letter_goes_to_paper_with_its_notes_at_the_foot(here: Here, profile: Path, tmp_path: Path) -> None:
    (tmp_path / "body.md").write_text("Pulled from both ends", "utf-8")
    assert here("note", "--quote", "the knot of war", "--body", str(tmp_path / "body.md")).code == 0
    ended = call("export", "pdf", tmp_path / "letter.pdf", "--profile", profile)
    assert ended == Outcome(0, "1 note.\n", "")
    told = subprocess.run(["pdftotext", tmp_path / "letter.pdf", "-"], capture_output=True, text=True, check=True)
    assert "Pulled from both ends" in " ".join(told.stdout.split())
    refused = call("export", "pdf", tmp_path, "--profile", profile)
    assert refused.code == 1
    assert is_one_sentence(refused.err)


@pytest.mark.usefixtures("written")
def test_tags_that_are_added_and_words_that_are_not_taken_over_are_told_of(here: Here, tmp_path: Path) -> None:
    assert here("export", "jsonld", str(tmp_path / "notes.json")).code == 0
    told = (tmp_path / "notes.json").read_text(encoding="utf-8")
    older = re.sub(r'("modified": *)"\d{4}', r'\1"2000', told.replace('"image"', '"picture"'))
    (tmp_path / "notes.json").write_text(older, encoding="utf-8")
    first = here("import", str(tmp_path / "notes.json")).out
    assert first == "0 notes brought in; 1 here already, to which tags were added; 1 here already.\n"
    assert here("import", str(tmp_path / "notes.json")).out == "0 notes brought in; 2 here already.\n"
    (noted,) = (note for note in here("notes", "--json").json()["notes"] if note["tags"])
    assert noted["tags"] == ["image", "picture"]
    annotations = json.loads(older)
    for item in annotations["first"]["items"]:
        item["body"] = [{"type": "TextualBody", "value": "other words", "purpose": "commenting"}]
    (tmp_path / "notes.json").write_text(json.dumps(annotations), encoding="utf-8")
    assert here("import", str(tmp_path / "notes.json")).out == (
        "0 notes brought in; 2 here already; 2 of them with other words, which were not taken over.\n"
    )


def test_a_saved_question_of_a_name_that_is_taken_is_kept_under_another_which_is_told(
    here: Here, tmp_path: Path, profile: Path
) -> None:
    assert here("note", "--quote", "the knot of war").code == 0
    assert here("export", "profile", str(tmp_path / "mine.zip")).code == 0
    for folder, question in ((profile, "rope"), (tmp_path / "other", "knot")):
        with closing(Database.open(Profile.at(folder).database_file)) as database:
            KeptQuestions(database, lambda: "2026-11-24T10:00:00.000Z").save("ropes", question)
    assert here("export", "profile", str(tmp_path / "mine.zip")).code == 0
    ended = call("import", tmp_path / "mine.zip", "--profile", tmp_path / "other")
    assert ended.out == (
        "1 note brought in or brought up to date; the saved question “ropes” is kept as “ropes (2)”.\n"
    )


def test_notes_that_came_in_without_the_preferences_are_told_first(here: Here, tmp_path: Path, profile: Path) -> None:
    other = tmp_path / "other"
    assert call("note", "--quote", "the knot of war", "--profile", other).code == 0
    (other / "settings.json").write_text("{}")
    assert call("export", "profile", tmp_path / "theirs.zip", "--profile", other).code == 0
    (profile / f".settings.json.{os.getpid()}.new").mkdir(parents=True)  # in the way of what is written beside
    ended = here("import", str(tmp_path / "theirs.zip"))
    assert (ended.code, ended.out) == (1, "1 note brought in or brought up to date.\n")
    assert ended.err.startswith("The notes came in, but not the preferences of the other machine.")
    assert is_one_sentence(ended.err), ended.err
    assert len(here("notes", "--json").json()["notes"]) == 1


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("form", ["csv", "profile"])
def test_nothing_is_exported_over_the_notes_themselves(here: Here, profile: Path, form: str) -> None:
    ended = here("export", form, str(profile / "notes.sqlite"))
    assert ended.code == 1
    assert is_one_sentence(ended.err), ended.err
    assert here("notes").code == 0
