"""Made-up texts of kinds that are hard on a note: full of repetitions, without spaces, from right to left."""

import random
from collections.abc import Callable

_PARTIES = ("Licensor", "Licensee", "Publisher", "Author", "Assignee")
_THINGS = ("the Work", "the Notes", "any Derivative", "the Edition", "each Copy", "the Archive")
_DEEDS = ("copy", "distribute", "translate", "amend", "print", "transmit", "withdraw", "index", "lend", "store")
_CLAUSES = (
    "The {0} grants to the {1} a non-exclusive, royalty-free right to {2} {3}.",
    "In no event shall the {0} be liable to the {1} for any loss arising out of the failure to {2} {3}.",
    "The {0} shall not {2} {3} without the prior written consent of the {1}.",
    "This clause shall survive the termination of this Agreement.",
    "Nothing in this Agreement shall be taken to oblige the {0} to {2} {3}.",
    "The {1} warrants that it has full power to {2} {3} and to enter into this Agreement.",
)
_REFRAINS = (
    "And the tide came in, and the tide went out,",
    "O the wind and the rain, my dear,",
    "Never again, said she.",
)
_SEA = "sea moon night bell ship hand heart stone bird field road song rain gold grey cold long low old new".split()  # noqa: SIM905 - as below
_HEBREW = "שלום מלחמה ים אוניות נשק אמת עם ממשלה יום לילה דבר אדם ארץ מים שמים לא כן אנחנו אתם הם של על את כי".split()  # noqa: SIM905 - a list as long as this is no easier to read
_HAN = "我们和你不要拉战争之结的绳子因为越用力它就变得紧总统先生船武器古巴人民平安今天明天说道理国家政府知心"


def legal(chance: random.Random, clauses: int = 260) -> str:
    """Return clauses of an agreement, of six moulds, many of them word for word the same."""
    parts = []
    for number in range(clauses):
        clause = chance.choice(_CLAUSES).format(
            chance.choice(_PARTIES), chance.choice(_PARTIES), chance.choice(_DEEDS), chance.choice(_THINGS)
        )
        parts.append(f"\n\n{number // 5 + 1}. {clause}" if number % 5 == 0 else f" {clause}")
    return "".join(parts).strip()


def prose(chance: random.Random, sentences: int = 400) -> str:
    """Return sentences of made-up words, a tenth of them set formulae."""
    vocabulary = [
        "".join(chance.choice("bdfglmnprst") + chance.choice("aeiou") for _ in range(chance.randrange(1, 5)))
        for _ in range(900)
    ]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    formulae = [" ".join(chance.choices(vocabulary, weights, k=9)) for _ in range(5)]
    told = []
    for number in range(sentences):
        words = (
            chance.choice(formulae)
            if chance.random() < 0.1
            else " ".join(chance.choices(vocabulary, weights, k=chance.randrange(4, 24)))
        )
        told.append(words.capitalize() + chance.choice(".....?!") + ("\n\n" if number % 6 == 5 else " "))
    return "".join(told).strip()


def verse(chance: random.Random, stanzas: int = 90) -> str:
    """Return stanzas of six lines, two of them refrains."""
    lines = []
    for _ in range(stanzas):
        for place in range(6):
            own = "The {} of the {} is {} as a {},".format(*chance.choices(_SEA, k=4))
            lines.append(chance.choice(_REFRAINS) if place in (2, 5) else own)
        lines.append("")
    return "\n".join(lines).strip()


def notes(chance: random.Random, lines: int = 400) -> str:
    """Return a list of short entries, much alike."""
    told = []
    for number in range(lines):
        kind = chance.choice(("see", "cf.", "read", "ask about", "look up", "again:"))
        told.append(
            f"- {kind} p. {chance.randrange(1, 90)}, {chance.choice(_DEEDS)} {chance.choice(_THINGS)}"
            + ("" if number % 3 else " (!)")
        )
    return "\n".join(told)


def right_to_left(chance: random.Random, sentences: int = 260) -> str:
    """Return Hebrew words in sentences."""
    return " ".join(" ".join(chance.choices(_HEBREW, k=chance.randrange(4, 16))) + "." for _ in range(sentences))


def without_spaces(chance: random.Random, sentences: int = 260) -> str:
    """Return sentences of Chinese characters."""
    return "".join(
        "".join(chance.choices(_HAN, k=chance.randrange(6, 24))) + chance.choice("。。，") for _ in range(sentences)
    )


MADE: dict[str, Callable[[random.Random], str]] = {
    "legal clauses": legal,
    "prose with formulae": prose,
    "verse with refrains": verse,
    "notes in a list": notes,
    "right to left": right_to_left,
    "without spaces": without_spaces,
}
