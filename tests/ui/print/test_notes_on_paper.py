"""Notes as they stand on paper: every one of them, as formatted as in the editor, and once."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, Target
from cca_desktop.text.selectors import TextQuoteSelector
from cca_desktop.ui.print.letter_print import save_pdf
from tests.export.making import a_note, goes_out, on

pytestmark = [
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext, from poppler-utils"),
    pytest.mark.usefixtures("qapp"),
]


def printed(letter: Document, file: Path, *some: Note) -> str:
    save_pdf(letter, file, goes_out(letter, *some).notes)
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    return "\n".join(" ".join(line.split()) for line in told.splitlines())


def test_what_the_editor_shows_stands_on_paper(letter: Document, tmp_path: Path) -> None:
    body = (
        "# A heading\n\nSee [[Other note|the other]] and **this**, `code`.\n\n1. one\n2. two\n   - deeper\n\n"
        "- [x] done\n\n"
        "| Day | Letter |\n|--|--|\n| 26 | private |\n\n<https://example.org/page>\n"
    )
    file = tmp_path / "letter.pdf"
    told = printed(letter, file, a_note(1, on(letter, "a simple cannon"), body, "war", "cold war", creator="Anna"))
    lines = [
        "¹ ¶ 6 “a simple cannon” Anna: A heading",
        "See the other and this, code.",
        "1. one",
        "2. two",
        "– deeper",
        "[x] done",
        "Day | Letter",
        "26 | private",
        "https://example.org/page #war #cold war",
    ]
    assert "\n".join(lines) in told
    assert b"/URI (https://example.org/page)" in file.read_bytes()


def test_notes_on_no_passage_stand_behind_the_letter(letter: Document, tmp_path: Path) -> None:
    lost = Target(letter.id, TextQuoteSelector("words that are gone", "", ""))
    some = [
        a_note(1, None, "A free one"),
        a_note(2, Target(letter.id), "On the whole"),
        a_note(3, lost, "An astray one"),
    ]
    told = printed(letter, tmp_path / "letter.pdf", *some)
    order = ["I have received your", "Notes on no passage", "Notes whose words are not found", "“words that are gone”"]
    at = [told.index(words) for words in order]
    assert at == sorted(at)
    assert at[1] < told.index("A free one") < at[2]
    assert at[1] < told.index("On the whole") < at[2]
    assert told.index("An astray one") > at[3]


def test_a_note_on_a_note_stands_below_it_and_a_circle_of_them_once(letter: Document, tmp_path: Path) -> None:
    mark = a_note(1, on(letter, "a simple cannon"))
    answer = a_note(2, Target("", note=mark.id), "An answer to a mark", creator="Anna")
    deeper = a_note(3, Target("", note=answer.id), "And another")
    one, two = a_note(4, None, "Round"), a_note(5, None, "and about")
    one, two = (note._replace(target=Target("", note=other.id)) for note, other in ((one, two), (two, one)))
    told = printed(letter, tmp_path / "letter.pdf", two, deeper, one, answer, mark)
    assert re.search(r"¹ ¶ 6 “a simple cannon”\n— Anna: An answer to a mark\n— And another", told)
    for words in ("An answer to a mark", "And another", "Round", "and about"):
        assert told.count(words) == 1


def test_a_long_note_is_a_footnote_in_its_beginning_and_stands_whole_behind_the_letter(
    letter: Document, tmp_path: Path
) -> None:
    parts = [f"Part {number} of an essay, which says what there is to say of it." for number in range(1, 400)]
    essay = a_note(1, on(letter, "a simple cannon"), "\n\n".join(parts), "essay", creator="Anna")
    answer = a_note(2, Target("", note=essay.id), "\n\n".join(part.replace("Part", "Reply") for part in parts))
    told = printed(
        letter, tmp_path / "letter.pdf", essay, answer, a_note(3, on(letter, "I value this."), "A short one")
    )
    letter_part, _, behind = told.partition("Longer notes")
    assert letter_part.count("The whole of it stands behind the letter.") == 2
    assert "² ¶ 6 “a simple cannon” Anna: Part 1 of an essay" in letter_part
    assert "— Reply 1 of an essay" in letter_part
    assert "Part 20 of" not in letter_part
    assert "Respectfully yours" in letter_part
    assert re.search(
        r"² ¶ 6 “a simple cannon”\nAnna: Part 1 of .*² ¶ 6 “a simple cannon”\nReply 1 of ", behind, re.DOTALL
    )
    for words in ("Part", "Reply"):
        assert [int(number) for number in re.findall(rf"{words} (\d+) of", behind)] == list(range(1, 400))
    assert told.count("A short one") == 1
