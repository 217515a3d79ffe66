"""Files from strangers: malformed, enormous, deep, or made to do harm. Each is refused in a sentence or read safely."""

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.errors import KnownError
from cca_desktop.export import annotations, hypothesis, markdown_folder
from cca_desktop.export.formats import write
from cca_desktop.export.html_words import words_of_html
from cca_desktop.export.incoming import MOST_NOTES, Incoming, check_bounds
from cca_desktop.export.markdown_folder import File
from cca_desktop.export.reading import MOST_BYTES, read
from cca_desktop.library.document import Document
from cca_desktop.notes.note import LONGEST_BODY
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.profile_archive import pack
from tests.export.making import Desk, a_note, goes_out, on

ANNOTATION = {"type": "Annotation", "id": "http://example.org/1", "target": "http://example.org/page"}


def huge(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(MOST_BYTES + 1)


def writes(data: bytes | str) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(data.encode() if isinstance(data, str) else data)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "nothing": writes(b""),
    "zeros": writes(b"\0" * 1000),
    "an archive": writes(b"PK\x03\x04" + b"\xff" * 500),
    "a database": writes(b"SQLite format 3\0" + b"\xff" * 500),
    "a picture": writes(b"\x89PNG\r\n\x1a\n\xff\xfe"),
    "words": writes("just words"),
    "half of a file": writes('{"type": "Annotation", "target": "x'),
    "other JSON": writes('{"a": 1}'),
    "a number": writes("[" + "9" * 5_000 + "]"),
    "deep lists": writes("[" * 100_000 + "]" * 100_000),
    "deep maps": writes('{"a":' * 100_000 + "1" + "}" * 100_000),
    "a deep annotation": writes('{"type":"Annotation","target":' + "[" * 900 + "]" * 900 + "}"),
    "too many values": writes("[" + "0," * 12_000_001 + "0]"),
    "no annotation": writes('[{"type": "Annotation"}]'),
    "an empty export": writes('{"annotations": []}'),
    "a broken export": writes('{"annotations": [{"uri": 1}]}'),
    "an enormous file": huge,
    "a body without end": writes(json.dumps({**ANNOTATION, "bodyValue": "x" * (LONGEST_BODY + 1)})),
    "tags without end": writes(
        json.dumps({**ANNOTATION, "motivation": "tagging", "body": [{"value": str(n)} for n in range(600)]})
    ),
    "a tag without end": writes(
        json.dumps({**ANNOTATION, "motivation": "tagging", "bodyValue": "", "body": {"value": "x" * 2000}})
    ),
    "a pipe": lambda file: os.mkfifo(file) if hasattr(os, "mkfifo") else file.mkdir(),
    "an empty folder": lambda file: file.mkdir(),
    "aliases in aliases": writes("---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_brought_in_is_told_in_one_sentence(name: str, tmp_path: Path, letter: Document) -> None:
    HOSTILE[name](tmp_path / "file")
    with pytest.raises(KnownError) as told:
        read(tmp_path / "file", [letter])
    sentence = str(told.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "nothing was" in sentence or "none was" in sentence


def test_more_notes_than_anybody_has_are_refused() -> None:
    with pytest.raises(KnownError, match="none was brought in"):
        check_bounds(Incoming((a_note(1, None, "again"),) * (MOST_NOTES + 1)))


def test_a_folder_of_more_than_can_be_read_at_once_is_refused(tmp_path: Path, letter: Document) -> None:
    for number in range(33):
        with (tmp_path / f"{number}.md").open("wb") as file:
            file.truncate(7_900_000)
    with pytest.raises(KnownError, match="divide it into several"):
        read(tmp_path, [letter])


def test_what_is_too_long_for_a_note_or_no_file_is_left_out(tmp_path: Path, letter: Document) -> None:
    (tmp_path / "mine.md").write_text("mine")
    with (tmp_path / "long.md").open("wb") as file:
        file.truncate(8_100_000)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.md")
    incoming = read(tmp_path, [letter])
    assert [note.body for note in incoming.notes] == ["mine"]
    assert incoming.left_out == 1 + hasattr(os, "mkfifo")


def test_what_is_not_there_is_told(tmp_path: Path, letter: Document) -> None:
    for name in ("missing", "x" * 5_000, "a\0b"):
        with pytest.raises(KnownError, match="nothing was brought in"):
            read(tmp_path / name, [letter])


def test_half_characters_and_nul_come_in_as_the_notebook_keeps_them(tmp_path: Path, letter: Document) -> None:
    odd = {**ANNOTATION, "id": "http://example.org/\ud800", "bodyValue": "a\ud800b\0c", "creator": {"name": "\udfff"}}
    (tmp_path / "odd.json").write_text(json.dumps([odd]))
    desk = Desk(tmp_path / "profile", letter)
    incoming = read(tmp_path / "odd.json", [letter])
    assert len(desk.take_in(incoming.notes).notes) == 1
    assert desk.take_in(incoming.notes).notes == ()
    (note,) = desk.notes().values()
    assert (note.body, note.creator) == ("a\ufffdb\0c", "\ufffd")


def test_numbers_that_no_text_reaches_are_no_places(tmp_path: Path, letter: Document) -> None:
    for number in (-1, 1 << 63, 1 << 200, 1.5, True, None, "1", float("inf")):
        selector = [
            {"type": "TextQuoteSelector", "exact": "the knot of war"},
            {"type": "TextPositionSelector", "start": number, "end": number},
        ]
        told = {**ANNOTATION, "target": {"source": letter.address, "selector": selector}}
        (tmp_path / "file.json").write_text(json.dumps(told))
        incoming = read(tmp_path / "file.json", [letter])
        assert not incoming.astray
        assert len(Desk(tmp_path / f"profile {number}", letter).take_in(incoming.notes).notes) == 1


@pytest.mark.parametrize("name", ["annotations.md", "annotations.markdown", "annotations"])
def test_annotations_are_known_by_what_is_in_a_file_and_not_by_its_name(
    name: str, tmp_path: Path, letter: Document
) -> None:
    (tmp_path / name).write_text(json.dumps([{**ANNOTATION, "bodyValue": "the knot"}]), "utf-8")
    assert [note.body for note in read(tmp_path / name, [letter]).notes] == ["the knot"]


@pytest.mark.parametrize("words", ["[[Another note]] says it.", "{curly}", "[" * 100_000, '{"a": 1}', "[1, 2]"])
def test_a_file_of_markdown_may_begin_with_a_bracket(words: str, tmp_path: Path, letter: Document) -> None:
    (tmp_path / "note.md").write_text(words, "utf-8")
    assert [note.body for note in read(tmp_path / "note.md", [letter]).notes] == [words]


def test_a_folder_is_read_within_itself_and_no_further(tmp_path: Path, letter: Document) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("not for you")
    folder = tmp_path / "vault"
    (folder / ".trash").mkdir(parents=True)
    (folder / "in").mkdir()
    (folder / ".trash" / "gone.md").write_text("thrown away")
    (folder / "in" / "mine.md").write_text("mine")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "latin.md").write_bytes(b"caf\xe9")
    (folder / "link.md").symlink_to(secret)
    (folder / "round").symlink_to(folder)
    incoming = read(folder, [letter])
    assert [note.body for note in incoming.notes] == ["mine"]
    assert incoming.left_out == 1


def test_windows_own_forms_of_text_are_read(tmp_path: Path, letter: Document) -> None:
    for number, data in enumerate(
        (b"\xef\xbb\xbf" + json.dumps(ANNOTATION).encode(), json.dumps(ANNOTATION).encode("utf-16"))
    ):
        file = tmp_path / f"{number}.json"
        file.write_bytes(data)
        assert len(read(file, [letter]).notes) == 1


KEYS = (
    "type", "target", "body", "source", "selector", "exact", "items", "first", "next", "refinedBy", "uri",
    "annotations", "rows", "tags", "text", "references", "purpose", "value", "creator", "name", "extra",
)  # fmt: skip
leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9))
json_values = st.recursive(
    st.one_of(leaves, st.sampled_from(["Annotation", "TextQuoteSelector"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)),
    max_leaves=25,
)


@given(told=json_values)
def test_whatever_json_says_nothing_breaks(letter: Document, told: object) -> None:
    for reader in (annotations.read, hypothesis.read):
        for value in (told, [told], {"annotations": [told], "items": [told], "type": "Annotation", "target": told}):
            try:
                reader(value, [letter])
            except KnownError:
                continue
    assert annotations.is_annotations(told) in (True, False)


@given(text=st.text(alphabet="-a:[]{}|>&*!'\"\\ \n\r\t#1,%@`~é\x85\u2028", max_size=80))
def test_whatever_a_markdown_file_says_nothing_breaks(text: str) -> None:
    for whole in (
        text,
        f"---\n{text}\n---\n{text}",
        f"---\ncca-desktop: note\nquote: x\ndocument: y\n{text}\n---\n{text}",
    ):
        try:
            markdown_folder.read([File("a.md", whole)])
        except KnownError:
            continue


@given(html=st.text(alphabet="<>/ab=\"'& ;#!-\n", max_size=80))
def test_whatever_html_says_no_markup_is_left_of_it(html: str) -> None:
    assert isinstance(words_of_html(html), str)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<b>bold</b> and <em>soft</em>", "**bold** and *soft*"),
        ('<a href="https://example.org/">there</a>', "[there](https://example.org/)"),
        ('<a href="javascript:alert(1)">there</a>', "there"),
        ("<script>alert(1)</script>x<style>y</style>", "x"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("<ul><li>one<li>two</ul>", "- one\n- two"),
    ],
)
def test_what_a_note_in_html_says_is_kept(html: str, words: str) -> None:
    assert words_of_html(html) == words


