"""What was typed behind the program's name, read into what is asked; every complaint names what is possible."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_LONGEST_ECHO = 60


class UsageError(Exception):
    """The program was called in a way that has no meaning; the message says in one sentence which ways have."""


class Option(NamedTuple):
    """An option of a job. ``value`` is what its value is called in the form; "" for one that takes none."""

    name: str
    value: str = ""
    is_repeated: bool = False
    is_needed: bool = False


class Form(NamedTuple):
    """How a job is called: the words it needs, the options it takes, and what it does."""

    job: str
    words: tuple[str, ...]
    options: tuple[Option, ...]
    does: str

    def told(self) -> str:
        """Return the form as a manual prints it."""
        parts = [f"cca-desktop {self.job}", *self.words]
        for option in self.options:
            written = f"{option.name} {option.value}".strip()
            parts.append(written if option.is_needed else f"[{written}]" + "..." * option.is_repeated)
        return " ".join(parts)

    def option(self, name: str) -> Option | None:
        """Return the option of that name, the profile's being everybody's."""
        return next((option for option in (*self.options, _PROFILE, _HELP) if option.name == name), None)


_PROFILE = Option("--profile", "DIR")
_HELP = Option("--help")
_JSON = Option("--json")

WINDOW = ""  # the job of no name
HELP, VERSION = "--help", "--version"

FORMS = (
    Form(
        "search",
        ("QUERY",),
        (Option("--in", "DOCUMENT"), Option("--limit", "N"), _JSON),
        "lists every place that answers a question, in reading order",
    ),
    Form(
        "concordance",
        ("WORD",),
        (
            Option("--width", "N"),
            Option("--sort", "left/right/place"),
            Option("--csv"),
            Option("--in", "DOCUMENT"),
            Option("--limit", "N"),
        ),
        "shows each of these places on a line of its own, with the words around it",
    ),
    Form(
        "note",
        (),
        (
            Option("--quote", "TEXT", is_needed=True),
            Option("--prefix", "P"),
            Option("--document", "D"),
            Option("--tag", "T", is_repeated=True),
            Option("--colour", "C"),
            Option("--body", "FILE"),
        ),
        "writes a note on the words quoted and prints its id; a FILE of - is standard input",
    ),
    Form("notes", (), (_JSON,), "lists your notes"),
    Form(
        "export",
        ("FORMAT", "FILE"),
        (),
        "takes your notes elsewhere: as markdown (a folder), html, docx, pdf, csv, jsonld, hypothesis or profile",
    ),
    Form(
        "import",
        ("FILE",),
        (),
        "brings in notes: a folder of Markdown, annotations as JSON-LD, a Hypothes.is export or a profile",
    ),
    Form("documents", (), (), "lists what can be read"),
    Form(
        "cite",
        (),
        (Option("--style", "chicago"), Option("--paragraph", "N"), Option("--format", "text")),
        "prints the citation of the letter, or of a paragraph",
    ),
    Form("check", (), (Option("--repair"),), "looks after your notes, and mends what is damaged if asked to"),
    Form(
        "picture",
        ("FILE.png",),
        (
            Option("--size", "WxH"),
            Option("--theme", "T"),
            Option("--query", "Q"),
            Option("--language", "L"),
            Option("--scale", "S"),
        ),
        "draws the window without a display",
    ),
    Form("selftest", ("FILE.json",), (), "tries everything once, away from your notes, and reports"),
)


class Asked(NamedTuple):
    """What the program is asked to do: a ``job``, or ``WINDOW``, ``HELP`` or ``VERSION``.

    ``words`` are the words without an option (files, for the window; the job, for its help), ``values`` those given to
    each option, in their order. They are as the system handed them over: half characters may be among them.
    """

    job: str
    words: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = {}

    def has(self, option: str) -> bool:
        """Tell whether an option was given."""
        return option in self.values

    def value(self, option: str) -> str | None:
        """Return the value an option was given last, or None."""
        return self.values[option][-1] if option in self.values else None

    def value_or(self, option: str, default: str) -> str:
        """Return the value an option was given last, or ``default``."""
        told = self.value(option)
        return default if told is None else told

    def profile_folder(self) -> Path | None:
        """Return the folder that ``--profile`` names, or None for the system's place."""
        folder = self.value(_PROFILE.name)
        return None if folder is None else Path(folder)


def read(words: Sequence[str]) -> Asked:
    """Read the words behind the program's name.

    Raises:
        UsageError: They ask for nothing that there is.
    """
    form, rest = _form_for(words)
    values: dict[str, list[str]] = {}
    plain: list[str] = []
    waiting = list(reversed(rest))
    while waiting:
        word = waiting.pop()
        if word == "--":
            plain.extend(reversed(waiting))
            break
        name, equals, value = word.partition("=")
        if word == "-h":
            name = _HELP.name
        elif not word.startswith("-") or word == "-":
            plain.append(word)
            continue
        option = form.option(name)
        if option is None:
            raise UsageError(_no_option(form, name))
        if option.value and not equals:
            value = _value_of(option, waiting, form)
        elif equals and not option.value:
            raise UsageError(f"{name} takes no value; {_write(form)}")
        values.setdefault(name, []).append(value)
    return _asked(form, plain, {name: tuple(given) for name, given in values.items()})


