"""Questions as a reader asks them: what is found, where, in which order, and what is said about it."""

import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, PlacedNote
from cca_desktop.search.searcher import OutdatedError, Searcher
from cca_desktop.text.span import Span
from tests.search import oracle
from tests.search.asking import asked, document_of, how_many, may_take_long, note_on, page_of, pages_of, with_volumes
from tests.search.oracle import begins, both, is_nearly, is_word, look_for, none_of, places


@pytest.fixture
def searcher(letter: Document) -> Iterator[Searcher]:
    opened = Searcher(None, [letter])
    yield opened
    opened.close()


def exacts(searcher: Searcher, question: str) -> list[str]:
    return [hit.exact for hit in searcher.ask(question).hits]


def test_importing_the_searcher_does_not_load_whoosh() -> None:
    code = (
        "import sys, cca_desktop.search.searcher as s; print([m for m in sys.modules if 'whoosh' in m or m == 'regex'])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_hit_tells_where_it_stands_and_what_surrounds_it(searcher: Searcher) -> None:
    (hit,) = searcher.ask('"different estimates of these"').hits
    assert (hit.document, hit.kind, hit.paragraph, hit.page) == ("khrushchev-1962-10-26", "text", "5", 2)
    (hit,) = searcher.ask('"have different estimates"').hits
    assert hit.exact == "have\n\ndifferent estimates"
    assert hit.page == 1
    assert hit.before.endswith("on this score, or rather, we ")
    assert hit.after.startswith(" of these or those military means.")


def test_snippets_show_a_page_end_as_one_space(searcher: Searcher) -> None:
    (hit,) = searcher.ask('"estimates of these"').hits
    assert hit.before.endswith("or rather, we have different ")


def test_the_header_is_one_paragraph_and_the_close_another(searcher: Searcher) -> None:
    assert [hit.paragraph for hit in searcher.ask('"7 p.m. 1101"').hits] == ["header"]
    assert [hit.paragraph for hit in searcher.ask('"yours s n khrushchev"').hits] == ["close"]


def test_inflected_forms_are_found_and_the_exact_form_scores_higher(searcher: Searcher) -> None:
    assert set(map(str.lower, exacts(searcher, "wars"))) == {"war", "wars"}
    assert set(map(str.lower, exacts(searcher, "=war"))) == {"war"}
    searcher.update_notes([note_on(None, "1", "about wars of old"), note_on(None, "2", "about war as such")])
    scores = {hit.note: hit.score for hit in searcher.ask("note:wars").hits}
    assert scores["1"] > scores["2"] > 0


def test_and_or_and_not_are_judged_paragraph_by_paragraph(searcher: Searcher) -> None:
    with_both = {hit.paragraph for hit in searcher.ask("war peace").hits}
    assert with_both == {"4", "17"}
    assert {hit.exact.lower() for hit in searcher.ask("war peace").hits} >= {"war", "peace"}
    assert with_both.isdisjoint(hit.paragraph for hit in searcher.ask("war -peace").hits)


def test_what_is_asked_of_notes_alone_marks_nothing_in_a_text(searcher: Searcher) -> None:
    searcher.update_notes([note_on(None, "1", "about war")])
    answer = searcher.ask("note:war OR peace")
    in_texts = {hit.exact.lower() for hit in answer.hits if hit.kind == "text"}
    assert in_texts == {"peace", "peaceful"} - ({"peaceful"} - in_texts)
    assert [hit.exact for hit in answer.hits if hit.kind == "note"] == ["war"]
    assert answer.total == len(answer.hits) == searcher.ask("note:war OR peace", limit=0).total


def test_a_word_is_whole_on_the_command_line_and_a_beginning_in_the_window(searcher: Searcher) -> None:
    assert searcher.ask("offensiv").total == searcher.ask("=offensiv").total == 0
    assert searcher.ask("offensiv", is_being_typed=True).total == searcher.ask("offensiv*").total > 0
    assert searcher.ask('"offensive weap').total == searcher.ask('"offensive weapons"').total


def test_the_limit_bounds_the_hits_and_the_total_counts_all(searcher: Searcher) -> None:
    everything = searcher.ask("the")
    assert everything.total == len(everything.hits) > 100
    for limit in (0, 1, 7, 1000):
        some = searcher.ask("the", limit=limit)
        assert some.total == everything.total
        assert some.hits == everything.hits[:limit]


def test_an_empty_question_has_no_hits(searcher: Searcher) -> None:
    for question in ("", "   ", "*", "NOT", "()", '""', "…!"):
        answer = searcher.ask(question)
        assert (answer.total, answer.hits, answer.suggestion) == (0, (), "")


def test_texts_come_before_notes_and_notes_by_place(letter: Document, searcher: Searcher) -> None:
    notes: list[Note | PlacedNote] = [
        note_on(None, "a", "war on nothing"),
        note_on(letter, "b", "war on the whole letter"),
        note_on(letter, "c", "war further down", at=9000),
        PlacedNote(note_on(letter, "d", "war further up", at=12000), Span(500, 510), "moved"),
        note_on(None, "e", "war again on nothing"),
    ]
    searcher.update_notes(notes)
    hits = [hit for hit in searcher.ask("war").hits if hit.kind == "note"]
    assert [(hit.note, hit.paragraph) for hit in hits] == [("d", "1"), ("c", "15"), ("b", ""), ("a", ""), ("e", "")]
    assert [hit.page for hit in hits] == [1, 3, None, None, None]
    assert all(hit.exact == "war" and hit.span == Span(0, 3) for hit in hits)


def test_a_note_is_found_at_once_as_it_changes_and_not_after_it_is_retired(
    letter: Document, searcher: Searcher
) -> None:
    note = note_on(letter, "1", "a zeppelin", at=400, tags=("essay", "cold war"))
    for _ in range(2):
        searcher.update_notes([note])
        assert searcher.ask("zeppelin").total == 1
        searcher.update_notes([note._replace(body="a balloon")])
        assert (searcher.ask("zeppelin").total, searcher.ask("balloon").total) == (0, 1)
        searcher.update_notes([note._replace(is_retired=True)])
        assert (searcher.ask("zeppelin").total, searcher.ask("balloon").total) == (0, 0)
        searcher.update_notes([note])
        searcher.settle()


def test_tags_are_words_of_a_note_and_such_a_hit_is_the_whole_note(letter: Document, searcher: Searcher) -> None:
    searcher.update_notes([note_on(letter, "1", "On piracy.", at=400, tags=("law of the sea", "essay"))])
    for question in (
        "essay",
        '"law of the sea"',
        "tag:essay",
        'tag:"law of the sea"',
        "tag:ess*",
        "note:*",
        "colour:yellow",
    ):
        assert [(hit.note, hit.exact) for hit in searcher.ask(question).hits if hit.note] == [("1", "On piracy.")], (
            question
        )
    assert not [hit for hit in searcher.ask('"sea essay"').hits if hit.note]
    assert searcher.ask("tag:ess").total == 0
    assert searcher.ask("tag:ess", is_being_typed=True).total == 1


def test_fields_say_where(letter: Document, searcher: Searcher) -> None:
    searcher.update_notes([note_on(letter, "1", "war, I say", at=2000), note_on(None, "2", "war")])
    assert {hit.paragraph for hit in searcher.ask("war para:5").hits} == {"5"}
    assert {hit.note for hit in searcher.ask("war para:5").hits} == {"", "1"}
    assert {hit.paragraph for hit in searcher.ask("war para:5-4").hits} == {"4", "5"}
    assert {hit.note for hit in searcher.ask("note:war").hits} == {"1", "2"}
    assert {hit.note for hit in searcher.ask("war author:khrushchev").hits} == {"", "1"}
    for question in (
        "date:1962",
        "date:1962-10",
        "date:1962-10-26",
        "date:1962-9..1962-11",
        "date:..1963",
        "date:1962-10..",
    ):
        assert searcher.ask(f"war {question}").total == 19, question
    for question in ("date:1963", "date:1962-10-25", "date:1962-11..", "date:..1962-10-25", "title:nothing", "para:40"):
        assert searcher.ask(f"war {question}").total == 0, question
    assert searcher.ask('title:"state telegram" war').total == 19
    assert [(hit.paragraph, hit.exact) for hit in searcher.ask("para:salutation").hits] == [
        ("salutation", "Dear Mr. President:")
    ]


def test_only_one_document_and_its_notes_are_looked_at_where_one_is_named(letter: Document) -> None:
    other = document_of("War in another text.", "Peace.", name="other")
    searcher = Searcher(None, [letter, other])
    searcher.update_notes(
        [note_on(other, "1", "war there"), note_on(letter, "2", "war here"), note_on(None, "3", "war")]
    )
    assert {hit.document for hit in searcher.ask("war").hits} == {letter.id, "other", ""}
    for name in (other.id, other.address, other.checksum):
        assert [(hit.document, hit.note) for hit in searcher.ask("war", document=name).hits] == [
            ("other", ""),
            ("other", "1"),
        ]
    assert searcher.ask("war", document="unheard of").total == 0
    searcher.close()


def test_a_better_spelling_is_offered_from_the_words_of_the_texts(searcher: Searcher) -> None:
    assert searcher.ask("offfensive wepons").suggestion == "offensive weapons"  # codespell:ignore wepons
    assert searcher.ask('"quarentine"').suggestion == '"quarantine"'  # codespell:ignore quarentine
    assert searcher.ask("goverment -war").suggestion == "government -war"  # codespell:ignore goverment
    assert searcher.ask("what?").suggestion == "what"
    assert searcher.ask("xqzzyw").suggestion == ""
    assert searcher.ask("war").suggestion == ""


def test_regular_expressions_match_within_a_paragraph(searcher: Searcher) -> None:
    assert set(exacts(searcher, r"/\bU[A-Z]+/")) == {"UN", "US", "USA"}
    assert exacts(searcher, r"/rather,\s+we\s+have\s+different/") == ["rather, we have\n\ndifferent"]
    assert exacts(searcher, r"/President\W+I have received/") == []
    assert searcher.ask(r"/\b/").total == 0  # it matches, but nothing


def test_a_bad_regular_expression_is_left_out_and_a_slow_one_is_stopped(searcher: Searcher) -> None:
    answer = searcher.ask("/(/ zone")
    assert answer.total == 1
    assert answer.understood == "paragraphs with “zone” in any form"
    assert answer.notices[0].startswith("The regular expression /(/ cannot be read")
    searcher.update_notes([note_on(None, "1", "a" * 3000)])
    slow = searcher.ask("/(?:(?:a{1,99}){1,99}){1,99}b{1,60000}/")
    assert slow.total_is_floor
    assert slow.notices[0].endswith("took too long; not every paragraph was looked at.")
    assert not searcher.ask("/zon./", patience=5.0).total_is_floor


def test_a_question_that_would_take_long_tells_what_was_found_in_its_time(searcher: Searcher) -> None:
    searcher.update_notes([note_on(None, str(number), "the state of war " * 40) for number in range(300)])
    question = " OR ".join(f'"the of war"~{gap}' for gap in range(60, 90))
    answer = searcher.ask(question, limit=1)
    assert answer.total_is_floor
    assert answer.total > 0
    assert answer.notices[0].startswith("Not every paragraph has been looked at yet")
    assert searcher.ask('"the of war"~60', patience=60.0).total > answer.total


def test_whoever_wants_every_hit_gets_it_however_long_that_takes(searcher: Searcher) -> None:
    """But for regular expressions, which may take for ever: their time goes by how long the texts are."""
    searcher.update_notes([note_on(None, str(number), "the state of war " * 40) for number in range(300)])
    question = " OR ".join(f'"the of war"~{gap}' for gap in range(60, 64))
    assert searcher.patience_for_all(question) == math.inf
    answer = searcher.ask(question, limit=0, patience=searcher.patience_for_all(question))
    assert not answer.total_is_floor
    assert sum(1 for _ in searcher.stream(question)) == sum(1 for _ in searcher.lines(question)) == answer.total
    for_much = searcher.patience_for_all("/war/ peace")
    searcher.update_notes([])
    assert 5 < searcher.patience_for_all("/war/ peace") < for_much < 10


def test_an_outdated_question_is_given_up(searcher: Searcher) -> None:
    searcher.update_notes([note_on(None, str(number), "the zeppelin of the day") for number in range(200)])
    with pytest.raises(OutdatedError):
        searcher.ask('"of the day"', is_outdated=lambda: True)
    assert searcher.settle(lambda: True)
    assert searcher.ask('"of the day"').total == 200
    while searcher.settle():
        pass
    assert searcher.ask('"of the day"').total == 200


def test_a_note_of_a_megabyte_and_one_word_of_a_hundred_thousand_letters_are_found(searcher: Searcher) -> None:
    notes = [note_on(None, "1", "war and peace " * 75_000 + "zeppelin"), note_on(None, "2", "x" * 100_000)]
    for _ in range(2):
        searcher.update_notes(notes)
        assert searcher.ask("zeppelin").total == 1
        assert searcher.ask("note:war", limit=1).total == 75_000
        assert searcher.ask('"peace zeppelin"').total == 1
        assert searcher.ask("xx*").total == 1
        searcher.settle()


def test_notes_in_every_script_are_found(letter: Document, searcher: Searcher) -> None:
    body = "Ёлка и новый мир; café, naïve 🙂 ¿Qué? CORAZÓN שלום \ud800 \x00 don’t"
    searcher.update_notes([note_on(letter, "1", body)])
    for _ in range(2):
        for question in (
            "елка",
            "ЁЛКА",
            "Новый",
            "cafe",
            "cafe\u0301",
            "que",
            "corazon",
            "שלום",
            '"naive que"',
            "don't",
        ):
            assert [hit.note for hit in searcher.ask(question).hits if hit.kind == "note"] == ["1"], question
        searcher.settle()


def test_a_document_in_another_language_has_its_own_inflection(letter: Document) -> None:
    russian = document_of("Мы убрали ракеты с Кубы.", "Одна ракета.", name="ru", language="ru")
    searcher = Searcher(None, [letter, russian])
    assert exacts(searcher, "ракета") == ["ракеты", "ракета"]
    assert exacts(searcher, "=ракета") == ["ракета"]
    searcher.close()


WORDS = st.sampled_from(
    ["a", "A", "á", "b", "ab", "AB", "a-b", "ba", "a’b", "a'b", "🙂", "й", "и", "ño", "no", "b.", "aab"]
)
TEXTS = st.lists(st.lists(WORDS, max_size=14).map(" ".join), min_size=1, max_size=4)
PLAIN = st.sampled_from(["a", "b", "ab", "ba", "a'b", "й", "и", "no", "aab", "zz"])


@given(TEXTS, TEXTS, st.lists(PLAIN, min_size=3, max_size=3), st.booleans(), st.integers(0, 3))
def test_made_up_texts_are_answered_as_by_a_plain_scan(
    texts: list[str], bodies: list[str], wanted: list[str], is_settled: bool, gap: int
) -> None:
    document = document_of(*texts)
    notes = [note_on(document, str(number), body, tags=(body[:4],)) for number, body in enumerate(bodies)]
    searcher = Searcher(None, [document])
    searcher.update_notes(notes)
    if is_settled:
        searcher.settle()
    hold_against_a_plain_scan(searcher, document, notes, wanted, gap)
    searcher.close()


@may_take_long
@settings(max_examples=how_many(15, 300))
@given(TEXTS, st.lists(PLAIN, min_size=3, max_size=3), st.integers(0, 3))
def test_made_up_texts_in_a_volume_are_answered_as_by_a_plain_scan(
    texts: list[str], wanted: list[str], gap: int
) -> None:
    document = document_of(*texts)
    with tempfile.TemporaryDirectory() as folder, closing(with_volumes(Path(folder), [document])) as searcher:
        hold_against_a_plain_scan(searcher, document, [], wanted, gap)


def hold_against_a_plain_scan(
    searcher: Searcher, document: Document, notes: list[Note], wanted: list[str], gap: int
) -> None:
    pages = [*pages_of(document), *map(page_of, notes)]
    a, b, c = wanted
    single = [look_for(oracle.words(is_word(word))) for word in wanted]
    for question, wish in (
        (f"={a} ={b}", both(single[0], single[1])),
        (f"={a} -={b}", both(single[0], none_of(single[1]))),
        (f'"{a} {b}"', look_for(oracle.phrase(is_word(a), is_word(b)))),
        (f'"{a} {b} {c}"', look_for(oracle.phrase(*map(is_word, wanted)))),
        (f'"{a} {b}', look_for(oracle.phrase(is_word(a), begins(b)))),
        (f'"{a} {b} {c}"~{gap}', look_for(oracle.near(gap, *wanted))),
        (f"{a}*", look_for(oracle.words(begins(a)))),
        (f"{b}~", look_for(oracle.words(is_nearly(b, 1)))),
        (f'"{a} {b}" ={c}', both(look_for(oracle.phrase(is_word(a), is_word(b))), single[2])),
    ):
        assert asked(searcher, question, [document], notes) == places(wish, pages), question


@given(st.one_of(st.text(max_size=60), st.text(alphabet='"()-=*?~/:ANDORT ab[]{}+|\\.^$éй🙂\x00\ud800', max_size=40)))
def test_no_question_raises(question: str) -> None:
    for is_being_typed in (False, True):
        answer = SHARED.ask(question, limit=5, is_being_typed=is_being_typed)
        assert answer.total >= len(answer.hits)


SHARED = Searcher(None, [document_of("War and peace.", "The offensive weapons on Cuba, a b é й.")])


def test_a_passage_as_it_is_copied_finds_its_paragraph(letter: Document, searcher: Searcher) -> None:
    for paragraph in letter.paragraphs:
        copied = " ".join(paragraph.span.cut(letter.text).split())
        copied = copied if len(copied) < 900 else copied[:900].rpartition(" ")[0]
        for question in (copied, f'"{copied}"'):
            if '"' in copied or "“" in copied or "(" in copied:
                continue
            assert paragraph.label in {hit.paragraph for hit in searcher.ask(question).hits}, question


def test_nothing_is_suggested_for_a_number_or_for_two_letters(searcher: Searcher) -> None:
    for question in ("=6", "77", "zq"):
        answer = searcher.ask(question)
        assert (answer.total, answer.suggestion) == (0, ""), question
    assert searcher.ask("misile").suggestion == "missile"


def test_what_is_before_or_after_a_date_a_place_as_it_is_cited_and_any_tag_are_found(
    letter: Document, searcher: Searcher
) -> None:
    searcher.update_notes([note_on(letter, "1", "tagged", tags=("essay",)), note_on(letter, "2", "plain")])
    everywhere = searcher.ask("date:1962").total
    for question, total in (
        ("date:>1961", everywhere),
        ("date:>1962-10-25", everywhere),
        ("date:>=1962-10-26", everywhere),
        ("date:<1962-11", everywhere),
        ("date:>1962-10-26", 0),
        ("date:<1962-10-26", 0),
    ):
        assert searcher.ask(question).total == total, question
    assert searcher.ask("¶ 4-5 war").hits == searcher.ask("para:4-5 war").hits != ()
    assert [hit.note for hit in searcher.ask("tag:*").hits] == ["1"]
    assert [hit.note for hit in searcher.ask("note:* -tag:*").hits] == ["2"]
