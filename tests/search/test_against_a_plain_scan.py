"""Every answer about the letter and the notes is what a plain scan finds, no more and no less."""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import snowballstemmer

from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note
from cca_desktop.search.searcher import Searcher
from tests.search import oracle
from tests.search.asking import asked, how_many, may_take_long, note_on, page_of, pages_of, with_volumes
from tests.search.oracle import (
    Page,
    Wish,
    begins,
    both,
    either,
    is_like,
    is_nearly,
    is_typed_so_far,
    is_word,
    look_for,
    none_of,
    places,
)

TIERS = ("in memory", "in a volume")


def opened(tier: str, letter: Document, folder: Path) -> Searcher:
    return Searcher(None, [letter]) if tier == "in memory" else with_volumes(folder, [letter])


@pytest.fixture(scope="module", params=TIERS)
def shared(
    letter: Document, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Searcher]:
    searcher = opened(request.param, letter, tmp_path_factory.mktemp("index"))
    yield searcher
    searcher.close()


@pytest.fixture
def searcher(shared: Searcher) -> Iterator[Searcher]:
    """Lend the shared searcher, and take every note out of it again, also where a test fails."""
    yield shared
    shared.update_notes([])


@pytest.fixture(scope="module")
def pages(letter: Document) -> list[Page]:
    return pages_of(letter)


@pytest.fixture(scope="module")
def vocabulary(pages: list[Page]) -> list[str]:
    return sorted({token.plain for page in pages for token in oracle.cut(page.text)})


def word(text: str) -> Wish:
    return look_for(oracle.words(is_word(text)))


def test_every_word_of_the_letter_is_found_wherever_it_stands(
    letter: Document, searcher: Searcher, pages: list[Page], vocabulary: list[str]
) -> None:
    assert {"a", "i", "4", "us", "don't"} <= set(vocabulary)
    for text in vocabulary:
        assert asked(searcher, f"={text}", [letter]) == places(word(text), pages), text


def test_every_word_of_the_letter_finds_its_inflected_forms(
    letter: Document, searcher: Searcher, pages: list[Page], vocabulary: list[str]
) -> None:
    stemmer = snowballstemmer.stemmer("english")
    stems = {text: stemmer.stemWord(text) for text in vocabulary}
    families = {text: {other for other in vocabulary if stems[other] == stems[text]} for text in vocabulary}
    assert families["wars"] == {"war", "wars"}
    for text in vocabulary:
        wish = look_for(oracle.words(families[text].__contains__))
        assert asked(searcher, text, [letter]) == places(wish, pages), text


def test_every_pair_of_neighbours_is_found_as_a_phrase(letter: Document, searcher: Searcher, pages: list[Page]) -> None:
    pairs = set()
    for page in pages:
        tokens = [token.plain for token in oracle.cut(page.text)]
        pairs |= set(itertools.pairwise(tokens))
    assert ("have", "different") in pairs  # the page ends between them
    for first, second in sorted(pairs):
        wish = look_for(oracle.phrase(is_word(first), is_word(second)))
        assert asked(searcher, f'"{first} {second}"', [letter]) == places(wish, pages), (first, second)


def test_phrases_never_run_from_one_paragraph_into_the_next(letter: Document, searcher: Searcher) -> None:
    assert asked(searcher, '"value this now we"', [letter]) == set()
    assert asked(searcher, '"text dear mr president"', [letter]) == set()


def test_phrases_that_overlap_themselves_are_counted_each(letter: Document, searcher: Searcher) -> None:
    notes = [note_on(letter, "1", "war war war, war and peace and war and peace")]
    searcher.update_notes(notes)
    for question, finds in (
        ('"war war"', oracle.phrase(is_word("war"), is_word("war"))),
        ('"and peace and"', oracle.phrase(is_word("and"), is_word("peace"), is_word("and"))),
        ('"war wa', oracle.phrase(is_word("war"), begins("wa"))),
        ('"war war"~1', oracle.near(1, "war", "war")),
    ):
        pages = [*pages_of(letter), *map(page_of, notes)]
        assert asked(searcher, question, [letter], notes) == places(look_for(finds), pages), question


