"""A vault as people have them: odd names, other programs' heads, every line end, folders in folders."""

import json
import os
import re
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.export import html_page
from cca_desktop.export.formats import write
from cca_desktop.export.reading import read
from cca_desktop.library.document import Document
from cca_desktop.notes.links import titled
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from tests.export.making import Desk, a_note, on

ODD_NAMES = (
    "12:30 – a talk.md",
    "what? a <question> | about *stars*.md",
    "😀 the knot 🪢.md",
    "é" * 126 + ".md",  # 255 bytes
    "CON.md",
    "aux.txt.md",
    " leading and trailing .md",
    "back\\slash.MD",
    "new\nline.md",
    "plain.markdown",
    "%2e%2e%2fescape.md",
    "-rf.md",
)
FOREIGN = {
    "Obsidian.md": "---\naliases: [One, Two]\ncssclasses:\n  - wide\ntags: [history, war]\n---\nObsidian's own words",
    "Dataview.md": "---\nrating: {story: 5}\nrows:\n  - name: x\n    size: 2\n---\nDataview's words",
    "Zettlr.md": '---\ntitle: "A: title"\ndate: 2024-01-02T03:04:05+02:00\nkeywords:\n- a\n...\nZettlr\'s words\n',
    "Jekyll.md": "---\nlayout: post\npublished: false\nnested:\n  deeper: yes\n---\n\n# Jekyll's words",
    "Logseq.md": "title:: Logseq\ntags:: war, peace\n\n- A block\n\t- under it",
    "Joplin.md": "Joplin's words\n\nid: 3e5\nparent_id: \ntype_: 1",
    "TOML.md": "+++\ntitle = 'Hugo'\n+++\nHugo's words",
    "Rule.md": "---\nno head, but a rule\n",
    "Windows.md": "---\r\ntags: [eol]\r\n---\r\nTwo\r\nlines\r\n",
    "Old Mac.md": "Two\rlines",
    "BOM.md": "\ufeff---\ntags: [bom]\n---\nAfter the mark",
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A folder of files as other programs left them."""
    vault = tmp_path / "vault"
    for folder in (vault / "a" / "b" / "c", vault / ".obsidian", vault / ".trash", vault / "attachments"):
        folder.mkdir(parents=True)
    (vault / ".obsidian" / "workspace.md").write_text("not mine")
    (vault / ".trash" / "gone.md").write_text("not mine")
    (vault / "attachments" / "picture.png").write_bytes(b"\x89PNG")
    (vault / "drawing.canvas").write_text("{}")
    (vault / "latin.md").write_bytes("Wörter".encode("latin-1"))
    (vault / "empty.md").touch()
    for name, text in FOREIGN.items():
        (vault / "a" / "b" / "c" / name).write_bytes(text.encode())
    return vault


@pytest.mark.skipif(os.name == "nt", reason="has no such names")
def test_names_that_some_system_does_not_know_are_read_where_they_are(vault: Path, letter: Document) -> None:
    for name in ODD_NAMES:
        (vault / "a" / name).write_text(f"words of {name}", "utf-8")
    (vault / os.fsdecode(b"no \xff utf-8.md")).write_text("words of a name in no encoding")
    incoming = read(vault, [letter])
    bodies = {note.body for note in incoming.notes}
    assert {f"words of {name}" for name in ODD_NAMES} <= bodies
    assert "words of a name in no encoding" in bodies
    assert not any("not mine" in body for body in bodies)
    assert incoming.left_out == 1, "what is no UTF-8 is counted"


def test_heads_of_other_programs_are_no_trouble_and_no_words_are_lost(vault: Path, letter: Document) -> None:
    notes = read(vault, [letter]).notes
    assert len(notes) == len(FOREIGN)
    by_words = {note.body: note for note in notes}
    assert by_words["Obsidian's own words"].tags == ("history", "war")
    assert by_words["Two\nlines\n"].tags == ("eol",)
    assert by_words["After the mark"].tags == ("bom",)
    for words in ("Zettlr's words", "Jekyll's words", "A block", "Joplin's words", "Hugo's words", "but a rule"):
        assert any(words in body for body in by_words), words
    assert "Two\rlines" in by_words
    assert FOREIGN["Dataview.md"] in by_words, "whole, with the head that is not read"
    assert all(note.target is None for note in notes)


def test_a_vault_comes_in_once_and_goes_out_and_comes_back(vault: Path, letter: Document, tmp_path: Path) -> None:
    desk, other = Desk(tmp_path / "here", letter), Desk(tmp_path / "there", letter)
    assert len(desk.take_in(read(vault, [letter]).notes).notes) == len(FOREIGN)
    assert desk.take_in(read(vault, [letter]).notes).notes == ()
    write("markdown", desk.outgoing(), tmp_path / "out")
    other.take_in(read(tmp_path / "out", [letter]).notes)
    assert other.notes() == desk.notes()


def test_titles_of_every_kind_become_files_that_every_system_can_carry(letter: Document, tmp_path: Path) -> None:
    titles = [*ODD_NAMES, "x" * 5_000, "🪢" * 200, "nul", "a/b/../c", "", "...", "\u202etxt.exe", "CON", "con", "Con"]
    notes = [
        a_note(number, on(letter, "the knot of war"), f"# {title}\n\nwords") for number, title in enumerate(titles)
    ]
    desk, there = Desk(tmp_path / "here", letter), Desk(tmp_path / "there", letter)
    desk.take_in(notes)
    write("markdown", desk.outgoing(), tmp_path / "out")
    names = [file.name for file in (tmp_path / "out").iterdir()]
    assert len({name.casefold() for name in names}) == len(titles) + 1, "the letter is among them"
    assert all(len(name.encode()) <= 255 and len(name.encode("utf-16-le")) <= 510 for name in names)
    there.take_in(read(tmp_path / "out", [letter]).notes)
    assert there.notes() == desk.notes()


def test_a_file_named_in_a_vault_is_the_note_that_came_from_it(letter: Document, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    words = {"On ropes.md": "They are pulled.", "See also.md": "As [[On ropes]] and [[on ROPES|there]] say."}
    for name, text in words.items():
        (vault / name).write_text(text, "utf-8")
    desk = Desk(tmp_path / "here", letter)
    desk.take_in(read(vault, [letter]).notes)
    ropes, also = (next(note for note in desk.notes().values() if note.body == words[name]) for name in words)
    with closing(Database.open(tmp_path / "here" / "notes.sqlite")) as database:
        notebook = Notebook(database, lambda _: None)
        assert titled(notebook.titles(), "On ropes") == ropes.id
        assert [note.id for note in notebook.backlinks(ropes.id)] == [also.id]
    assert re.search(
        r'As <a href="#n\d">On ropes</a> and <a href="#n\d">there</a>', "".join(html_page.write(desk.outgoing()))
    )
    write("markdown", desk.outgoing(), tmp_path / "out")
    out = {file.name: file.read_text("utf-8") for file in (tmp_path / "out").iterdir()}
    assert all(out[name].endswith(text) for name, text in words.items()), "letter for letter"

    entitled = desk.take_in([a_note(1, None, "# On ropes\n\nAnother")])
    with closing(Database.open(tmp_path / "here" / "notes.sqlite")) as database:
        assert titled(Notebook(database, lambda _: None).titles(), "on ropes") == entitled.notes[0], (
            "a title comes first"
        )


@pytest.mark.parametrize(
    "told",
    [
        '{"type": "Annotation", "id": "u:1", "target": "u:2", "bodyValue": "one", "bodyValue": "two"}',
        '{"type": "Annotation", "id": "u:1", "target": "u:2", "bodyValue": "two", "created": NaN}',
        '{"type": "Annotation", "id": "u:1", "target": "u:2", "bodyValue": "two", "created": 1e999, "x": '
        + "9" * 400
        + "}",
        json.dumps({"type": "Annotation", "id": "u:1", "target": "u:2", "bodyValue": "two", "\ud800": "\udfff"}),
    ],
)
def test_json_that_no_standard_knows_is_read_as_far_as_it_makes_sense(
    told: str, tmp_path: Path, letter: Document
) -> None:
    (tmp_path / "odd.json").write_text(told)
    (note,) = read(tmp_path / "odd.json", [letter]).notes
    assert note.body == "two"
    desk = Desk(tmp_path / "here", letter)
    assert len(desk.take_in([note]).notes) == 1
