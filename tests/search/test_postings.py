"""Sets of units are right however often a word stands in one, and near words are found among all others."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as some

from cca_desktop.search.postings import occurrences_of
from cca_desktop.search.spelling import Alike, is_within

SIZE = 300


@given(some.lists(some.tuples(some.integers(0, SIZE - 1), some.integers(1, 700)), max_size=200))
def test_what_stands_in_a_unit_is_added_up_however_much_it_is(postings: list[tuple[int, int]]) -> None:
    expected: Counter[int] = Counter()
    for number, count in postings:
        expected[number] += count
    found = occurrences_of([number for number, _ in postings], [count for _, count in postings], SIZE)
    told: Counter[int] = Counter()
    for number, count in found.each_within((1 << SIZE) - 1):
        told[number] += count
    assert told == expected
    assert found.units() == sum(1 << number for number in expected)
    assert found.total() == expected.total()


@given(some.lists(some.text("abc", max_size=6), unique=True), some.text("abc", max_size=6), some.integers(0, 2))
def test_nearly_the_same_words_are_all_found_and_no_others(there: list[str], word: str, distance: int) -> None:
    alike = Alike(sorted(there))
    assert len(alike) == len(there)
    assert sorted(alike.nearly(word, distance)) == sorted(other for other in there if is_within(word, other, distance))
