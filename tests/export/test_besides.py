"""What another program said in a note, and a note here has no place for, is kept and goes out again as it came."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cca_desktop.export.formats import write
from cca_desktop.export.reading import read
from cca_desktop.library.document import Document
from cca_desktop.notes.joining import Joining
from cca_desktop.notes.note import Note, Target
from cca_desktop.storage.database import Database
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.profile_archive import pack, unpacked
from tests.export.making import Desk, a_note, on

ANNO = "http://www.w3.org/ns/anno.jsonld"
PAGE = "http://example.com/page1"
PERSON = {"id": "http://example.org/user1", "type": "Person", "name": "A Pseudonym", "email_sha1": "58bad089"}
PROGRAM = {"id": "http://example.org/client1", "type": "Software", "name": "Code v2.1"}
CHOICE = {
    "type": "Choice",
    "items": [
        {"type": "TextualBody", "purpose": "describing", "value": "The first of two", "format": "text/plain"},
        {
            "type": "SpecificResource",
            "purpose": "describing",
            "source": {"id": "http://example.org/a", "type": "Audio"},
        },
    ],
}
TAG = {"type": "TextualBody", "purpose": "tagging", "value": "love", "creator": "http://example.org/user2"}
REFINED = {
    "type": "FragmentSelector",
    "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
    "value": "para5",
    "refinedBy": {"type": "TextQuoteSelector", "exact": "Selected Text", "prefix": "the ", "suffix": " and"},
}
STATE = [{"type": "HttpRequestState", "value": "Accept: application/xml", "refinedBy": {"type": "TimeState"}}]
# Each of what sections 3 and 4 of the model know; ours have nothing of it.
SAID: dict[str, dict[str, Any]] = {
    "agents": {"creator": PERSON, "generator": PROGRAM, "generated": "2015-10-14T15:13:28Z"},
    "several creators": {"creator": [PERSON, "http://example.org/user2"]},
    "audience": {"audience": {"id": "http://example.edu/roles/teacher", "type": "schema:EducationalAudience"}},
    "rights": {"rights": "https://creativecommons.org/publicdomain/zero/1.0/"},
    "identity": {"canonical": "urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df", "via": "http://other.example.org/1"},
    "times": {"created": "2015-10-13T13:00:00+02:00", "modified": "2015-10-14T13:00:00Z"},
    "motivations": {"motivation": ["assessing", "moderating"]},
    "plain words": {"bodyValue": "Comment text"},
    "bodies": {"body": [TAG, CHOICE, "http://example.org/image1"]},
    "a purpose": {"body": {"type": "SpecificResource", "purpose": "tagging", "source": "http://example.org/city1"}},
    "web page": {"body": {"type": "TextualBody", "value": "<p>j'adore !</p>", "format": "text/html", "language": "fr"}},
    "direction": {"body": {"type": "TextualBody", "value": "שלום", "language": ["he", "en"], "textDirection": "rtl"}},
    "selectors": {"target": {"source": PAGE, "selector": [REFINED, {"type": "CssSelector", "value": "#a > p"}]}},
    "a state": {"target": {"source": PAGE, "state": STATE, "renderedVia": PROGRAM, "scope": "http://example.org/s"}},
    "a range": {
        "target": {
            "source": PAGE,
            "selector": {"type": "RangeSelector", "startSelector": REFINED, "endSelector": REFINED},
        }
    },
    "an area": {"target": {"source": PAGE, "selector": {"type": "SvgSelector", "value": "<svg><path/></svg>"}}},
    "styles": {
        "stylesheet": {"id": "http://example.org/style1", "type": "CssStylesheet"},
        "target": {"source": PAGE, "styleClass": "red"},
    },
    "targets": {"target": [{"id": PAGE, "type": "Text", "format": "text/html", "processingLanguage": "en"}, PAGE]},
    "a set": {"target": {"type": "Independents", "items": [PAGE, "http://example.com/page2"]}},
    "words of its own": {"@context": [ANNO, {"ex": "http://example.org/ns#"}], "ex:mood": {"@value": "glad"}},
    "old names": {"@id": "http://example.org/old", "id": None, "@type": "oa:Annotation", "type": None},
}


def annotation(**said: object) -> dict[str, Any]:
    told = {"@context": ANNO, "id": "http://example.org/anno1", "type": "Annotation", "target": PAGE, **said}
    return {key: value for key, value in told.items() if value is not None}


class There:
    """A profile that annotations are brought into, and go out of again."""

    def __init__(self, folder: Path, letter: Document) -> None:
        self._folder = folder
        self._letter = letter
        self.desk = Desk(folder, letter)

    def take_in(self, told: object) -> dict[str, Note]:
        file = self._folder / "in.json"
        self._folder.mkdir(exist_ok=True)
        file.write_text(json.dumps(told), "utf-8")
        return self.take_in_from(file)

    def take_in_from(self, file: Path) -> dict[str, Note]:
        self.desk.take_in(read(file, [self._letter]).notes)
        return self.desk.notes()

    def goes_out(self, form: str = "jsonld") -> list[dict[str, Any]]:
        """What every note says by now, in the order of the book."""
        file = self._folder / "out"
        write(form, self.desk.outgoing(), file)
        told = json.loads(file.read_text("utf-8"))
        found: list[dict[str, Any]] = told["first"]["items"] if form == "jsonld" else told["annotations"]
        return found


@pytest.fixture
def there(tmp_path: Path, letter: Document) -> There:
    """An empty profile."""
    return There(tmp_path / "there", letter)


@pytest.mark.parametrize("name", SAID)
def test_what_the_model_knows_besides_goes_out_as_it_came_in(name: str, there: There) -> None:
    told = annotation(**SAID[name])
    there.take_in(told)
    assert there.goes_out() == [told]


@pytest.mark.parametrize("name", SAID)
def test_it_comes_along_to_another_profile_by_either_way(
    name: str, there: There, tmp_path: Path, letter: Document
) -> None:
    told = annotation(**SAID[name])
    notes = there.take_in(told)
    for form in ("jsonld", "markdown"):
        write(form, there.desk.outgoing(), tmp_path / form)
        other = There(tmp_path / f"other {form}", letter)
        assert other.take_in_from(tmp_path / form) == notes
        assert other.goes_out() == [told]
        assert other.desk.take_in(read(tmp_path / form, [letter]).notes).notes == ()


def test_it_comes_along_in_a_packed_profile(there: There, tmp_path: Path, letter: Document) -> None:
    told = annotation(**SAID["agents"], **SAID["rights"])
    there.take_in(told)
    pack(Profile.at(tmp_path / "there"), tmp_path / "packed.zip")
    other = There(tmp_path / "other", letter)
    with (
        closing(Database.open(tmp_path / "other" / "notes.sqlite")) as database,
        unpacked(tmp_path / "packed.zip") as contents,
    ):
        Joining(database, contents.notes).join()
    assert other.goes_out() == [told]


def test_what_is_ours_has_nothing_besides(there: There, letter: Document, tmp_path: Path) -> None:
    note = a_note(1, on(letter, "the knot of war"), "words", "a tag", colour="green", creator="Anna")
    there.desk.take_in([note, a_note(2, None, "free")])
    for form in ("jsonld", "hypothesis", "markdown"):
        write(form, there.desk.outgoing(), tmp_path / form)
        assert [one.besides for one in read(tmp_path / form, [letter]).notes] == ["", ""]


def test_words_that_are_written_here_take_the_place_of_theirs_and_of_nothing_else(there: There) -> None:
    told = annotation(**SAID["agents"], **SAID["rights"], **SAID["a state"], body=[TAG, CHOICE])
    (note,) = there.take_in(told).values()
    there.desk.revise(note.id, body="Other words")
    (now,) = there.goes_out()
    body = now.pop("body")
    assert body[0] == TAG
    assert [one["value"] for one in body[1:]] == ["Other words"]
    assert now.pop("modified") > now.pop("created", "")
    assert now == {key: value for key, value in told.items() if key != "body"}


def test_a_tag_that_is_added_here_leaves_their_words_as_they_are(there: There) -> None:
    told = annotation(body=[TAG, CHOICE])
    (note,) = there.take_in(told).values()
    there.desk.revise(note.id, tags=("love", "war"))
    (now,) = there.goes_out()
    assert now["body"] == [TAG, CHOICE, {"type": "TextualBody", "purpose": "tagging", "value": "war"}]
    there.desk.revise(note.id, tags=("war",))
    assert there.goes_out()[0]["body"] == [CHOICE, {"type": "TextualBody", "purpose": "tagging", "value": "war"}]


def test_a_note_that_is_coloured_here_is_of_that_colour_everywhere(there: There) -> None:
    (note,) = there.take_in(annotation(**SAID["a state"])).values()
    there.desk.revise(note.id, colour="green")
    (now,) = there.goes_out()
    assert (now["target"]["styleClass"], now["target"]["source"]) == ("green", PAGE)
    assert now["target"]["state"] == STATE
    assert ".green" in now["stylesheet"]["value"]


def test_an_answer_to_a_strangers_annotation_calls_it_by_the_name_it_has(there: There) -> None:
    (note,) = there.take_in(annotation(bodyValue="A question")).values()
    there.desk.take_in([a_note(1, None, "An answer")._replace(target=Target("", note=note.id))])
    told = there.goes_out()
    answer = next(one for one in told if one["id"].startswith("urn:uuid:"))
    assert answer["target"]["source"] == "http://example.org/anno1"


def test_what_was_kept_goes_with_the_words_when_a_note_is_let_go_of(there: There, tmp_path: Path) -> None:
    (note,) = there.take_in(annotation(bodyValue="A question", rights="a-secret-of-somebody")).values()
    there.desk.let_go(note.id)
    assert b"a-secret-of-somebody" not in (tmp_path / "there" / "notes.sqlite").read_bytes()


@pytest.mark.parametrize(
    "spoilt", ["", "{", "[]", "7", '{"annotation": 7}', '{"annotation": {"target": [[]]}}', "[" * 9_999]
)
def test_what_somebody_has_spoilt_of_it_is_passed_over(spoilt: str, there: There, letter: Document) -> None:
    there.desk.take_in([a_note(1, on(letter, "the knot of war"), "words")._replace(besides=spoilt)])
    (told,) = there.goes_out()
    assert [body["value"] for body in told["body"]] == ["words"]
    assert there.goes_out("hypothesis")[0]["text"] == "words"


ROW = {
    "id": "vBuTmPzsEeaGZldkjpqXxg",
    "created": "2026-01-03T16:29:44.601212+00:00",
    "updated": "2026-01-03T16:30:51.263113+00:00",
    "user": "acct:seanh@hypothes.is",
    "user_info": {"display_name": None},
    "uri": PAGE,
    "text": "A word",
    "tags": ["tag_1", "tag 2"],
    "group": "abc123",
    "permissions": {"read": ["group:abc123"], "admin": ["acct:seanh@hypothes.is"]},
    "target": [
        {
            "source": PAGE,
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 3, "endContainer": "/p[1]"},
                {"type": "TextPositionSelector", "start": 3, "end": 9},
                {"type": "TextQuoteSelector", "exact": "a page", "prefix": "", "suffix": " of"},
            ],
        }
    ],
    "document": {"title": ["A page"]},
    "links": {"html": "https://hypothes.is/a/vBuTmPzsEeaGZldkjpqXxg"},
    "flagged": True,
    "hidden": False,
    "moderation": {"flagCount": 0},
    "extra": {"of the service": 1},
}


def test_a_row_of_hypothesis_goes_back_as_it_came_but_for_what_was_changed_here(there: There) -> None:
    (note,) = there.take_in({"annotations": [ROW]}).values()
    (back,) = there.goes_out("hypothesis")
    assert back.pop("extra").pop("of the service") == 1
    plain = {key: value for key, value in ROW.items() if key != "extra"}
    assert back == plain
    there.desk.revise(note.id, body="Two words")
    (now,) = there.goes_out("hypothesis")
    changed = {key for key in plain if now[key] != plain[key]}
    assert changed == {"text", "updated"}
    assert now["text"] == "Two words"


def test_what_a_row_says_is_nothing_stays_nothing(there: There) -> None:
    there.take_in({"annotations": [{**ROW, "document": None, "extra": None, "user_info": None, "links": 7}]})
    (back,) = there.goes_out("hypothesis")
    assert (back["document"], back["extra"], back["user_info"], back["links"]) == (None, None, None, 7)


HEAD = "aliases: [One, Two]\ncssclasses:\n  - wide\nrating: 5\npublish: true\ndue: 2026-11-24"


def test_a_vault_gets_back_its_own_properties_and_the_names_of_its_files(
    there: There, letter: Document, tmp_path: Path
) -> None:
    vault = tmp_path / "vault" / "a folder"
    vault.mkdir(parents=True)
    (vault / "Meeting of Tuesday.md").write_text(f"---\n{HEAD}\ntags: [war]\n---\nSee [[Other]].\n", "utf-8")
    (vault / "Other.md").write_text("# Quite another title\n", "utf-8")
    notes = there.take_in_from(tmp_path / "vault")
    write("markdown", there.desk.outgoing(), tmp_path / "out")
    assert {file.name for file in (tmp_path / "out").iterdir()} == {"Meeting of Tuesday.md", "Other.md"}
    text = (tmp_path / "out" / "Meeting of Tuesday.md").read_text("utf-8")
    assert f"\n{HEAD}\n---\nSee [[Other]].\n" in text
    other = There(tmp_path / "other", letter)
    assert other.take_in_from(tmp_path / "out") == notes
