"""Crisis plans of the demonstration, by themselves."""

import pytest
from django.utils import timezone

from loim.communities.models import CommunityFigure, CrisisVersion, Drill, Support
from loim.communities.queries.crisis.draft import load_draft
from loim.communities.queries.crisis.versions import EVERYBODYS, read_version
from loim.demo.crisis import prepare_for_crisis
from loim.people.models import Role
from tests.communities.overview.facts import questionnaires
from tests.factories import communities, membership, municipality_organisation, user

pytestmark = pytest.mark.django_db


def test_three_villages_have_plans_and_from_one_somebody_has_left():
    rakvere = municipality_organisation("Rakvere")
    coordinator = user("rakvere@example.ee")
    membership(coordinator, rakvere, Role.COORDINATOR)
    for _each in range(3):
        communities.keeper(communities.community(rakvere.municipality))
    questionnaires()

    prepare_for_crisis(
        organisations={"Rakvere Linnavalitsus": rakvere},
        users={"rakvere@example.ee": coordinator},
        now=timezone.now(),
    )

    versions = CrisisVersion.objects.select_related("plan").order_by("pk")
    read = [read_version(version, EVERYBODYS) for version in versions]
    assert [len(one.people) for one in read] == [12, 8, 6]
    assert [one.is_out_of_date for one in read] == [False, True, False]
    assert load_draft(versions[0].plan).checked().reaches_all
    assert (Drill.objects.count(), Support.objects.count()) == (3, 4)
    assert CommunityFigure.objects.exists()
