"""An expected failure: the person who asked can do something about it, and is told what."""

from typing import Any, ClassVar

from django.utils.functional import Promise


class Refusal(Exception):  # a refusal is an expected answer, not an error
    """`message` is a translated sentence with named places, filled from the arguments."""

    message: ClassVar[str | Promise]

    def __init__(self, **values: Any) -> None:
        super().__init__(values)
        self.values = values

    def __str__(self) -> str:
        return str(self.message) % self.values if self.values else str(self.message)
