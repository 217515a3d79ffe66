"""Tags in one line, as a reader types them: separated by commas, and in quotation marks where a tag has one itself."""

import re
from collections.abc import Iterable

from cca_desktop.notes.note import tidy_tags

_TAG = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=,|\Z)|([^,]*))(?:,|\Z)')


def told_tags(tags: Iterable[str]) -> str:
    """Write ``tags`` in one line, from which ``typed_tags`` reads the same ones."""
    return ", ".join(_quoted(tag) if "," in tag or tag.startswith('"') else tag for tag in tags)


def typed_tags(line: str) -> tuple[str, ...]:
    """Read tags from a line, tidied; quotation marks that are not closed are part of a tag."""
    return tidy_tags(quoted.replace('""', '"') or plain for quoted, plain in _TAG.findall(line))


def _quoted(tag: str) -> str:
    escaped = tag.replace('"', '""')
    return f'"{escaped}"'
