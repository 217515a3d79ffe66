"""The few lines of YAML at the head of a Markdown file: strings and lists of strings, and nothing else of YAML.

What is written is quoted like JSON, which is YAML as well. What is read may have been written again by Obsidian or by
hand: plain words, either kind of quotation marks, lists in brackets or line by line, blocks of lines. Anchors, tags,
nested maps and all else that makes YAML a danger or a puzzle are refused.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping

FENCE = "---"
Value = str | tuple[str, ...]

_LONGEST = 4_000_000  # code points of one head
_MOST_KEYS = 200
_KEY = re.compile(r"([A-Za-z_][\w -]{0,60}?)[ ]*:(?:[ ]+(.*))?", re.DOTALL)
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*|0|[1-9][0-9]{0,11}")
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\n[ ]*|.)", re.DOTALL)
_ESCAPED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", " ": " ",
    '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def write(fields: Mapping[str, Value], others: str = "") -> str:
    """Write a head, its fences included; a field that is empty is left out; ``others`` are lines as they stood."""
    lines = [FENCE]
    for key, value in fields.items():
        if isinstance(value, str):
            lines += [f"{key}: {_scalar(value)}"] if value else []
        elif value:
            lines += [f"{key}:", *(f"  - {_scalar(one)}" for one in value)]
    return "\n".join([*lines, *([others] if others else []), FENCE, ""])


def divide(text: str) -> tuple[dict[str, Value], str]:
    """Divide a file into the fields of its head and what follows it; without a head there are no fields.

    Raises:
        ValueError: The head is not of the kind told above.
    """
    if not re.match(r"---[ \t]*\r?\n", text):
        return {}, text
    end = _END.search(text, 4)
    if end is None:
        return {}, text  # a rule across the page, and no head
    head = text[text.index("\n") + 1 : end.start()]
    if len(head) > _LONGEST:
        raise ValueError("the head is too long")
    return _fields(head.replace("\r\n", "\n").split("\n")), text[end.end() :]


def others(text: str, ours: Collection[str]) -> str:
    """Return the lines of the fields of a head that are none of ``ours``, as they stand there.

    Raises:
        ValueError: The head is not of the kind told above.
    """
    end = _END.search(text, 4)
    if not re.match(r"---[ \t]*\r?\n", text) or end is None:
        return ""
    head = text[text.index("\n") + 1 : end.start()].replace("\r\n", "\n")
    parts = _parts(head.split("\n"))
    return "\n".join("\n".join(lines) for key, _, _, lines in parts if key not in ours).rstrip("\n")


def has_words_after(text: str) -> bool:
    """Tell whether anything follows the head of a file, be it one that cannot be read."""
    end = _END.search(text, 4)
    return end is not None and bool(text[end.end() :].strip())


def _scalar(value: str) -> str:
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS_OF_YAML:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _fields(lines: list[str]) -> dict[str, Value]:
    return {key: _value(told, block) for key, told, block, _ in _parts(lines)}


def _parts(lines: list[str]) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Go through the fields: the name of each, what follows it on its line, the lines below, and all of it."""
    seen: set[str] = set()
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _KEY.fullmatch(line)
        if found is None or len(seen) >= _MOST_KEYS or found[1] in seen:
            raise ValueError(f"line {at} is not a field")
        key, told = found[1], (found[2] or "").strip(" \t")
        block: list[str] = []
        while at < len(lines) and (lines[at].startswith((" ", "\t", "- ")) or lines[at] in ("", "-")):
            block.append(lines[at])
            at += 1
        seen.add(key)
        yield key, told, block, [line, *block]


def _value(told: str, block: list[str]) -> Value:
    if told[:1] in ("|", ">"):
        return _block(told, block)
    if not told and any(line.lstrip().startswith("-") for line in block):
        return _list(block)
    whole = "\n".join([told, *(line.strip(" \t") for line in block)]).strip("\n")
    if whole.startswith("["):
        return _flow(whole)
    return _single(whole)


def _list(block: list[str]) -> tuple[str, ...]:
    items: list[str] = []
    for line in block:
        words = line.strip(" \t")
        if words == "-" or words.startswith("- "):
            items.append(words[1:].strip(" \t"))
        elif words and items:
            items[-1] += f"\n{words}"
        elif words:
            raise ValueError("a list that is none")
    return tuple(_single(item) for item in items)


def _flow(whole: str) -> tuple[str, ...]:
    """Read a list in brackets, on one line or several; lists do not stand in lists."""
    if not whole.endswith("]"):
        raise ValueError("a list without an end")
    items: list[str] = []
    rest = whole[1:-1].strip()
    piece = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,\[\]{}\"']+)\s*(,|\Z)", re.DOTALL)
    at = 0
    while at < len(rest):
        found = piece.match(rest, at)
        if found is None:
            raise ValueError("a list that is none")
        items.append(_single(found[1].strip()))
        at = found.end()
    return tuple(items)


def _single(told: str) -> str:
    """Read one value: in double or single quotation marks, or plain; several lines are folded into one."""
    if told.startswith('"'):
        if not re.fullmatch(r'"(?:[^"\\]|\\.)*"', told, re.DOTALL):
            raise ValueError("quotation marks that do not close")
        return _ESCAPE.sub(_meant, _folded(told[1:-1]))
    if told.startswith("'"):
        if not re.fullmatch(r"'(?:[^']|'')*'", told, re.DOTALL):
            raise ValueError("quotation marks that do not close")
        return _folded(told[1:-1]).replace("''", "'")
    if told[:1] in tuple("&*!{}[]%@`|>"):
        raise ValueError("YAML beyond strings and lists")
    plain = re.split(r"(?:^|[ \t])#", told, maxsplit=1)[0].strip()
    return "" if plain in ("~", "null") else _folded(plain)


def _folded(told: str) -> str:
    """Fold lines as YAML does: one line end is a space, an empty line is a line end."""
    return re.sub(r"(?<!\\)\n+", lambda found: "\n" * (len(found[0]) - 1) or " ", told)


def _meant(found: re.Match[str]) -> str:
    told = found[1]
    if told[0] in "xuU" and len(told) > 1:
        number = int(told[1:], 16)
        if number > 0x10FFFF:
            raise ValueError("a character that there is none of")
        return chr(number)
    if told[0] == "\n":
        return ""
    if told not in _ESCAPED:
        raise ValueError("a backslash before nothing that it can mean")
    return _ESCAPED[told]


def _block(told: str, block: list[str]) -> str:
    """Read a block of lines, kept (``|``) or folded (``>``), its last line end kept or not."""
    if not re.fullmatch(r"[|>][-+]?", told):
        raise ValueError("YAML beyond strings and lists")
    full = [line for line in block if line.strip()]
    margin = min((len(line) - len(line.lstrip(" ")) for line in full), default=0)
    words = "\n".join(line[margin:] for line in block)
    ended = words.rstrip("\n")
    text = ended if told[0] == "|" else _folded(ended)
    return text if told.endswith("-") or not text else f"{text}\n"
