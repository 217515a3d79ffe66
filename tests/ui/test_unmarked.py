"""Words of notes in lists of hits: what a reader says, and not the signs of Markdown."""

import pytest

from cca_desktop.search.answer import Hit
from cca_desktop.text.span import Span
from cca_desktop.ui.search.hit_model import shown
from cca_desktop.ui.search.unmarked import unmarked


@pytest.mark.parametrize(
    ("before", "exact", "after", "said"),
    [
        (
            "Only **",
            "troops",
            "** attack.\n\n- Does he?\n- See [[cannon]]",
            "Only |troops| attack.\n\nDoes he?\nSee cannon",
        ),
        ("", "| Who | What |\n| --- | --- |\n| Kennedy | accepts |", "", "|Who · What\nKennedy · accepts|"),
        ("| Who |\n|---|---|\n| ", "Kennedy", " | accepts |\n", "Who\n|Kennedy| · accepts\n"),
        ("", "# A title\n\n*So*, `code`, [words](https://a.org).", "", "|A title\n\nSo, code, words.|"),
        ("| Kennedy | ", "accepts", " |\n", "Kennedy · |accepts|\n"),
        ("_", "so", "_ it is", "|so| it is"),
        ("- [ ] look up\n- [x] ", "done", "", "look up\n|done|"),
        ("a ", "snake_case", " - b, 2 * 3 and _so_", "a |snake_case| - b, 2 * 3 and so"),
        ("what ", "- is", " > that", "what |- is| > that"),
        ("> he ", "said", "\n> twice", "he |said|\ntwice"),
    ],
)
def test_a_note_is_told_without_its_signs(before: str, exact: str, after: str, said: str) -> None:
    assert "|".join(unmarked(before, exact, after)) == said


def test_a_text_keeps_every_sign_it_has() -> None:
    hit = Hit("d", "text", "", "6", None, Span(0, 1), "*b*", "- a ", " | c", 1.0)
    assert shown(hit) == ("- a ", "*b*", " | c")
