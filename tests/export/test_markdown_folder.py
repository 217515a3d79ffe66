"""The notes as a folder that Obsidian opens: its heads, its names, its links; and what a person may have done to it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.errors import KnownError
from cca_desktop.export import front_matter, markdown_folder
from cca_desktop.export.file_names import Names, safe_name
from cca_desktop.export.folder import write_folder
from cca_desktop.export.front_matter import divide
from cca_desktop.export.markdown_folder import File
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note
from tests.export.making import a_note, goes_out, on, words


def files(letter: Document, *some: Note) -> dict[str, str]:
    return {file.name: file.text for file in markdown_folder.write(goes_out(letter, *some))}


def read_again(letter: Document, note: Note, changes: dict[str, str]) -> Note:
    """Write one note, change its file as an editor would, and read it."""
    (text,) = [text for text in files(letter, note).values() if "cca-desktop: note" in text]
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (again,) = markdown_folder.read([File("x.md", text)]).notes
    return again


def test_a_note_lies_in_a_file_of_its_title_and_links_to_its_paragraph(letter: Document) -> None:
    there = files(letter, a_note(1, on(letter, "the knot of war"), "# The *knot*\n\nwords [[Other]]", "cold war"))
    assert set(there) == {"Khrushchev to Kennedy.md", "The knot.md"}
    note = there["The knot.md"]
    link = "[[Khrushchev to Kennedy#^p26|¶ 26]]"
    assert f'place: "{link}"' in note
    assert note.endswith(f"---\n> [!quote] {link}\n> the knot of war\n\n# The *knot*\n\nwords [[Other]]")
    page = there["Khrushchev to Kennedy.md"]
    assert len(re.findall(r" \^p\d+$", page, re.MULTILINE)) == 30
    assert re.search(r"^\*\*26\*\*.*knot of war.* \^p26$", page, re.MULTILINE)


def test_notes_of_one_title_have_files_of_their_own(letter: Document) -> None:
    there = files(
        letter, *(a_note(number, None, body) for number, body in enumerate(["Peace", "PEACE", "Peace 2", "peace"]))
    )
    assert len({name.casefold() for name in there}) == 4


def test_what_obsidian_writes_instead_is_read(letter: Document) -> None:
    note = a_note(1, on(letter, "the knot of war"), "words", "cold war", "image", colour="pink")
    again = read_again(
        letter,
        note,
        {
            'quote: "the knot of war"': "quote: the knot of war",
            "tags:\n  - cold-war\n  - image": "tags: [cold-war, 'image']",
            'created: "2026-10-02T10:00:00.001Z"': "created: 2026-10-02T10:00:00.001Z",
        },
    )
    assert again == note


def test_tags_and_words_that_were_changed_there_are_taken_over(letter: Document) -> None:
    note = a_note(1, on(letter, "the knot of war"), "words", "cold war")
    again = read_again(letter, note, {"  - cold-war": "  - cold-war\n  - rope", "\n\nwords": "\n\nother words"})
    assert (again.tags, again.body) == (("cold war", "rope"), "other words")


def test_a_passage_that_was_taken_away_or_changed_there_is_no_loss(letter: Document) -> None:
    note = a_note(1, on(letter, "the knot of war"), "words")
    shown = "> [!quote] [[Khrushchev to Kennedy#^p26|¶ 26]]\n> the knot of war\n\n"
    assert read_again(letter, note, {shown: ""}).body == "words"
    assert read_again(letter, note, {"> the knot of war": "> the knot, mine"}).body.endswith("the knot, mine\n\nwords")


def test_a_file_that_was_copied_there_and_rewritten_is_a_note_of_its_own(letter: Document) -> None:
    text = files(letter, a_note(1, None, "words"))["words.md"]
    copied = [File("x.md", text), File("x 1.md", text.replace("words", "other words")), File("x 2.md", text)]
    read = markdown_folder.read(copied)
    assert [note.body for note in read.notes] == ["words", "other words"]
    assert len({note.id for note in read.notes}) == 2
    assert markdown_folder.read(copied).notes == read.notes, "it is the same one each time"


def test_line_ends_of_windows_are_made_plain_again(letter: Document) -> None:
    note = a_note(1, on(letter, "the knot of war"), "one\ntwo")
    assert read_again(letter, note, {"\n": "\r\n"}) == note


def test_a_file_without_a_head_is_a_free_note() -> None:
    (note,) = markdown_folder.read([File("a/b.md", "# Mine\n\nwords\n")]).notes
    assert (note.body, note.target, note.created) == ("# Mine\n\nwords\n", None, "")
    (again,) = markdown_folder.read([File("a/b.md", "# Mine\n\nwords\n")]).notes
    assert again.id == note.id


values = st.one_of(
    words(), st.text(), st.sampled_from(["null", "~", "yes", "1", "-", "- x", "#", "a: b", "'", '"', "|", "é"])
)


lists = st.lists(values, max_size=4).map(tuple)
keys = st.from_regex(r"[a-z][a-z-]{0,9}", fullmatch=True)


@given(fields=st.dictionaries(keys, st.one_of(values, lists)))
def test_a_head_is_read_as_it_was_written(fields: dict[str, front_matter.Value]) -> None:
    kept = {key: value for key, value in fields.items() if value}
    assert divide(front_matter.write(fields) + "body") == (kept, "body")


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("a: plain words # said", "plain words"),
        ("a: 'it''s'", "it's"),
        ('a: "x\\u00e9\\n\\x41\\U0001F30D\\e"', "xé\nA🌍\x1b"),
        ("a:\n  - one\n  - 'two'", ("one", "two")),
        ("a:\n- one\n- two", ("one", "two")),
        ("a:\n  - one\n    more\n  -\n", ("one more", "")),
        ('a: "one \\\n  two"', "one two"),
        ('a: [one, "two, three", ]', ("one", "two, three")),
        ("a: [\n one,\n two\n ]", ("one", "two")),
        ("a: []", ()),
        ("a: |\n  one\n  two\n", "one\ntwo\n"),
        ("a: >-\n  one\n  two\n", "one two"),
        ("a: one\n  two", "one two"),
        ("a:", ""),
        ("a: ~", ""),
        ("# said\n\na: 1", "1"),
    ],
)
def test_yaml_as_others_write_it_is_read(head: str, value: front_matter.Value) -> None:
    assert divide(f"---\n{head}\n---\nbody") == ({"a": value}, "body")


@pytest.mark.parametrize(
    "head",
    [
        "a: &x [1]\nb: *x", "a: !!python/object x", "a: {b: c}", "a: [[1]]", "a: [", 'a: "x', "a: 'x", "- a", "<<: *x",
        "a: 1\na: 2", 'a: "\\q"', 'a: "\\U00110000"', "a: |9x\n  y", "a: @x", "just words", "a: `x`", "a: %x",
        "a:\n  words\n  - x",
    ],
)  # fmt: skip
def test_what_yaml_does_besides_is_not_read_but_kept_with_the_words_below_it(head: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (which of its sentences is nobody's concern)
        divide(f"---\n{head}\n---\n")
    whole = f"---\n{head}\n---\nx"
    ours, bare = f"---\n{head}\ncca-desktop: note\n---\nx", f"---\n{head}\n---\n\n"
    incoming = markdown_folder.read([File("a.md", whole), File("b.md", ours), File("c.md", bare)])
    assert [(note.body, note.tags) for note in incoming.notes] == [(whole, ())]
    assert incoming.left_out == 2, "of our own and of nothing but a head nothing can be made"


def test_a_rule_across_the_page_is_no_head() -> None:
    assert divide("---\nwords without an end to the head") == ({}, "---\nwords without an end to the head")


def test_what_was_spoilt_of_further_passages_is_passed_over(letter: Document) -> None:
    note = a_note(1, on(letter, "the knot of war"), "x", further=(on(letter, "I value this."),))
    again = read_again(letter, note, {'  - "{': '  - "['})
    assert (again.target, again.further) == (note.target, ())


@given(title=st.text(max_size=300))
def test_a_name_is_safe_on_every_system(title: str) -> None:
    name = safe_name(title, "Note")
    assert name == name.strip(" .")
    assert 0 < len((name + " 20000.md").encode()) <= 255
    assert not re.search(r'[<>:"/\\|?*#^\[\]\x00-\x1f\x7f]', name)
    assert name.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "C:\\x", "con", "NUL.txt", "a\u202eb", ".hidden", "x" * 400, "🌍" * 200]
)
def test_a_title_leads_nowhere_else(title: str) -> None:
    name = safe_name(title, "Note")
    assert Path(name).name == name
    assert name.lower() not in {"con", "nul.txt", ".hidden"}


@given(titles=st.lists(st.sampled_from(["a", "A", "a 2", "ä", "a\u0308", "ß", "SS", "a 3"]), max_size=12))
def test_no_two_names_are_alike_to_any_system(titles: list[str]) -> None:
    names = Names()
    taken = [names.take(title) for title in titles]
    assert len({name.casefold() for name in taken}) == len(taken)


def test_a_folder_that_is_there_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.md").write_text("mine")
    with pytest.raises(KnownError, match="there already"):
        write_folder(tmp_path / "mine", [("a.md", b"theirs")])
    assert (tmp_path / "mine" / "a.md").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    write_folder(tmp_path / "empty", [("a.md", b"theirs")])
    assert (tmp_path / "empty" / "a.md").read_text() == "theirs"


def test_a_folder_that_cannot_be_written_whole_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="could not be written"):
        write_folder(tmp_path / "new", [("a.md", b"one"), ("b" * 300 + ".md", b"two")])
    assert list(tmp_path.iterdir()) == []
