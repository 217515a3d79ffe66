"""A passage that is dragged or copied says where it stands, and nonsense says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from cca_desktop.library.document import Document
from cca_desktop.text.span import Span
from cca_desktop.ui.passage import FORMAT, Passage, passage_at, passage_of, place_of, put_passage


@given(st.text(), st.text(), st.integers(), st.integers(), st.text())
def test_a_passage_arrives_as_it_left(document: str, paragraph: str, start: int, end: int, exact: str) -> None:
    passage = Passage(document, paragraph, start, end, exact)
    data = QMimeData()
    put_passage(data, passage)
    assert passage_of(data) == passage


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"document": 1, "paragraph": "6", "start": 0, "end": 1, "exact": ""}',
    ],
)
def test_nonsense_is_no_passage(told: bytes) -> None:
    data = QMimeData()
    data.setData(FORMAT, told)
    assert passage_of(data) is None
    assert passage_of(QMimeData()) is None


def test_a_place_is_said_as_it_is_printed(letter: Document) -> None:
    sixth, seventh = letter.paragraph("6"), letter.paragraph("7")
    assert sixth is not None
    assert seventh is not None
    assert place_of(letter, passage_at(letter, Span(sixth.span.start, sixth.span.start + 9))) == "¶ 6"
    assert place_of(letter, passage_at(letter, Span(sixth.span.start, seventh.span.end))) == "¶ 6-7"
    assert place_of(letter, passage_at(letter, letter.paragraphs[0].span)) == "header"
    assert place_of(letter, Passage("another", "3", 0, 10**9, "words")) == "¶ 3"