def test_an_apostrophe_takes_part_in_a_pattern_and_in_a_word_that_is_being_typed(
    letter: Document, searcher: Searcher
) -> None:
    notes = [note_on(letter, "1", "One’s oxen don't; the dons' don, done.")]
    searcher.update_notes(notes)
    pages = [*pages_of(letter), *map(page_of, notes)]
    for question, fits in (
        ("o*e'*", is_like("o*e'*")),
        ("*'s", is_like("*'s")),
        ("*’?", is_like("*'?")),
        ("don'*", begins("don'")),
        ("*'*", is_like("*'*")),
        ("\"don'", is_typed_so_far("don'")),
        ('"dons’', is_typed_so_far("dons'")),
    ):
        found = asked(searcher, question, [letter], notes)
        assert found == places(look_for(oracle.words(fits)), pages), question
        assert found, question
    for question, fits in (("\"oxen don'", is_typed_so_far("don'")), ('"oxen don', begins("don"))):
        wish = look_for(oracle.phrase(is_word("oxen"), fits))
        assert asked(searcher, question, [letter], notes) == places(wish, pages) != set(), question
    more = [*notes, note_on(letter, "2", "Oxen don't, oxen don; oxen done, oxen don’ts, and oxen don")]
    searcher.update_notes(more)
    while searcher.settle():  # until texts are looked through as one
        pass
    wish = look_for(oracle.phrase(is_word("oxen"), is_typed_so_far("don'")))
    found = asked(searcher, "\"oxen don'", [letter], more)
    assert found == places(wish, [*pages, page_of(more[1])])
    assert len(found) == 5


def test_a_phrase_of_possessives_finds_the_same_with_every_key(letter: Document, searcher: Searcher) -> None:
    notes = [note_on(letter, "1", "The dons' wine. It's the don’s wine; it don't matter.")]
    searcher.update_notes(notes)
    for whole in ("it don't matter", "the dons' wine", "the don’s wine"):
        for end in range(1, len(whole) + 1):
            answer = searcher.ask(f'"{whole[:end]}', is_being_typed=True, patience=60.0)
            assert any(hit.note == "1" for hit in answer.hits), whole[:end]
    for end in range(1, 6):
        answer = searcher.ask("don't"[:end], is_being_typed=True, patience=60.0)
        assert "don't" in {hit.exact for hit in answer.hits}, end


def questions(chance: random.Random, pages: list[Page], vocabulary: list[str]) -> Iterator[tuple[str, Wish]]:
    """Yield questions and what they mean."""

    def some_word() -> str:
        page = chance.choice([page for page in pages if page.text.strip()])
        return chance.choice([token.plain for token in oracle.cut(page.text)] or ["war"])

    def neighbours(count: int) -> list[str]:
        while True:
            tokens = [token.plain for token in oracle.cut(chance.choice(pages).text)]
            if len(tokens) > count:
                first = chance.randrange(len(tokens) - count)
                return tokens[first : first + count]

    for _ in range(80):
        a, b, c = some_word(), some_word(), some_word()
        yield f"={a} ={b}", both(word(a), word(b))
        yield f"={a} OR ={b}", either(word(a), word(b))
        yield f"={a} -={b}", both(word(a), none_of(word(b)))
        yield f"={a} ={b} OR ={c}", either(both(word(a), word(b)), word(c))
        yield f"={a} AND (={b} OR NOT ={c})", both(word(a), either(word(b), none_of(word(c))))
    for _ in range(40):
        three = neighbours(3)
        yield f'"{" ".join(three)}"', look_for(oracle.phrase(*map(is_word, three)))
        yield (
            f'"{" ".join(three)[:-1]}',
            look_for(oracle.phrase(*map(is_word, three[:2]), is_typed_so_far(three[2][:-1])))
            if len(three[2]) > 1
            else look_for(oracle.phrase(*map(is_word, three[:2]))),
        )
        run = neighbours(6)
        gap = chance.choice((0, 1, 2, 3, 5, 8))
        chosen = chance.sample(run, chance.choice((2, 2, 3)))
        yield f'"{" ".join(chosen)}"~{gap}', look_for(oracle.near(gap, *chosen))
        both_ways = both(look_for(oracle.phrase(*map(is_word, three))), word(run[0]))
        yield f'"{" ".join(three)}" ={run[0]}', both_ways
    for _ in range(60):
        text = chance.choice(vocabulary)
        start = text[: chance.randint(1, len(text))]
        yield f"{start}*", look_for(oracle.words(begins(start)))
        letters = [chance.choice((sign, sign, "?", "*")) for sign in text]
        pattern = "".join(letters)
        is_one = pattern.strip("*?") and set(pattern) & set("*?")  # without a sign it is a word in any form
        if is_one and not pattern.startswith(("-", "=")) and pattern[-1] != "?":
            yield pattern, look_for(oracle.words(is_like(pattern)))
    for distance, times in ((1, 40), (2, 6)):
        for _ in range(times):
            text = chance.choice([text for text in vocabulary if len(text) > 3 and text.isalpha()])
            place = chance.randrange(len(text))
            wrong = text[:place] + chance.choice(("", "x", text[place] * 2)) + text[place + 1 :]
            mark = "~" if distance == 1 else "~2"
            yield f"{wrong}{mark}", look_for(oracle.words(is_nearly(wrong, distance)))


