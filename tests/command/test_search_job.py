"""`cca-desktop search`: what scripts and people read."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.library.document import Document
from cca_desktop.notes.drawer import Drawer
from cca_desktop.search.searcher import Searcher
from cca_desktop.storage.profile import Profile
from tests.command.calling import Outcome, call, environment

Here = Callable[..., Outcome]
ANSWER = ["query", "understood", "notices", "suggestion", "total", "hits"]
HIT = ["document", "kind", "paragraph", "page", "start", "end", "exact", "before", "after", "score"]


def test_the_json_has_the_keys_of_the_contract_and_its_spans_are_the_texts(letter: Document, profile: Path) -> None:
    ended = call("search", "offensive weapons", "--json", "--profile", profile)
    assert (ended.code, ended.err) == (0, "")
    told = ended.json()
    assert list(told) == ANSWER
    assert (told["query"], told["notices"], told["suggestion"]) == ("offensive weapons", [], "")
    assert told["total"] == len(told["hits"]) == 10
    assert [hit["start"] for hit in told["hits"]] == sorted(hit["start"] for hit in told["hits"])
    for hit in told["hits"]:
        assert list(hit) == HIT
        assert (hit["document"], hit["kind"]) == (letter.id, "text")
        assert letter.text[hit["start"] : hit["end"]] == hit["exact"]
        assert letter.paragraph_at(hit["start"]).label == hit["paragraph"]
        assert letter.page_at(hit["start"]) == hit["page"]
        assert isinstance(hit["score"], float)


def test_a_job_that_reads_makes_no_profile(here: Here, profile: Path) -> None:
    for words in (["search", "war"], ["notes"], ["documents"], ["cite"], ["check"], ["check", "--repair"]):
        assert here(*words).code == 0
    assert not profile.exists()


def test_a_limit_bounds_the_hits_and_not_the_count(here: Here) -> None:
    told = here("search", "war", "--json", "--limit", "2").json()
    assert (len(told["hits"]), told["total"]) == (2, here("search", "war", "--json").json()["total"])
    assert here("search", "war", "--json", "--limit", "0").json()["hits"] == []
    assert ", of which 2 are shown" in here("search", "war", "--limit", "2").out


@pytest.mark.parametrize("limit", ["-1", "1.5", "ten", "", "²", "1e3", "9" * 5_000])
def test_a_limit_that_is_no_number_is_wrong_usage(here: Here, limit: str) -> None:
    ended = here("search", "war", f"--limit={limit}")
    assert (ended.code, ended.out) == (2, "")
    assert "--limit" in ended.err


def test_one_document_answers_to_its_id_its_address_and_its_checksum(here: Here, letter: Document) -> None:
    answers = [here("search", "war", "--json", "--in", name) for name in (letter.id, letter.address, letter.checksum)]
    assert len({answer.out for answer in answers}) == 1
    assert answers[0].json()["total"] > 0
    assert here("search", "war", "--in", "Pravda").code == 1


def test_nothing_found_is_done_and_a_better_spelling_is_offered(here: Here) -> None:
    assert here("search", "weapns", "--json").json()["suggestion"] == "weapons"
    told = here("search", "weapns")
    assert told.code == 0
    assert "Nothing found" in told.out
    assert "Did you mean “weapons”?" in told.out
    assert here("search", "").out == "Nothing found.\n"


def test_the_plain_answer_has_a_line_a_hit_and_says_how_it_understood(here: Here) -> None:
    lines = here("search", '"ends of the rope"').out.splitlines()
    assert lines[0].startswith("¶ 26  ")
    assert "on the [ends of the rope] in which" in lines[0]
    assert lines[1].startswith("¶ 27  ")
    assert lines[2] == ""
    assert lines[3].startswith("2 hits: ")


def test_notes_are_found_beside_the_text_in_their_own_words(here: Here, tmp_path: Path) -> None:
    body = "A strange\n\x1b[31m Gordian knot."
    (tmp_path / "body.md").write_text(body)
    here("note", "--quote", "the knot of war", "--tag", "image", "--body", str(tmp_path / "body.md"))
    told = here("search", "note:gordian", "--json").json()
    assert [(hit["kind"], hit["paragraph"], hit["page"]) for hit in told["hits"]] == [("note", "26", 5)]
    (hit,) = told["hits"]
    assert body[hit["start"] : hit["end"]] == hit["exact"] == "Gordian"
    plain = here("search", "note:gordian").out
    assert plain.startswith("¶ 26 note  ")
    assert "\x1b" not in plain


def test_the_index_that_a_window_left_gives_the_same_answer(here: Here, profile: Path, letter: Document) -> None:
    alone = here("search", "war OR peac*", "--json")
    with closing(Searcher(Profile.at(profile).index_folder, [letter])):
        pass
    before = _content(profile)
    assert here("search", "war OR peac*", "--json") == alone
    assert _content(profile) == before
    for file in Profile.at(profile).index_folder.rglob("*"):
        if file.is_file():
            file.write_bytes(b"not an index")
    assert here("search", "war OR peac*", "--json") == alone


MEASURE = """
import sys
from cca_desktop.__main__ import main
code = main(sys.argv[1:])
(peak,) = (line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(peak, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the most memory a process had is told there")
def test_twenty_thousand_hits_go_by_and_do_not_pile_up(profile: Path) -> None:
    """Kept, they would take some twenty megabytes."""
    with closing(Drawer.open(Profile.at(profile).database_file, lambda _: None)) as drawer:
        for number in range(100):
            drawer.notebook.write(None, f"{number} zeppelins: " + "a zeppelin " * 200)

    def peak(*words: str) -> tuple[int, str]:
        told = subprocess.run(
            [sys.executable, "-c", MEASURE, *words, "--profile", str(profile)],
            capture_output=True,
            text=True,
            env=environment(),
            check=True,
        )
        return int(told.stderr), told.stdout

    few, _ = peak("search", "zeppelin", "--json", "--limit", "1")
    many, out = peak("search", "zeppelin", "--json")
    told = json.loads(out)
    assert len(told["hits"]) == told["total"] == 20_100
    lines, table = peak("concordance", "zeppelin", "--csv")
    assert table.count("\n") == 20_101
    assert max(many, lines) - few < 6_000  # kilobytes


ODD = {
    "ten thousand characters": "war " * 2_500,
    "ten thousand without a gap": "w" * 10_000,
    "ten thousand brackets": "(" * 10_000,
    "ten thousand quotation marks": '"' * 10_000,
    "ten thousand stars": "*" * 10_000,
    "control characters": "\x01\x1b[2J\x7f war",
    "a bell and a line": "war\a\r\n\t peace",
    "half a character": "\ud83d war \udcff",
    "right to left": "מלחמה שלום \u202e war",
    "emoji": "👨‍👩‍👧 ☮️ war",
    "half typed": 'note: AND "war OR (',
    "only an operator": "NOT",
    "a heavy pattern": "/(a+)+$/",
    "a bad pattern": "/(war/",
    "combining": "wa\u0301r",
}


@pytest.mark.parametrize("question", ODD.values(), ids=ODD)
def test_every_question_has_an_answer(here: Here, question: str) -> None:
    for words in (["search", "--json", "--", question], ["search", "--", question]):
        ended = here(*words)
        assert (ended.code, ended.err) == (0, "")
        assert "\x1b" not in ended.out
        ended.out.encode()
    assert list(here("search", "--json", "--", question).json()) == ANSWER


def _content(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
