"""What is being typed goes on with the words of the texts themselves, with tags, and with the names of fields."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.library.document import Document
from cca_desktop.search.searcher import Searcher
from tests.search.asking import document_of, note_on


@pytest.fixture(scope="module")
def searcher(letter: Document) -> Iterator[Searcher]:
    opened = Searcher(None, [letter])
    opened.update_notes(
        [
            note_on(letter, "1", "Zürich, das Café; don’t zip", at=400, tags=("essay", "cold war")),
            note_on(letter, "2", "zip and zipper and zip", at=400, tags=("essay",)),
            note_on(None, "3", "gone", tags=("(odd)",)),
        ]
    )
    yield opened
    opened.close()


def go_on(searcher: Searcher, typed: str) -> list[str]:
    """Return the question after each way to go on; ``|`` is the caret."""
    caret = typed.index("|")
    question = typed.replace("|", "")
    return [
        question[: way.span.start] + way.insertion + question[way.span.end :]
        for way in searcher.complete(question, caret)
    ]


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("zip|", ["zipper"]),
        ("war -zip|", ["war -zipper"]),
        ("=offens|", ["=offensive"]),
        ("note:zipp|", ["note:zipper"]),
        ('"means of zipp|', ['"means of zipper']),
        ("(war OR zipp|) peace", ["(war OR zipper) peace"]),
        ("war OR|", []),
        ("war or|", ["war ordinary", "war org"]),
        ("zür|", ["zürich"]),
        ("ZUR|", ["zürich"]),
        ("don'|", ["don't"]),
        ("zip|pe peace", ["zipper peace"]),
        ("tag:|", ["tag:essay", 'tag:"(odd)"', 'tag:"cold war"']),
        ("tag:co|", ['tag:"cold war"']),
        ('tag:"cold w| peace', ['tag:"cold war"']),
        ('tag:"co|" peace', ['tag:"cold war" peace']),
        ("-tag:ess|", ["-tag:essay"]),
        ("tag:essay|", []),
        ("colour:|", ["colour:yellow"]),
        ("color:y|", ["color:yellow"]),
        ("author:nik|", ['author:"Nikita S. Khrushchev"']),
        ("para:s|", ["para:salutation"]),
        ("aut|", ["authority", "author:"]),
        ("colo|", ["colour:"]),
        ("colo|:green", ["colour:green"]),
        ('"colo|', []),
        ("|", []),
        ("war |", []),
        ("war| peace", ["wars peace"]),
        ("w?r|", []),
        ("zip*|", []),
        ("zip|*", []),
        ("zip~|", []),
        ("/zip|", []),
        ("/zip|/", []),
        ("date:19|", []),
        ('"war" |', []),
        ("xyzzy|", []),
    ],
)
def test_a_beginning_goes_on(searcher: Searcher, typed: str, ways: list[str]) -> None:
    assert go_on(searcher, typed) == ways


def test_frequent_words_come_first_and_say_how_often_they_are_found(searcher: Searcher) -> None:
    ways = searcher.complete("pea", 3)
    assert [(way.insertion, way.found, way.kind) for way in ways[:2]] == [("peace", 9, "word"), ("peaceful", 7, "word")]
    for way in ways:
        assert searcher.ask(f"={way.insertion}").total == way.found
    assert len(searcher.complete("a", 1, limit=3)) == 3
    assert searcher.complete("aut", 3, limit=1)[0].kind == "field"


def test_words_of_notes_that_are_gone_are_not_offered(letter: Document) -> None:
    searcher = Searcher(None, [letter])
    for is_settled in (False, True):
        searcher.update_notes([note_on(letter, "1", "zeppelin", tags=("airship",))])
        if is_settled:
            searcher.settle()
        assert [way.insertion for way in searcher.complete("zepp", 4)] == ["zeppelin"]
        assert [way.insertion for way in searcher.complete("airs", 4)] == ["airship"]
        searcher.update_notes([])
        assert searcher.complete("zepp", 4) == searcher.complete("airs", 4) == []
    searcher.close()


TYPED = st.text(alphabet='"()-=*?~/:tagnoewr é🙂\x00\ud800', max_size=30)


@given(TYPED, st.integers(0, 30))
def test_whatever_is_typed_going_on_never_raises_and_stays_within_the_question(typed: str, caret: int) -> None:
    for way in SHARED.complete(typed, min(caret, len(typed))):
        assert 0 <= way.span.start <= min(caret, len(typed)) <= way.span.end <= len(typed)


SHARED = Searcher(None, [document_of("War and peace, tags and notes.", "Go near the wren.")])
