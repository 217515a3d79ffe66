"""Reading what libraries of macOS say of themselves, on files made for it."""

import struct

from installers.macos.image import cask, image_name
from installers.macos.macho import slices
from installers.macos.plist import OLDEST_MACOS
from installers.macos.wheels import Wheels, is_bundled

ARM, INTEL = 0x0100000C, 0x01000007


def library(processor: int, oldest: tuple[int, int], *loads: str) -> bytes:
    """Return a library of nothing but its head."""
    commands = [struct.pack("<6I", 0x32, 24, 1, oldest[0] << 16 | oldest[1] << 8, 0, 0)]
    for name in loads:
        words = name.encode() + b"\0" * (8 - len(name) % 8)
        commands.append(struct.pack("<6I", 0x0C, 24 + len(words), 24, 0, 0, 0) + words)
    body = b"".join(commands)
    return struct.pack("<8I", 0xFEEDFACF, processor, 0, 6, len(commands), len(body), 0, 0) + body


def fat(*parts: tuple[int, bytes]) -> bytes:
    """Return a file that holds a part for each processor."""
    head = struct.pack(">2I", 0xCAFEBABE, len(parts))
    offset, rows, body = 8 + 20 * len(parts), b"", b""
    for processor, part in parts:
        rows += struct.pack(">5I", processor, 0, offset + len(body), len(part), 0)
        body += part
    return head + rows + body


def test_a_library_says_its_oldest_system_and_what_it_loads() -> None:
    (found,) = slices(library(ARM, (15, 0), "@rpath/QtCore.framework/Versions/A/QtCore", "/usr/lib/libc++.1.dylib"))
    assert (found.processor, found.oldest) == ("arm64", (15, 0))
    assert found.loads == ("@rpath/QtCore.framework/Versions/A/QtCore", "/usr/lib/libc++.1.dylib")


def test_both_processors_of_a_file_are_read() -> None:
    found = slices(fat((INTEL, library(INTEL, (13, 0))), (ARM, library(ARM, (14, 4)))))
    assert [(part.processor, part.oldest) for part in found] == [("x86_64", (13, 0)), ("arm64", (14, 4))]


def test_what_is_no_library_is_none() -> None:
    cut = fat((ARM, library(ARM, (13, 0))))[:30]
    assert [slices(data) for data in (b"", b"\xca\xfe\xba\xbe", b"hello, world" * 9, cut)] == [[], [], [], []]
    assert slices(library(ARM, (13, 0))[:40])[0].oldest == (0, 0)


def test_a_library_that_is_left_out_and_asked_for_is_told() -> None:
    (gui,) = slices(library(ARM, (13, 0), "@rpath/QtDBus.framework/Versions/A/QtDBus", "/usr/lib/libz.1.dylib"))
    (bus,) = slices(library(ARM, (12, 0)))
    name = "PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui"
    alone = Wheels({name: gui}, 0)
    assert alone.lost() == [f"{name} -> @rpath/QtDBus.framework/Versions/A/QtDBus"]
    both = Wheels({name: gui, "PySide6/Qt/lib/QtDBus.framework/Versions/A/QtDBus": bus}, 0)
    assert not both.lost()
    assert list(both.newest()) == [(13, 0), (12, 0)]


def test_of_qt_only_what_the_window_needs_is_bundled() -> None:
    assert is_bundled("PySide6/QtGui.abi3.so")
    assert is_bundled("PySide6/Qt/plugins/platforms/libqcocoa.dylib")
    assert not is_bundled("PySide6/QtQml.abi3.so")
    assert not is_bundled("PySide6/Qt/plugins/qmltooling/libqmldbg_server.dylib")
    assert not is_bundled("PySide6/Designer.app/Contents/MacOS/Designer")


def test_the_cask_names_both_images_and_the_promised_system() -> None:
    told = cask("1.2.3", {"arm64": "a" * 64, "x86_64": "b" * 64}, "https://example.org/download")
    assert "@" not in told
    assert 'version "1.2.3"' in told
    assert told.index("a" * 64) < told.index("b" * 64)
    assert f'">= :{ {"15.0": "sequoia"}[OLDEST_MACOS] }"' in told
    assert image_name("#{version}", "#{arch}") in told
