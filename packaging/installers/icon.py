"""The icon for every system, made from one drawing. Runs as a program in the environment that has Qt.

``python icon.py app.svg FOLDER`` draws ``app-16.png`` and so on, packs them into ``app.ico`` and ``app.icns``, and
draws the picture beside the first page of the Windows setup, ``setup.bmp``.
"""

import os
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
SETUP_SIZE = (328, 628)  # twice what the setup shows at 100 %
COVER = "#2f4858"  # as in the drawing
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
# Apple's names for a picture of a size in points, and of twice its pixels.
ICNS_SIZES = (
    (b"icp4", 16),
    (b"ic11", 32),
    (b"icp5", 32),
    (b"ic12", 64),
    (b"ic07", 128),
    (b"ic13", 256),
    (b"ic08", 256),
    (b"ic14", 512),
    (b"ic09", 512),
    (b"ic10", 1024),
)


def draw(drawing: Path, folder: Path) -> dict[int, bytes]:
    """Draw ``drawing`` at every size into PNG files in ``folder``; return what is in them."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication([])
    renderer = QSvgRenderer(str(drawing))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(QColor(0, 0, 0, 0))
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.save(str(folder / f"app-{size}.png"))
    beside = QImage(*SETUP_SIZE, QImage.Format.Format_RGB32)
    beside.fill(QColor(COVER))
    painter = QPainter(beside)
    width = SETUP_SIZE[0]
    renderer.render(painter, QRectF(width / 8, width / 4, width * 3 / 4, width * 3 / 4))
    painter.end()
    beside.save(str(folder / "setup.bmp"))
    application.shutdown()
    return {size: (folder / f"app-{size}.png").read_bytes() for size in SIZES}


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """Return an icon of Windows that holds the PNG pictures of ``ICO_SIZES``."""
    head = struct.pack("<HHH", 0, 1, len(ICO_SIZES))
    offset = len(head) + 16 * len(ICO_SIZES)
    rows, bodies = b"", b""
    for size in ICO_SIZES:
        picture = pictures[size]
        rows += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset + len(bodies))
        bodies += picture
    return head + rows + bodies


def icns(pictures: Mapping[int, bytes]) -> bytes:
    """Return an icon of macOS that holds the PNG pictures of ``ICNS_SIZES``."""
    parts = b"".join(kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size] for kind, size in ICNS_SIZES)
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def main(drawing: Path, folder: Path) -> None:
    """Make all icons from ``drawing`` in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = draw(drawing, folder)
    (folder / "app.ico").write_bytes(ico(pictures))
    (folder / "app.icns").write_bytes(icns(pictures))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
