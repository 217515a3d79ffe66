"""`cca-desktop concordance`: every hit on a line of its own."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from cca_desktop.library.document import Document
from tests.command.calling import Outcome

Here = Callable[..., Outcome]
HEADING = ["document", "kind", "paragraph", "page", "start", "end", "left", "node", "right"]


def rows(told: Outcome) -> list[dict[str, str]]:
    assert (told.code, told.err) == (0, "")
    return list(csv.DictReader(io.StringIO(told.out)))


def test_its_lines_are_aligned_on_the_hit(here: Here) -> None:
    told = here("concordance", "war", "--width", "40")
    *lines, empty, summary, spread = told.out.splitlines()
    assert (told.code, told.err, empty) == (0, "", "")
    assert len(lines) == 18
    assert {line.index("[") for line in lines} == {len("salutation note  ") + 40}
    assert summary == "18 lines: paragraphs with “war” in any form."
    assert spread.startswith("Khrushchev to Kennedy: in 6 of 33 paragraphs (30 of them numbered); Gries’s DP is 0.71")


def test_the_table_has_its_columns_and_the_places_are_the_texts(here: Here, letter: Document) -> None:
    found = rows(here("concordance", "war", "--csv"))
    assert list(found[0]) == HEADING
    hits = here("search", "war", "--json").json()["hits"]
    assert [(int(row["start"]), int(row["end"])) for row in found] == [(hit["start"], hit["end"]) for hit in hits]
    for row in found:
        assert letter.text[int(row["start"]) : int(row["end"])] == row["node"]
        assert (row["document"], row["kind"], row["paragraph"]) == (letter.id, "text", row["paragraph"])


def test_it_sorts_by_what_stands_before_or_after(here: Here) -> None:
    before = [row["left"].casefold().split()[-1] for row in rows(here("concordance", "war", "--sort", "left", "--csv"))]
    assert before == sorted(before)
    after = [row["right"] for row in rows(here("concordance", "war", "--sort", "right,left", "--csv"))]
    first = [words.casefold().split()[0] for words in after if words and words[0].isalpha()]
    assert first == sorted(first)
    places = [int(row["start"]) for row in rows(here("concordance", "war", "--sort", "place", "--csv"))]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--sort", "up"], "--sort is left, right, node or place"),
        (["--sort", ""], "--sort is left, right, node or place"),
        (["--width", "wide"], "--width is how many characters"),
        (["--limit", "-1"], "--limit is how many lines"),
        (["peace"], "is one word too many"),
    ],
)
def test_wrong_usage_is_told(here: Here, words: list[str], complaint: str) -> None:
    ended = here("concordance", "war", *words)
    assert (ended.code, ended.out) == (2, "")
    assert complaint in ended.err


def test_the_limit_bounds_the_lines_and_not_the_count(here: Here) -> None:
    told = here("concordance", "war", "--limit", "2", "--sort", "left").out
    assert told.count("[") == 2
    assert "18 lines, of which 2 are shown" in told
    assert "in 6 of 33 paragraphs" in told, "the spread is that of all of them"
    assert here("concordance", "war", "--width", "0").out.count("[") == 18


def test_any_question_will_do_and_nothing_found_is_done(here: Here) -> None:
    assert "[ends of the rope]" in here("concordance", '"ends of the rope"').out
    told = here("concordance", "weapns")
    assert (told.code, told.out.splitlines()[0][:13]) == (0, "Nothing found")
    assert "Did you mean “weapons”?" in told.out
    assert here("concordance", "", "--csv").out.splitlines() == [",".join(HEADING)]
    assert here("concordance", "war", "--in", "Pravda").code == 1


def test_what_is_found_by_a_tag_alone_is_no_line_unless_no_word_is_asked_for(here: Here, tmp_path: Path) -> None:
    (tmp_path / "body.md").write_text("An aside.")
    here("note", "--quote", "the knot of war", "--tag", "gordian", "--body", str(tmp_path / "body.md"))
    assert here("search", "gordian", "--json").json()["total"] == 1
    assert here("concordance", "gordian").out.startswith("Nothing found")
    assert rows(here("concordance", "gordian", "--csv")) == []
    (row,) = rows(here("concordance", "tag:gordian", "--csv"))
    assert row["node"] == "An aside."


def test_a_question_that_a_note_keeps_is_no_line(here: Here, tmp_path: Path) -> None:
    before = rows(here("concordance", "thermonuclear", "--csv"))
    (tmp_path / "body.md").write_text("Of thermonuclear war:\n\n```concordance\nthermonuclear\n```\n")
    here("note", "--quote", "the knot of war", "--body", str(tmp_path / "body.md"))
    after = rows(here("concordance", "thermonuclear", "--csv"))
    assert [row["kind"] for row in after] == [*(row["kind"] for row in before), "note"]


def test_lines_of_notes_are_shown_as_such_and_no_control_gets_through(here: Here, tmp_path: Path) -> None:
    (tmp_path / "body.md").write_text("A strange\n\x1b[31m Gordian knot, =1+1.")
    here("note", "--quote", "the knot of war", "--body", str(tmp_path / "body.md"))
    told = here("concordance", "gordian")
    assert told.out.startswith("¶ 26 note  ")
    assert "\x1b" not in told.out
    assert "DP" not in told.out
    (row,) = rows(here("concordance", "gordian", "--csv"))
    assert (row["kind"], row["paragraph"], row["node"]) == ("note", "26", "Gordian")
