"""A note's words as HTML: Markdown set, links kept only where they lead to the web or within the page."""

from collections.abc import Callable, Iterator, Sequence
from html import escape

from cca_desktop.export.beginning import beginning
from cca_desktop.export.markdown_text import Block, Run, blocks_of

_NOT_FOR_HTML = dict.fromkeys((*range(9), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF), "\ufffd")


def safe(text: str) -> str:
    """Return ``text`` as it stands in a page: nothing in it is taken for markup, nothing in it is forbidden there."""
    return escape(text.translate(_NOT_FOR_HTML))


def html_of(markdown: str, leads_to: Callable[[str], str], *, most: int | None = None) -> str:
    """Set a note.

    Args:
        markdown: Its words.
        leads_to: Gives the address for where a run leads (see ``Run``), or "" where it leads nowhere.
        most: So many characters and no more, in whole blocks, the first of them in any case; None for all.
    """
    blocks = blocks_of(markdown)
    return "\n".join(_quoted(blocks if most is None else beginning(blocks, most), 0, leads_to))


def _quoted(blocks: Sequence[Block], depth: int, leads_to: Callable[[str], str]) -> Iterator[str]:
    """Set blocks that stand in ``depth`` quotations, and those that stand in more of them."""
    for is_deeper, some in _grouped(blocks, lambda block: block.quoted > depth):
        if is_deeper:
            yield "<blockquote>"
            yield from _quoted(some, depth + 1, leads_to)
            yield "</blockquote>"
        else:
            yield from _plain(some, leads_to)


def _plain(blocks: Sequence[Block], leads_to: Callable[[str], str]) -> Iterator[str]:
    for name, some in _grouped(blocks, lambda block: "list" if block.level and block.kind != "heading" else block.kind):
        if name == "list":
            yield from _list(some, 1, leads_to)
        elif name == "row":
            yield from _table(some, leads_to)
        else:
            yield from (_block(block, leads_to) for block in some)


def _block(block: Block, leads_to: Callable[[str], str]) -> str:
    if block.kind == "rule":
        return "<hr>"
    if block.kind == "code":
        return f"<pre><code>{safe(block.runs[0].text)}</code></pre>"
    name = f"h{min(block.level + 2, 5)}" if block.kind == "heading" else "p"
    return f'<{name} dir="auto">{_runs(block.runs, leads_to)}</{name}>'


def _list(blocks: Sequence[Block], level: int, leads_to: Callable[[str], str]) -> Iterator[str]:
    """Set items of one level, each with what stands below it before the next."""
    marker = next((block.marker for block in blocks if block.level == level and block.kind == "item"), "•")
    name = "ol" if marker[:1].isdigit() else "ul"
    start = f' start="{int(marker[:-1])}"' if name == "ol" and marker[:-1] != "1" else ""
    tasks = ' class="tasks"' if marker in ("☐", "☑") else ""
    yield f"<{name}{start}{tasks}>"
    is_open = False
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.level > level:
            end = next((later for later in range(at, len(blocks)) if blocks[later].level <= level), len(blocks))
            if not is_open:
                yield "<li>"
                is_open = True
            yield from _list(blocks[at:end], level + 1, leads_to)
            at = end
            continue
        words = _runs(block.runs, leads_to)
        if block.kind == "item":
            sign = f"{block.marker} " if block.marker in ("☐", "☑") else ""
            yield ("</li>" if is_open else "") + f'<li dir="auto">{sign}{words}'
            is_open = True
        else:
            yield ("" if is_open else "<li>") + f"<p>{words}</p>"
            is_open = True
        at += 1
    yield ("</li>" if is_open else "") + f"</{name}>"


def _table(rows: Sequence[Block], leads_to: Callable[[str], str]) -> Iterator[str]:
    yield "<table>"
    for row in rows:
        name = "th" if row.marker == "head" else "td"
        yield "<tr>" + "".join(f"<{name}>{_runs(cell, leads_to)}</{name}>" for cell in row.cells) + "</tr>"
    yield "</table>"


def _runs(runs: Sequence[Run], leads_to: Callable[[str], str]) -> str:
    return "".join(_run(run, leads_to) for run in runs)


def _run(run: Run, leads_to: Callable[[str], str]) -> str:
    words = safe(run.text).replace("\n", "<br>\n")
    for is_so, name in (
        (run.is_code, "code"),
        (run.is_emphasis, "em"),
        (run.is_strong, "strong"),
        (run.is_struck, "s"),
    ):
        if is_so:
            words = f"<{name}>{words}</{name}>"
    address = leads_to(run.leads_to) if run.leads_to else ""
    return f'<a href="{safe(address)}">{words}</a>' if address else words


def _grouped(blocks: Sequence[Block], key: Callable[[Block], object]) -> Iterator[tuple[object, Sequence[Block]]]:
    """Divide blocks into stretches that have the same key."""
    start = 0
    for at in range(1, len(blocks) + 1):
        if at == len(blocks) or key(blocks[at]) != key(blocks[start]):
            yield key(blocks[start]), blocks[start:at]
            start = at
