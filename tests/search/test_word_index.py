"""The index by itself: words in, postings out."""

from pathlib import Path

from cca_desktop.search.index import Entry
from cca_desktop.search.postings import marks_of
from cca_desktop.search.word_index import WordIndex


def test_a_word_put_into_the_index_alone_has_its_postings(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path)
    assert index.write(
        [
            Entry("one", "s1", ["zeppelin", "war", "war"], [], "en"),
            Entry("two", "s2", ["peace"], ["air", "zeppelin"], "en"),
        ],
        [],
    )
    index.close()
    again = WordIndex.open(tmp_path)
    keys = [key for key, _ in again.entries]
    one, two = 1 << keys.index("one"), 1 << keys.index("two")
    assert again.holding(["zeppelin"]) == one | two
    assert again.beginning("zep") == one | two
    assert marks_of(again.occurrences(["zeppelin", "war"]), one | two) == (3, one)
    assert marks_of(again.occurrences_beginning("w"), one | two) == (2, one)
    assert again.words == ["air", "peace", "war", "zeppelin"]
    assert again.write([], ["one"])
    assert again.holding(["zeppelin"]) & 1 << [key for key, _ in again.entries].index("two")
    assert [key for key, _ in again.entries if key] == ["two"]
    again.close()
