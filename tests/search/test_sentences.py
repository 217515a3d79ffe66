"""What the search says can be said in another language, whose words stand in another order."""

import pytest

from cca_desktop.search.query import parse
from cca_desktop.search.sentences import SENTENCES, Sentence
from cca_desktop.search.understood import understood

GERMAN = {
    "paragraphs with {what}": "Absätze, in denen {what} vorkommt",
    "{wanted}, but no {unwanted}": "{wanted}, ohne dass {unwanted} darin steht",
    "{first}, and {second}": "{first} und {second}",
    "“{word}” in any form": "„{word}“ in jeder Form",
    "the exact word “{word}”": "genau das Wort „{word}“",
    "“{word}”": "„{word}“",
    "“{typed}” waits for the word after it.": "Auf „{typed}“ muss noch ein Wort folgen.",
}


def in_german(english: str) -> str:
    return GERMAN.get(english, english)


def test_a_question_is_explained_in_the_wording_that_is_handed_in() -> None:
    said = understood(parse("offensive =war -peace"))
    assert said == "paragraphs with “offensive” in any form, and the exact word “war”, but no “peace”"
    assert isinstance(said, Sentence)
    german = (
        "Absätze, in denen „offensive“ in jeder Form und genau das Wort „war“ vorkommt, ohne dass „peace“ darin steht"
    )
    assert said.in_wording(in_german) == german


def test_notices_are_said_in_it_too_and_what_has_no_wording_stays_english() -> None:
    (notice,) = parse("war AND ", is_being_typed=True).notices
    assert isinstance(notice, Sentence)
    assert notice.in_wording(in_german) == "Auf „AND“ muss noch ein Wort folgen."
    assert Sentence("every note", {}).in_wording(in_german) == "every note"


@pytest.mark.parametrize("question", ["{0}", "{word}", "“{”", "=} OR {", "/{2}/", "note:{x} -{y}"])
def test_what_was_typed_is_never_taken_for_a_gap(question: str) -> None:
    query = parse(question)
    for said in (understood(query), *query.notices):
        if said:
            assert isinstance(said, Sentence)
            assert said.in_wording(lambda english: english) == said


def test_every_sentence_says_itself_in_its_own_wording() -> None:
    for name, english in SENTENCES.items():
        gaps: dict[str, object] = {gap.split("}")[0]: "x" for gap in english.split("{")[1:]}
        assert Sentence(name, gaps).in_wording(lambda words: words) == english.format(**gaps)
