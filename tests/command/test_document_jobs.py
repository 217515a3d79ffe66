"""`cca-desktop documents` and `cca-desktop cite`."""

from collections.abc import Callable

import pytest

from cca_desktop.library.document import Document
from tests.command.calling import Outcome, is_one_sentence

Here = Callable[..., Outcome]


def test_the_letter_is_listed_by_the_name_it_answers_to(here: Here, letter: Document) -> None:
    told = here("documents")
    assert (told.code, told.out) == (0, f"{letter.id}  {letter.title}\n")
    assert here("search", "war", "--in", told.out.split()[0], "--json").json()["total"] > 0


@pytest.mark.parametrize("words", [[], ["--style", "chicago"], ["--style=Chicago", "--format", "text"]])
def test_the_letter_is_cited_in_chicago_style(here: Here, letter: Document, words: list[str]) -> None:
    told = here("cite", *words)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(letter.citation + ", accessed ")
    assert told.out.endswith(f", {letter.address}.\n")


@pytest.mark.parametrize("words", [["--style", "mla"], ["--format", "bibtex"], ["--style="], ["--format", "\x1b"]])
def test_what_is_not_built_is_wrong_usage_that_names_what_is(here: Here, words: list[str]) -> None:
    ended = here("cite", *words)
    assert (ended.code, ended.out) == (2, "")
    assert "chicago" in ended.err or "text" in ended.err
    assert is_one_sentence(ended.err)


@pytest.mark.parametrize("paragraph", ["31", "0", "", "six", "¶", "\ud800", "²", "9" * 6_000])
def test_a_paragraph_that_is_not_there_is_told_with_those_that_are(here: Here, paragraph: str) -> None:
    ended = here("cite", f"--paragraph={paragraph}")
    assert (ended.code, ended.out) == (1, "")
    assert "¶ 1 to ¶ 30" in ended.err
    assert is_one_sentence(ended.err)
