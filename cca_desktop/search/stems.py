"""Inflection: the stem that all forms of a word have in common, by Snowball, and where we know better.

Source:
    M. F. Porter, "Snowball: A language for stemming algorithms", 2001; the rules are those of the package
    snowballstemmer.
"""

import importlib
import importlib.util
import sys
from functools import cache, lru_cache
from types import ModuleType
from typing import Protocol

ENGLISH = "en"
_SNOWBALL = {ENGLISH: "english", "ru": "russian", "es": "spanish", "fr": "french", "de": "german"}

# Families that Snowball throws together with strangers ("important" with "import", "polite" with "politics"; "general"
# and "generate", "universe" and "university" it tells apart by itself). Each is kept apart: its members are forms of
# one another and of nothing else.
_KEPT_APART = (
    ("authority", "authorities"),
    ("business", "businesses"),
    ("experiment", "experiments", "experimented", "experimenting", "experimental", "experimentally"),
    ("importance", "important", "importantly"),
    ("objective", "objectives", "objectively"),
    ("organic", "organically"),
    ("polite", "politely", "politeness"),
    ("posit", "posits", "posited", "positing"),
    ("positive", "positives", "positively"),
    ("preside", "presides", "presided", "presiding"),
    ("process", "processes", "processed", "processing"),
    ("procession", "processions"),
    ("ration", "rations", "rationed", "rationing"),
    ("respective", "respectively"),
    ("secrete", "secretes", "secreted", "secreting", "secretion", "secretions"),
    ("several",),
)
_OWN_STEMS = {form: "=" + family[0] for family in _KEPT_APART for form in family}


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 (Snowball's name)


@cache
def _stemmer(language: str) -> _Stemmer | None:
    name = _SNOWBALL.get(language)
    if name is None:
        return None
    rules = _rules(f"{name}_stemmer")
    stemmer: _Stemmer = getattr(rules, f"{name.capitalize()}Stemmer")()
    return stemmer


def _rules(module: str) -> ModuleType:
    """Import one module of snowballstemmer, and not all of its 36 languages, for which the first answer would wait."""
    package = "snowballstemmer"
    if package in sys.modules:
        return importlib.import_module(f"{package}.{module}")
    spec = importlib.util.find_spec(package)
    if spec is None:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    sys.modules[package] = importlib.util.module_from_spec(spec)  # which says where its modules lie; it is not run
    try:
        return importlib.import_module(f"{package}.{module}")
    finally:
        del sys.modules[package]  # whoever imports it gets all of it


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded ``word``; in a language without rules, and for very long words, the word itself."""
    spoken = language.partition("-")[0].lower()  # "es" of "es-MX"
    if spoken == ENGLISH and word in _OWN_STEMS:
        return _OWN_STEMS[word]
    stemmer = _stemmer(spoken)
    return stemmer.stemWord(word) if stemmer and len(word) <= 64 else word
