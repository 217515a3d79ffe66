"""Inflection goes by the language that a text or a note is written in, as far as that is told."""

import pytest

from cca_desktop.library.document import Document
from cca_desktop.search.searcher import Searcher
from cca_desktop.search.tokens import folded_words
from cca_desktop.search.units import told_language
from tests.search.asking import document_of, note_on

FAMILIES = {
    "en": (("war", "wars"), ("invade", "invading", "invaded"), ("missile", "missiles")),
    "es": (("guerra", "guerras"), ("misil", "misiles"), ("hablar", "hablando", "habló"), ("nación", "naciones")),
    "fr": (("fusée", "fusées"), ("général", "généraux"), ("parler", "parlait", "parlé"), ("peuple", "peuples")),
    "de": (("Volk", "Völker", "Völkern"), ("Krieg", "Kriege", "Krieges"), ("Haus", "Häuser"), ("Rakete", "Raketen")),
    "ru": (("война", "войны", "войной"), ("ракета", "ракетами"), ("ёлка", "ёлки"), ("народ", "народами")),
}
# Strangers that rules of stemming throw together, or nearly: neither finds the other.
STRANGERS = (
    ("general", "generate"), ("universe", "university"), ("important", "import"), ("importance", "imports"),
    ("authority", "author"), ("polite", "political"), ("police", "policy"), ("new", "news"), ("process", "procession"),
    ("business", "busy"), ("experiment", "experience"), ("several", "severe"), ("organic", "organ"),
    ("positive", "position"), ("posited", "positions"), ("objective", "object"), ("preside", "president"),
    ("respective", "respect"), ("ration", "ratio"), ("secretion", "secret"), ("organ", "organization"),
)  # fmt: skip


@pytest.mark.parametrize("language", FAMILIES)
def test_every_form_finds_every_other_in_a_text_of_that_language(language: str) -> None:
    families = FAMILIES[language]
    document = document_of(*(" ".join(family) for family in families), language=language)
    searcher = Searcher(None, [document])
    for number, family in enumerate(families, 1):
        for word in family:
            hits = searcher.ask(word).hits
            assert [hit.exact for hit in hits] == list(family), word
            assert {hit.paragraph for hit in hits} == {str(number)}
            assert [hit.exact for hit in searcher.ask(f"={word}").hits] == [word]
    searcher.close()


def test_a_text_of_another_country_is_of_the_same_language() -> None:
    documents = [document_of("hablando", name=language, language=language) for language in ("es-MX", "xx", "en")]
    searcher = Searcher(None, documents)
    assert [hit.document for hit in searcher.ask("hablar").hits] == ["es-MX"]
    searcher.close()


def test_a_note_is_english_unless_one_of_its_tags_tells_otherwise() -> None:
    searcher = Searcher(None, [])
    bodies = "hablando, and speaking"
    searcher.update_notes([note_on(None, "1", bodies), note_on(None, "2", bodies, tags=("essay", "Language: es-MX"))])
    assert [(hit.note, hit.exact) for hit in searcher.ask("hablar").hits] == [("2", "hablando")]
    assert [hit.note for hit in searcher.ask("speaks").hits] == ["1"]
    searcher.update_notes([note_on(None, "1", bodies, tags=("language:es",)), note_on(None, "2", bodies)])
    assert [hit.note for hit in searcher.ask("hablar").hits] == ["1"]
    assert searcher.ask("tag:language:es").total == 1
    searcher.close()


def test_a_tag_tells_a_language_only_by_its_name() -> None:
    assert told_language(()) == told_language(("spanish", "language", "language:", "my language:es")) == "en"
    assert told_language(("essay", "language:ru", "language:es")) == "ru"


def test_the_exact_form_comes_first_and_the_others_after_it() -> None:
    searcher = Searcher(None, [document_of("the wars of old", "the war of old", "the warring of old")])
    hits = searcher.ask("war", by_relevance=True).hits
    assert [hit.exact for hit in hits][:2] == ["war", "wars"]
    assert hits[0].score > hits[1].score
    assert [hit.exact for hit in searcher.ask("wars", by_relevance=True).hits][:2] == ["wars", "war"]
    searcher.close()


def test_strangers_that_look_like_forms_find_one_another_neither_in_the_letter_nor_in_a_note(letter: Document) -> None:
    searcher = Searcher(None, [letter])
    searcher.update_notes([note_on(letter, "1", " ".join(word for pair in STRANGERS for word in pair))])
    for pair in STRANGERS:
        for word, stranger in (pair, pair[::-1]):
            found = {folded_words(hit.exact)[0] for hit in searcher.ask(word).hits}
            assert word in found
            assert stranger not in found, (word, found)
    words = set(folded_words(letter.text))
    assert words & {word for pair in STRANGERS for word in pair} >= {"president", "respect", "positions"} & words
    searcher.close()
