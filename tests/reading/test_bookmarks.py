"""Places kept by name are there again, in their order, each once."""

from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.reading.bookmark_table import BookmarkTable
from cca_desktop.reading.bookmarks import LONGEST_NAME, Bookmark, Bookmarks, name_for
from cca_desktop.storage.database import Database

marks = st.builds(Bookmark, st.sampled_from("abcd"), st.just("letter"), st.integers(0, 9), st.text(max_size=5))


def test_bookmarks_are_there_at_the_next_start_each_with_its_document(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite"
    with closing(Database.open(file)) as database:
        table = BookmarkTable(database)
        table.keep(Bookmark("b", "letter", 900, "the knot of war"))
        table.keep(Bookmark("a", "letter", 20, "opening"))
        table.keep(Bookmark("c", "reply", 5, "elsewhere"))
        table.keep(Bookmark("b", "letter", 900, "the knot"))
        table.keep(Bookmark("d", "letter", 1, "soon gone"))
        table.drop("d")
    with closing(Database.open(file)) as database:
        kept = BookmarkTable(database).bookmarks("letter")
    assert kept == Bookmarks((Bookmark("a", "letter", 20, "opening"), Bookmark("b", "letter", 900, "the knot")))
    assert kept.at(900) == Bookmark("b", "letter", 900, "the knot")
    assert kept.at(901) is None


@given(st.lists(marks))
def test_bookmarks_stand_by_place_and_each_once(made: list[Bookmark]) -> None:
    kept = Bookmarks()
    for mark in made:
        kept = kept.with_one(mark)
    assert [mark.offset for mark in kept.marks] == sorted(mark.offset for mark in kept.marks)
    assert {mark.id: mark for mark in made} == {mark.id: mark for mark in kept.marks}
    for mark in made:
        assert kept.without(mark.id).with_one({one.id: one for one in made}[mark.id]) == kept


@given(st.text())
def test_a_name_is_the_first_words_of_the_place(words: str) -> None:
    name = name_for(words)
    line = " ".join(words.split())
    assert len(name) <= LONGEST_NAME + 1
    assert name == line or line.startswith(name.removesuffix("…"))


def test_a_name_is_cut_between_words() -> None:
    words = "If you have not lost command of yourself and realise clearly what this could lead to, then, Mr. President"
    assert name_for(words) == "If you have not lost command of yourself and realise clearly what this could…"
