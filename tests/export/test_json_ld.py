"""What goes out as JSON-LD, held against what the specification says an annotation must be."""

import json
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.export.annotations import read
from cca_desktop.export.json_ld import annotation, write
from cca_desktop.library.document import Document
from tests.export.making import a_note, goes_out, notes, on

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def is_iri(told: object) -> bool:
    return isinstance(told, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*", told) is not None


def is_time(told: object) -> bool:
    return isinstance(told, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", told) is not None


def check_annotation(told: dict[str, Any]) -> None:
    """Hold an annotation against every MUST of sections 3.1 to 4.2 that concerns what we write."""
    assert told["@context"] == CONTEXT
    assert is_iri(told["id"])
    assert told["type"] == "Annotation"
    assert told["motivation"] in MOTIVATIONS
    assert is_time(told["created"])
    assert is_time(told["modified"])
    for body in told.get("body", ()):
        assert body["type"] == "TextualBody"
        assert isinstance(body["value"], str)
        assert body["purpose"] in MOTIVATIONS
    targets = told["target"] if isinstance(told["target"], list) else [told["target"]]
    assert targets
    for target in targets:
        assert target["type"] == "SpecificResource"
        assert is_iri(target["source"])
        assert f".{target['styleClass']} " in told["stylesheet"]["value"]
        assert told["stylesheet"]["type"] == "CssStylesheet"
        for selector in target.get("selector", ()):
            if selector["type"] == "TextQuoteSelector":
                assert all(isinstance(selector[key], str) for key in ("exact", "prefix", "suffix"))
            else:
                assert selector["type"] == "TextPositionSelector"
                assert 0 <= selector["start"] <= selector["end"]


@given(data=st.data())
def test_every_note_is_an_annotation_as_the_specification_wants_it(letter: Document, data: st.DataObject) -> None:
    some = data.draw(st.lists(notes(letter), max_size=4))
    told = json.loads("".join(write(goes_out(letter, *some))))
    assert told["@context"] == CONTEXT
    assert told["type"] == "AnnotationCollection"
    assert is_iri(told["id"])
    assert told["total"] == len(some)
    if not some:
        assert "first" not in told  # a page without annotations there is not
        return
    page = told["first"]
    assert (page["type"], page["startIndex"], page["partOf"]) == ("AnnotationPage", 0, told["id"])
    assert is_iri(page["id"])
    assert len(page["items"]) == len(some)
    for one in page["items"]:
        check_annotation(one)


def test_a_passage_is_told_by_its_words_and_its_place(letter: Document) -> None:
    told = json.loads("".join(write(goes_out(letter, a_note(1, on(letter, "knot of war"), "words", "a tag")))))
    (one,) = told["first"]["items"]
    quote, position = one["target"]["selector"]
    assert one["target"]["source"] == letter.address
    assert letter.text[position["start"] : position["end"]] == quote["exact"] == "knot of war"
    assert [(body["purpose"], body["value"]) for body in one["body"]] == [("commenting", "words"), ("tagging", "a tag")]


def test_the_language_that_a_tag_tells_is_that_of_the_words_and_comes_back() -> None:
    for language, said in (("es", {"language": "es"}), ("en", {})):
        note = a_note(1, None, "palabras", "essay", f"Language: {language}")
        told = annotation(note, [])
        commenting, *tagging = told["body"]
        assert {key: commenting[key] for key in commenting if key == "language"} == said
        assert not any("language" in body for body in tagging)
        (back,) = read(told, []).notes
        assert back.tags == note.tags


def test_notes_go_out_in_the_order_of_the_book(letter: Document) -> None:
    late, early = on(letter, "knot of war"), on(letter, "I value this.")
    some = [a_note(1, None, "free"), a_note(2, late, "late"), a_note(3, early, "early")]
    told = json.loads("".join(write(goes_out(letter, *some))))
    assert [one["body"][0]["value"] for one in told["first"]["items"]] == ["early", "late", "free"]
