"""Signing what runs on Windows, by what the environment tells of a key.

``WIN_SIGN_CMD`` is a command that signs the file it is given last. Otherwise ``WIN_SIGN_PFX`` names a key with its
certificate, ``WIN_SIGN_PASS_FILE`` a file that holds its password, and ``WIN_SIGN_TSA`` a server that says when.
"""

import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from installers.product import NAME, PACKAGING
from installers.steps import TroubleError, run, say


class Signer:
    """Signs files with the key that was told, or says loudly that it cannot."""

    def __init__(self, choice: str, environment: Mapping[str, str] = os.environ) -> None:
        """Sign as ``choice`` says: ``never``, ``auto`` (where there is a key) or ``require``.

        Raises:
            TroubleError: A signature is required and no key was told.
        """
        has_key = bool(environment.get("WIN_SIGN_CMD") or environment.get("WIN_SIGN_PFX"))
        if choice == "require" and not has_key:
            raise TroubleError("A signature is required; tell the key in WIN_SIGN_CMD or WIN_SIGN_PFX (README.md).")
        self.is_signing = has_key and choice != "never"
        if not self.is_signing:
            say("== NOT SIGNED: Windows will warn whoever starts the setup")
        # NSIS signs the uninstaller with this while it compiles.
        script = PACKAGING / "build_signature.py"
        self.command_line = f'"{sys.executable}" "{script}"' if self.is_signing else ""

    def sign(self, *files: Path) -> None:
        """Sign each file where it stands."""
        if self.is_signing:
            for file in files:
                sign_file(file)


def sign_file(file: Path, environment: Mapping[str, str] = os.environ) -> None:
    """Put a signature into a file, by the key that the environment tells."""
    given = environment.get("WIN_SIGN_CMD")
    if given:
        run(*shlex.split(given), file)
        return
    key, password = environment["WIN_SIGN_PFX"], environment.get("WIN_SIGN_PASS_FILE")
    server = environment.get("WIN_SIGN_TSA")
    signed = file.with_suffix(".signed")
    command = ["osslsigncode", "sign", "-pkcs12", key, "-h", "sha256", "-n", NAME]
    command += ["-readpass", password] if password else []
    command += ["-ts", server] if server else []
    run(*command, "-in", file, "-out", signed)
    signed.replace(file)
