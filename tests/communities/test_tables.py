"""What the tables refuse, and that each field was looked at: is it about a person?"""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from loim.common.constraints import violated_constraint
from loim.communities.models import AssetStatus, PageWish
from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA
from tests.factories import communities as make
from tests.factories import municipality

_WITH_HISTORY = ("Community", "Sharing", "Contact", "PageWish", "Gathering", "Asset")
MODELS = (
    *_WITH_HISTORY, *(f"{name}History" for name in _WITH_HISTORY), "AssetPerson", "Area",
    "Community_areas",
)  # fmt: skip


@pytest.mark.parametrize("name", MODELS)
def test_each_field_is_declared_or_found_to_be_impersonal(name: str) -> None:
    label = f"communities.{name}"
    fields = {f"{label}.{each.name}" for each in apps.get_model(label)._meta.concrete_fields}

    declared = {field for field in fields if field in PERSONAL_DATA}
    impersonal = {field for field in fields if field in NOT_PERSONAL}

    assert declared | impersonal == fields
    assert not declared & impersonal


def refused(rows: Any, **values: Any) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        rows.update(**values)
    return violated_constraint(caught.value)


@pytest.mark.django_db
def test_the_database_keeps_what_must_never_be_false() -> None:
    community = make.community()
    asset, contact = make.asset(community), make.contact(community, "Mari Maasikas")
    gathering = make.gathering(community)
    assets = type(asset).objects.filter(pk=asset.pk)
    contacts = type(contact).objects.filter(pk=contact.pk)
    person = make.asset_person(asset, "Jüri Juurikas")
    wish = PageWish.objects.create(
        name="Saba küla", kind="village", municipality=municipality("Võru vald"),
        asker_name="Ott Oja", asker_email="ott@example.ee", sent_at=make.AT, key_hash="1" * 64,
    )  # fmt: skip
    wishes = PageWish.objects.filter(pk=wish.pk)

    assert refused(assets, title="") == "communities_asset_has_a_title"
    assert refused(assets, kind="luck") == "communities_asset_kind_known"
    assert refused(assets, state="gone") == "communities_asset_state_known"
    assert refused(assets, photo="assets/a.jpg") == "communities_asset_photo_in_words"
    assert refused(assets, merged_into=asset, state=AssetStatus.MERGED) == (
        "communities_asset_not_into_itself"
    )
    assert refused(contacts, shows_email=True) == "communities_contact_shows_by_consent"
    assert refused(contacts, name="") == "communities_contact_is_somebody"
    assert refused(contacts, consented_at="2020-01-01T00:00Z") == (
        "communities_contact_agrees_after_asked"
    )
    assert refused(type(gathering).objects, title="") == "communities_gathering_has_a_title"
    assert refused(type(gathering).objects, closed_at="2020-01-01T00:00Z") == (
        "communities_gathering_closed_after_begun"
    )
    assert refused(type(person).objects, email="") == "communities_asset_person_is_somebody"
    assert refused(wishes, state="waiting") == "communities_wish_confirmed_before_read"
    assert refused(wishes, state="accepted", confirmed_at=make.AT) == (
        "communities_wish_decided_once_decided"
    )
    assert refused(wishes, state="declined", confirmed_at=make.AT, decided_at=make.AT) == (
        "communities_wish_declined_for_a_reason"
    )
    other = make.asset(community)
    assert refused(assets, merged_into=other) == "communities_asset_merged_is_merged"
