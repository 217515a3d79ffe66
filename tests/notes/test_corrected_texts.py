"""A text is corrected under its notes: each finds its words by what the text was, says so, and finds back."""

import random
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.library.document import Document
from cca_desktop.notes.note import Target
from cca_desktop.notes.notebook import Notebook
from cca_desktop.notes.wordings import MOST_BYTES, Wordings
from cca_desktop.storage.database import Database
from cca_desktop.text.selectors import describe_quote, position_of
from cca_desktop.text.span import Span
from tests.text.corrections import corrected


def on(document: Document, words: str) -> Target:
    start = document.text.index(words)
    at = Span(start, start + len(words))
    return Target(document.id, describe_quote(document.text, at), position_of(at))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database.open(tmp_path / "notes.sqlite")) as opened:
        yield opened


def test_a_note_finds_its_words_where_nothing_around_them_is_as_it_was(database: Database, letter: Document) -> None:
    """By its own words and the few beside them it would be astray; the text it was written on says where it is."""
    book = Notebook(database, lambda _: letter.text)
    words = "offensive weapons"
    book.write(on(letter, words))
    at = letter.text.index(words)
    paragraph = letter.paragraph_at(at).span.cut(letter.text)
    around = letter.text[at - 90 : at] + "dreadful" + letter.text[at + len("offensive") : at + 90]
    text = letter.text.replace(letter.text[at - 90 : at + 90], around.replace(" ", "  ").upper())
    assert paragraph not in text
    (placed,) = Notebook(database, lambda _: text).placed(letter._replace(text=text))
    assert (placed.state, placed.span and placed.span.cut(text)) == ("astray", None)
    text = letter.text.replace(
        letter.text[at - 90 : at + 90], letter.text[at - 90 : at + 90].replace(" ", "  ").upper()
    )
    (placed,) = Notebook(database, lambda _: text).placed(letter._replace(text=text))
    assert (placed.state, placed.span and placed.span.cut(text)) == ("moved", "OFFENSIVE  WEAPONS")


def test_a_sentence_that_is_gone_is_not_seen_in_its_likes(database: Database) -> None:
    """See https://github.com/hypothesis/client/issues/7571: the note must be astray, and not on the other sentence."""
    once = "We bought four books. The price was too high for us. We went home. "
    again = "We sold a house. The price was too high for them. We stayed. "
    text = once + again
    start = text.index("The price was too high")
    at = Span(start, start + len("The price was too high"))
    note = Target("shop", describe_quote(text, at), position_of(at))
    Notebook(database, lambda _: text).write(note)
    corrected_text = text.replace("The price was too high for us. ", "")
    (placed,) = Notebook(database, lambda _: corrected_text).all_placed()
    assert placed.state == "astray"
    (placed,) = Notebook(database, lambda _: again + once).all_placed()
    assert (placed.state, placed.span) == ("moved", at.moved(len(again)))


def test_where_the_text_is_corrected_back_the_note_is_where_it_was(database: Database, letter: Document) -> None:
    book = Notebook(database, lambda _: letter.text)
    book.write(on(letter, "the knot of war"))
    without = letter.text.replace("the knot of war", "that")
    assert [one.state for one in Notebook(database, lambda _: without).placed(letter._replace(text=without))] == [
        "astray"
    ]
    (placed,) = Notebook(database, lambda _: letter.text).placed(letter)
    assert (placed.state, placed.span) == ("found", Span(*on(letter, "the knot of war").position or (0, 0)))


def test_a_place_that_the_reader_said_holds_in_the_next_edition(database: Database, letter: Document) -> None:
    first = Notebook(database, lambda _: letter.text)
    (note,) = first.write(on(letter, "the knot of war")).notes
    second = letter.text.replace("the knot of war", "the noose of conflict")
    book = Notebook(database, lambda _: second)
    assert [one.state for one in book.placed(letter._replace(text=second))] == ["astray"]
    at = second.index("the noose of conflict")
    book.settle(note, Span(at, at + len("the noose of conflict")))
    assert [one.state for one in book.placed(letter._replace(text=second))] == ["found"]
    third = "An editor's heading.\n\n" + second.replace("because the more the two of us pull", "as we pull")
    (placed,) = Notebook(database, lambda _: third).placed(letter._replace(text=third))
    assert (placed.state, placed.span and placed.span.cut(third)) == ("moved", "the noose of conflict")
    assert len(Wordings(database).former(letter.id)) == 2


def test_a_text_is_kept_once_however_many_notes_are_on_it(database: Database, letter: Document) -> None:
    book = Notebook(database, lambda _: letter.text)
    for words in ("the knot of war", "offensive weapons", "I value this."):
        book.write(on(letter, words))
    book.write(Target(letter.id))
    book.write(Target("elsewhere", *on(letter, "peace")[1:3]))
    assert Wordings(database).former(letter.id) == [letter.text]
    assert Wordings(database).former("elsewhere") == [letter.text]
    ((size,),) = database.rows("SELECT max(length(text)) FROM wording")
    assert int(str(size)) < len(letter.text) / 2


@pytest.mark.parametrize("packed", [b"", b"no such thing", b"x\x9c\x03\x00\x00", "words"])
def test_a_damaged_text_is_as_good_as_none(database: Database, letter: Document, packed: bytes | str) -> None:
    book = Notebook(database, lambda _: letter.text)
    book.write(on(letter, "the knot of war"))
    database.run("UPDATE wording SET text = CAST(? AS BLOB)", (packed,))
    text = "A heading. " + letter.text
    (placed,) = Notebook(database, lambda _: text).placed(letter._replace(text=text))
    assert (placed.state, placed.span and placed.span.cut(text)) == ("moved", "the knot of war")


def test_a_text_that_unpacks_to_more_than_any_that_is_kept_is_not_read(database: Database) -> None:
    packed = zlib.compress(bytes(MOST_BYTES + 1), 1)
    database.run("INSERT INTO wording VALUES ('checksum', 'letter', '2026', ?)", (packed,))
    assert Wordings(database).former("letter") == []


def test_each_of_several_passages_is_judged_alone(database: Database, letter: Document) -> None:
    book = Notebook(database, lambda _: letter.text)
    words = ("the knot of war", "offensive weapons", "I value this.")
    first, *further = (on(letter, some) for some in words)
    book.write(first, further=further)
    text = letter.text.replace("the knot of war", "it").replace("I value this.", "I do value this.")
    (placed,) = Notebook(database, lambda _: text).placed(letter._replace(text=text))
    assert placed.state == "moved"
    passages = {0: placed.state, **{one.which: one.state for one in placed.others}}
    assert [passages[which] for which in (0, 2)] == ["astray", "moved"]


@pytest.mark.parametrize("share", [0.01, 0.1])
def test_thousands_of_notes_on_a_corrected_letter_are_where_the_corrector_knows_them(
    database: Database, letter: Document, share: float
) -> None:
    after = corrected(letter.text, "all at once", share, random.Random(share))
    chance = random.Random(7)
    book = Notebook(database, lambda _: letter.text)
    true = {}
    with database.transaction():
        pass
    for _ in range(60):
        at = after.passage(chance.randrange(len(after.words) - 8), chance.choice((1, 2, 5, 8)))
        (note,) = book.write(Target(letter.id, describe_quote(letter.text, at), position_of(at))).notes
        true[note] = at
    placed = Notebook(database, lambda _: after.text).placed(letter._replace(text=after.text))
    there = [(one.span, true[one.note.id]) for one in placed if one.span is not None]
    assert all(after.judge(span, at) != "wrong" for span, at in there)
    assert len(there) > 0.7 * len(true)
