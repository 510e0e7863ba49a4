"""Vabamorf, the morphological analyser of Estonian, out of the `estnltk` wheel.

Only its compiled part and its lexicon are loaded, by their paths: importing the package itself
would bring pandas, nltk and a hundred others, none of which is installed here. That takes 0.2 s
and 25 MB, once in a process, when the first Estonian word is analysed.
"""

import importlib.util
from dataclasses import dataclass
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock
from typing import Any

_PHONETIC = str.maketrans("", "", "<?]~=+")
_one_at_a_time = Lock()  # the analyser keeps a state of its own


@dataclass(frozen=True)
class Reading:
    """`root` has '_' between the parts of a compound; `part_of_speech` as Vabamorf's letters:
    S noun, V verb, A adjective, H name, Y abbreviation, J conjunction, K adposition ..."""

    root: str
    part_of_speech: str

    @property
    def lemma(self) -> str:
        lemma = self.root.replace("_", "")
        return lemma + "ma" if self.part_of_speech == "V" else lemma


class Analyser:
    """`analyse` gives the readings of one word; none for a word that is not in the lexicon,
    unless it is to guess (by its end, or as a name)."""

    def __init__(self, module: Any, lexicon: Path) -> None:
        self._module = module
        self._vabamorf = module.Vabamorf(str(lexicon / "et.dct"), str(lexicon / "et3.dct"))

    def analyse(self, word: str, *, guesses: bool) -> list[Reading]:
        with _one_at_a_time:
            # Words, disambiguate, guess, with marks of parts, guess names, stems for lemmas.
            found = self._vabamorf.analyze(
                self._module.StringVector([word]), False, guesses, True, guesses, False
            )
            readings = [(each.root, each.partofspeech) for each in found[0][1]]
        return list(
            dict.fromkeys(
                Reading(root.translate(_PHONETIC), part_of_speech)
                for root, part_of_speech in readings
                if part_of_speech != "Z"
            )
        )

    def known(self, words: list[str]) -> list[str]:
        """Those of them that are in the lexicon; one call for all, since they may be hundreds."""
        with _one_at_a_time:
            found = self._vabamorf.analyze(
                self._module.StringVector(words), False, False, True, False, False
            )
            return [word for word, readings in found if len(readings)]


@cache
def analyser() -> Analyser | None:
    """The one of this process; None where the wheel has no build for this machine."""
    package = importlib.util.find_spec("estnltk")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent / "vabamorf"
    compiled = [folder / f"_vabamorf{suffix}" for suffix in EXTENSION_SUFFIXES]
    lexicons = sorted(folder.glob("dct/*/et.dct"))
    found = next((path for path in compiled if path.exists()), None)
    if found is None or not lexicons:
        return None
    loader = ExtensionFileLoader("_vabamorf", str(found))
    spec = importlib.util.spec_from_file_location("_vabamorf", found, loader=loader)
    if spec is None:
        return None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return Analyser(module, lexicons[-1].parent)


def analyser_version() -> str:
    """Without loading it."""
    try:
        return f"vabamorf {version('estnltk')}"
    except PackageNotFoundError:
        return ""
