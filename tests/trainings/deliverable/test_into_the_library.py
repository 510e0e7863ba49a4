"""A published model is put into the library by its editors."""

import pytest

from loim.library.models import LibraryItem
from loim.people.models import Role
from tests.factories import cohort, membership, organisation, user
from tests.library.addresses import en

pytestmark = pytest.mark.django_db


@pytest.fixture
def model(now):
    made = cohort.deliverable(
        cohort.admitted_team(cohort.running_training()), title="Kogu valla mudel",
        summary="Kuidas meie vald kaasab.", consented_at=now, published_at=now,
    )  # fmt: skip
    made.published_version = cohort.deliverable_version(made)
    made.save()
    return made


def test_an_editor_puts_it_there_once(client, model):
    editor = user("toimetaja@example.ee")
    membership(editor, organisation("Aardekasti hoidja"), Role.EDITOR)
    client.force_login(editor)
    assert "Put it into the library" in client.get(en("model", model.pk)).content.decode()

    first = client.post(en("model-to-library", model.pk))
    client.post(en("model-to-library", model.pk))

    item = LibraryItem.objects.get()
    assert first["Location"] == en("library-item-edit", item.pk)
    assert (item.status, item.kind) == ("draft", "practice")
    assert item.url.endswith(f"/trainings/models/{model.pk}/")
    assert item.text.states.get(is_source=True).title == "Kogu valla mudel"


def test_others_do_not(client, model):
    client.force_login(user("keegi@example.ee"))

    assert "Put it into the library" not in client.get(en("model", model.pk)).content.decode()
    assert client.post(en("model-to-library", model.pk)).status_code == 403
    assert not LibraryItem.objects.exists()


def test_one_that_is_not_published_stays_where_it_is(client, model):
    editor = user("toimetaja@example.ee")
    membership(editor, organisation("Aardekasti hoidja"), Role.EDITOR)
    client.force_login(editor)
    model.published_at = None
    model.save()

    assert client.post(en("model-to-library", model.pk)).status_code == 404
    assert not LibraryItem.objects.exists()
