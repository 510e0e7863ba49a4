"""One association, once, by its registry code; kept by its city."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from loim.networks.actions.register.facts import (
    AssociationFacts,
    FundingFacts,
    RepresentativeFacts,
)
from loim.networks.actions.register.facts_of import facts_of
from loim.networks.actions.register.recording import edit_association, record_association
from loim.networks.actions.register.refusals import (
    ChangedMeanwhile,
    CodeWrong,
    KnownAlready,
    NameOfAnother,
    NotAnAssociation,
)
from loim.networks.models import Association, Funding
from loim.people.models import Organisation, OrganisationKind, Role
from tests.factories import membership, organisation, user
from tests.factories import register as make
from tests.world import World

pytestmark = pytest.mark.django_db
FACTS = AssociationFacts(
    about="Me laulame", nationalities=["lv"], languages=["et", "lv"], fields=["culture"],
    member_count=40, email="selts@example.ee", is_listed=True,
    representatives=[RepresentativeFacts("Ilze Laulik", "esinaine", agrees_to_be_listed=True)],
    fundings=[FundingFacts(2023, "city", Decimal(1500), "Rakvere linn")],
)  # fmt: skip


def record(world: World, now: datetime, **changes: object) -> Association:
    said = {
        "registry_code": make.code(1), "name": "MTÜ Läti Selts", "municipality": None,
        "keeper": world.rakvere, "facts": FACTS, "submission": uuid4(), "by": world.coordinator,
        "now": now, **changes,
    }  # fmt: skip
    return record_association(**said)  # type: ignore[arg-type]


def test_an_association_is_taken_in_with_its_organisation_people_and_funding(
    world: World, now: datetime
) -> None:
    made = record(world, now)
    of = made.organisation
    assert (of.kind, of.registry_code, of.name) == ("ngo", make.code(1), "MTÜ Läti Selts")
    assert (made.listed_at, made.nationalities) == (now, ["lv"])
    [person] = made.representatives.all()
    assert (person.name, person.listed_consent_at) == ("Ilze Laulik", now)
    [money] = made.fundings.all()
    assert (money.year, money.source, money.amount) == (2023, "city", Decimal(1500))


def test_the_same_form_sent_twice_makes_one(world: World, now: datetime) -> None:
    submission = uuid4()
    assert record(world, now, submission=submission) == record(world, now, submission=submission)
    assert Association.objects.count() == 1


def test_a_second_one_of_the_same_code_is_refused_and_the_known_one_is_named(
    world: World, now: datetime
) -> None:
    known = record(world, now)
    with pytest.raises(KnownAlready) as refused:
        record(world, now, name="Teine nimi", registry_code=f" {make.code(1)}")
    assert refused.value.association == known
    assert Association.objects.count() == 1


def test_a_known_organisation_of_this_name_gets_its_code(world: World, now: datetime) -> None:
    known = organisation("MTÜ Läti Selts")
    assert record(world, now, name="mtü läti selts").organisation == known
    known.refresh_from_db()
    assert known.registry_code == make.code(1)


@pytest.mark.parametrize("code", ["89990010", "123", "8999001x"])
def test_a_wrong_code_is_refused(world: World, now: datetime, code: str) -> None:
    with pytest.raises(CodeWrong):
        record(world, now, registry_code=code)
    assert not Organisation.objects.filter(name="MTÜ Läti Selts").exists()


def test_whoever_is_no_association_or_bears_anothers_name_is_refused(
    world: World, now: datetime
) -> None:
    organisation("OÜ Äri", kind=OrganisationKind.COMPANY, registry_code=make.code(2))
    organisation("MTÜ Läti Selts", registry_code=make.code(3))
    with pytest.raises(NotAnAssociation):
        record(world, now, registry_code=make.code(2))
    with pytest.raises(NameOfAnother):
        record(world, now)


def test_only_the_citys_own_people_take_in_and_only_they_and_its_own_people_change(
    world: World, now: datetime
) -> None:
    made = record(world, now)
    stranger = user("voras@example.ee")
    membership(stranger, world.tartu, Role.COORDINATOR)
    with pytest.raises(PermissionDenied):
        record(world, now, registry_code=make.code(4), name="Uus", by=stranger)
    changed = replace(FACTS, about="Me tantsime")
    said = {"association": made, "facts": changed, "seen_revision": None, "now": now}
    with pytest.raises(PermissionDenied):
        edit_association(**said, by=stranger)  # type: ignore[arg-type]
    own = user("esinaine@example.ee")
    membership(own, made.organisation, Role.COORDINATOR)
    edit_association(**said, by=own)  # type: ignore[arg-type]
    assert Association.objects.get().about == "Me tantsime"


def test_two_windows_do_not_write_over_each_other_and_nothing_changed_is_no_save(
    world: World, now: datetime
) -> None:
    made = record(world, now)
    said = {"association": made, "by": world.coordinator, "now": now + timedelta(days=1)}
    edit_association(**said, facts=facts_of(made), seen_revision=1)  # type: ignore[arg-type]
    assert made.revision == 1
    edit_association(**said, facts=facts_of(made, phone="600"), seen_revision=1)  # type: ignore[arg-type]
    with pytest.raises(ChangedMeanwhile):
        edit_association(**said, facts=facts_of(made, phone="700"), seen_revision=1)  # type: ignore[arg-type]
    assert (Association.objects.get().phone, made.representatives.count()) == ("600", 1)


def test_the_database_keeps_what_must_never_be_false(world: World, now: datetime) -> None:
    made = record(world, now)
    for change in (
        {"nationalities": ["martians"]},
        {"languages": ["xx"]},
        {"published": ["secrets"]},
        {"state": "struck_off"},
        {"ended_source": "kuulduste järgi"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Association.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Funding.objects.create(association=made, year=2023, source="city", amount=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Association.objects.create(
            organisation=made.organisation, keeper=world.rakvere, recorded_at=now
        )