@pytest.mark.parametrize(
    "piece", ["<!--", "<", "<a href='", "<![CDATA[", "<p ", "</", "<script>", "&#", "<a>", " ", "</a>"]
)
def test_html_that_never_closes_takes_no_longer_than_its_length(piece: str) -> None:
    assert len(words_of_html(piece * 100_000)) <= 2 * len(piece) * 100_000


def test_what_a_reader_may_take_for_an_export_is_told_for_what_it_is(tmp_path: Path, letter: Document) -> None:
    """A profile cut short has lost its table of contents, which stands at the end."""
    profile = Profile.at(tmp_path / "profile")
    Desk(profile.folder, letter).take_in([a_note(1, None, "words")])
    packed = tmp_path / "mine.zip"
    pack(profile, packed)
    (tmp_path / "cut.zip").write_bytes(packed.read_bytes()[:-100])
    with pytest.raises(KnownError, match="a packed profile whose end is missing"):
        read(tmp_path / "cut.zip", [letter])
    with zipfile.ZipFile(tmp_path / "vault.zip", "w") as archive:
        archive.writestr("note.md", "words")
    with pytest.raises(KnownError, match="an archive and no packed profile"):
        read(tmp_path / "vault.zip", [letter])
    with pytest.raises(KnownError, match="a database and no export"):
        read(profile.database_file, [letter])


