"""What ground a profile stands on: a disk of this machine, a network's, or a folder that a cloud keeps equal."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePath

from cca_desktop.errors import InUseError
from cca_desktop.storage.database import GROUND_MARK, Database

NETWORK_SYSTEMS = frozenset(
    (
        *("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "ncpfs", "afs"),
        *("9p", "ceph", "glusterfs", "lustre", "gpfs", "beegfs", "coda", "orangefs", "vboxsf", "vmhgfs", "prl_fs"),
    )
)
_NETWORK_FUSE = frozenset(
    (
        *("sshfs", "davfs", "davfs2", "rclone", "glusterfs", "ceph", "s3fs", "gcsfuse", "gvfsd-fuse", "kio-fuse"),
        *("curlftpfs", "smbnetfs", "juicefs", "google-drive-ocamlfuse", "onedriver", "seadrive", "vmhgfs-fuse"),
    )
)
_CLOUDS = (
    *("dropbox", "onedrive", "google drive", "googledrive", "my drive", "icloud drive", "iclouddrive"),
    *("mobile documents", "cloudstorage", "nextcloud", "owncloud", "pclouddrive", "proton drive", "yandex.disk"),
    *("box sync", "syncthing"),
)
_CLOUDS_BEGIN = ("onedrive - ", "dropbox (", "nextcloud-", "google drive -", "googledrive-", "onedrive-")
_CLOUDS_LEAVE = (
    ".dropbox",
    ".dropbox.cache",
    ".stfolder",
    ".owncloudsync.log",
    ".nextcloudsync.log",
)  # in their folder
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of Windows
# Of what macOS tells of a file system: its flags, and the one that says that it is here (sys/mount.h).
_FLAGS_AT, _STATFS_BYTES, _MNT_LOCAL = 64, 4096, 0x1000


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
    cloud = next((part for part in folder.parts if _is_cloud(part)), None) or _marked_by_cloud(folder)
    if cloud is not None:
        found.append(
            f"The folder {folder} is kept equal with other machines by “{cloud}”, which may replace a file that is in "
            "use. The notes are safer outside of it; exporting the profile carries them over."
        )
    return tuple(found)


def heed(database: Database, *, mounts: str | None = None) -> tuple[str, ...]:
    """Let notes be written as the ground on which they lie asks; return what their reader has not been told of it yet.

    On shared ground a file beside them notes it, and they are written without a WAL: that works among the programs of
    one machine only, and whoever keeps folders equal may carry the notes away without it.

    Args:
        database: The notes.
        mounts: As for ``warnings_of``.

    Raises:
        DiskTroubleError: It could not be noted.
    """
    from cca_desktop.storage.atomic_file import write_atomically

    mark = database.file.with_name(GROUND_MARK)
    warnings = warnings_of(database.file.parent, mounts=mounts)
    noted = mark.read_text(encoding="utf-8", errors="replace") if mark.is_file() else ""
    words = "".join(f"{warning}\n" for warning in warnings)
    if words == noted:
        return ()
    if words:
        write_atomically(mark, words.encode())
    else:
        mark.unlink()
    with suppress(InUseError):  # the next start does it
        database.keep_journal()
    return warnings


def _is_cloud(part: str) -> bool:
    name = part.casefold()
    return name in _CLOUDS or name.startswith(_CLOUDS_BEGIN)


def _marked_by_cloud(folder: Path) -> str | None:
    """Return the folder above, or this one, in which a cloud's program has left its own files."""
    for above in (folder, *folder.parents):
        with suppress(OSError, RuntimeError):  # a home that nobody knows
            if any((above / name).exists() for name in _CLOUDS_LEAVE) and above != Path.home():
                return above.name
    return None


def _is_on_network(folder: Path, mounts: str | None) -> bool:
    if mounts is not None:
        return is_on_network_of_linux(os.path.realpath(folder), mounts)
    if sys.platform == "win32":
        import ctypes

        return is_on_network_of_windows(folder, ctypes.windll.kernel32.GetDriveTypeW)
    if sys.platform == "darwin":
        return is_elsewhere_by_statfs(_statfs(folder))
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return is_on_network_of_linux(os.path.realpath(folder), mounts)


def is_on_network_of_linux(folder: str, mounts: str) -> bool:
    """Tell it by the nearest mount above ``folder``, which is told without links."""
    kind, length = "", -1
    for line in mounts.splitlines():
        _, _, rest = line.partition(" ")
        point, _, rest = rest.partition(" ")
        point = point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        is_above = folder == point or folder.startswith(point.rstrip("/") + "/")
        if is_above and len(point) >= length:
            kind, length = rest.partition(" ")[0], len(point)
    return kind in NETWORK_SYSTEMS or kind.removeprefix("fuse.") in _NETWORK_FUSE


def is_on_network_of_windows(folder: PurePath, type_of_drive: Callable[[str], int]) -> bool:
    r"""Tell it by the drive, which is a share (`\\server\share`) or a letter; ``type_of_drive`` is GetDriveTypeW."""
    drive = folder.drive.upper()
    if drive.startswith(("\\\\?\\", "\\\\.\\")) and not drive.startswith("\\\\?\\UNC"):
        drive = drive[4:]
    return drive.startswith("\\\\") or type_of_drive(f"{drive}\\") == _REMOTE_DRIVE


def is_elsewhere_by_statfs(told: bytes) -> bool:
    """Tell it by what macOS says of the file system, in the form of `struct statfs` with 64-bit inodes."""
    flags = int.from_bytes(told[_FLAGS_AT : _FLAGS_AT + 4], "little")
    return bool(told) and not flags & _MNT_LOCAL


def _statfs(folder: Path) -> bytes:
    """Ask macOS of the file system that holds ``folder``, or its nearest parent that is there; b"" if it fails."""
    import ctypes

    library = ctypes.CDLL(None)
    # On Intel the form with 64-bit inodes has a name of its own.
    ask = getattr(library, "statfs$INODE64", None) or library.statfs
    told = ctypes.create_string_buffer(_STATFS_BYTES)
    there = next((above for above in (folder, *folder.parents) if above.exists()), Path("/"))
    return told.raw if ask(os.fsencode(there), told) == 0 else b""
