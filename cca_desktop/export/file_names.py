"""Names of files that every system takes, Obsidian's links can name, and that do not differ by capitals alone."""

import re
import unicodedata

_LONGEST = 80  # code points,
_MOST_BYTES = 180  # and bytes, with room for a number and an ending in the 255 that file systems allow
# What Windows forbids, what Obsidian's links cannot hold, and controls, white space and marks that nobody sees.
_FORBIDDEN = re.compile(
    r"[<>:\"/\\|?*#^\[\]%\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL)


def safe_name(words: str, otherwise: str) -> str:
    """Return ``words`` as the name of a file, without its ending; ``otherwise`` where nothing is left of them."""
    name = unicodedata.normalize("NFC", words)
    name = " ".join(_FORBIDDEN.sub(" ", name).split())
    if len(name) > _LONGEST:
        shorter = name[:_LONGEST]
        name = shorter.rpartition(" ")[0] if " " in shorter[_LONGEST // 2 :] else shorter
    while len(name.encode()) > _MOST_BYTES:
        name = name[:-1]
    name = name.strip(" .~")
    return otherwise if not name or _RESERVED.fullmatch(name) else name


class Names:
    """Gives every file of a folder a name of its own."""

    def __init__(self) -> None:
        """Begin with none taken."""
        self._next: dict[str, int] = {}

    def take(self, name: str) -> str:
        """Return ``name``, or ``name`` with the first number behind it that makes it differ from all others taken."""
        own, key = name, _alike(name)
        number = self._next.get(key, 1)
        while _alike(own) in self._next:
            number += 1
            own = f"{name} {number}"
        self._next[key] = number
        self._next.setdefault(_alike(own), 1)
        return own


def _alike(name: str) -> str:
    """Return what names have in common that some system takes for one."""
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
