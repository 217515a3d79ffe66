"""Everything this floor says in words, in one table, so that it can be said in another language.

Each entry is a whole sentence, or a whole part of one with the names of its gaps; nothing is put together from single
words.
"""

SENTENCES = {
    # How a question was understood. {what} is one of the parts below, or several of them joined.
    "paragraphs with": "paragraphs with {what}",
    "notes with": "notes with {what}",
    "paragraphs": "paragraphs {where}",
    "paragraphs without": "paragraphs without {unwanted}",
    "every note": "every note",
    "wanted, but": "{wanted}, but no {unwanted}",
    "wanted where": "{wanted}, {where}",
    "and": "{first}, and {second}",
    "or": "{first} or {second}",
    "group": "({group})",
    "none of": "no {unwanted}",
    "word": "“{word}” in any form",
    "exact": "the exact word “{word}”",
    "unwanted word": "“{word}”",
    "open word": "words that begin with “{word}”",
    "open exact": "words that begin with “{word}”",
    "prefix": "words that begin with “{word}”",
    "wildcard": "words like “{word}”",
    "fuzzy 1": "words at most one letter away from “{word}”",
    "fuzzy 2": "words at most two letters away from “{word}”",
    "phrase": "the phrase “{words}”",
    "open phrase": "the phrase “{words}…”",
    "loose phrase": "“{words}” side by side, in any form",
    "near": "“{words}” in any order with at most {gap} other words among them",
    "regex": "text that matches /{pattern}/",
    "in a note": "{what} in a note",
    "tag": "tagged “{value}”",
    "colour": "marked {value}",
    "para": "in ¶ {value}",
    "author": "by “{value}”",
    "title": "in documents titled “{value}”",
    "date": "in documents of {value}",
    "date from": "in documents of {first} or later",
    "date to": "in documents of {last} or earlier",
    "date between": "in documents of {first} to {last}",
    "not where": "not {where}",
    # What of a question was not used, and why.
    "too long": "Only the first {limit} characters of the question were used.",
    "too many": "Only the first {limit} parts of the question were used; not used: {rest}.",
    "near too many": "Only the first {limit} words of the nearness were used.",
    "lone star": "“{typed}” alone would find everything; put letters beside it.",
    "trailing ?": "“{typed}” asks for one more letter after “{word}”; leave the question mark away to find the word.",
    "lone operator": "“{typed}” needs a word on each side; it was not used.",
    "lone not": "“{typed}” needs a word after it; it was not used.",
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
    "open regex": "The regular expression is still open; a “/” closes it.",
    "bad regex": "The regular expression /{pattern}/ cannot be read ({reason}); it was not used.",
    "slow": "The question takes too long to look everywhere; there may be more hits than were counted.",
    "slow regex": "The regular expression /{pattern}/ took too long; not every paragraph was looked at.",
    "empty field": "“{field}:” needs something right after it; it was not used.",
    "bad para": "“para:{value}” names no paragraph; write para:6, para:5-8 or para:header.",
    "bad date": "“date:{value}” is no date; write date:1962, date:1962-10 or date:1962-10-22..1962-10-28.",
}


def say(name: str, **gaps: object) -> str:
    """Return the sentence ``name`` with its gaps filled."""
    return SENTENCES[name].format(**gaps)
