"""The Word document: its comments stand on the right words, its parts are whole XML, and an office program opens it."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.export import docx
from cca_desktop.export.passages import rendition_of
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, Target
from cca_desktop.text.selectors import TextQuoteSelector
from tests.export.making import a_note, goes_out, notes, on

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Comment(NamedTuple):
    """A comment as Word shows it: who wrote it, what it says, and the words it stands on."""

    author: str
    date: str
    words: str
    on: str


def package(letter: Document, *some: Note) -> bytes:
    return b"".join(docx.write(goes_out(letter, *some)))


def part(raw: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        return ET.fromstring(opened.read(name))


def said(element: ET.Element) -> str:
    """The words of an element; paragraphs are lines."""
    lines = element.iter(f"{W}p")
    return "\n".join("".join(_words(line)) for line in lines)


def _words(element: ET.Element) -> list[str]:
    return [one.text or "" if one.tag == f"{W}t" else "\n" for one in element.iter() if one.tag in (f"{W}t", f"{W}br")]


def comments(raw: bytes) -> list[Comment]:
    """Every comment, in the order of the text; each begins and ends once and is referred to once."""
    told = {one.get(f"{W}id"): one for one in part(raw, "word/comments.xml")}
    begun: dict[str | None, list[str]] = {}
    ended: dict[str | None, str] = {}
    referred = []
    for element in part(raw, "word/document.xml").iter():
        name = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            assert name not in begun
            begun[name] = []
        elif element.tag == f"{W}commentRangeEnd":
            ended[name] = "".join(begun[name])
        elif element.tag == f"{W}commentReference":
            referred.append(name)
        elif element.tag == f"{W}t":
            for key in begun.keys() - ended.keys():
                begun[key].append(element.text or "")
    assert set(told) == set(begun) == set(ended)
    assert sorted(map(str, referred)) == sorted(map(str, told))
    return [
        Comment(told[key].get(f"{W}author", ""), told[key].get(f"{W}date", ""), said(told[key]), words)
        for key, words in ended.items()
    ]


def test_every_note_is_a_comment_on_its_words(letter: Document) -> None:
    raw = package(
        letter,
        a_note(1, on(letter, "the knot of war"), "# The *knot*\n\n- one\n- two", "cold war", creator="A. Pupil"),
        a_note(2, on(letter, "tied the knot of war, because"), "Around it"),
        a_note(3, on(letter, "I value this.")),
    )
    around, knot = sorted(comments(raw), key=lambda one: one.words)
    assert (around.on, around.words, around.author) == ("tied the knot of war, because", "Around it", "Reader")
    assert (knot.on, knot.author, knot.date) == ("the knot of war", "A. Pupil", "2026-10-02T10:00:00Z")
    assert knot.words == "The knot\n• one\n• two\n#cold war"


def test_the_letter_stands_whole_in_it(letter: Document) -> None:
    words = said(part(package(letter, a_note(1, on(letter, "the knot of war"), "x")), "word/document.xml"))
    rendition = rendition_of(letter)
    for block in letter.blocks:
        assert rendition.reading_span(block.span).cut(rendition.text) in words


def test_notes_without_a_place_stand_behind_the_letter(letter: Document) -> None:
    lost = Target(letter.id, TextQuoteSelector("no such words", "", ""))
    words = said(part(package(letter, a_note(1, None, "free"), a_note(2, lost, "astray")), "word/document.xml"))
    assert words.index("Notes on no passage") < words.index("free") < words.index("Notes whose words are not found")
    assert "no such words\nastray\nSource\n" in words


def test_every_page_says_what_it_is_of_and_the_last_where_that_is_from(letter: Document) -> None:
    raw = package(letter, a_note(1, None, "free"))
    document = part(raw, "word/document.xml")
    assert said(document).endswith(f"Source\n{letter.citation}.\n{letter.address}")
    assert said(part(raw, "word/header.xml")) == "Khrushchev to Kennedy, 26 October 1962"
    told = [field.get(f"{W}instr") for field in part(raw, "word/footer.xml").iter(f"{W}fldSimple")]
    assert told == [" PAGE ", " NUMPAGES "]
    page = document[0][-1]
    referred = {one.get(R) for one in page if one.get(R)}
    related = {one.get("Id"): one.get("Target") for one in part(raw, "word/_rels/document.xml.rels")}
    assert {related[name] for name in referred} == {"header.xml", "footer.xml"}
    assert page.find(f"{W}titlePg") is not None, "the first page has its title"
    (language,) = part(raw, "word/styles.xml").iter(f"{W}lang")
    assert language.get(f"{W}val") == letter.language


def test_a_note_stands_on_one_page_with_the_words_it_is_about(letter: Document) -> None:
    kept = {
        style.get(f"{W}styleId")
        for style in part(package(letter), "word/styles.xml")
        if style.find(f"{W}pPr/{W}keepNext") is not None
    }
    assert kept == {"Heading1", "NoteHead", "Quoted"}


W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def test_a_note_on_a_note_answers_its_comment(letter: Document) -> None:
    mark = a_note(1, on(letter, "the knot of war"))
    answer = a_note(2, Target("", note=mark.id), "An answer\n\nin two parts")
    deeper = a_note(3, Target("", note=answer.id), "And another", creator="Anna")
    one, two = a_note(4, None, "Round"), a_note(5, None, "and about")
    one, two = (note._replace(target=Target("", note=other.id)) for note, other in ((one, two), (two, one)))
    raw = package(letter, one, deeper, answer, two, mark)
    assert [(one.words, one.on) for one in sorted(comments(raw))] == [
        ("And another", "the knot of war"),
        ("", "the knot of war"),
        ("An answer\nin two parts", "the knot of war"),
    ]
    last = [comment.findall(f"{W}p")[-1].get(f"{W14}paraId") for comment in part(raw, "word/comments.xml")]
    threads = part(raw, "word/commentsExtended.xml")
    assert [thread.get(f"{W15}paraId") for thread in threads] == last
    assert [thread.get(f"{W15}paraIdParent") for thread in threads] == [None, last[0], last[0]]
    assert all(name is not None and 0 < int(name, 16) < 0x80000000 for name in last)
    body = said(part(raw, "word/document.xml"))
    assert body.count("Round") == body.count("and about") == 1
    assert "An answer" not in body


def test_a_table_stands_behind_the_letter_as_one(letter: Document) -> None:
    body = "before\n\n| Day | Letter |\n|--|--|\n| 26 | private |\n| 27 |\n\nafter\n\n| One |\n|--|\n| more |"
    document = part(package(letter, a_note(1, None, body)), "word/document.xml")
    first, second = document.iter(f"{W}tbl")
    rows = [[said(cell) for cell in row.findall(f"{W}tc")] for row in first.findall(f"{W}tr")]
    assert rows == [["Day", "Letter"], ["26", "private"], ["27", ""]]
    assert len(second.findall(f"{W}tr")) == 2
    elements = [element.tag for element in document[0]]
    assert all(elements[at + 1] == f"{W}p" for at, tag in enumerate(elements) if tag == f"{W}tbl")


def test_a_passage_over_paragraphs_is_one_comment(letter: Document) -> None:
    raw = package(letter, a_note(1, on(letter, "I value this. Now we have already"), "over the end"))
    (one,) = comments(raw)
    assert one.on.startswith("I value this.")
    assert one.on.endswith("Now we have already")


@given(data=st.data())
def test_whatever_the_notes_say_it_is_whole_xml(letter: Document, data: st.DataObject) -> None:
    raw = package(letter, *data.draw(st.lists(notes(letter), max_size=4)))
    comments(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        assert opened.testzip() is None
        for name in opened.namelist():
            ET.fromstring(opened.read(name))


def test_what_the_editor_shows_the_comment_shows(letter: Document) -> None:
    body = (
        "| a | b |\n|---|---|\n| 1 | **2** |\n\n---\n\n> said\n\n- [x] done\n  1. first\n\n```\nx < y\n\ty\n```\n\n"
        "<https://example.org/?a=b&c>"
    )
    raw = package(
        letter, a_note(1, on(letter, "the knot of war"), body), a_note(2, on(letter, "I value this.\n\n"), "end")
    )
    end, rich = sorted(comments(raw), key=lambda one: len(one.words))
    assert rich.words.split("\n") == [
        "a  |  b", "1  |  2", "* * *", "said", "☑ done", "1. first", "x < y", " y", "https://example.org/?a=b&c",
    ]  # fmt: skip
    assert end.on == "I value this."


def test_the_same_notes_give_the_same_file(letter: Document) -> None:
    note = a_note(1, on(letter, "the knot of war"), "x")
    assert package(letter, note) == package(letter, note)


SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(SOFFICE is None, reason="there is no LibreOffice on this machine to open the document with")
def test_libreoffice_opens_it_with_its_comments(letter: Document, tmp_path: Path) -> None:
    assert SOFFICE is not None
    some = (a_note(1, on(letter, "the knot of war"), "The knot, in words", creator="A. Pupil"), a_note(2, None, "free"))
    (tmp_path / "letter.docx").write_bytes(package(letter, *some))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    convert = [
        SOFFICE,
        home,
        "--headless",
        "--convert-to",
        "fodt",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "letter.docx"),
    ]
    subprocess.run(convert, check=True, capture_output=True, timeout=280)
    opened = (tmp_path / "letter.fodt").read_text("utf-8")
    (annotation,) = re.findall(r"<office:annotation .*?</office:annotation>", opened, re.DOTALL)
    assert "<dc:creator>A. Pupil</dc:creator>" in annotation
    assert "The knot, in words" in re.sub(r"<[^>]+>", "", annotation)
    assert "the knot of war<office:annotation-end" in re.sub(r"</?text:span[^>]*>", "", opened)
