"""The fences between which code stands in a note, told in one way wherever its Markdown is read."""

import re

FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)


def is_fence(line: str) -> bool:
    """Tell whether ``line`` begins or ends lines of code; one that holds code, and words behind it, does neither."""
    return FENCE.match(line) is not None
