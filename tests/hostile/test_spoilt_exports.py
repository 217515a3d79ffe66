"""Real exports with something spoilt in them: each is a sentence or comes in, and what came in can go out again."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cca_desktop.errors import KnownError
from cca_desktop.export.formats import write
from cca_desktop.export.reading import read
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Target
from tests.export.making import Desk, a_note, on
from tests.export.test_besides import ROW, SAID, annotation

JUNK = (
    b"\x00", b"\xff", b"{", b"}", b"[", b"]", b'"', b",", b":", b"null", b"1e999", b"-1", b"\xed\xa0\x80", b"\\ud800",
    b"---\n", b"\n", b"&a", b"*a", b"<script>", b"9" * 400, b"urn:uuid:", b"[[", b"> [!quote]", b"- ", b"  ",
)  # fmt: skip
VALUES: tuple[object, ...] = (
    None,
    1,
    -5,
    1e300,
    10**30,
    "",
    [],
    {},
    True,
    [[[]]],
    {"id": {}},
    "\ud800",
    "javascript:x",
    {"type": ["a", 1]},
)


def with_other_bytes(raw: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(spoilt) + 1)
        end = min(len(spoilt), at + chance.choice((0, 1, 10, 100)))
        spoilt[at:end] = chance.choice((b"", chance.choice(JUNK), bytes(spoilt[end : end + 99])))
    return bytes(spoilt[: chance.choice((len(spoilt), len(spoilt), chance.randrange(len(spoilt) + 1)))])


def with_other_values(told: Any, chance: random.Random) -> Any:  # noqa: ANN401 (any JSON)
    if chance.random() < 0.05:
        return chance.choice(VALUES)
    if isinstance(told, dict):
        return {key: with_other_values(value, chance) for key, value in told.items() if chance.random() > 0.03}
    return [with_other_values(one, chance) for one in told] if isinstance(told, list) else told


def some_notes(desk: Desk, letter: Document) -> None:
    knot = a_note(1, on(letter, "the knot of war"), "# The knot: why?\n\nSee ¶ 6.", "a, b", "cold war", colour="green")
    desk.take_in([
        knot,
        a_note(2, None, "[[The knot: why?]] <script>"),
        a_note(3, Target("", note=knot.id), "An answer", creator="Anna"),
        a_note(4, on(letter, "I value this."), "two", further=(on(letter, "knot"),)),
    ])  # fmt: skip


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory, letter: Document) -> dict[str, list[bytes]]:
    """What was exported, by the ending of the file."""
    folder = tmp_path_factory.mktemp("exports")
    desk = Desk(folder / "here", letter)
    some_notes(desk, letter)
    for form in ("jsonld", "hypothesis", "markdown"):
        write(form, desk.outgoing(), folder / form)
    return {
        ".json": [
            (folder / "jsonld").read_bytes(),
            (folder / "hypothesis").read_bytes(),
            json.dumps({"annotations": [ROW, ROW]}).encode(),
            *(json.dumps(annotation(**said)).encode() for said in SAID.values()),
        ],
        ".md": [file.read_bytes() for file in sorted((folder / "markdown").iterdir()) if file.stat().st_size < 9_000],
    }


@pytest.mark.parametrize("ending", [".json", ".md"])
@settings(max_examples=60)
@given(seed=st.integers(0, 1 << 32))
def test_what_is_spoilt_is_told_or_comes_in_and_goes_out_again(
    ending: str, exports: dict[str, list[bytes]], tmp_path_factory: pytest.TempPathFactory, letter: Document, seed: int
) -> None:
    chance = random.Random(seed)
    folder = tmp_path_factory.mktemp("spoilt")
    raw = chance.choice(exports[ending])
    ways: list[Callable[[], bytes]] = [lambda: with_other_bytes(raw, chance)]
    if ending == ".json":
        ways.append(lambda: json.dumps(with_other_values(json.loads(raw), chance)).encode())
    (folder / f"in{ending}").write_bytes(chance.choice(ways)())
    sentence = ""
    try:
        arriving = read(folder / f"in{ending}", [letter]).notes
    except KnownError as trouble:
        sentence = str(trouble)
    if sentence:
        assert sentence.endswith(".")
        assert "\n" not in sentence
        return
    here, there = Desk(folder / "here", letter), Desk(folder / "there", letter)
    here.take_in(arriving)
    out = here.outgoing()
    for form in ("jsonld", "hypothesis", "markdown", "html", "docx", "csv"):
        write(form, out, folder / form)
    there.take_in(read(folder / "jsonld", [letter]).notes)
    assert [note.body for note in there.notes().values()] == [note.body for note in here.notes().values()]
