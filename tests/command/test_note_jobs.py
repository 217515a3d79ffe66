"""`cca-desktop note` and `cca-desktop notes`: written once, listed for good."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.library.document import Document
from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.note import COLOURS, LONGEST_BODY, Target
from cca_desktop.storage.profile import Profile
from cca_desktop.text.selectors import describe_quote, position_of
from cca_desktop.text.span import Span
from tests.command.calling import Outcome, call, is_one_sentence

Here = Callable[..., Outcome]
NOTE = [
    "id", "document", "paragraph", "start", "end", "exact",
    "body", "tags", "colour", "created", "modified", "state",
]  # fmt: skip


def listed(here: Here) -> list[dict[str, object]]:
    told = here("notes", "--json")
    assert (told.code, told.err) == (0, "")
    notes: list[dict[str, object]] = told.json()["notes"]
    return notes


def test_the_id_is_printed_alone_and_the_note_listed_whole(letter: Document, profile: Path, tmp_path: Path) -> None:
    body = "# Über den Krieg\n\n“naïve” 🌍 שלום\n\tas is  \r\n"
    (tmp_path / "body.md").write_bytes(body.encode())
    written = call(
        "note", "--quote", "knot of war", "--tag", "war", "--tag", "  image  ", "--tag", "war", "--colour", "blue",
        "--body", tmp_path / "body.md", "--profile", profile,
    )  # fmt: skip
    assert (written.code, written.err) == (0, "")
    told = call("notes", "--json", "--profile", profile).json()
    assert list(told) == ["notes"]
    (note,) = told["notes"]
    assert list(note) == NOTE
    assert written.out == note["id"] + "\n"
    assert (note["document"], note["paragraph"], note["state"]) == (letter.id, "26", "found")
    assert letter.text[note["start"] : note["end"]] == note["exact"] == "knot of war"
    assert (note["body"], note["tags"], note["colour"]) == (body, ["war", "image"], "blue")
    assert note["created"] == note["modified"]


def test_the_body_comes_through_standard_input_without_its_byte_order_mark(profile: Path) -> None:
    words = ("note", "--quote", "I value this.", "--body", "-", "--profile", profile)
    assert call(*words, stdin="\ufeffмир\n".encode()).code == 0
    (note,) = call("notes", "--json", "--profile", profile).json()["notes"]
    assert note["body"] == "мир\n"


@pytest.mark.parametrize(
    "quote",
    [
        "now existing in the world, is necessary, that",  # over the end of a page
        "  being\n conducted — and  we",
        "it “The American Adventure",
        "fact – I spoke about it in Vienna – that",
    ],
)
def test_white_space_page_ends_marks_and_dashes_match_freely(here: Here, letter: Document, quote: str) -> None:
    ended = here("note", "--quote", quote)
    assert ended.code == 0, ended.err
    (note,) = listed(here)
    assert letter.text[int(str(note["start"])) : int(str(note["end"]))] == note["exact"]


def test_words_found_more_than_once_are_counted_and_placed(here: Here, profile: Path) -> None:
    ended = here("note", "--quote", "ends of the rope")
    assert (ended.code, ended.out) == (1, "")
    assert is_one_sentence(ended.err)
    assert "found 2 times, in ¶ 26 and ¶ 27" in ended.err
    assert "--prefix" in ended.err
    many = here("note", "--quote", "the")
    assert "¶ 4 (19 times)" in many.err
    assert "other paragraphs, so no note was written" in many.err
    assert is_one_sentence(many.err)
    assert not profile.exists()


def test_a_prefix_decides(here: Here) -> None:
    assert here("note", "--quote", "ends of the rope", "--prefix", "forces pulling on the").code == 0
    assert [note["paragraph"] for note in listed(here)] == ["27"]
    assert here("note", "--quote", "ends of the rope", "--prefix", "no such words").code == 1


@pytest.mark.parametrize("quote", ["Turkey", "KNOT OF WAR", "\x1b[2J", "\ud83d", "שלום", "🌍", "x" * 10_000, ".*"])
def test_words_that_are_not_there_are_told_and_make_no_profile(here: Here, profile: Path, quote: str) -> None:
    ended = here("note", "--quote", quote)
    assert (ended.code, ended.out) == (1, "")
    assert is_one_sentence(ended.err), ended.err
    assert "\x1b" not in ended.err
    assert not profile.exists()


@pytest.mark.parametrize("quote", ["", " \n\t"])
def test_a_note_quotes_something(here: Here, quote: str) -> None:
    assert here("note", "--quote", quote).code == 2


@pytest.mark.parametrize("colour", ["", "red", "YELLOW", "yellow "])
def test_a_colour_is_one_of_those_there_are(here: Here, colour: str, profile: Path) -> None:
    ended = here("note", "--quote", "I value this.", f"--colour={colour}")
    assert ended.code == 2
    assert all(known in ended.err for known in COLOURS)
    assert not profile.exists()


def test_a_body_that_cannot_be_used_is_told_and_nothing_is_written(here: Here, profile: Path, tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes(b"caf\xe9")
    (tmp_path / "utf16.md").write_bytes("war".encode("utf-16"))
    (tmp_path / "surrogate.md").write_bytes(b"\xed\xa0\x80")
    with (tmp_path / "large.md").open("wb") as large:
        large.truncate(LONGEST_BODY + 1)
    (tmp_path / "larger.md").write_bytes("x🌍".encode() * LONGEST_BODY)
    bodies = ["latin.md", "utf16.md", "surrogate.md", "large.md", "larger.md", "missing.md", ".", "x" * 5_000]
    for body in [str(tmp_path / name) for name in bodies] + ["", "/dev/zero"]:
        ended = here("note", "--quote", "I value this.", "--body", body)
        assert (ended.code, ended.out) == (1, ""), body
        assert is_one_sentence(ended.err), ended.err
    assert not profile.exists()


def test_a_note_may_hold_every_character_there_is(here: Here, tmp_path: Path) -> None:
    body = "".join(chr(number) for number in (*range(0x20), 0x7F, 0x85, 0x202E, 0x2028, 0xFFFE, 0x10FFFF))
    (tmp_path / "body").write_bytes(body.encode())
    assert here("note", "--quote", "I value this.", "--body", str(tmp_path / "body"), "--tag", "\udcff\x00").code == 0
    assert [note["body"] for note in listed(here)] == [body]
    plain = here("notes").out
    assert all(character.isprintable() or character == "\n" or character > "\xff" for character in plain)


def test_a_note_of_a_million_characters_is_kept_whole(here: Here, tmp_path: Path) -> None:
    body = "🌍" * LONGEST_BODY
    (tmp_path / "body").write_bytes(b"\xef\xbb\xbf" + body.encode())
    assert here("note", "--quote", "I value this.", "--body", str(tmp_path / "body")).code == 0
    assert [note["body"] for note in listed(here)] == [body]


def test_a_document_is_found_by_its_names_or_told_to_be_none(here: Here, letter: Document) -> None:
    for number, name in enumerate((letter.id, letter.address, letter.checksum), start=1):
        assert here("note", "--quote", "I value this.", "--document", name).code == 0
        assert len(listed(here)) == number
    assert {note["document"] for note in listed(here)} == {letter.id}
    assert here("note", "--quote", "I value this.", "--document", "Pravda").code == 1


def test_every_state_of_a_note_is_told(here: Here, profile: Path, letter: Document) -> None:
    at = letter.paragraphs[8].span
    quote = describe_quote(letter.text, Span(at.start, at.start + 60))
    with closing(Drawer.open(Profile.at(profile).database_file, lambda _: letter.text)) as drawer:
        write = drawer.notebook.write
        write(None, "free")
        write(Target(letter.id), "on the letter")
        write(Target(letter.id, quote, position_of(at.moved(5))), "moved")
        write(Target(letter.id, quote._replace(exact="no such words"), position_of(at)), "astray")
        write(Target("urn:elsewhere", quote, position_of(at)), "elsewhere")
        gone = write(None, "in the bin").notes[0]
        drawer.notebook.retire(gone)
    notes = listed(here)
    assert [(note["body"], note["state"]) for note in notes] == [
        ("free", "free"), ("on the letter", "free"), ("moved", "moved"), ("astray", "astray"), ("elsewhere", "astray"),
    ]  # fmt: skip
    free, whole, moved, astray, elsewhere = notes
    assert (free["document"], free["paragraph"], free["start"], free["exact"]) == ("", "", None, "")
    assert (whole["document"], whole["start"]) == (letter.id, None)
    assert (moved["start"], moved["exact"]) == (at.start, quote.exact)
    assert (astray["paragraph"], astray["start"], astray["end"], astray["exact"]) == ("", None, None, "no such words")
    assert (elsewhere["document"], elsewhere["exact"]) == ("urn:elsewhere", quote.exact)


def test_the_plain_list_says_where_each_note_stands(here: Here) -> None:
    assert here("notes").out == "There are no notes yet.\n"
    here("note", "--quote", "the knot of war", "--tag", "image", "--colour", "pink")
    told = here("notes").out
    assert told.startswith("¶ 26  “the knot of war”\n    pink #image · ")
    assert told.endswith("\n1 note.\n")
