"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from typing import Any

from django.urls import reverse
from django.utils import translation

from loim.communities.models import Community, MeetingPoint, PageWish
from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories import communities as make
from tests.factories import crisis

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    # by the secret in a letter or a code; test_wishes.py, test_people.py, assets/
    "community-wish-own", "community-contact-own", "community-asset-person-own",
    "community-gather",
    # by the secret in a letter, and a script that names nobody; crisis/test_pages.py
    "crisis-contact-own", "crisis-worker",
}  # fmt: skip
# What whoever takes part in the programme reads, other partners' work included.
READ_BY_PARTNERS: set[str] = set()
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {
    "community": "community",
    "community-wish-decide": "community_wish",
    "community-area": "community_area",
    "community-gathering": "community_gathering",
    "community-asset": "community_asset",
    "community-asset-new": "community",
    "community-assets": "community",
    "community-gatherings": "community",
    "community-crisis-plan": "community",
    "crisis": "community",
    "community-asset-photo": "community_asset",
}
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {
    "paper": "paper",
    "contact": "crisis_contact",
    "role": "crisis_role",
    "thing_kind": "crisis_thing_kind",
    "thing": "crisis_thing",
}


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    """Keys of a community that is not public, with all that it has."""
    where = organisation.municipality
    assert where is not None
    hidden = make.community(where, is_public=False)
    wish = PageWish.objects.create(
        name="Saba küla", kind="village", municipality=where, asker_name="Ott Oja",
        asker_email="ott@example.ee", sent_at=make.AT, confirmed_at=make.AT, state="waiting",
        key_hash="2" * 64,
    )  # fmt: skip
    asset = make.asset(hidden, photo="assets/a.jpg", photo_alternative="Traktor")
    return {
        "community": hidden.pk,
        "community_wish": wish.pk,
        "community_area": make.area(where).pk,
        "community_gathering": make.gathering(hidden).pk,
        "community_asset": asset.pk,
        "paper": "a3",
        **_of_crisis_plan(hidden),
    }


def _of_crisis_plan(of: Community) -> dict[str, int | str]:
    """A published one."""
    plan = crisis.plan(of)
    crisis.version(plan)
    return {
        "crisis_contact": crisis.contact(plan).pk,
        "crisis_role": crisis.role(plan).pk,
        "crisis_thing_kind": "point",
        "crisis_thing": MeetingPoint.objects.create(plan=plan, kind="warm", name="Maja").pk,
    }


def en(name: str, *args: Any) -> str:
    """The address in English."""
    with translation.override("en"):
        return reverse(name, args=args)
