"""What can be read of Windows programs without running them, and whether signing them would work."""

import os
import shutil
from pathlib import Path

from installers.product import NAME, PROGRAM, PUBLISHER, WORK
from installers.steps import Checks, attempt, run
from installers.system import bring
from installers.windows.signing import sign_file

_GUI, _CONSOLE = 2, 3


def subsystem(program: bytes) -> int:
    """Return how Windows starts a program: 2 with windows alone, 3 with a console."""
    header = int.from_bytes(program[0x3C:0x40], "little")
    return int.from_bytes(program[header + 0x5C : header + 0x5E], "little")


def machine(program: bytes) -> int:
    """Return the processor that a program is for; 0x8664 is 64-bit Intel and AMD."""
    header = int.from_bytes(program[0x3C:0x40], "little")
    return int.from_bytes(program[header + 4 : header + 6], "little")


def read_programs(folder: Path, version: str, checks: Checks) -> None:
    """Look at both programs of a bundle."""
    for name, kind, told in ((NAME, _GUI, "has no console"), (PROGRAM, _CONSOLE, "has a console")):
        data = (folder / f"{name}.exe").read_bytes()
        checks.note(f"{name}.exe {told}", ok=subsystem(data) == kind)
        checks.note(f"{name}.exe is a 64-bit program", ok=machine(data) == 0x8664)
        wide = [word.encode("utf-16-le") in data for word in (PUBLISHER, version, f"{name}.exe", "LegalCopyright")]
        checks.note(f"{name}.exe says its version and its maker", ok=all(wide))
        manifest = [
            word in data for word in (b"longPathAware", b"PerMonitorV2", b"asInvoker", b"UTF-8</activeCodePage>")
        ]
        checks.note(f"{name}.exe takes long paths, any scale, no administrator", ok=all(manifest))
        checks.note(f"{name}.exe has its icon", ok=b"\x89PNG" in data)


def try_signing(setup: Path, checks: Checks) -> None:
    """Sign a copy with a key made for it, as a release is signed; then damage the copy."""
    bring("osslsigncode")
    folder = WORK / "signing"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    key, certificate, pfx = folder / "key.pem", folder / "certificate.pem", folder / "key.pfx"
    subject = ("-subj", "/CN=A trial", "-addext", "extendedKeyUsage=codeSigning", "-days", "2", "-nodes")
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-keyout", key, "-out", certificate, *subject)
    word = folder / "password"
    word.write_text("trial", "utf-8")
    run("openssl", "pkcs12", "-export", "-inkey", key, "-in", certificate, "-out", pfx, "-passout", f"file:{word}")
    copy = folder / "setup.exe"
    shutil.copyfile(setup, copy)
    sign_file(copy, {**os.environ, "WIN_SIGN_CMD": "", "WIN_SIGN_PFX": str(pfx), "WIN_SIGN_PASS_FILE": str(word)})
    told = attempt("osslsigncode", "verify", "-CAfile", certificate, "-in", copy)
    checks.note("a signature is put on and verified", ok=told.returncode == 0, seen=told.stdout + told.stderr)
    data = bytearray(copy.read_bytes())
    data[len(data) // 2] ^= 1
    copy.write_bytes(data)
    told = attempt("osslsigncode", "verify", "-CAfile", certificate, "-in", copy)
    checks.note("one changed byte is noticed", ok=told.returncode != 0)
