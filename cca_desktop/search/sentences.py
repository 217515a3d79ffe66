"""Everything this floor says in words, in one table, so that it can be said in another language.

Each entry is a whole sentence, or a whole part of one with the names of its gaps, which another language may put in
another order; nothing is put together from single words. What is said remembers its parts: whoever shows it hands in
the wording of the reader's language, and this floor never knows of any.
"""

from collections.abc import Callable

SENTENCES = {
    # How a question was understood. {what} is one of the parts below, or several of them joined.
    "paragraphs with": "paragraphs with {what}",
    "paragraphs without": "paragraphs without {unwanted}",
    "paragraphs": "paragraphs {where}",
    "notes with": "notes with {what}",
    "notes without": "notes without {unwanted}",
    "notes": "notes {where}",
    "every note": "every note",
    "wanted, but": "{wanted}, but no {unwanted}",
    "wanted where": "{wanted}, {where}",
    "and": "{first}, and {second}",
    "or": "{first} or {second}",
    "or else": "{first}, or {second}",
    "group": "({group})",
    "none of": "no {unwanted}",
    "word": "“{word}” in any form",
    "exact": "the exact word “{word}”",
    "exact so far": "the exact word “{word}…”",
    "unwanted word": "“{word}”",
    "open word": "“{word}…” in any form",
    "open exact": "words that begin with “{word}”",
    "prefix": "words that begin with “{word}”",
    "wildcard": "words like “{word}”",
    "fuzzy 1": "words at most one letter away from “{word}”",
    "fuzzy 2": "words at most two letters away from “{word}”",
    "phrase": "the phrase “{words}”",
    "open phrase": "the phrase “{words}…”",
    "loose phrase": "“{words}” side by side, in any form",
    "near": "“{words}” in any order with at most {gap} other words among them",
    "near 0": "“{words}” in any order, side by side",
    "near 1": "“{words}” in any order with at most one other word among them",
    "regex": "text that matches /{pattern}/",
    "in a note": "{what} in a note",
    "tag": "tagged “{value}”",
    "any tag": "tagged at all",
    "open tag": "tagged “{value}…”",
    "colour": "marked {value}",
    "open colour": "marked {value}…",
    "para": "in ¶ {value}",
    "para named": "in “{value}”",
    "author": "in documents by “{value}”",
    "title": "in documents titled “{value}”",
    "date": "in documents of {value}",
    "date from": "in documents of {first} or later",
    "date to": "in documents of {last} or earlier",
    "date between": "in documents of {first} to {last}",
    "not where": "not {where}",
    "outside notes": "outside your notes",
    "other than": "other than {these}",
    # A concordance that a note keeps.
    "1 line kept": "1 line for “{question}”, {day}",
    "lines kept": "{count} lines for “{question}”, {day}",
    "more lines": "and {count} more",
    # What of a question was not used, and why.
    "too long": "Only the first {limit} characters of the question were used.",
    "too many": "Only the first {limit} parts of the question were used; not used: {rest}.",
    "near too many": "Only the first {limit} words of the nearness were used.",
    "lone star": "“{typed}” alone would find everything; put letters beside it.",
    "lone ?": "“{typed}” alone stands for any letter; put letters beside it.",
    "lone tilde": "“~” belongs behind a word, as in weapon~; it was not used.",
    "trailing ?": "“{typed}” asks for one more letter after “{word}”; leave the question mark away to find the word.",
    "lone operator": "“{typed}” needs a word on each side; it was not used.",
    "lone not": "“{typed}” needs a word after it; it was not used.",
    "small or": "“{typed}” was looked for as a word; write OR in capitals to find either of two words.",
    "no word": "There is no word to look for in “{typed}”.",
    "waiting": "“{typed}” waits for the word after it.",
    "only unwanted": "The question says only what is not wanted; add a word to look for.",
    "open bracket": "A bracket is still open; it was taken as closed at the end.",
    "extra bracket": "A closing bracket without an opening one was not used.",
    "empty brackets": "The brackets are empty; they were not used.",
    "open quotes": "The quotation marks are still open; the last word was taken as a beginning.",
    "empty quotes": "The quotation marks are still empty.",
    "lone equals": "“=” needs a word right after it; it was not used.",
    "fuzzy far": "At most two letters may differ; “{typed}” was taken as “{taken}”.",
    "fuzzy pattern": "“~” belongs after a whole word; in “{typed}” it was not used.",
    "near far": "At most {limit} words may stand between; “{typed}” was taken so.",
    "near number": "“~” behind quotation marks needs a number, as in “war peace”~5; it was not used.",
    "open regex": "The regular expression is still open; a “/” closes it.",
    "bad regex": "The regular expression /{pattern}/ cannot be read ({reason}); it was not used.",
    "slow": "Not every paragraph has been looked at yet; there may be more hits.",
    "slow regex": "The regular expression /{pattern}/ took too long; not every paragraph was looked at.",
    "waiting text": "One document is still being taken up; its hits come when that is done.",
    "waiting notes": "Your notes are still being read; what is found in them comes when that is done.",
    "waiting texts": "{count} documents are still being taken up; their hits come when that is done.",
    "empty field": "“{field}:” needs something right after it; it was not used.",
    "bad para": "“para:{value}” names no paragraph; write para:6, para:5-8 or para:header.",
    "date so far": "“date:{value}” is not a whole year yet; write date:1962, date:1962-10 or date:1962-10-22.",
    "bad date": "“date:{value}” is no date; write date:1962, date:1962-10 or date:1962-10-22..1962-10-28.",
}


class Sentence(str):
    """A sentence in English that knows what it is made of."""

    __slots__ = ("gaps", "name")
    name: str
    gaps: dict[str, object]

    def __new__(cls, name: str, gaps: dict[str, object]) -> "Sentence":
        """Fill the gaps of the sentence ``name``."""
        said = super().__new__(cls, SENTENCES[name].format(**gaps))
        said.name, said.gaps = name, gaps
        return said

    def in_wording(self, wording: Callable[[str], str]) -> str:
        """Say the same in another language.

        Args:
            wording: Gives for an entry of ``SENTENCES``, as it stands there, the same in that language.
        """
        parts = {
            gap: part.in_wording(wording) if isinstance(part, Sentence) else part for gap, part in self.gaps.items()
        }
        return wording(SENTENCES[self.name]).format(**parts)


def say(name: str, **gaps: object) -> str:
    """Return the :class:`Sentence` ``name`` with its gaps filled."""
    return Sentence(name, gaps)
