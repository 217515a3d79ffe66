"""Annotations of the W3C model: every form that its specification gives an example of, and what a stranger may write.

The examples are numbered as in the Recommendation of 23 February 2017; each is set down here by what it shows.
"""

from typing import Any

import pytest

from cca_desktop.errors import DamagedError
from cca_desktop.export.annotations import is_annotations, read
from cca_desktop.export.incoming import Incoming, settled
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, Target
from cca_desktop.text.selectors import TextQuoteSelector

PAGE = "http://example.com/page1"
NOTE1 = "http://example.org/note1"


def told(target: object = PAGE, **more: object) -> dict[str, Any]:
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "target": target, **more}


def text(value: str, **more: object) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, **more}


def specific(source: object = PAGE, **more: object) -> dict[str, Any]:
    return {"source": source, **more}


def quoting(exact: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def note_of(annotation: object, *documents: Document) -> Note:
    (note,) = read(annotation, documents).notes
    return note


IMAGES = ["http://example.org/image1", "http://example.org/image2"]
FRAGMENT = {"type": "FragmentSelector", "value": "para5", "refinedBy": quoting("Selected Text", "the ", " and")}
CHOICE = {"type": "Choice", "items": [{"id": NOTE1, "language": "en"}, {"id": "http://example.org/note2"}]}


@pytest.mark.parametrize(
    ("number", "annotation", "body", "tags", "motivation", "sources"),
    [
        (1, told(body="http://example.org/post1"), "<http://example.org/post1>", (), "commenting", [PAGE]),
        (2, told({"id": PAGE, "format": "application/pdf", "language": ["en", "ar"]}), "", (), "highlighting", [PAGE]),
        (
            3,
            told({"id": PAGE, "type": "Text"}, body={"id": NOTE1, "type": "Video"}),
            f"<{NOTE1}>",
            (),
            "commenting",
            [PAGE],
        ),
        (4, told({"id": f"{PAGE}#xywh=1,1,3,3", "type": "Image"}), "", (), "highlighting", [f"{PAGE}#xywh=1,1,3,3"]),
        (
            5,
            told(body=text("<p>j'adore !</p>", format="text/html", language="fr")),
            "j'adore !",
            ("language:fr",),
            "commenting",
            [PAGE],
        ),
        (6, told(bodyValue="Comment text"), "Comment text", (), "commenting", [PAGE]),
        (7, told(body=text("Comment text", format="text/plain")), "Comment text", (), "commenting", [PAGE]),
        (8, told(), "", (), "highlighting", [PAGE]),
        (9, told(IMAGES, body=[NOTE1, text("tag1")]), f"<{NOTE1}>\n\ntag1", (), "commenting", IMAGES),
        (10, told(body=CHOICE), f"<{NOTE1}>", (), "commenting", [PAGE]),
        (
            11,
            told({"type": "Composite", "items": IMAGES}, motivation="commenting", body=text("of both")),
            "of both",
            (),
            "commenting",
            IMAGES,
        ),
        (
            12,
            told({"type": "List", "items": IMAGES}, motivation="tagging", body=text("important")),
            "",
            ("important",),
            "tagging",
            IMAGES,
        ),
        (
            13,
            told({"type": "Independents", "items": IMAGES}, motivation="classifying", body=NOTE1),
            f"<{NOTE1}>",
            (),
            "tagging",
            IMAGES,
        ),
        (
            17,
            told({"id": PAGE, "type": "Video", "accessibility": "captions"}, motivation="commenting", body=NOTE1),
            f"<{NOTE1}>",
            (),
            "commenting",
            [PAGE],
        ),
        (
            18,
            told(
                motivation="bookmarking", body=[text("readme", purpose="tagging"), text("good", purpose="describing")]
            ),
            "good",
            ("readme",),
            "highlighting",
            [PAGE],
        ),
        (
            21,
            told(body={"type": "SpecificResource", "purpose": "tagging", "source": NOTE1}),
            "",
            (NOTE1,),
            "tagging",
            [PAGE],
        ),
        (
            22,
            told(specific(selector="http://example.org/s"), body=specific(NOTE1, selector="http://example.org/p")),
            f"<{NOTE1}>",
            (),
            "commenting",
            [PAGE],
        ),
        (24, told(specific(selector={"type": "CssSelector", "value": "#a > p"})), "", (), "highlighting", [PAGE]),
        (
            27,
            told(specific(selector={"type": "TextPositionSelector", "start": 412, "end": 795})),
            "",
            (),
            "highlighting",
            [PAGE],
        ),
        (
            36,
            told(specific(state={"type": "TimeState", "refinedBy": {"type": "HttpRequestState"}})),
            "",
            (),
            "highlighting",
            [PAGE],
        ),
        (
            39,
            told(specific({"id": PAGE, "type": "Text"}, renderedVia={"id": "http://example.com/x"})),
            "",
            (),
            "highlighting",
            [PAGE],
        ),
    ],
)
def test_what_each_example_of_the_specification_says_is_kept(
    number: int, annotation: dict[str, Any], body: str, tags: tuple[str, ...], motivation: str, sources: list[str]
) -> None:
    annotation["id"] = f"http://example.org/anno{number}"
    note = note_of(annotation)
    assert (note.body, note.tags, note.motivation) == (body, tags, motivation)
    assert [target.document for target in note.targets] == sources


def test_the_words_of_a_quote_are_kept_and_so_are_those_that_refine_a_fragment() -> None:
    plain = note_of(told(specific(selector=quoting("annotate", "this is an ", " that has some"))))  # example 26
    assert plain.target == Target(PAGE, TextQuoteSelector("annotate", "this is an ", " that has some"))
    refined = note_of(told(specific(selector=FRAGMENT)))  # example 32
    assert refined.target == Target(PAGE, TextQuoteSelector("Selected Text", "the ", " and"))


def test_dates_and_names_are_kept() -> None:
    dated = told(created="2015-01-28T12:00:00Z", modified="2015-01-29T09:00:00Z", creator="http://example.org/user1")
    note = note_of(dated)  # example 14
    assert (note.created, note.modified) == ("2015-01-28T12:00:00.000Z", "2015-01-29T09:00:00.000Z")
    assert note.creator == "http://example.org/user1"
    named = told(creator={"id": "http://example.org/user1", "type": "Person", "name": "My Pseudonym"})  # example 15
    assert note_of(named).creator == "My Pseudonym"
    assert note_of(told()).created == "", "the notebook says when it came"


def test_the_complete_example_says_what_it_says() -> None:
    """Example 41: a tag, a choice of bodies, a state, a fragment refined by a position."""
    spoken = {"type": "SpecificResource", "purpose": "describing", "source": {"id": NOTE1, "type": "Audio"}}
    body = [
        text("love", purpose="tagging"),
        {"type": "Choice", "items": [text("No really.", purpose="describing", language="en"), spoken]},
    ]
    selector = {
        "type": "FragmentSelector",
        "value": "x",
        "refinedBy": {"type": "TextPositionSelector", "start": 6, "end": 27},
    }
    target = {"type": "SpecificResource", "styleClass": "mystyle", "source": PAGE, "selector": selector}
    person = {"id": "http://example.org/user1", "type": "Person", "name": "A. Person"}
    note = note_of(told(target, motivation="commenting", creator=person, created="2015-10-13T13:00:00Z", body=body))
    assert (note.body, note.tags, note.colour, note.creator) == ("No really.", ("love",), "yellow", "A. Person")


def test_a_list_a_page_and_a_collection_come_in() -> None:
    two = [told(id="http://example.org/1"), told(id="http://example.org/2")]
    page = {"type": "AnnotationPage", "items": two}
    for whole in (two, page, {"type": "AnnotationCollection", "first": page}, {"@graph": two}):
        assert is_annotations(whole)
        assert len(read(whole, ()).notes) == 2
    second = {"type": "AnnotationPage", "items": [told(id="http://example.org/3")]}
    chained = {"type": "AnnotationCollection", "first": {**page, "next": second}}
    assert [note.id for note in read(chained, ()).notes] == [
        note_of(told(id=f"http://example.org/{number}")).id for number in (1, 2, 3)
    ]


def test_a_collection_whose_pages_are_elsewhere_is_told() -> None:
    with pytest.raises(DamagedError, match="not fetched"):
        read({"type": "AnnotationCollection", "first": "http://example.org/page1"}, ())


def test_what_is_no_annotation_is_counted_and_left_out() -> None:
    deep: object = PAGE
    for _ in range(200):
        deep = [deep]
    others = [None, 1, "x", {}, told({}), told([]), told(deep), told(body=text(7)), {"type": "Annotation"}]  # type: ignore[arg-type]
    incoming = read([told(), *others], ())
    assert (len(incoming.notes), incoming.left_out) == (1, len(others))


def test_an_answer_to_another_annotation_is_a_note_on_that_note() -> None:
    first, second = told(id="http://example.org/1"), told("http://example.org/1", id="http://example.org/2")
    one, two = read([first, second], ()).notes
    assert two.target == Target("", note=one.id)


def in_letter(letter: Document, source: str, *selectors: object) -> tuple[Target | None, bool]:
    """Where an annotation of ``source`` comes to stand, and whether it is astray."""
    incoming = settled(Incoming((note_of(told(specific(source, selector=list(selectors))), letter),)), [letter])
    return incoming.notes[0].target, bool(incoming.astray)


@pytest.mark.parametrize("source", ["http://elsewhere.example/letter", "urn:x:unknown"])
def test_an_unknown_source_is_matched_by_its_quote(letter: Document, source: str) -> None:
    target, is_astray = in_letter(
        letter, source, quoting("knot of war"), {"type": "TextPositionSelector", "start": 3, "end": 14}
    )
    assert target is not None
    assert target.position is not None
    assert (target.document, is_astray) == (letter.id, False)
    assert letter.text[target.position.start : target.position.end] == "knot of war"


@pytest.mark.parametrize("quote", ["no such words at all", "of", "not of wa", "the"])
def test_words_that_are_not_there_or_not_alone_leave_the_note_astray(letter: Document, quote: str) -> None:
    target, is_astray = in_letter(letter, "http://elsewhere.example/letter", quoting(quote))
    assert target == Target("http://elsewhere.example/letter", TextQuoteSelector(quote, "", ""))
    assert is_astray


def test_a_quote_with_other_spaces_and_dashes_is_found_at_the_address_of_the_letter(letter: Document) -> None:
    target, is_astray = in_letter(letter, f"{letter.address}#top", quoting("being  conducted — and\nwe"))
    assert (target and target.document, is_astray) == (letter.id, False)
    assert target is not None
    assert target.quote is not None
    assert target.quote.exact in letter.text


def test_two_documents_with_the_words_leave_them_astray(letter: Document) -> None:
    other = letter._replace(id="copy", address="", checksum="x")
    note = note_of(told(specific("http://elsewhere.example", selector=quoting("the knot of war"))))
    incoming = settled(Incoming((note,)), [letter, other])
    assert incoming.astray == {note.id}
    assert incoming.notes == (note,)


def test_a_strangers_count_of_the_letter_is_made_ours(letter: Document) -> None:
    """Its page has other offsets: where the very words stand once, they are what is meant."""
    quote = quoting("the knot of war", "in which you have tied ", ", because the more")
    target, is_astray = in_letter(
        letter, letter.address, quote, {"type": "TextPositionSelector", "start": 3, "end": 18}
    )
    assert target is not None
    assert target.position is not None
    assert (letter.text[target.position.start : target.position.end], is_astray) == ("the knot of war", False)


def test_the_words_before_decide_between_several_places(letter: Document) -> None:
    target, is_astray = in_letter(letter, letter.address, quoting("ends of  the rope", "forces pulling on the "))
    assert target is not None
    assert target.position is not None
    assert letter.paragraph_at(target.position.start).label == "27"
    assert not is_astray
    assert in_letter(letter, letter.address, quoting("ends of  the rope"))[1]


def test_words_without_end_are_not_sought(letter: Document) -> None:
    assert in_letter(letter, "http://elsewhere.example", quoting("word " * 10_000))[1]
