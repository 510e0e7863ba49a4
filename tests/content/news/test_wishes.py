"""News is translated only where somebody chose so; the queue shows what is wished first."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from loim.content.models import Text, TextState, TranslationWish
from loim.content.queries.news.wishes import with_wishes
from tests.factories import content as make
from tests.world import World

pytestmark = pytest.mark.django_db


def wish(text: Text, language: str, world: World, now: datetime, *, is_wanted: bool = True) -> None:
    TranslationWish.objects.create(
        text=text, language=language, is_wanted=is_wanted, wished_by=world.coordinator,
        wished_at=now,
    )  # fmt: skip


def news(world: World, now: datetime) -> Text:
    text = make.text(world.rakvere, world.coordinator, now)
    Text.objects.filter(pk=text.pk).update(kind="news")
    return text


def listed() -> dict[tuple[str, str], bool]:
    states = with_wishes(TextState.objects.filter(is_source=False)).select_related("text")
    return {(state.text.kind, state.language): state.is_wished for state in states}


def test_news_that_nobody_wants_translated_is_left_out_and_other_texts_stay(
    world: World, now: datetime
) -> None:
    make.text(world.rakvere, world.coordinator, now)
    text = news(world, now)
    wish(text, "ru", world, now)
    wish(text, "uk", world, now, is_wanted=False)

    other = make.PLAIN.key
    assert listed() == {
        ("news", "ru"): True,
        (other, "en"): False,
        (other, "ru"): False,
        (other, "uk"): False,
    }


def test_one_decision_for_each_language_of_a_text(world: World, now: datetime) -> None:
    text = news(world, now)
    wish(text, "ru", world, now)
    with pytest.raises(IntegrityError, match="wish_once_per_language"), transaction.atomic():
        wish(text, "ru", world, now)
    with pytest.raises(IntegrityError, match="wish_language_is_known"), transaction.atomic():
        wish(text, "fi", world, now)
