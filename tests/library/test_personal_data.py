"""What the library keeps about people is shown to them, erased with them, and forgotten in time."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps

from loim.library.actions.contributions.deciding import decline_contribution, publish_contribution
from loim.library.actions.erasing import erase_account, erase_what_is_due
from loim.library.actions.files.taking import take_file
from loim.library.actions.items.keeping import ItemFacts
from loim.library.models import Contribution, LibraryFile
from loim.library.queries.mine import export_contributions
from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA
from tests.factories import library as make
from tests.factories import user

pytestmark = pytest.mark.django_db


def published(contribution, keeper, editor, now):
    return publish_contribution(
        contribution=contribution, owner=keeper, words={"title": "Lugu", "summary": "Hea."},
        thanks="", by=editor, now=now,
        facts=ItemFacts(kind="story", url="https://example.ee/lugu", credit="Mari M."),
    )  # fmt: skip


def test_each_field_was_looked_at():
    for model in apps.get_app_config("library").get_models(include_auto_created=True):
        label = f"library.{model.__name__}"
        for field in model._meta.concrete_fields:
            name = f"{label}.{field.name}"
            assert (name in PERSONAL_DATA) != (name in NOT_PERSONAL), name


def test_a_person_sees_what_they_gave_by_account_and_by_a_proved_address(now):
    person = user("mari@example.ee")
    make.contribution(by=person, title="Kontoga")
    make.contribution(title="Kirjaga")
    make.contribution(title="Kinnitamata", is_confirmed=False)  # perhaps a stranger typed it
    make.contribution(title="Kellegi teise", email="teine@example.ee")

    titles = {row["title"] for row in export_contributions(person)}

    assert titles == {"Kontoga", "Kirjaga"}


def test_erasing_an_account_leaves_what_was_published_without_its_name(keeper, editor, now):
    person = user("mari@example.ee")
    given, waiting = make.contribution(by=person), make.contribution(by=person)
    item = published(given, keeper, editor, now)

    erase_account(person, now)

    item.refresh_from_db()
    given.refresh_from_db()
    assert (item.credit, item.status) == ("", "published")
    assert (given.contributor, given.contributor_name, given.credit) == (None, "", "")
    assert not Contribution.objects.filter(pk=waiting.pk).exists()


def test_a_year_after_the_decision_the_contributor_is_forgotten(keeper, editor, now):
    old, lately = make.contribution(), make.contribution(email="teine@example.ee")
    decline_contribution(contribution=old, reason="Ei.", by=editor, now=now - timedelta(days=366))
    decline_contribution(contribution=lately, reason="Ei.", by=editor, now=now)

    counts = erase_what_is_due(now=now)

    assert counts["contributors"] == 1
    old.refresh_from_db()
    lately.refresh_from_db()
    assert (old.contributor_name, old.contributor_email) == ("", "")
    assert old.key_hash == f"erased-{old.pk}"
    assert lately.contributor_email == "teine@example.ee"
    assert erase_what_is_due(now=now)["contributors"] == 0


def test_files_that_no_form_was_sent_with_go_the_next_night(
    now, django_capture_on_commit_callbacks
):
    file = take_file(
        upload=make.upload("a.pdf", make.pdf("x")), by=None, now=now - timedelta(days=2)
    )
    path = Path(file.file.path)
    assert path.exists()

    with django_capture_on_commit_callbacks(execute=True):
        erase_what_is_due(now=now)

    assert not LibraryFile.objects.exists()
    assert not path.exists()
