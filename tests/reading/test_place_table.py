from contextlib import closing
from pathlib import Path

from cca_desktop.reading.place_table import PlaceTable
from cca_desktop.storage.database import Database


def test_the_place_of_each_document_is_there_at_the_next_start(tmp_path: Path) -> None:
    with closing(Database.open(tmp_path / "notes.sqlite")) as database:
        places = PlaceTable(database)
        assert places.place("letter") is None
        places.keep("letter", 7)
        places.keep("reply", 0)
        places.keep("letter", 12)
    with closing(Database.open(tmp_path / "notes.sqlite")) as database:
        assert PlaceTable(database).place("letter") == 12
        assert PlaceTable(database).place("reply") == 0


def test_a_place_that_is_kept_already_is_not_written_again(tmp_path: Path) -> None:
    with (
        closing(Database.open(tmp_path / "notes.sqlite")) as reader,
        closing(Database.open(tmp_path / "notes.sqlite")) as other,
    ):
        PlaceTable(reader).keep("letter", 7)
        seen = other.version_seen()
        PlaceTable(reader).keep("letter", 7)
        assert other.version_seen() == seen
