"""A vault that somebody has worked in, exports from other days: what comes back is what was changed, and no more."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cca_desktop.export.formats import FORMATS, write
from cca_desktop.export.reading import read
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Target
from tests.export.making import LATER, Desk, a_note, on

BOTH_WAYS = ("markdown", "jsonld", "hypothesis")


@pytest.fixture
def desk(tmp_path: Path, letter: Document) -> Desk:
    """Three notes, of which one is on another."""
    desk = Desk(tmp_path / "here", letter)
    rope = a_note(1, on(letter, "the knot of war"), "The rope\n\nSee ¶ 6.", "image", "cold war")
    desk.take_in([
        rope, a_note(2, None, "Other: a title?"), a_note(3, Target("", note=rope.id), "An answer to [[The rope]]"),
    ])  # fmt: skip
    return desk


def come_back(desk: Desk, vault: Path, letter: Document) -> list[str]:
    """The bodies of the notes that an import of the vault changes or brings."""
    changed = desk.take_in(read(vault, [letter]).notes).notes
    notes = desk.notes()
    return sorted(notes[note].body for note in changed)


def moved(vault: Path) -> None:
    (vault / "Archive" / "deep").mkdir(parents=True)
    (vault / "The rope.md").rename(vault / "Archive" / "deep" / "Rope (old).md")


def with_line_ends_of_windows(vault: Path) -> None:
    for file in vault.glob("*.md"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def with_a_mark_of_byte_order(vault: Path) -> None:
    for file in vault.glob("*.md"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())


def without_one(vault: Path) -> None:
    (vault / "Other a title.md").unlink()


def with_all_that_obsidian_lays_there(vault: Path) -> None:
    for folder in (".obsidian", "Templates", "attachments"):
        (vault / folder).mkdir()
    (vault / ".obsidian" / "app.json").write_text("{}")
    (vault / "attachments" / "scan.png").write_bytes(b"\x89PNG")
    (vault / "board.canvas").write_text('{"nodes": []}')
    (vault / "all.base").write_text("views: []")


def as_obsidian_writes_heads(vault: Path) -> None:
    """It quotes and lists in its own way, and puts a property of its own there."""
    file = vault / "The rope.md"
    text = (
        file.read_text("utf-8").replace('  - "cold war"', "  - cold war").replace("colour: yellow", "colour: 'yellow'")
    )
    file.write_text(text.replace("---\n", "---\naliases:\n  - Rope\n", 1), "utf-8")


@pytest.mark.parametrize(
    "works",
    [
        moved, with_line_ends_of_windows, with_a_mark_of_byte_order, without_one, with_all_that_obsidian_lays_there,
        as_obsidian_writes_heads,
    ],
)  # fmt: skip
def test_what_changes_no_words_in_a_vault_changes_nothing_here(
    works: Callable[[Path], None], desk: Desk, tmp_path: Path, letter: Document
) -> None:
    before = desk.notes()
    write("markdown", desk.outgoing(), tmp_path / "vault")
    works(tmp_path / "vault")
    assert come_back(desk, tmp_path / "vault", letter) == []
    assert desk.notes() == before


def test_what_was_written_there_comes_in_as_written(desk: Desk, tmp_path: Path, letter: Document) -> None:
    write("markdown", desk.outgoing(), tmp_path / "vault")
    file = tmp_path / "vault" / "The rope.md"
    file.write_text(
        file.read_text("utf-8").replace("  - image\n", "  - image\n  - knots\n", 1) + "\nAnd more.", "utf-8"
    )
    (tmp_path / "vault" / "Daily").mkdir()
    (tmp_path / "vault" / "Daily" / "2026-11-24.md").write_text("A day, with [[The rope]].", "utf-8")
    assert come_back(desk, tmp_path / "vault", letter) == [
        "A day, with [[The rope]].",
        "The rope\n\nSee ¶ 6.\nAnd more.",
    ]
    (rope,) = [note for note in desk.notes().values() if note.body.startswith("The rope")]
    assert set(rope.tags) == {"image", "knots", "cold war"}
    assert rope.target == on(letter, "the knot of war")
    assert come_back(desk, tmp_path / "vault", letter) == []
    desk.undo()
    assert sorted(note.body for note in desk.notes().values())[-1] == "The rope\n\nSee ¶ 6."


@pytest.mark.parametrize("form", BOTH_WAYS)
def test_an_older_export_takes_nothing_back_that_was_written_since(
    form: str, desk: Desk, tmp_path: Path, letter: Document
) -> None:
    write(form, desk.outgoing(), tmp_path / "older")
    (rope,) = [note for note in desk.notes().values() if note.body.startswith("The rope")]
    desk.revise(rope.id, body="The rope, once more", tags=("image",))
    assert desk.notes()[rope.id].modified == LATER
    assert come_back(desk, tmp_path / "older", letter) == []
    assert desk.notes()[rope.id].body == "The rope, once more"
    assert desk.notes()[rope.id].tags == ("image",)


@pytest.mark.parametrize("form", BOTH_WAYS)
def test_what_was_retired_since_comes_back_whole(form: str, desk: Desk, tmp_path: Path, letter: Document) -> None:
    before = desk.notes()
    write(form, desk.outgoing(), tmp_path / "older")
    for note in before:
        desk.retire(note)
    assert desk.notes() == {}
    assert len(come_back(desk, tmp_path / "older", letter)) == 3
    assert [note.body for note in desk.notes().values()] == [note.body for note in before.values()]
    desk.undo()
    assert desk.notes() == {}


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_notes_give_the_same_bytes(form: str, desk: Desk, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(form, desk.outgoing(), tmp_path / name)
    one, two = (
        {file.name: file.read_bytes() for file in (path.iterdir() if path.is_dir() else [path])}
        for path in (tmp_path / "one", tmp_path / "two")
    )
    assert list(one.values()) == list(two.values())
