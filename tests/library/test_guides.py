"""The plan's guides: who got how many, when, and what the plan's numbers make of it."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from loim.library.actions.guides import (
    CopiesMissing,
    MoreThanPrinted,
    NobodyChosen,
    forget_distribution,
    record_distribution,
    record_guide,
    record_print_run,
)
from loim.library.measures import DISTRIBUTION_SOURCE, GUIDE_SOURCE, distributions, guides
from loim.library.models import GuideDistribution, PrintRun
from loim.library.queries.guides import copies_by_language
from loim.programmes.measures.registry import COLUMNS
from loim.programmes.models import StaleSource
from tests.factories import library as make
from tests.factories import user
from tests.library.addresses import en

pytestmark = pytest.mark.django_db
DAY = date(2023, 9, 14)


@pytest.fixture
def guide(world, keeper, editor, now):
    return record_guide(
        item=make.item(keeper, editor, title="Kaasamine"), activity=world.activity,
        designed_by="Joon OÜ", issued_date=date(2023, 6, 1), by=world.manager, now=now,
    )  # fmt: skip


def give(guide, world, now, **changes):
    return record_distribution(**{
        "guide": guide, "given_date": DAY, "given_as": "paper", "language": "et", "copies": 10,
        "municipalities": [world.rakvere.municipality, world.tartu.municipality],
        "submission": uuid4(), "by": world.manager, "now": now, **changes,
    })  # fmt: skip


def print_run(guide, world, now, copies=100):
    return record_print_run(
        guide=guide, language="et", copies=copies, printed_date=DAY, submission=uuid4(),
        by=world.manager, now=now,
    )  # fmt: skip


def test_who_got_how_many_is_logged_once(guide, world, now):
    print_run(guide, world, now)
    submission = uuid4()

    give(guide, world, now, submission=submission)
    give(guide, world, now, submission=submission)

    assert GuideDistribution.objects.count() == 2
    [copies] = copies_by_language(guide)
    assert (copies.printed, copies.given, copies.left) == (100, 20, 80)


def test_more_than_was_printed_cannot_be_given(guide, world, now):
    print_run(guide, world, now, copies=19)

    with pytest.raises(MoreThanPrinted, match="20 copies"):
        give(guide, world, now)

    give(guide, world, now, given_as="digital", copies=0)
    assert GuideDistribution.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "refusal"), [({"copies": 0}, CopiesMissing), ({"municipalities": []}, NobodyChosen)]
)
def test_what_is_missing_is_said(guide, world, now, changes, refusal):
    with pytest.raises(refusal):
        give(guide, world, now, **changes)


def test_the_plans_numbers_are_fed(guide, world, now):
    print_run(guide, world, now)
    StaleSource.objects.all().delete()

    give(guide, world, now)

    assert StaleSource.objects.filter(source="guide_distributions").exists()
    [row] = guides(world.programme.pk).values(*COLUMNS)
    assert (row["from_date"], row["amount"], row["title"]) == (date(2023, 6, 1), 1, "Kaasamine")
    rows = list(distributions(world.programme.pk).values(*COLUMNS).order_by("municipality"))
    assert [(r["municipality"], r["amount"], r["kind"]) for r in rows] == [
        ("0663", 10, "paper"), ("0793", 10, "paper"),
    ]  # fmt: skip
    assert not GUIDE_SOURCE.is_state
    assert not DISTRIBUTION_SOURCE.is_state


def test_a_guide_that_is_not_issued_does_not_count(guide, world, now):
    record_guide(item=guide.item, activity=world.activity, by=world.manager, now=now)

    assert not guides(world.programme.pk).exists()


def test_what_was_written_by_mistake_goes(guide, world, now):
    [row, _other] = give(guide, world, now, given_as="digital")

    forget_distribution(distribution=row, by=world.manager, now=now)

    assert GuideDistribution.objects.count() == 1


def test_only_the_programmes_managers_keep_them(client, guide, world, editor, now):
    for person in (editor, world.coordinator, user("keegi@example.ee")):
        with pytest.raises(PermissionDenied):
            give(guide, world, now, by=person)
        client.force_login(person)
        assert client.get(en("library-guide", guide.item_id)).status_code == 403
    client.force_login(world.manager)
    assert client.get(en("library-guide", guide.item_id)).status_code == 200


def test_by_its_page(client, guide, world):
    client.force_login(world.manager)
    page = en("library-guide", guide.item_id)

    client.post(page, {
        "step": "run", "language": "et", "copies": "50", "printed_date": "2023-09-01",
        "submission": str(uuid4()),
    })  # fmt: skip
    answer = client.post(page, {
        "step": "given", "language": "et", "copies": "30", "given_date": "2023-09-14",
        "given_as": "paper", "submission": str(uuid4()),
        "municipalities": [world.rakvere.municipality_id, world.tartu.municipality_id],
    })  # fmt: skip

    assert PrintRun.objects.get().copies == 50
    assert answer.status_code == 422
    assert "only 50 were printed" in answer.content.decode()


def test_the_database_wants_copies_of_what_is_on_paper(guide, world, now):
    [row, _other] = give(guide, world, now, given_as="digital")

    with pytest.raises(IntegrityError), transaction.atomic():
        GuideDistribution.objects.filter(pk=row.pk).update(given_as="paper")
