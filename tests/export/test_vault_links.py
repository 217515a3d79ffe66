"""What a note refers to is a link in a vault, and what was written when it comes back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.export.formats import write
from cca_desktop.export.reading import read
from cca_desktop.export.vault_links import as_written, linked
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Target
from tests.export.making import Desk, a_note, on

FILES = {"what for?": "What for", "plain": "Plain", "a: b": "a b", "¶ 6": "6"}


def to_vault(body: str) -> tuple[str, tuple[str, ...]]:
    return linked(body, lambda title: FILES.get(title.casefold(), ""), lambda label: f"Letter#^p{label}")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("See [[What for?]].", "See [[What for|What for?]]."),
        ("[[what FOR?|so]]", "[[What for|so]]"),
        ("[[What for?#Part]]", "[[What for#Part|What for?]]"),
        ("[[Plain]] and [[plain|p]]", "[[Plain]] and [[plain|p]]"),
        ("[[Nowhere]]", "[[Nowhere]]"),
        ("¶ 6, ¶\u00a06–8", "[[Letter#^p6|¶ 6]], [[Letter#^p6|¶\u00a06–8]]"),
        ("`¶ 6` and `` ` [[a: b]] ``", "`¶ 6` and `` ` [[a: b]] ``"),
        ("```\n¶ 6\n```\n¶ 6", "```\n¶ 6\n```\n[[Letter#^p6|¶ 6]]"),
        ("```¶ 6```\n¶ 6", "```¶ 6```\n[[Letter#^p6|¶ 6]]"),
        ("[see ¶ 6](https://example.org)", "[see ¶ 6](https://example.org)"),
        ("¶ 6 and [[Letter#^p7|¶ 6]]", "¶ 6 and [[Letter#^p7|¶ 6]]"),
    ],
)
def test_a_reference_is_a_link_where_it_leads_somewhere(body: str, told: str) -> None:
    words, written = to_vault(body)
    assert words == told
    assert as_written(words, written) == body


PIECES = (
    "[[What for?]]", "[[a: b|¶ 6]]", "[[What for|x]]", "[[¶ 6]]", "¶ 6", "¶ 61-7", "[[", "]]", "|", "`", "```", "\n",
    "~~~\n", "[x](y)", "<", ">", "https://", "[[Letter#^p6|¶ 6]]", " ",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_whatever_stands_there_comes_back(body: str) -> None:
    told, written = to_vault(body)
    assert as_written(told, written) == body


def test_links_lead_to_files_in_the_vault_and_come_back_when_those_were_renamed(
    letter: Document, tmp_path: Path
) -> None:
    desk = Desk(tmp_path / "here", letter)
    asks = a_note(1, on(letter, "the knot of war"), "# What for? A: question\n\nSee ¶ 6.")
    desk.take_in([
        asks,
        a_note(2, None, "It answers [[What for? A: question]], of ¶ 2-4."),
        a_note(3, None, "An answer")._replace(target=Target("", note=asks.id)),
    ])  # fmt: skip
    before = desk.notes()
    write("markdown", desk.outgoing(), tmp_path / "vault")
    files = {file.name: file for file in (tmp_path / "vault").iterdir()}
    page = "Khrushchev to Kennedy"
    assert f"[[{page}#^p6|¶ 6]]" in files["What for A question.md"].read_text("utf-8")
    answer = next(file for name, file in files.items() if name.startswith("It answers"))
    text = answer.read_text("utf-8")
    assert text.endswith(f"It answers [[What for A question|What for? A: question]], of [[{page}#^p2|¶ 2-4]].")
    assert 'place: "[[What for A question]]"' in files["An answer.md"].read_text("utf-8")

    # As Obsidian does it when a file is given another name: the links to it follow.
    files["What for A question.md"].rename(tmp_path / "vault" / "Wherefore.md")
    answer.write_text(text.replace("[[What for A question|", "[[Wherefore|"), "utf-8")
    arriving = read(tmp_path / "vault", [letter]).notes
    assert desk.take_in(arriving).notes == ()
    other = Desk(tmp_path / "there", letter)
    other.take_in(arriving)
    assert other.notes() == before


def test_it_takes_no_longer_than_its_length() -> None:
    for piece in ("[", "[[", "`", "```\n", "¶ 6", "<", "[x](", "https://", "[[What for?]]"):
        body = piece * (200_000 // len(piece))
        told, written = to_vault(body)
        assert as_written(told, written) == body
