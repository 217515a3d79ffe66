"""What Windows is told of a program inside its file: version, maker, and how it likes to be run."""

from typing import TYPE_CHECKING

from installers.product import COPYRIGHT, NAME, PACKAGING, PROGRAM, PUBLISHER, SUMMARY, numbers

if TYPE_CHECKING:
    from PyInstaller.utils.win32.versioninfo import VSVersionInfo


def manifest() -> str:
    """Return the manifest: no administrator, sharp at any scale, long paths, UTF-8."""
    return (PACKAGING / "windows" / "program.manifest").read_text("utf-8")


def words(version: str, name: str) -> dict[str, str]:
    """Return what the file's properties say."""
    return {
        "CompanyName": PUBLISHER,
        "FileDescription": NAME if name == NAME else f"{NAME} (command line)",
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": f"{name}.exe",
        "ProductName": NAME,
        "ProductVersion": version,
        "Comments": SUMMARY if name == NAME else f"{SUMMARY}: {PROGRAM} --help",
    }


def version_information(version: str, name: str) -> "VSVersionInfo":
    """Return the version resource of the program called ``name``; known to PyInstaller on Windows alone."""
    from PyInstaller.utils.win32 import versioninfo as told

    told_words = [told.StringStruct(key, value) for key, value in words(version, name).items()]
    return told.VSVersionInfo(
        ffi=told.FixedFileInfo(filevers=numbers(version), prodvers=numbers(version)),
        kids=[
            told.StringFileInfo([told.StringTable("040904B0", told_words)]),
            told.VarFileInfo([told.VarStruct("Translation", [0x0409, 0x04B0])]),
        ],
    )
