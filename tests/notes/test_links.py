from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.notes.links import links_in, normal_title, title_of
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("", ""),
        ("\n \n# The *knot* of war #\nmore", "The knot of war"),
        ("- [ ] ask **whom**", "ask whom"),
        ("> 1. quoted", "quoted"),
        ("#no heading", "#no heading"),
        ("See [[Cuba]] again", "See Cuba again"),
        ("***\nafter a rule", "after a rule"),
        ("```python\nprint(1)\n```", "print(1)"),
        ("> ~~~ text\n> quoted code", "quoted code"),
        ("```in one line``` it is code", "in one line it is code"),
        ("x" * 500, "x" * 200),
    ],
)
def test_a_note_is_called_by_its_first_words(body: str, title: str) -> None:
    assert title_of(body) == title


def test_links_are_read_in_order_and_once() -> None:
    body = "[[Cuba]] and [[the  *Knot*|that image]], [[Cuba#part]] [[]] [[a\nb]] [[ ]]"
    assert links_in(body) == ("cuba", "the knot")


@given(st.text(alphabet="[]|#ab \n*", max_size=60))
def test_nothing_typed_makes_titles_or_links_stumble(body: str) -> None:
    assert "\n" not in title_of(body)
    assert all(title == normal_title(title) for title in links_in(body))


def test_backlinks_are_the_notes_that_name_a_title(notebook: Notebook) -> None:
    cuba = notebook.write(None, "# Cuba\n\nan island").notes[0]
    naming = notebook.write(None, "as said in [[cuba|there]]").notes[0]
    notebook.write(None, "about Cuba, or [[Cubans]]")
    gone = notebook.write(None, "[[Cuba]]").notes[0]
    notebook.retire(gone)
    assert [note.id for note in notebook.backlinks(cuba)] == [naming]
    assert notebook.backlinks(naming) == []


def test_a_note_without_words_has_no_title_and_no_links_to_it(notebook: Notebook) -> None:
    empty = notebook.write(None).notes[0]
    notebook.write(None, "[[]] [[ ]]")
    assert notebook.backlinks(empty) == []


def test_titles_are_listed_the_note_changed_last_first(notebook: Notebook) -> None:
    first = notebook.write(None, "# First").notes[0]
    second = notebook.write(None, "second\nline").notes[0]
    notebook.write(None, " \n")
    notebook.retire(notebook.write(None, "gone").notes[0])
    notebook.revise(first, colour="pink")
    assert notebook.titles() == [(first, "First"), (second, "second")]


def test_titles_once_told_follow_whatever_becomes_of_the_notes(notebook: Notebook, database: Database) -> None:
    """They are kept from one time to the next: by this program, by undo, or by another program beside it."""
    note_id = notebook.write(None, "One\nmore").notes[0]
    assert notebook.titles() == [(note_id, "One")]
    notebook.revise(note_id, body="Two\nmore")
    assert notebook.titles() == [(note_id, "Two")]
    notebook.undo()
    assert notebook.titles() == [(note_id, "One")]
    with closing(Database.open(database.file)) as beside:
        Notebook(beside, lambda _: None).revise(note_id, body="Three")
    assert notebook.titles() == [(note_id, "Three")]
    notebook.revise(note_id, body="")
    assert notebook.titles() == []
    notebook.revise(note_id, body="Four")
    notebook.retire(note_id)
    assert notebook.titles() == []
    notebook.restore(note_id)
    assert notebook.titles() == [(note_id, "Four")]