def manual(form: Form | None = None) -> str:
    """Return the manual, of one job or of all."""
    if form is not None:
        return f"{form.told()}\n\n{form.does[0].upper()}{form.does[1:]}.\n\n{_EVERYWHERE}"
    width = max(len(form.job) for form in FORMS)
    jobs = "\n".join(f"  {form.job:{width}}  {form.does}" for form in FORMS)
    return (
        "cca-desktop [FILE ...]\n\nOpens the window. With the name of a job it does that job and opens none:\n\n"
        f"{jobs}\n\n“cca-desktop JOB --help” tells how a job is called; “--version” tells the version.\n\n{_EVERYWHERE}"
    )


def form_of(job: str) -> Form | None:
    """Return how a job is called, or None where there is no such job."""
    return next((form for form in FORMS if form.job == job), None)


def shown(word: str) -> str:
    """Return a word as it can be quoted in a sentence: printable, and not too long."""
    clean = "".join(character if character.isprintable() else "\ufffd" for character in word)
    return clean if len(clean) <= _LONGEST_ECHO else clean[: _LONGEST_ECHO - 1] + "…"


_EVERYWHERE = (
    "--profile DIR keeps the notes in another folder than the system's; “--” ends the options, for words that begin\n"
    "with a dash."
)
_WINDOW_FORM = Form(WINDOW, (), (Option(VERSION),), "opens the window")


def _form_for(words: Sequence[str]) -> tuple[Form, list[str]]:
    """Find the job, which is the first word that is no option, and take it out of the words."""
    rest = list(words)
    index = 0
    while index < len(rest) and rest[index].partition("=")[0] == _PROFILE.name:
        index += 1 if "=" in rest[index] else 2
    if index < len(rest):
        form = form_of(rest[index])
        if form is not None:
            del rest[index]
            return form, rest
    return _WINDOW_FORM, rest


def _value_of(option: Option, waiting: list[str], form: Form) -> str:
    """Take the next word for a value, whatever it begins with, unless it is plainly the next option."""
    if not waiting or waiting[-1] == "--" or form.option(waiting[-1].partition("=")[0]) is not None:
        raise UsageError(f"{option.name} needs a value behind it; {_write(form)}")
    return waiting.pop()


def _asked(form: Form, plain: list[str], values: dict[str, tuple[str, ...]]) -> Asked:
    if _HELP.name in values:
        return Asked(HELP, (form.job,))
    if VERSION in values:
        return Asked(VERSION)
    if "" in values.get(_PROFILE.name, ()):
        raise UsageError(f"--profile needs the name of a folder; {_write(form)}")
    if form.job == WINDOW:
        for word in plain:
            _must_be_file(word)
        return Asked(WINDOW, tuple(plain), values)
    if len(plain) < len(form.words):
        raise UsageError(f"“{form.job}” needs {form.words[len(plain)]}; {_write(form)}")
    if len(plain) > len(form.words):
        hint = (
            ", and put a question of several words into quotation marks"
            if form.job in ("search", "concordance")
            else ""
        )
        raise UsageError(f"“{shown(plain[len(form.words)])}” is one word too many; {_write(form)}{hint}")
    for option in form.options:
        if option.is_needed and option.name not in values:
            raise UsageError(f"“{form.job}” needs {option.name}; {_write(form)}")
    return Asked(form.job, tuple(plain), values)


def _must_be_file(word: str) -> None:
    if os.path.isdir(word):  # noqa: PTH112 (Path.is_dir takes "" for the folder one stands in)
        raise UsageError(f"“{shown(word)}” is a folder, and only files can be opened; “cca-desktop --help” tells more")
    if os.path.exists(word):  # noqa: PTH110 (Path.exists raises on a name that is too long)
        return
    import difflib

    jobs = [form.job for form in FORMS]
    close = difflib.get_close_matches(word[:_LONGEST_ECHO], jobs, n=1)
    guess = f" (“{close[0]}” perhaps?)" if close else ""
    raise UsageError(
        f"“{shown(word)}” is neither a job{guess} nor a file that is there; the jobs are {', '.join(jobs[:-1])} and "
        f"{jobs[-1]}, and “cca-desktop --help” tells what they do"
    )


def _no_option(form: Form, name: str) -> str:
    what = f"“{form.job}” has no option" if form.job else "There is no option"
    end = " (words that begin with a dash go behind “--”)" if form.words else ""
    return f"{what} “{shown(name)}”; {_write(form)}{end}"


def _write(form: Form) -> str:
    if form.job == WINDOW:
        return "write: cca-desktop [FILE ...] [--profile DIR], and see “cca-desktop --help” for the jobs"
    return f"write: {form.told()} [--profile DIR]"
