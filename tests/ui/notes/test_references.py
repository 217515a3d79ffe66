"""What words of a note lead to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.ui.notes.references import reference_at, references_in


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("see ¶ 6 and ¶ 12", [("paragraph", "¶ 6", "6"), ("paragraph", "¶ 12", "12")]),
        ("¶ 6-8, ¶6–8", [("paragraph", "¶ 6-8", "6"), ("paragraph", "¶6–8", "6")]),
        ("¶¶ 6–8", [("paragraph", "¶¶ 6–8", "6")]),
        ("¶¶ 6, 8-9 and 12", [("paragraph", *found) for found in (("¶¶ 6", "6"), ("8-9", "8"), ("12", "12"))]),
        ("¶ 6, 8", [("paragraph", "¶ 6", "6")]),
        ("the [[The knot]] of", [("note", "[[The knot]]", "The knot")]),
        ("[[The knot#rope|that]]", [("note", "[[The knot#rope|that]]", "The knot")]),
        ("[words](https://a.b/c_(d))", [("address", "[words](https://a.b/c_(d))", "https://a.b/c_(d)")]),
        ("at https://a.b/c?d=1.", [("address", "https://a.b/c?d=1", "https://a.b/c?d=1")]),
        ("<https://a.b>", [("address", "https://a.b", "https://a.b")]),
        ("[x](javascript:alert(1)) [y](file:///etc/passwd)", []),
        ("[not]] [[a link", []),
        ("a sign ¶ alone", []),
    ],
)
def test_references_are_found_with_their_targets(line: str, found: list[tuple[str, str, str]]) -> None:
    assert [(one.kind, line[one.start : one.end], one.target) for one in references_in(line)] == found


@given(st.text(st.sampled_from("¶ 0123-[]()|#abhtps:/.é👩")))
def test_references_lie_in_the_line_one_after_another(line: str) -> None:
    end = 0
    for one in references_in(line):
        assert end <= one.start < one.end <= len(line)
        assert reference_at(line, (one.start + one.end) // 2) == one
        end = one.end


def test_a_reference_to_several_paragraphs_knows_the_last() -> None:
    found = [(one.target, one.last) for one in references_in("¶ 6 – 8, ¶¶ 3, 4-5")]
    assert found == [("6", "8"), ("3", ""), ("4", "5")]
