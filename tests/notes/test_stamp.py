import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.notes.stamp import as_time, id_for, new_id, now, uuid7

times = st.integers(0, (1 << 48) * 1_000_000 - 1)


def test_an_identifier_is_made_as_the_specification_says() -> None:
    """The time and the random bits of RFC 9562, appendix A.6, whose 74 random bits begin with 0xCC3."""
    milliseconds, fraction = 0x017F22E279B0, 0xCC3
    nanoseconds = milliseconds * 1_000_000 + -(-fraction * 1_000_000 // 4096)
    assert uuid7(nanoseconds, bytes.fromhex("98c4dc0c0c07398f")) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(times, st.binary(min_size=8, max_size=8))
def test_every_identifier_is_a_uuid_of_version_seven(time: int, chance: bytes) -> None:
    parsed = uuid.UUID(uuid7(time, chance))
    assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)
    assert parsed.int >> 80 == time // 1_000_000


@given(times, times, st.binary(min_size=8, max_size=8), st.binary(min_size=8, max_size=8))
def test_identifiers_sort_by_age(one: int, other: int, chance: bytes, other_chance: bytes) -> None:
    if abs(one - other) > 250:  # nanoseconds, a step of the fraction
        assert (uuid7(one, chance) < uuid7(other, other_chance)) == (one < other)


def test_a_time_is_written_in_utc_to_the_millisecond() -> None:
    assert now(lambda: 0) == "1970-01-01T00:00:00.000Z"
    assert now(lambda: 1_790_000_000_123_999_999) == "2026-09-21T14:13:20.123Z"


def test_identifiers_and_times_come_without_being_told_the_time() -> None:
    assert new_id() != new_id()
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", now())


def test_a_foreign_name_gives_the_same_identifier_each_time() -> None:
    own = "01a20cbf-6ed1-705c-a57f-01b2931f6792"
    assert id_for(own) == id_for(f"urn:uuid:{own.upper()}") == own
    foreign = id_for("https://elsewhere.example/1")
    assert foreign == id_for("https://elsewhere.example/1") != id_for("https://elsewhere.example/2")
    assert uuid.UUID(foreign).version == 8
    assert uuid.UUID(foreign).variant == uuid.RFC_4122


@pytest.mark.parametrize(
    ("told", "time"),
    [
        ("2024-02-29T10:00:00+02:00", "2024-02-29T08:00:00.000Z"),
        ("2024-02-29T10:00:00.123456Z", "2024-02-29T10:00:00.123Z"),
        ("2024-02-29", "2024-02-29T00:00:00.000Z"),
        ("0099-02-01", "0099-02-01T00:00:00.000Z"),
        ("in spring", ""),
        ("0001-01-01T00:00:00+14:00", ""),
    ],
)
def test_times_of_any_form_become_ours(told: str, time: str) -> None:
    assert as_time(told) == time
