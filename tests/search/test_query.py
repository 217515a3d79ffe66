"""Every string is a question; what it cannot use, it says."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.search.query import LONGEST_QUESTION, MOST_CLAUSES, parse
from cca_desktop.search.tree import And, Near, Not, Or, Phrase, Term, wanted_parts
from cca_desktop.search.understood import understood

SIGNS = st.text(alphabet="\"“”()-=*?~/:\\ .'’ABNOTRDabz059é\u0301й🙂\x00\ud800\u202e", max_size=40)
MORE = (
    'AND OR NOT ( ) - = " war pe* w?r x~ y~2 note: tag:a para:5-8 /a.b/ date:1962.. "a_b"~5 * ~ note:* title: “ { \\ [a'
)
PARTS = st.lists(st.sampled_from(MORE.split()), max_size=40)


@given(st.one_of(st.text(), SIGNS, PARTS.map(" ".join), PARTS.map("".join)), st.booleans())
def test_no_string_is_refused_and_each_is_put_into_words(typed: str, is_being_typed: bool) -> None:
    query = parse(typed, is_being_typed=is_being_typed)
    sentence = understood(query)
    assert bool(sentence) == (query.root is not None)
    (sentence + "".join(query.notices) + query.typed).encode()  # can be printed and stored
    assert len(wanted_parts(query.root)) <= MOST_CLAUSES


LONG = (
    "(",
    "a(",
    '"',
    "[a TO ",
    "x",
    "NOT ",
    "-",
    "note:",
    "-note:",
    "(-note:",
    "/",
    "a~",
    "\0",
    "*a",
    '"a b"~5 ',
    "🙂",
    "a-",
)


@pytest.mark.parametrize("typed", [*(piece * 10_000 for piece in LONG), "\ud800" * 10_000, "\u202e" * 10_000])
@pytest.mark.timeout(60)  # not a speed, which is measured in benchmarks/: a string that explodes takes minutes
def test_long_and_deep_strings_are_read_at_once(typed: str) -> None:
    query = parse(typed, is_being_typed=True)
    understood(query)
    assert len(query.typed) <= LONGEST_QUESTION


def test_the_parts_beyond_the_thirty_second_are_named() -> None:
    query = parse(" ".join(f"w{number}" for number in range(34)))
    assert len(wanted_parts(query.root)) == 32
    assert query.notices == ("Only the first 32 parts of the question were used; not used: w32 w33.",)


def test_a_question_of_more_than_a_thousand_characters_is_cut_and_says_so() -> None:
    assert parse("war " * 251).notices[0] == "Only the first 1000 characters of the question were used."


def test_and_binds_closer_than_or_and_not_closest() -> None:
    a, b, c = (term for term in wanted_parts(parse("a b c").root) if isinstance(term, Term))
    assert _bare(parse("a b OR c").root) == _bare(Or((And((a, b)), c)))
    assert _bare(parse("a AND b OR c").root) == _bare(Or((And((a, b)), c)))
    assert _bare(parse("a (b OR c)").root) == _bare(And((a, Or((b, c)))))
    assert _bare(parse("NOT a b").root) == _bare(And((Not(a), b)))
    assert _bare(parse("-(a b)").root) == _bare(Not(And((a, b))))
    assert _bare(parse("NOT NOT a").root) == _bare(a)


def _bare(node: object) -> str:
    """Return a tree without the places in what was typed."""
    if isinstance(node, Term):
        return node.folded
    if isinstance(node, And | Or):
        return f"{type(node).__name__}({', '.join(map(_bare, node.parts))})"
    if isinstance(node, Not):
        return f"Not({_bare(node.part)})"
    return repr(node)


def test_straight_and_typographic_signs_are_the_same() -> None:
    assert _words(parse("“don’t you”").root) == _words(parse('"don\'t you"').root) == ["don't", "you"]
    assert _words(parse("«don’t you»").root) == ["don't", "you"]


def _words(node: object) -> list[str]:
    assert isinstance(node, Phrase | Near)
    return [term.folded for term in node.terms]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("offensive =war -peace", "paragraphs with “offensive” in any form, and the exact word “war”, but no “peace”"),
        ("offens", "paragraphs with “offens…” in any form"),
        ('"offensive weap', "paragraphs with the phrase “offensive weap…”"),
        ('"near words"~5', "paragraphs with “near words” in any order with at most 5 other words among them"),
        ("pre* ", "paragraphs with words that begin with “pre”"),
        ("w?ld fuzzy~ ", "paragraphs with words like “w?ld”, and words at most one letter away from “fuzzy”"),
        ("war OR peace cuba ", "paragraphs with “war” in any form or (“peace” in any form, and “cuba” in any form)"),
        ("note:peace tag:essay ", "notes with “peace” in any form, tagged “essay”"),
        ("note:*", "every note"),
        ("para:5-8 war -para:6 ", "paragraphs with “war” in any form, in ¶ 5-8, and not in ¶ 6"),
        ("date:1962-10..1962-11 ", "paragraphs in documents of 1962-10 to 1962-11"),
        ("date:>1962 ", "paragraphs in documents of 1963 or later"),
        ("date:>1962-12 ", "paragraphs in documents of 1963-01 or later"),
        ("date:>1962-12-31 ", "paragraphs in documents of 1963-01-01 or later"),
        ("date:>=1962-10-26 ", "paragraphs in documents of 1962-10-26 or later"),
        ("date:<1962 ", "paragraphs in documents of 1961 or earlier"),
        ("date:<1962-01 ", "paragraphs in documents of 1961-12 or earlier"),
        ("date:<1962-03-01 ", "paragraphs in documents of 1962-02-28 or earlier"),
        ("date:<=1962-10 ", "paragraphs in documents of 1962-10 or earlier"),
        ("¶6 ", "paragraphs in ¶ 6"),
        ("¶ 6 – 8 war ", "paragraphs with “war” in any form, in ¶ 6 – 8"),
        ("-¶ 4 war ", "paragraphs with “war” in any form, not in ¶ 4"),
        ("note:¶6 ", "notes in ¶ 6"),
        ('"against Cuba? How can"', "paragraphs with the phrase “against Cuba? How can”"),
        (
            "Do you want peace? ",
            "paragraphs with “Do” in any form, and “you” in any form, and “want” in any form, and “peace” in any form",
        ),
        ("Cuba? Élan ", "paragraphs with “Cuba” in any form, and “Élan” in any form"),
        ("Cuba? OR wa? ", "paragraphs with words like “Cuba?” or words like “wa?”"),
        ("wa? peace ", "paragraphs with words like “wa?”, and “peace” in any form"),
        ("para:header war ", "paragraphs with “war” in any form, in “header”"),
        ("tag:* ", "notes tagged at all"),
        ("note:* -tag:* ", "notes not tagged at all"),
        ("war || peace ", "paragraphs with “war” in any form or “peace” in any form"),
        ("war | peace && sea ", "paragraphs with “war” in any form or (“peace” in any form, and “sea” in any form)"),
        ('"near words"~0', "paragraphs with “near words” in any order, side by side"),
        ('"near words"~1', "paragraphs with “near words” in any order with at most one other word among them"),
        ('"don’', "paragraphs with the exact word “don’…”"),
        ("war don'", "paragraphs with “war” in any form, and “don'…” in any form"),
        ("\"I don'", "paragraphs with the phrase “I don'…”"),
        ('"Are you?', "paragraphs with the phrase “Are you?”"),
        ("NOT peace ", "paragraphs without “peace”"),
        ("tag:essay war ", "notes with “war” in any form, tagged “essay”"),
        ("tag:ess", "notes tagged “ess…”"),
        ("colour:green ", "notes marked green"),
        ("tag:a OR tag:b ", "notes tagged “a” or tagged “b”"),
        ("tag:essay OR war ", "notes tagged “essay”, or paragraphs with “war” in any form"),
        ("war -tag:essay ", "paragraphs with “war” in any form, not tagged “essay”"),
        ("NOT note:*", "paragraphs outside your notes"),
        ("war -note:* ", "paragraphs with “war” in any form, outside your notes"),
        ("(note:war) OR peace ", "notes with “war” in any form, or paragraphs with “peace” in any form"),
        ("note:(war OR peace) ", "notes with “war” in any form or “peace” in any form"),
        ("note:-peace ", "notes without “peace”"),
        ("note:para:6 ", "notes in ¶ 6"),
        ("war -note:peace ", "paragraphs with “war” in any form, other than notes with “peace” in any form"),
        ("NOT (war OR peace) ", "paragraphs without “war” or “peace”"),
        ("war OR NOT peace ", "paragraphs with “war” in any form, or paragraphs without “peace”"),
        ("(war peace) OR x ", "paragraphs with (“war” in any form, and “peace” in any form) or “x” in any form"),
        ("title:letter OR author:x", "paragraphs in documents titled “letter” or in documents by “x”"),
        ("para:5-", "paragraphs in ¶ 5"),
        ("¶ 6 war", "paragraphs with “war…” in any form, in ¶ 6"),
        ("date:1962-0", "paragraphs in documents of 1962"),
        ("date:1962-", "paragraphs in documents of 1962"),
        ("", ""),
        ("*", ""),
    ],
)
def test_a_question_is_understood_in_one_plain_sentence(typed: str, says: str) -> None:
    assert understood(parse(typed, is_being_typed=True)) == says


@pytest.mark.parametrize(
    ("typed", "notice"),
    [
        ("NOT", "“NOT” needs a word after it; it was not used."),
        ("war AND", "“AND” needs a word on each side; it was not used."),
        ("OR war", "“OR” needs a word on each side; it was not used."),
        ("*", "“*” alone would find everything; put letters beside it."),
        ("-", "“-” needs a word after it; it was not used."),
        ("=", "“=” needs a word right after it; it was not used."),
        ("(war", "A bracket is still open; it was taken as closed at the end."),
        ("war)", "A closing bracket without an opening one was not used."),
        ("war ()", "The brackets are empty; they were not used."),
        ("NOT peace", "The question says only what is not wanted; add a word to look for."),
        ('war ""', "The quotation marks are still empty."),
        ('"war an', "The quotation marks are still open; the last word was taken as a beginning."),
        ("word~7", "At most two letters may differ; “word~7” was taken as “word~2”."),
        ("para:x-y war", "“para:x-y” names no paragraph; write para:6, para:5-8 or para:header."),
        ("date:soon war", "“date:soon” is no date; write date:1962, date:1962-10 or date:1962-10-22..1962-10-28."),
        ("tag: war", "“tag:” needs something right after it; it was not used."),
        ("?", "“?” alone stands for any letter; put letters beside it."),
        ("war or peace", "“or” was looked for as a word; write OR in capitals to find either of two words."),
        ("🙂 … ", "There is no word to look for in “🙂 …”."),
        ("date:1962-13", "“date:1962-13” is no date; write date:1962, date:1962-10 or date:1962-10-22..1962-10-28."),
        (
            "date:1962-02-31",
            "“date:1962-02-31” is no date; write date:1962, date:1962-10 or date:1962-10-22..1962-10-28.",
        ),
        ("date:<0001", "“date:<0001” is no date; write date:1962, date:1962-10 or date:1962-10-22..1962-10-28."),
        (
            "date:>9999-12-31",
            "“date:>9999-12-31” is no date; write date:1962, date:1962-10 or date:1962-10-22..1962-10-28.",
        ),
        ("~~", "“~” belongs behind a word, as in weapon~; it was not used."),
        ("~", "“~” belongs behind a word, as in weapon~; it was not used."),
        ('"war peace"~', "“~” behind quotation marks needs a number, as in “war peace”~5; it was not used."),
        ("what?", "“what?” asks for one more letter after “what”; leave the question mark away to find the word."),
        ("/war", "The regular expression is still open; a “/” closes it."),
    ],
)
def test_what_was_not_used_is_told_kindly(typed: str, notice: str) -> None:
    assert parse(typed).notices == (notice,)


@pytest.mark.parametrize(
    ("typed", "notice"),
    [
        ("NOT", "“NOT” waits for the word after it."),
        ("war AND", "“AND” waits for the word after it."),
        ("(war OR", "“OR” waits for the word after it."),
        ("war -", "“-” waits for the word after it."),
        ("=", "“=” waits for the word after it."),
        ("war tag:", "“tag:” waits for the word after it."),
        ("note:", "“note:” waits for the word after it."),
        ("OR", "“OR” needs a word on each side; it was not used."),
        ("date:>", "“date:>” is not a whole year yet; write date:1962, date:1962-10 or date:1962-10-22."),
        ("date:>=19", "“date:>=19” is not a whole year yet; write date:1962, date:1962-10 or date:1962-10-22."),
        ("date:19", "“date:19” is not a whole year yet; write date:1962, date:1962-10 or date:1962-10-22."),
    ],
)
def test_while_one_types_it_says_what_is_waited_for(typed: str, notice: str) -> None:
    assert parse(typed, is_being_typed=True).notices == (notice,)


def test_nothing_nags_while_a_phrase_a_bracket_or_a_pattern_is_being_typed() -> None:
    for typed in ('"offensive weap', "(war", "((war) (", "/wea", '"', "(", "wa", "para:5-", "date:1962-"):
        assert parse(typed, is_being_typed=True).notices == ()


def test_only_the_word_at_the_caret_counts_as_a_beginning() -> None:
    def open_words(typed: str, *, is_being_typed: bool) -> list[str]:
        parts = wanted_parts(parse(typed, is_being_typed=is_being_typed).root)
        return [part.folded for part in parts if isinstance(part, Term) and part.is_open]

    assert open_words("war pea", is_being_typed=True) == ["pea"]
    assert open_words("war pea ", is_being_typed=True) == []
    assert open_words("war pea", is_being_typed=False) == []
    assert open_words('"war and" pea', is_being_typed=True) == ["pea"]


def test_an_exact_word_is_meant_as_it_stands_even_while_it_is_being_typed() -> None:
    assert understood(parse("=war", is_being_typed=True)) == understood(parse("=war"))


def test_twenty_thousand_hostile_strings_are_read() -> None:
    chance = random.Random(20_000)
    pieces = [
        '"',
        "(",
        ")",
        "AND ",
        "OR ",
        "NOT ",
        "-",
        "=",
        "*",
        "?",
        "~2",
        "/",
        "note:",
        "tag:",
        "[a TO ",
        "war",
        "é",
        "\x00",
    ]
    pieces += ["\ud83d", "\u200f", "🙂", " ", "a", "date:1962", "~99", "'", "’", "\\", "para:", "..", "9" * 30]
    for _ in range(20_000):
        typed = "".join(chance.choices(pieces, k=chance.randint(1, 12)))
        assert len(parse(typed, is_being_typed=True).typed) == len(typed)
