"""Texts are written, published, translated; what is out of date says so."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from loim.content.actions.comparing import confirm_unchanged
from loim.content.actions.writing import ChangedMeanwhile, NoBase, save_draft, withdraw
from loim.content.models import Text, TextVersion
from loim.content.queries.reading import shown_texts
from tests.factories import content as make
from tests.world import World

pytestmark = pytest.mark.django_db


def states(text: Text) -> dict[str, str]:
    return dict(text.states.values_list("language", "state"))


def test_a_major_change_makes_translations_stale_down_the_chain(
    text: Text, world: World, now: datetime
) -> None:
    by = world.coordinator
    ru = make.published(text, "ru", by, now, title="Привет")
    make.published(text, "uk", by, now, base=ru, title="Привіт")
    make.published(text, "et", by, now, title="Tere!", is_minor=True)
    assert states(text) == {"et": "current", "en": "missing", "ru": "current", "uk": "current"}

    second = make.published(text, "et", by, now, title="Tere tulemast")
    assert states(text) == {"et": "current", "en": "missing", "ru": "stale", "uk": "stale"}

    confirm_unchanged(text=text, language="ru", compared_with=second, by=by, now=now)
    assert states(text) == {"et": "current", "en": "missing", "ru": "current", "uk": "current"}


def test_a_mended_comma_does_not_make_a_stale_translation_current(
    text: Text, world: World, now: datetime
) -> None:
    make.published(text, "ru", world.coordinator, now, title="Привет")
    make.published(text, "et", world.coordinator, now, title="Tere tulemast")
    make.published(text, "ru", world.coordinator, now, title="Привет!", is_minor=True)
    assert states(text)["ru"] == "stale"


def test_whoever_saves_second_is_told_and_nothing_is_written_over(
    text: Text, world: World, now: datetime
) -> None:
    def save(title: str) -> TextVersion:
        return save_draft(
            text=text, language="et", fields={"title": title}, seen_revision=0,
            by=world.coordinator, now=now,
        )  # fmt: skip

    save("Esimene")
    with pytest.raises(ChangedMeanwhile) as refused:
        save("Teine")
    assert refused.value.draft is not None
    assert refused.value.draft.fields["title"] == "Esimene"


def test_a_translation_is_not_based_on_what_was_made_from_it(
    text: Text, world: World, now: datetime
) -> None:
    ru = make.published(text, "ru", world.coordinator, now, title="Привет")
    uk = make.published(text, "uk", world.coordinator, now, base=ru, title="Привіт")
    with pytest.raises(NoBase):
        make.published(text, "ru", world.coordinator, now, base=uk, title="Здравствуйте")


def test_a_reader_gets_the_next_best_text_with_its_language(
    text: Text, world: World, now: datetime
) -> None:
    make.published(text, "ru", world.coordinator, now, title="Привет")
    shown = shown_texts([text.pk], "ru")[text.pk]
    assert (shown.get("title"), shown.is_fallback) == ("Привет", False)
    withdraw(text=text, language="ru", by=world.coordinator, now=now)
    shown = shown_texts([text.pk], "ru")[text.pk]
    assert (shown.get("title"), shown.get("title").language, shown.is_fallback) == (
        "Tere", "et", True,
    )  # fmt: skip


def test_another_city_writes_nothing(text: Text, world: World, now: datetime) -> None:
    with pytest.raises(PermissionDenied):
        save_draft(
            text=text, language="et", fields={"title": "x"}, seen_revision=None, by=world.manager,
            now=now,
        )  # fmt: skip


def test_a_published_version_never_changes(text: Text) -> None:
    with pytest.raises(IntegrityError, match="published"), transaction.atomic():
        text.versions.update(fields={"title": "Muu"})
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM content_textversion")
