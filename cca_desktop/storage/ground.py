"""What ground a profile stands on: a disk of this machine, a network's, or a folder that a cloud keeps equal."""

import os
import sys
from pathlib import Path

NETWORK_SYSTEMS = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "ncpfs", "afs", "9p"),
        *("fuse.davfs", "fuse.sshfs", "fuse.rclone", "fuse.glusterfs"),
    )
)
_CLOUDS = ("dropbox", "onedrive", "google drive", "googledrive", "icloud drive", "mobile documents", "nextcloud")
_CLOUDS_BEGIN = ("onedrive - ", "dropbox (", "nextcloud-")
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of Windows


def warnings_of(folder: Path, *, mounts: str | None = None) -> tuple[str, ...]:
    """Return in sentences what may go wrong with notes in ``folder``; nothing on a disk of this machine.

    Args:
        folder: Where the notes lie; it need not be there yet.
        mounts: The content of /proc/mounts, if not that of this machine.
    """
    found = []
    if _is_on_network(folder, mounts):
        found.append(
            f"The folder {folder} is on a network: two machines that write there at once, or a connection that breaks, "
            "can damage notes. They are safer in a folder of this machine; exporting the profile carries them over."
        )
    cloud = next((part for part in folder.parts if _is_cloud(part)), None)
    if cloud is not None:
        found.append(
            f"The folder {folder} is kept equal with other machines by “{cloud}”, which may replace a file that is in "
            "use. The notes are safer outside of it; exporting the profile carries them over."
        )
    return tuple(found)


def _is_cloud(part: str) -> bool:
    name = part.casefold()
    return name in _CLOUDS or name.startswith(_CLOUDS_BEGIN)


def _is_on_network(folder: Path, mounts: str | None) -> bool:
    if mounts is None and sys.platform == "win32":
        import ctypes

        if folder.drive.startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE)
    if mounts is None:
        try:
            mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False  # macOS tells it only by calls that Python does not know
    real = os.path.realpath(folder)
    kind, length = "", -1
    for line in mounts.splitlines():
        _, _, rest = line.partition(" ")
        point, _, rest = rest.partition(" ")
        point = point.replace("\\040", " ")
        is_above = real == point or real.startswith(point.rstrip("/") + "/")
        if is_above and len(point) >= length:
            kind, length = rest.partition(" ")[0], len(point)
    return kind in NETWORK_SYSTEMS
