"""What every note is stamped with: an identifier that no other machine will give, and a time in UTC."""

import os
import time
from collections.abc import Callable

_SUB_MILLISECOND_STEPS = 4096


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
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def new_id(clock: Callable[[], int] = time.time_ns, randomness: Callable[[int], bytes] = os.urandom) -> str:
    """Return an identifier for a new note."""
    return uuid7(clock(), randomness(8))


def now(clock: Callable[[], int] = time.time_ns) -> str:
    """Return the time in UTC, to the millisecond, as ISO 8601 writes it; such times sort as text."""
    seconds, rest = divmod(clock(), 1_000_000_000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{rest // 1_000_000:03d}Z"
