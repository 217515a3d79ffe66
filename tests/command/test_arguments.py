"""What is typed behind the program's name."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.command.arguments import FORMS, HELP, VERSION, WINDOW, UsageError, manual, read


def test_no_words_ask_for_the_window() -> None:
    assert read([]).job == WINDOW


def test_files_are_opened_in_the_window_with_the_profile_named_anywhere(tmp_path: Path) -> None:
    letter, other = tmp_path / "a.txt", tmp_path / "search"
    letter.touch()
    other.touch()
    for words in (
        ["--profile", "D", str(letter), str(other)],
        [str(letter), "--profile", "D", str(other)],
        [str(letter), str(other), "--profile=D"],
        ["--profile", "D", "--", str(letter), str(other)],
    ):
        asked = read(words)
        assert (asked.job, asked.words, asked.profile_folder()) == (WINDOW, (str(letter), str(other)), Path("D"))


@pytest.mark.parametrize("words", [["--profile", "D", "search", "war"], ["search", "--profile=D", "war"]])
def test_a_job_takes_the_profile_before_and_behind_its_words(words: list[str]) -> None:
    asked = read(words)
    assert (asked.job, asked.words, asked.profile_folder()) == ("search", ("war",), Path("D"))


def test_an_option_given_twice_has_its_last_value_and_a_repeated_one_all() -> None:
    asked = read(["note", "--quote", "a", "--tag", "x", "--quote", "b", "--tag=y"])
    assert asked.value("--quote") == "b"
    assert asked.values["--tag"] == ("x", "y")


def test_a_question_with_a_dash_in_it_is_a_question() -> None:
    assert read(["search", "war -peace"]).words == ("war -peace",)
    assert read(["search", "--", "-peace"]).words == ("-peace",)
    assert read(["search", "--json", "--", "--json"]).words == ("--json",)
    assert read(["search", "-"]).words == ("-",)


def test_a_value_may_begin_with_a_dash_unless_it_is_an_option() -> None:
    assert read(["note", "--quote", "--and the other"]).value("--quote") == "--and the other"
    assert read(["note", "--quote=--tag"]).value("--quote") == "--tag"
    assert read(["note", "--quote", "a=b"]).value("--quote") == "a=b"
    with pytest.raises(UsageError, match="--quote needs a value"):
        read(["note", "--quote", "--tag", "x"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["serch"], "“serch” is neither a job (“search” perhaps?) nor a file that is there"),
        ([""], "“” is neither a job nor a file"),
        (["."], "“.” is a folder"),
        (["/nowhere/letter.txt"], "is neither a job nor a file"),
        (["x" * 10_000], "…” is neither"),
        (["\x1b[2Jclear"], "“\ufffd[2Jclear” is neither"),
        (["--", "search"], "“search” is neither"),
        (["--frob"], "There is no option “--frob”"),
        (["--version=3"], "--version takes no value"),
        (["--profile"], "--profile needs a value"),
        (["--profile="], "--profile needs the name of a folder"),
        (["search"], "“search” needs QUERY"),
        (["search", "offensive", "weapons"], "“weapons” is one word too many"),
        (["search", "-peace"], "“search” has no option “-peace”"),
        (["search", "war", "--in"], "--in needs a value"),
        (["search", "war", "--limit", "--json"], "--limit needs a value"),
        (["search", "war", "--json=yes"], "--json takes no value"),
        (["note"], "“note” needs --quote"),
        (["note", "words"], "“words” is one word too many"),
        (["notes", "--quote", "x"], "“notes” has no option “--quote”"),
        (["picture"], "“picture” needs FILE.png"),
    ],
)
def test_a_call_without_meaning_is_told_with_what_is_possible(words: list[str], told: str) -> None:
    with pytest.raises(UsageError) as wrong:
        read(words)
    assert told in str(wrong.value)
    assert "cca-desktop" in str(wrong.value)
    assert str(wrong.value).isprintable()


def test_help_and_version_are_answered_whatever_else_is_wrong() -> None:
    assert read(["--help"]).job == HELP
    assert read(["note", "--help"]) == (HELP, ("note",), {})
    assert read(["search", "a", "b", "-h"]).words == ("search",)
    assert read(["--version"]).job == VERSION


def test_the_manual_names_every_job_and_each_job_its_options() -> None:
    for form in FORMS:
        assert form.job in manual()
        assert all(option.name in manual(form) for option in form.options)


@given(
    st.lists(
        st.one_of(
            st.text(max_size=8),
            st.sampled_from([form.job for form in FORMS]),
            st.sampled_from([option.name for form in FORMS for option in form.options]),
            st.sampled_from(["--", "-", "--profile", "--profile=", "--help", "=", "--=x", "\udcff", "\x00"]),
        ),
        max_size=6,
    )
)
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(words: list[str]) -> None:
    try:
        asked = read(words)
    except UsageError:
        return
    assert asked.job in {WINDOW, HELP, VERSION, *(form.job for form in FORMS)}
