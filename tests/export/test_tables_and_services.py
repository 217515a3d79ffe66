"""The notes as a spreadsheet opens them, and as Hypothes.is takes and gives them."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given

from cca_desktop.errors import DamagedError
from cca_desktop.export import csv_table, hypothesis
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Target
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector
from tests.export.making import NOW, a_note, goes_out, on, words


def rows(table: str) -> list[dict[str, str]]:
    assert table.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline=""), strict=True))


def test_a_table_has_a_row_a_note_in_the_order_of_the_book(letter: Document) -> None:
    out = goes_out(
        letter,
        a_note(1, None, "free", "cold war", "image"),
        a_note(2, on(letter, "the knot of war"), 'with "quotes", commas\nand lines'),
    )
    knot, free = rows("".join(csv_table.write(out)))
    assert (knot["place"], knot["quotation"], knot["state"]) == ("¶ 26", "the knot of war", "found")
    assert letter.text[int(knot["start"]) : int(knot["end"])] == "the knot of war"
    assert knot["note"] == 'with "quotes", commas\nand lines'
    assert (free["place"], free["tags"], free["document"]) == ("", "cold war, image", "")


@given(body=words())
def test_any_words_stay_in_their_cell(letter: Document, body: str) -> None:
    (row,) = rows("".join(csv_table.write(goes_out(letter, a_note(1, None, body)))))
    assert row["note"].removeprefix("'") == body.removeprefix("'")


@pytest.mark.parametrize("body", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
def test_a_spreadsheet_takes_no_note_for_a_formula(letter: Document, body: str) -> None:
    (row,) = rows("".join(csv_table.write(goes_out(letter, a_note(1, None, body, body)))))
    assert row["note"][0] == "'"
    assert row["tags"][0] == "'"


def exported(letter: Document, *targets: Target, **more: object) -> dict[str, Any]:
    note = a_note(1, targets[0] if targets else None, "words", "a tag", further=targets[1:], **more)
    told: dict[str, Any] = json.loads("".join(hypothesis.write(goes_out(letter, note))))
    assert set(told) == {"export_date", "export_userid", "client_version", "annotations"}
    (one,) = told["annotations"]
    assert isinstance(one, dict)
    return one


def test_what_the_client_reads_is_there(letter: Document) -> None:
    """What its import takes over: the target, the tags, the text, the address, the title, and who may read it."""
    one = exported(letter, on(letter, "the knot of war"))
    assert (one["uri"], one["text"], one["tags"]) == (letter.address, "words", ["a tag"])
    (target,) = one["target"]
    assert target["source"] == letter.address
    assert {selector["type"] for selector in target["selector"]} == {"TextQuoteSelector", "TextPositionSelector"}
    assert one["document"]["title"] == [letter.title]
    assert one["permissions"]["read"] == [one["user"]]  # and nobody else


def test_a_note_on_a_note_is_a_reply(letter: Document) -> None:
    other = "0192f000-0000-7000-8000-000000000009"
    assert exported(letter, Target("", note=other))["references"] == [other]


# An annotation as the service gives it, written down after its documentation.
FOREIGN: dict[str, Any] = {
    "id": "kJz1mOkTEeyX0Z9vN7Yw1A",
    "created": "2024-12-09T07:17:52.123456+00:00",
    "updated": "2024-12-10T07:17:52+01:00",
    "user": "acct:a_pupil@hypothes.is",
    "user_info": {"display_name": None},
    "text": "Why a *rope*?",
    "tags": ["image", " image ", ""],
    "group": "__world__",
    "permissions": {"read": ["group:__world__"]},
    "target": [
        {
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]"},
                {"type": "TextPositionSelector", "start": 15000, "end": 15011},
                {"type": "TextQuoteSelector", "exact": "knot of war", "prefix": "tied the ", "suffix": ", because"},
            ],
        }
    ],
    "hidden": False,
    "flagged": False,
}


def foreign(uri: str, **more: object) -> dict[str, Any]:
    target = {"source": uri, **FOREIGN["target"][0]}
    return {**FOREIGN, "uri": uri, "target": [target], **more}


def test_an_annotation_of_the_service_is_read_whole(letter: Document) -> None:
    told = {"export_date": NOW, "client_version": "1.1700.0", "annotations": [foreign(letter.address)]}
    (note,) = hypothesis.read(told, [letter]).notes
    assert (note.body, note.tags, note.creator) == ("Why a *rope*?", ("image",), "a_pupil")
    assert (note.created, note.modified) == ("2024-12-09T07:17:52.123Z", "2024-12-10T06:17:52.000Z")
    assert note.target == Target(
        letter.id,
        TextQuoteSelector("knot of war", "tied the ", ", because"),
        TextPositionSelector(15000, 15011),
    )


def test_a_reply_hangs_on_what_it_answers(letter: Document) -> None:
    reply = foreign(letter.address, id="anotherName0Z9vN7Yw1A", references=["older", FOREIGN["id"]])
    told = {"rows": [foreign(letter.address), reply]}
    assert hypothesis.is_hypothesis(told)
    first, second = hypothesis.read(told, [letter]).notes
    assert second.targets == (Target("", note=first.id),)


def test_what_is_no_annotation_is_left_out(letter: Document) -> None:
    told = {"annotations": [foreign(letter.address), None, 3, {"uri": 4}, {}]}
    incoming = hypothesis.read(told, [letter])
    assert (len(incoming.notes), incoming.left_out) == (1, 4)
    with pytest.raises(DamagedError):
        hypothesis.read({"annotations": [{"uri": 4}]}, [letter])
