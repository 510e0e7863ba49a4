"""Who offers an asset: named once they agree themselves, gone from everywhere when they withdraw."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.mail import letters_lately, queue_mail
from loim.common.refusals import Refusal
from loim.communities.models import Asset, AssetPerson
from loim.communities.permissions import may_keep
from loim.communities.queries.own_link import (
    ASSET_PERSON,
    address,
    asset_person_key,
    key_hash_for,
)
from loim.people.models import User

ASKED = "communities_offerer_asked"
MOST_LETTERS = 10  # to an address in a day
MOST_PEOPLE = 20  # of one asset


class OfferersAddressMissing(Refusal):
    message = _(
        "Give the person’s e-mail and tick that they know of it, or leave the name out: without"
        " their own word nobody is named."
    )


class OffererAskedOften(Refusal):
    message = _("We have written to this address several times today. Leave the name out for now.")


class TooManyPeople(Refusal):
    message = _("At most %(most)s people are named with one thing.")


@dataclass(frozen=True)
class Offerer:
    """`knows`: whoever writes has asked that person, or is that person."""

    name: str
    email: str
    knows: bool
    language: str = "et"


def ask_offerer(*, asset: Asset, offerer: Offerer, now: datetime) -> AssetPerson:
    """Kept, but shown to nobody, until that person agrees by the link in the letter. Called inside
    a transaction that has checked who asks. Raises OfferersAddressMissing, OffererAskedOften,
    TooManyPeople."""
    if not (offerer.name.strip() and offerer.email.strip() and offerer.knows):
        raise OfferersAddressMissing
    email = offerer.email.strip().lower()
    if asset.people.count() >= MOST_PEOPLE:
        raise TooManyPeople(most=MOST_PEOPLE)
    if letters_lately(email, {ASKED}, since=now - timedelta(days=1)) >= MOST_LETTERS:
        raise OffererAskedOften
    identity = uuid4()
    made = AssetPerson.objects.create(
        asset=asset, name=offerer.name.strip(), email=email, language=offerer.language,
        asked_at=now, uuid=identity, key_hash=key_hash_for(ASSET_PERSON, identity),
    )  # fmt: skip
    queue_mail(
        to=email, template=ASKED, language=offerer.language,
        context={
            "name": made.name, "asset": asset.title,
            "community": asset.community.organisation.name,
            "page": address(offerer.language, "community-asset-person-own", asset_person_key(made)),
        },
    )  # fmt: skip
    return made


def name_offerer(*, asset: Asset, offerer: Offerer, by: User, now: datetime) -> AssetPerson:
    """A keeper names somebody with an asset that is there. Refuses as `ask_offerer`."""
    if not may_keep(by, asset.community):
        raise PermissionDenied
    with transaction.atomic():
        return ask_offerer(asset=asset, offerer=offerer, now=now)


def agree_to_be_named(*, person: AssetPerson, now: datetime) -> AssetPerson:
    """By whoever has the letter. Again does no harm."""
    with transaction.atomic():
        current = AssetPerson.objects.select_for_update().get(pk=person.pk)
        if current.consented_at is None:
            current.consented_at = now
            current.save(update_fields=["consented_at"])
    return current


def withdraw_name(*, person: AssetPerson, now: datetime) -> None:
    """The name is gone from map, lists and poster in this moment; what is offered stays. Again does
    no harm."""
    AssetPerson.objects.filter(pk=person.pk).delete()


def remove_name(*, person: AssetPerson, by: User, now: datetime) -> None:
    if not may_keep(by, person.asset.community):
        raise PermissionDenied
    withdraw_name(person=person, now=now)
