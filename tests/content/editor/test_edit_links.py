"""On a record's own page: how its text stands, for those who may write it."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.utils import translation

from loim.content.models import Text
from tests import factories
from tests.world import World

pytestmark = pytest.mark.django_db


def links(text: Text | None, user: Any) -> str:
    template = Template("{% load content %}{% edit_links text %}")
    with translation.override("en"):
        return template.render(Context({"text": text, "user": user})).strip()


def test_editors_find_all_languages_and_translators_all_but_the_source(
    text: Text, world: World, django_assert_num_queries: Any
) -> None:
    translator = factories.user("tolkija@example.ee")
    factories.membership(translator, world.rakvere, "translator")
    assert "up to date" in links(text, world.coordinator)
    assert f"/en/texts/{text.pk}/et/" in links(text, world.coordinator)
    assert f"/en/texts/{text.pk}/et/" not in links(text, translator)
    assert links(text, translator).count("missing") == 3
    with django_assert_num_queries(1):
        links(text, translator)


def test_nobody_else_finds_any(text: Text, world: World) -> None:
    elsewhere = factories.user("mujal@example.ee")
    factories.membership(elsewhere, world.tartu, "editor")
    assert [links(text, person) for person in (AnonymousUser(), world.manager, elsewhere)] == [
        ""
    ] * 3
    assert links(None, world.coordinator) == ""
