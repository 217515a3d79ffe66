"""How a line of Markdown is taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.ui.notes import markdown_parts
from cca_desktop.ui.notes.markdown_parts import parts_of

SIGNS = {"S": "STRONG", "E": "SLANTED", "C": "CODE", "X": "STRUCK", "L": "LINK", "q": "QUIET", "Q": "QUOTED"}
SIGNS |= {"m": "MARK", "b": "BOX", "A": "ALIGNED"}


def told(line: str) -> str:
    """One letter for what each letter of ``line`` is, the first that fits; a dot for plain."""
    return "".join(
        next((sign for sign, name in SIGNS.items() if what & getattr(markdown_parts, name)), ".")
        for what in parts_of(line).letters
    )


@pytest.mark.parametrize(
    ("line", "looks"),
    [
        ("a **b** c", "..mmSmm.."),
        ("a *b* _c_", "..mEm.mEm"),
        ("snake_case_name", "..............."),
        ("2 * 3 * 4", "........."),
        ("`**a**`", "mCCCCCm"),
        ("~~a~~", "mmXmm"),
        ("## a", "mmm."),
        ("#no", "..."),
        ("- a", "q.."),
        ("- [ ] a", "q.bbb.."),
        ("- [x] a", "q.bbb.X"),
        ("> a", "qqQ"),
        ("¶ 6.", "LLL."),
        ("[a](https://b)", "mLmmmmmmmmmmmm"),
        (r"\*a\*", "m..m."),
        ("---", "qqq"),
        ("```py", "CCCCC"),
        ("```py``` b", "mmmCCmmm.."),
    ],
)
def test_each_letter_is_what_its_marks_say(line: str, looks: str) -> None:
    assert told(line) == looks


def test_words_can_be_strong_and_slanted_at_once() -> None:
    both = markdown_parts.STRONG | markdown_parts.SLANTED
    assert parts_of("***a***").letters[3] & both == both
    assert parts_of("**a *b* c**").letters[5] & both == both


def test_a_row_of_a_table_is_aligned_and_hides_nothing() -> None:
    letters = parts_of("| a | **b** |").letters
    assert all(what & markdown_parts.ALIGNED for what in letters)
    assert not any(what & markdown_parts.MARK for what in letters)


@given(st.text(st.sampled_from("*_`~#>-[]()|\\!. \tx1é👩¶/:htps")), st.booleans())
def test_any_line_is_taken_apart_letter_by_letter(line: str, is_code: bool) -> None:
    assert len(parts_of(line, is_code=is_code).letters) == len(line)
