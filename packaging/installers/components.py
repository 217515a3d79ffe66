"""What is really inside a bundle: the list for machines (CycloneDX) and the licences for people."""

import json
import re
import shutil
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email import message_from_string
from pathlib import Path
from typing import NamedTuple

from installers.product import NAME, PACKAGING, PROGRAM, ROOT

_NAMESPACE = uuid.UUID("5a1c8f3e-6a0b-5d0e-9c7a-2f6f2c1f0c11")  # made once, for the serial numbers of our lists


class Component(NamedTuple):
    """One thing by somebody else that is in the bundle."""

    name: str
    version: str
    licence: str
    origin: str
    is_package: bool = False


def packages(site: Path) -> list[Component]:
    """Return the Python packages that the program runs on, as they are installed in ``site``."""
    wanted = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements" / "run.txt").read_text("utf-8"), re.M))
    found = []
    for metadata in sorted(site.glob("*.dist-info/METADATA")):
        told = message_from_string(metadata.read_text("utf-8"))
        name = told["Name"].lower().replace("_", "-")
        if name in wanted:
            licence = told["License-Expression"] or told["License"] or "see its own text"
            found.append(Component(name, told["Version"], licence.splitlines()[0], "Python package", is_package=True))
    missing = wanted - {component.name for component in found}
    if missing:
        raise ValueError(f"not installed in {site}: {', '.join(sorted(missing))}")
    return found


def platform_parts(python: str, sqlite: str, qt: str, pyinstaller: str) -> list[Component]:
    """Return what is inside beside the packages: the interpreter and what the wheels carry."""
    return [
        Component("Python", python, "Python-2.0", "https://www.python.org"),
        Component("Qt", qt, "LGPL-3.0-only", "https://download.qt.io, inside the wheels of PySide6"),
        Component("SQLite", sqlite, "blessing", "https://sqlite.org, inside Python"),
        Component(
            "PyInstaller bootloader",
            pyinstaller,
            "GPL-2.0-or-later WITH Bootloader-exception",
            "https://pyinstaller.org",
        ),
        Component("EB Garamond", "12", "OFL-1.1", "resources/fonts"),
        Component("Inter", "4", "OFL-1.1", "resources/fonts"),
    ]


_LIBRARIES = (
    ("ICU", r"libicudata\.so\.(\d+)", "Unicode-3.0"),
    ("libffi", r"libffi[-.](?:so\.)?(\d+)", "MIT"),
    ("bzip2", r"(?:libbz2|_bz2)\.", "bzip2-1.0.6"),
    ("liblzma", r"(?:liblzma|_lzma)\.", "0BSD"),
    ("libmpdec", r"_decimal\.", "BSD-2-Clause"),
    ("zlib", r"(?:zlib1|python3\d+)\.dll", "Zlib"),
    ("Microsoft C runtime", r"(?i:vcruntime(\d+))\.dll", "Microsoft redistributable"),
    ("Microsoft C++ runtime", r"(?i:msvcp(\d+))\.dll", "Microsoft redistributable"),
)


def libraries(names: Iterable[str]) -> list[Component]:
    """Return what the wheels and the interpreter have brought along, by the names of the files in a bundle."""
    found = {}
    for name in names:
        for library, pattern, licence in _LIBRARIES:
            match = re.search(rf"(?:^|/){pattern}", name)
            if match:
                version = match[1] if match.lastindex else "as built into Python"
                found[library] = Component(library, version, licence, "a library inside the wheels or Python")
    return sorted(found.values())


def cyclonedx(components: Sequence[Component], version: str, files: Sequence[tuple[str, str]], made: int) -> str:
    """Return a CycloneDX 1.6 list.

    Args:
        components: What is inside.
        version: The program's.
        files: Name and SHA-256 of each file in the bundle.
        made: When, in seconds since 1970.
    """
    digest = "".join(sum_ for _, sum_ in files)
    told = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, version + digest)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(made, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": PROGRAM,
                "name": NAME,
                "version": version,
                "licenses": [{"license": {"id": "MIT"}}],
            },
        },
        "components": [
            *[_component(component) for component in components],
            *[
                {
                    "type": "file",
                    "bom-ref": f"file:{name}",
                    "name": name,
                    "hashes": [{"alg": "SHA-256", "content": sum_}],
                }
                for name, sum_ in files
            ],
        ],
        "dependencies": [
            {"ref": PROGRAM, "dependsOn": [_reference(component) for component in components]},
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _reference(component: Component) -> str:
    return f"{component.name}@{component.version}"


def _component(component: Component) -> dict[str, object]:
    told: dict[str, object] = {
        "type": "library",
        "bom-ref": _reference(component),
        "name": component.name,
        "version": component.version,
        "description": component.origin,
    }
    if re.fullmatch(r"[\w.+-]+( (OR|AND|WITH) [\w.+-]+)*", component.licence):
        told["licenses"] = [{"expression": component.licence}]
    else:
        told["licenses"] = [{"license": {"name": component.licence}}]
    if component.is_package:
        told["purl"] = f"pkg:pypi/{component.name}@{component.version}"
    return told


def write_licences(components: Sequence[Component], site: Path, folder: Path) -> None:
    """Fill ``folder`` with the licences of everything inside, and a list of what that is."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for text in sorted((PACKAGING / "licences").glob("*.txt")):
        shutil.copyfile(text, folder / text.name)
    shutil.copyfile(ROOT / "LICENSE", folder / "CCA-Desktop.txt")
    for component in components:
        if not component.is_package:
            continue
        (home,) = site.glob(f"{component.name.replace('-', '_')}-{component.version}.dist-info")
        texts = [path for path in sorted(home.rglob("*")) if re.match("(LICEN[CS]E|COPYING|NOTICE)", path.name)]
        words = "\n\n".join(path.read_text("utf-8").strip() for path in texts if path.is_file())
        if words:
            (folder / f"{component.name}.txt").write_text(words + "\n", "utf-8")
    rows = [f"{component.name:24} {component.version:14} {component.licence}" for component in components]
    (folder / "components.txt").write_text("\n".join(rows) + "\n", "utf-8")


def joined_licences(folder: Path) -> str:
    """Return all the texts of a licence folder as one, the explanation first."""
    first = folder / "README.txt"
    rest = [path for path in sorted(folder.glob("*.txt")) if path != first]
    line = "-" * 120
    return f"\n{line}\n".join(f"{path.stem}\n\n{path.read_text('utf-8')}" for path in (first, *rest))
