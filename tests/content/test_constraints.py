"""What must never be false of texts is kept by the database, whoever writes."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from loim.content.actions.comparing import confirm_unchanged
from loim.content.models import Confirmation, Text, TextState, TextVersion
from tests.factories import content as make
from tests.world import World

pytestmark = pytest.mark.django_db


def refused(name: str) -> object:
    return pytest.raises(IntegrityError, match=name)


@pytest.fixture
def ru(text: Text, world: World, now: datetime) -> TextVersion:
    return make.published(text, "ru", world.coordinator, now, title="Привет")


def test_versions(text: Text, ru: TextVersion, world: World, now: datetime) -> None:
    et = text.states.get(language="et").current
    row = {"text": text, "written_at": now, "fields": {}}
    other = make.text(world.rakvere, world.coordinator, now)
    for name, said in (
        ("version_numbered_once", {"language": "et", "number": 1}),
        ("version_numbers_from_one", {"language": "et", "number": 0}),
        ("version_published_at_some_time", {"language": "et", "number": 9, "status": "published"}),
        ("translation says what it was made from", {"language": "uk", "number": 1}),
        ("in another language", {"language": "ru", "number": 9, "based_on": ru}),
        ("in another language", {"language": "et", "number": 9, "based_on": ru}),
        ("in another language", {"language": "ru", "number": 9, "text": other, "based_on": et}),
    ):
        with refused(name), transaction.atomic():  # type: ignore[attr-defined]
            TextVersion.objects.create(**{**row, **said})
    TextVersion.objects.create(**row, language="et", number=2)
    with refused("version_one_draft"), transaction.atomic():  # type: ignore[attr-defined]
        TextVersion.objects.create(**row, language="et", number=3)


def test_states(text: Text, ru: TextVersion, now: datetime) -> None:
    states = TextState.objects.filter(text=text)
    for name, language, changes in (
        ("state_missing_has_no_current", "ru", {"state": "missing"}),
        ("state_missing_has_no_current", "uk", {"state": "current"}),
        ("state_source_is_never_stale", "et", {"state": "stale"}),
        ("current_id", "uk", {"state": "current", "current": ru}),
    ):
        with refused(name), transaction.atomic():  # type: ignore[attr-defined]
            states.filter(language=language).update(**changes)
    with refused("state_once_per_language"), transaction.atomic():  # type: ignore[attr-defined]
        TextState.objects.create(text=text, language="et", changed_at=now)


def test_texts_and_confirmations(text: Text, ru: TextVersion, world: World, now: datetime) -> None:
    with refused("text_source_language_is_known"), transaction.atomic():  # type: ignore[attr-defined]
        Text.objects.filter(pk=text.pk).update(source_language="de")
    by = world.coordinator
    et2 = make.published(text, "et", by, now, title="Uus")
    confirm_unchanged(text=text, language="ru", compared_with=et2, by=by, now=now)
    confirm_unchanged(text=text, language="ru", compared_with=et2, by=by, now=now)  # sent twice
    assert Confirmation.objects.count() == 1
    with refused("confirmation_once_per_pair"), transaction.atomic():  # type: ignore[attr-defined]
        Confirmation.objects.create(version=ru, compared_with=et2, confirmed_at=now)
