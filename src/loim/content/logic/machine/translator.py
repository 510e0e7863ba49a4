"""What translates: an interface, and how it says that it could not."""

from collections.abc import Sequence
from typing import Protocol


class TranslatorTrouble(Exception):
    """`code`: timeout, unreachable, down (its own fault), refused (it will not do it), nonsense or
    large (its answer is no translation). `may_pass`: trying again later may help."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def may_pass(self) -> bool:
        return self.code in {"timeout", "unreachable", "down"}


class Translator(Protocol):
    """`texts` are plain but for tags <g id="1">…</g> and <x id="2"/>, which it may lose; as many
    come back. Raises TranslatorTrouble."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]: ...
