"""What a program of macOS says of itself in its first bytes: for which processors, and for which system at least."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

_THIN, _FAT = 0xFEEDFACF, 0xCAFEBABE
_MAC_AT_LEAST, _BUILT_FOR = 0x24, 0x32  # LC_VERSION_MIN_MACOSX, LC_BUILD_VERSION
_LOADS = (0x0C, 0x80000018, 0x8000001F)  # LC_LOAD_DYLIB, its weak and its passing-on form
_PROCESSORS = {0x01000007: "x86_64", 0x0100000C: "arm64"}


class Slice(NamedTuple):
    """One processor's part of a file: the oldest system it claims to run on, as (15, 0), and what it loads."""

    processor: str
    oldest: tuple[int, int]
    loads: tuple[str, ...]
    data: bytes


def slices(data: bytes) -> list[Slice]:
    """Return the parts of a file; none where it is no program or library of macOS."""
    return [_read(part) for part in _parts(data) if len(part) > 32 and struct.unpack("<I", part[:4])[0] == _THIN]


def _parts(data: bytes) -> Iterator[bytes]:
    if len(data) < 8 or struct.unpack(">I", data[:4])[0] != _FAT:
        yield data
        return
    count = min(struct.unpack(">I", data[4:8])[0], 8)
    for number in range(count):
        row = data[8 + 20 * number : 28 + 20 * number]
        if len(row) == 20:
            _, _, offset, size, _ = struct.unpack(">5I", row)
            yield data[offset : offset + size]


def _read(part: bytes) -> Slice:
    processor, _, _, commands = struct.unpack("<4I", part[4:20])
    at, oldest = 32, (0, 0)
    loads = []
    for _ in range(commands):
        if at + 8 > len(part):
            break
        command, size = struct.unpack("<2I", part[at : at + 8])
        if size < 8 or at + size > len(part):
            break
        if command in (_MAC_AT_LEAST, _BUILT_FOR):
            where = at + (12 if command == _BUILT_FOR else 8)
            told = struct.unpack("<I", part[where : where + 4])[0]
            oldest = (told >> 16, (told >> 8) & 255)
        if command in _LOADS:
            name = struct.unpack("<I", part[at + 8 : at + 12])[0]
            loads.append(part[at + name : at + size].split(b"\0", 1)[0].decode("utf-8", "replace"))
        at += size
    return Slice(_PROCESSORS.get(processor, hex(processor)), oldest, tuple(loads), part)
