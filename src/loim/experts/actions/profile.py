"""A person describes what they can be asked for. Nobody sees it before they consent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.common.translated import check_translations
from loim.experts.models import Availability, Expert, ExpertField
from loim.experts.permissions import is_own
from loim.people.models import County, User


class ProfileIncomplete(Refusal):
    message = _(
        "Say at least who you are, what you do and in which fields, counties, languages and ways"
        " you work."
    )


class ChangedMeanwhile(Refusal):
    message = _(
        "Your profile was saved in another window meanwhile. What you typed is still here: look at"
        " the other window, then save again."
    )


class DayMissing(Refusal):
    message = _("Give the day from which you are free.")


@dataclass(frozen=True)
class ProfileFacts:
    """What somebody says of themselves; `translations` as `Translated` keeps them."""

    name: str
    headline: str
    about: str
    language: str
    kinds: Sequence[str]
    fields: Sequence[ExpertField]
    counties: Sequence[County]
    languages: Sequence[str]
    formats: Sequence[str]
    workplace: str = ""
    availability: str = Availability.OPEN
    available_from: date | None = None
    availability_words: str = ""
    fee: str = ""
    translations: Mapping[str, Any] = field(default_factory=dict)


WORDS = ("name", "headline", "about", "workplace", "availability_words", "fee")
LISTS = ("kinds", "languages", "formats")


def save_profile(
    *, facts: ProfileFacts, seen_revision: int | None, by: User, now: datetime
) -> Expert:
    """Makes the person's one profile, or changes it; sent twice makes one. Somebody who is listed
    stays so. Raises ProfileIncomplete, ChangedMeanwhile, DayMissing."""
    if not by.is_active:
        raise PermissionDenied
    with transaction.atomic():
        expert = Expert.objects.select_for_update().filter(person=by).first()
        if expert is None:
            expert = _new(facts, by, now)
        elif not is_own(by, expert):
            raise PermissionDenied
        elif seen_revision is not None and expert.revision != seen_revision:
            raise ChangedMeanwhile
        else:
            expert.revision += 1
        _write(expert, facts, now)
    return expert


def _new(facts: ProfileFacts, by: User, now: datetime) -> Expert:
    made = Expert(person=by, made_at=now, changed_at=now)
    _fill(made, facts, now)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # the same form, sent twice at once
        return Expert.objects.select_for_update().get(person=by)
    return made


def _write(expert: Expert, facts: ProfileFacts, now: datetime) -> None:
    _fill(expert, facts, now)
    expert.save()
    expert.fields.set(facts.fields)
    expert.counties.set(facts.counties)


def _fill(expert: Expert, facts: ProfileFacts, now: datetime) -> None:
    for name in WORDS:
        setattr(expert, name, getattr(facts, name).strip())
    for name in LISTS:
        setattr(expert, name, list(getattr(facts, name)))
    said = (expert.name, expert.headline, expert.about, *(getattr(expert, n) for n in LISTS))
    if not all(said) or not facts.fields or not facts.counties:
        raise ProfileIncomplete
    expert.language, expert.availability = facts.language, facts.availability
    expert.available_from = _free_from(facts)
    expert.translations = dict(facts.translations)
    try:
        check_translations(expert.translations, expert.translated_fields)
    except ValidationError as error:
        raise ValueError(str(error)) from error
    expert.changed_at = now


def _free_from(facts: ProfileFacts) -> date | None:
    if facts.availability != Availability.LATER:
        return None
    if facts.available_from is None:
        raise DayMissing
    return facts.available_from