@may_take_long
def test_hundreds_of_questions_about_the_letter_are_answered_as_by_a_plain_scan(
    letter: Document, searcher: Searcher, pages: list[Page], vocabulary: list[str]
) -> None:
    for seed in range(1962, 1962 + how_many(1, 20)):
        for question, wish in questions(random.Random(seed), pages, vocabulary):
            assert asked(searcher, question, [letter]) == places(wish, pages), question


BODIES = (
    "War and peace: the offensive weapons on Cuba. Are missiles means of defense?",
    "Naïve cafés — don’t forget the Élysée; war, war, WAR!",
    "Ёлка и мир. Новый год: war-peace 4:43",
    "",
    "¿Qué pasó en la crisis de los misiles? Corazón, CORAZON.",
    "🙂 peace 🙂 and the United   States\n\nof   America",
    "One cannot attack without people; without weapons people cannot attack.",
)


@may_take_long
@pytest.mark.parametrize("tier", TIERS)
def test_notes_added_changed_and_retired_between_are_found_as_they_are_now(
    letter: Document, tier: str, tmp_path: Path, pages: list[Page], vocabulary: list[str]
) -> None:
    chance = random.Random(26)
    searcher = opened(tier, letter, tmp_path)
    notes: dict[str, Note] = {}
    for step in range(how_many(8, 80)):
        for _ in range(5):
            name = str(chance.randrange(12))
            if name in notes and chance.random() < 0.3:
                del notes[name]
                continue
            body = chance.choice(BODIES) + " " + " ".join(chance.choices(vocabulary, k=chance.randint(0, 25)))
            tags = tuple(chance.sample(("essay", "cold war", "naïve", "peace"), chance.randint(0, 2)))
            at = chance.choice((None, chance.randrange(15000)))
            notes[name] = note_on(chance.choice((letter, letter, None)), name, body, at=at, tags=tags)
        searcher.update_notes(list(notes.values()))
        if step % 3 == 1:
            while searcher.settle():
                pass
        now = [*pages, *map(page_of, notes.values())]
        some = list(questions(chance, now, [*vocabulary, "elysee", "новый", "елка", "cafes", "corazon"]))
        for question, wish in chance.sample(some, 50):
            found = asked(searcher, question, [letter], list(notes.values()))
            assert found == places(wish, now), (question, step)
    searcher.close()


def test_a_phrase_typed_key_by_key_finds_what_it_finds_typed_at_once(letter: Document, pages: list[Page]) -> None:
    """The key before narrows where to look, once all words are at hand; a note changed between is looked at anew."""
    searcher = Searcher(None, [letter])
    notes = [note_on(letter, str(number), BODIES[number % len(BODIES)] + " of the war") for number in range(60)]
    for body in ("the offensive weap", "the weapons of the offensive war", "nothing"):
        notes[7] = notes[7]._replace(body=body)
        searcher.update_notes(notes)
        while searcher.settle():
            pass
        now = [*pages, *map(page_of, notes)]
        for words in ("the offensive weapons", "of the war", "and of the state", "war war war"):
            for end in range(2, len(words) + 1):
                *whole, last = words[:end].split(" ")
                fits = [*map(is_word, whole), begins(last)]
                if last and whole:
                    wanted = places(look_for(oracle.phrase(*fits)), now)
                    assert asked(searcher, f'"{words[:end]}', [letter], notes) == wanted, words[:end]
    searcher.close()
