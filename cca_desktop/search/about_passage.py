"""From words that stand in a text to the question where else they stand."""

from cca_desktop.library.document import Document
from cca_desktop.search.tokens import tokens
from cca_desktop.text.span import Span

_OPERATORS = ("AND", "OR", "NOT")
_MOST_WORDS = 30  # a question has 32 clauses at most


def question_about(document: Document, passage: Span) -> str:
    """Return the question for the words of ``passage``, or "" where it touches none.

    Half a word stands for the whole of it. One word is asked for in any form, several as a phrase; since a phrase ends
    with its paragraph, so does what is asked for.
    """
    paragraph = document.paragraph_at(passage.start).span
    touched = [
        Span(paragraph.start + token.start(), paragraph.start + token.end())
        for token in tokens(paragraph.cut(document.text))
        if paragraph.start + token.start() < passage.end and passage.start < paragraph.start + token.end()
    ][:_MOST_WORDS]
    if not touched:
        return ""
    words = [span.cut(document.text) for span in touched]
    if len(words) == 1 and words[0] not in _OPERATORS:
        return words[0]
    return f'"{" ".join(words)}"'