def test_a_note_on_thousands_of_passages_comes_whole_or_not_at_all(tmp_path: Path, letter: Document) -> None:
    file = tmp_path / "many.json"
    for count in (3_000, 10_001):
        told = {**ANNOTATION, "target": [f"http://example.org/{number}" for number in range(count)]}
        file.write_text(json.dumps(told))
        if count <= 10_000:
            (note,) = read(file, [letter]).notes
            assert len(note.targets) == count
        else:
            with pytest.raises(KnownError, match="more than 10,000 passages"):
                read(file, [letter])


class EnoughError(Exception):
    """Somebody has enough of it."""


@pytest.mark.parametrize("name", ["markdown", "jsonld", "hypothesis"])
def test_reading_ends_at_any_point_for_whoever_has_enough_of_it(name: str, letter: Document, tmp_path: Path) -> None:
    some = [a_note(number, on(letter, "the knot of war"), f"note {number}") for number in range(9)]
    write(name, goes_out(letter, *some), tmp_path / "out")
    looks = 0

    def look() -> None:
        nonlocal looks
        looks += 1
        if looks == ends_at:
            raise EnoughError

    ends_at = 0
    assert len(read(tmp_path / "out", [letter], look).notes) == len(some)
    assert looks >= 2 * len(some)
    for point in range(1, looks + 1):
        looks, ends_at = 0, point
        with pytest.raises(EnoughError):
            read(tmp_path / "out", [letter], look)
