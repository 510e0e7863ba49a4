"""Migrations, all of them, in two thirds of the time that Django takes for hundreds of tables."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.apps.registry import Apps
from django.core.management import call_command


def migrate() -> None:
    """Run what has not run yet."""
    with _names_of_swappable_models_kept():
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _names_of_swappable_models_kept() -> Iterator[None]:
    """For each foreign key of each state of a model Django looks through all models whether one
    may be swapped for another. It keeps what it found, but forgets it whenever a state's model is
    registered, which is all the time. Here nothing changes: the models themselves are loaded."""
    ask = Apps.get_swappable_settings_name
    found: dict[str, str | None] = {}

    def known(_self: Apps, to_string: str) -> str | None:
        if to_string not in found:
            found[to_string] = ask.__wrapped__(apps, to_string)  # type: ignore[attr-defined]
        return found[to_string]

    known.cache_clear = lambda: None  # type: ignore[attr-defined]  # as functools' own has
    Apps.get_swappable_settings_name = known  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Apps.get_swappable_settings_name = ask  # type: ignore[method-assign]
