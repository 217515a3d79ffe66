"""Snowball's rules: of one language at a time, and the very same as those of the whole package."""

import json
import subprocess
import sys

import pytest
import snowballstemmer

from tests.command.calling import environment

_WORDS = {
    "english": ("en", "running peoples missiles conscience weariness"),
    "russian": ("ru", "ракеты войны народами мирного узел"),
    "spanish": ("es", "guerras misiles pueblos hablando razones"),
    "french": ("fr", "guerres fusées peuples parlaient guerriers"),
    "german": ("de", "kriege raketen völkern vernünftig knoten"),
}
_ASK = """
import json, sys
from cca_desktop.search.stems import stem
stems = [stem(word, sys.argv[1]) for word in sys.argv[2].split()]
loaded = [name for name in sys.modules if name.startswith("snowballstemmer") and name.endswith("_stemmer")]
from snowballstemmer import stemmer
print(json.dumps([stems, loaded, stemmer("english").stemWord("wars")]))
"""


@pytest.mark.parametrize("name", _WORDS)
def test_one_language_is_loaded_and_stems_as_the_whole_package_does(name: str) -> None:
    language, words = _WORDS[name]
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _ASK, language, words],
        env=environment(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    stems, loaded, of_whole_package = json.loads(told.stdout)
    rules = snowballstemmer.stemmer(name)
    assert stems == [rules.stemWord(word) for word in words.split()]
    assert loaded == [f"snowballstemmer.{name}_stemmer"]
    assert of_whole_package == "war"
