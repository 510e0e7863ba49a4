"""Keepers change a community's page, and say when it rests, ends or begins anew."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.communities.actions.opening import CommunityFacts, write_facts
from loim.communities.logic.likeness import likeness
from loim.communities.models import Community, CommunityState
from loim.communities.permissions import may_keep
from loim.communities.search_keys import SEARCH_KEY
from loim.people.actions.organisations import OrganisationFacts, save_organisation
from loim.people.models import User
from loim.search.actions.indexing import index_objects


class WhatHappensNow(Refusal):
    message = _("Say in a few words what happens now, and whom people can ask.")


def edit_community(
    *, community: Community, facts: CommunityFacts, is_certainly_new: bool = False,
    by: User, now: datetime,
) -> Community:  # fmt: skip
    """Raises NameTaken, LooksFamiliar, ElsewhereArea."""
    if not may_keep(by, community):
        raise PermissionDenied
    with transaction.atomic():
        current = held(community)
        was_public = current.is_public
        place = current.organisation
        named = OrganisationFacts(
            name=facts.name, kind=place.kind, short_name=place.short_name,
            registry_code=place.registry_code, municipality=place.municipality,
        )  # fmt: skip
        is_renamed = place.name != facts.name
        if is_renamed:
            save_organisation(place, named, is_certainly_new=is_certainly_new)
        write_facts(current, facts)
        subject = current.subject
        subject.name, subject.likeness = place.name, likeness(current.kind, current.people)
        subject.save(update_fields=["name", "likeness"])
        if was_public and not current.is_public:
            # Not by a job: nobody finds what has just been closed.
            index_objects(provider=SEARCH_KEY, ids=[current.pk], now=now)
    return current


def change_state(
    *, community: Community, state: str, since: date, words: str = "",
    translations: dict[str, dict[str, str]] | None = None, by: User, now: datetime,
) -> Community:  # fmt: skip
    """Rests, has ended, or is active again. Nothing is lost; of one that has ended nothing is
    shown as if it were there. Raises WhatHappensNow."""
    if not may_keep(by, community):
        raise PermissionDenied
    words = words.strip()
    if state != CommunityState.ACTIVE and not words:
        raise WhatHappensNow
    with transaction.atomic():
        current = held(community)
        current.state = CommunityState(state)
        current.state_text = "" if state == CommunityState.ACTIVE else words
        current.state_since = None if state == CommunityState.ACTIVE else since
        if translations is not None:
            current.translations = translations
        current.save()
    return current


def held(community: Community) -> Community:
    """As it is now, and nobody else changes it until this transaction ends."""
    rows = Community.objects.select_related("organisation__municipality", "subject")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=community.pk)
