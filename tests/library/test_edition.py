"""The letter is shown exactly as delivered, or not at all."""

import json
import zlib
from pathlib import Path
from shutil import copy

import pytest

from cca_desktop.errors import DamagedError, NotHereError
from cca_desktop.library.document import Document
from cca_desktop.library.edition import is_exact, read_edition
from cca_desktop.storage.shipped import shipped


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the seeds that a test may spoil; returns the description's path."""
    for name in ("khrushchev-1962-10-26.txt", "khrushchev-1962-10-26.json"):
        copy(shipped("seeds", name), tmp_path)
    return tmp_path / "khrushchev-1962-10-26.json"


def test_the_letter_has_thirty_paragraphs_nine_sections_and_five_pages(letter: Document) -> None:
    assert [paragraph.label for paragraph in letter.paragraphs] == [
        "header",
        "salutation",
        *map(str, range(1, 31)),
        "close",
    ]
    assert [section.numeral for section in letter.sections] == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    assert [page.number for page in letter.pages] == [1, 2, 3, 4, 5]
    assert [page.number for page in letter.pages if page.is_inferred] == [4]


def test_its_parts_cover_every_word_and_no_two_overlap(letter: Document) -> None:
    for parts in (letter.blocks, letter.paragraphs):
        between = 0
        for part in parts:
            assert not letter.text[between : part.span.start].strip()
            assert part.span.cut(letter.text) == part.span.cut(letter.text).strip()
            between = part.span.end
        assert not letter.text[between:].strip()


def test_three_paragraphs_run_over_a_page_end(letter: Document) -> None:
    broken = [paragraph.label for paragraph in letter.paragraphs[2:-1] if "\n\n" in paragraph.span.cut(letter.text)]
    assert broken == ["5", "11", "24"]


def test_a_position_knows_its_paragraph_page_and_section(letter: Document) -> None:
    at = letter.text.index("different estimates of these")
    assert letter.paragraph_at(at).label == "5"
    assert letter.page_at(at) == 2
    assert letter.page_at(at - 3) == 1
    section = letter.section_at(at)
    assert section is not None
    assert section.title == "War and peace"
    assert letter.section_at(0) is None
    assert letter.paragraph_at(0).label == "header"
    assert letter.paragraph_at(len(letter.text)).label == "close"


def test_the_letter_answers_to_its_id_its_address_and_its_checksum(letter: Document) -> None:
    for name in (letter.id, letter.address, letter.checksum):
        assert letter.answers_to(name)
    assert not letter.answers_to("letter")


def test_one_changed_character_is_told_and_nothing_is_shown(seeds: Path) -> None:
    text = seeds.with_suffix(".txt")
    text.write_bytes(text.read_bytes().replace(b"26", b"27", 1))
    with pytest.raises(DamagedError, match=r"khrushchev-1962-10-26\.txt is not the one that came with the program"):
        read_edition(seeds)


def test_a_forged_letter_is_not_taken_for_the_one_that_came(seeds: Path, letter: Document) -> None:
    """The short sum finds every accident; against whoever adapts it too there is the long one."""
    text = seeds.with_suffix(".txt")
    forged = text.read_bytes().replace(b"26", b"27", 1)
    text.write_bytes(forged)
    told = json.loads(seeds.read_text(encoding="utf-8"))
    seeds.write_text(json.dumps({**told, "crc32": zlib.crc32(forged)}), encoding="utf-8")
    assert not is_exact(read_edition(seeds))
    assert is_exact(letter)


@pytest.mark.parametrize("suffix", [".txt", ".json"])
def test_a_missing_file_is_named(seeds: Path, suffix: str) -> None:
    seeds.with_suffix(suffix).unlink()
    with pytest.raises(NotHereError, match=rf"khrushchev-1962-10-26\{suffix} is missing"):
        read_edition(seeds)


@pytest.mark.parametrize(
    "spoilt", [b"", b"{", b"[]", b"\xff\xfe", b'{"text": 3}', b'{"text": "khrushchev-1962-10-26.txt"}']
)
def test_a_damaged_description_is_told(seeds: Path, spoilt: bytes) -> None:
    seeds.write_bytes(spoilt)
    with pytest.raises(DamagedError):
        read_edition(seeds)


@pytest.mark.parametrize("key", ["blocks", "paragraphs", "pages", "sections", "facts", "title", "id"])
def test_a_description_that_lacks_a_part_is_told(seeds: Path, key: str) -> None:
    told = json.loads(seeds.read_text(encoding="utf-8"))
    del told[key]
    seeds.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(DamagedError):
        read_edition(seeds)
