"""A text as long as one likes, made up of the letter's own words; the same at every run."""

import random
import re

from cca_desktop.library.document import Block, Document, Page, Paragraph, Section
from cca_desktop.library.edition import read_edition
from cca_desktop.storage.shipped import shipped
from cca_desktop.text.span import Span

SEED = 19621026
_WORDS_OF_A_PARAGRAPH = (30, 170)
_PARAGRAPHS_OF_A_SECTION = 200
_LETTERS_OF_A_PAGE = 3_000


def made_up_document(words: int) -> Document:
    """Return a document of so many words: sections, paragraphs, and pages that end in the middle of a sentence."""
    chance = random.Random(SEED)
    letter = read_edition(shipped("seeds", "khrushchev-1962-10-26.json"))
    body = letter.text[letter.paragraphs[2].span.start : letter.paragraphs[-2].span.end]
    known = re.findall(r"\S+", body)
    blocks: list[Block] = []
    paragraphs: list[Paragraph] = []
    heads: list[int] = []
    pages: list[Page] = []
    parts: list[str] = []
    at = page = 0
    while words > 0:
        if len(paragraphs) % _PARAGRAPHS_OF_A_SECTION == 0 and len(heads) * _PARAGRAPHS_OF_A_SECTION <= len(paragraphs):
            line = f"Section {len(heads) + 1}"
            heads.append(at)
            blocks.append(Block(Span(at, at + len(line)), "heading"))
        else:
            chosen = chance.choices(known, k=min(words, chance.randint(*_WORDS_OF_A_PARAGRAPH)))
            words -= len(chosen)
            if at - page > _LETTERS_OF_A_PAGE and len(chosen) > 1:
                chosen.insert(len(chosen) // 2, "\n\n")
                before = len(" ".join(chosen[: len(chosen) // 2 + 1])) + 1
                pages.append(Page(len(pages) + 1, Span(page, at + before), is_inferred=False))
                page = at + before
            line = " ".join(chosen)
            blocks.append(Block(Span(at, at + len(line)), "body"))
            paragraphs.append(Paragraph(str(len(paragraphs) + 1), blocks[-1].span))
        parts.append(line)
        at += len(line) + 2
    text = "\n\n".join(parts)
    pages.append(Page(len(pages) + 1, Span(page, len(text)), is_inferred=False))
    return letter._replace(
        id="made-up",
        title="A made-up text",
        text=text,
        blocks=tuple(blocks),
        paragraphs=tuple(paragraphs),
        pages=tuple(pages),
        sections=_sections(heads, paragraphs, len(text)),
    )


def one_paragraph(words: int) -> Document:
    """Return a document of so many words in one paragraph, without a single line end."""
    document = made_up_document(words)
    text = " ".join(" ".join(paragraph.span.cut(document.text).split()) for paragraph in document.paragraphs)
    whole = Span(0, len(text))
    return document._replace(
        text=text,
        blocks=(Block(whole, "body"),),
        paragraphs=(Paragraph("1", whole),),
        pages=(Page(1, whole, is_inferred=False),),
        sections=(),
    )


def _sections(heads: list[int], paragraphs: list[Paragraph], end: int) -> tuple[Section, ...]:
    """Return a section from each head to the next."""
    sections = []
    for number, (head, after) in enumerate(zip(heads, [*heads[1:], end], strict=True)):
        inside = paragraphs[number * _PARAGRAPHS_OF_A_SECTION : (number + 1) * _PARAGRAPHS_OF_A_SECTION]
        if inside:
            sections.append(
                Section(str(number + 1), f"Section {number + 1}", inside[0].label, inside[-1].label, Span(head, after))
            )
    return tuple(sections)
