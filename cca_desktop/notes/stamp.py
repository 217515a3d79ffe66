"""What every note is stamped with: an identifier that no other machine will give, and a time in UTC."""

import os
import time
from collections.abc import Callable

_DAY_MS = 86_400_000
_SUB_MILLISECOND_STEPS = 4096
_UUID = r"(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"


def uuid7(nanoseconds: int, randomness: bytes) -> str:
    """Make a UUIDv7: time first, so that identifiers sort by age, and 62 bits of chance behind it.

    Args:
        nanoseconds: Time since 1970. Its milliseconds fill the first 48 bits, the fraction behind them the next 12.
        randomness: Eight bytes.

    Source:
        RFC 9562, sections 5.7 and 6.2 (method 3).
    """
    milliseconds, rest = divmod(nanoseconds, 1_000_000)
    fraction = rest * _SUB_MILLISECOND_STEPS // 1_000_000
    chance = int.from_bytes(randomness[:8], "big") & ((1 << 62) - 1)
    value = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | chance
    return _written(value)


def new_id(clock: Callable[[], int] = time.time_ns, randomness: Callable[[int], bytes] = os.urandom) -> str:
    """Return an identifier for a new note."""
    return uuid7(clock(), randomness(8))


def now(clock: Callable[[], int] = time.time_ns) -> str:
    """Return the time in UTC, to the millisecond, as ISO 8601 writes it; such times sort as text."""
    seconds, rest = divmod(clock(), 1_000_000_000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{rest // 1_000_000:03d}Z"


def earlier(at: str, days: int) -> str:
    """Return the time so many days before another, in the same form."""
    return later(at, -days * _DAY_MS)


def later(at: str, milliseconds: int) -> str:
    """Return the time so many milliseconds after another, in the same form; the same time where no calendar has it."""
    import datetime as dt

    try:
        time_then = dt.datetime.fromisoformat(at) + dt.timedelta(milliseconds=milliseconds)
    except (ValueError, OverflowError):
        return at
    return time_then.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def id_for(foreign: str) -> str:
    """Return the identifier by which a note from elsewhere is kept here: the same one each time it comes.

    A UUID stays what it is, be it written as a URN or in capitals; any other name is hashed into a UUIDv8.

    Source:
        RFC 9562, section 5.8.
    """
    import hashlib
    import re

    own = re.fullmatch(_UUID, foreign.strip().lower())
    if own:
        return own[1]
    hashed = int.from_bytes(hashlib.sha256(foreign.encode("utf-8", "surrogatepass")).digest()[:16], "big")
    value = hashed & ~(0xF << 76) & ~(0b11 << 62) | 0x8 << 76 | 0b10 << 62
    return _written(value)


def as_time(told: str) -> str:
    """Return a time as ``now`` writes it, from any form of ISO 8601, which is UTC without a zone; "" if it is none."""
    import datetime as dt

    try:
        time_told = dt.datetime.fromisoformat(told.strip())
        if time_told.tzinfo is None:
            time_told = time_told.replace(tzinfo=dt.UTC)
        utc = time_told.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return ""
    return utc.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0") + f".{utc.microsecond // 1000:03d}Z"


def _written(value: int) -> str:
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
