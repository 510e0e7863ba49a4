"""Whom a survey asks: each organisation, or each address, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from loim.common.own_keys import hash_of_key
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.surveys.actions.keeping import SurveyOver, kept_survey
from loim.surveys.actions.letters import write_invitations
from loim.surveys.models import Draft, Survey, SurveyInvitation
from loim.surveys.permissions import may_change_survey
from loim.surveys.queries.answer_link import new_answer_key


class EverybodyAsked(Refusal):
    message = _("All of these have been invited already; nobody was written to twice.")


class AlreadyAnswered(Refusal):
    message = _("They have answered already: the invitation stays.")


class AnonymousStays(Refusal):
    message = _(
        "The survey is anonymous and open: if people left its list, answers of those who stay"
        " could be told apart. They are simply not counted as answers if they do not answer."
    )


class AddressStays(Refusal):
    message = _(
        "The survey is anonymous and its letter has gone to this address. Whoever got the letter"
        " at another one could answer in this person's place, or see whether they have answered."
        " Invite the other address as well: the survey counts who answers."
    )


@dataclass(frozen=True)
class Asked:
    """Keys; `organisation` with `for_organisation` is asked for one answer of all of it."""

    name: str = ""
    email: str = ""
    language: str = "et"
    organisation: int | None = None
    municipality: str | None = None
    for_organisation: bool = False


def invite(
    *, survey: Survey, people: Sequence[Asked], by: User, now: datetime
) -> list[SurveyInvitation]:
    """Those who were not invited before; letters leave once the survey takes answers.

    Refused: EverybodyAsked, SurveyOver.
    """
    with transaction.atomic():
        current = kept_survey(survey, by)
        if current.is_over:
            raise SurveyOver
        fresh = _fresh(current, people)
        if not fresh:
            raise EverybodyAsked
        made = []
        for each in fresh:
            submission = uuid4()
            made.append(
                SurveyInvitation(
                    survey=current,
                    name=each.name,
                    email=each.email,
                    language=each.language,
                    organisation_id=each.organisation,
                    municipality_id=each.municipality,
                    for_organisation=each.for_organisation,
                    submission=submission,
                    key_hash=hash_of_key(new_answer_key(submission)),
                    invited_at=now,
                )
            )
        SurveyInvitation.objects.bulk_create(made, batch_size=1000)
        write_invitations(survey=current, now=now)
    return made


def _fresh(survey: Survey, people: Sequence[Asked]) -> list[Asked]:
    rows = survey.invitations
    organisations: set[int | None] = set(
        rows.filter(for_organisation=True).values_list("organisation_id", flat=True)
    )
    addresses = set(
        rows.filter(for_organisation=False)
        .annotate(address=Lower("email"))
        .values_list("address", flat=True)
    )
    fresh = []
    for each in people:
        if each.for_organisation:
            if each.organisation not in organisations:
                organisations.add(each.organisation)
                fresh.append(each)
        elif each.email and each.email.lower() not in addresses:
            addresses.add(each.email.lower())
            fresh.append(each)
    return fresh


def correct_address(
    *,
    invitation: SurveyInvitation,
    name: str,
    email: str,
    language: str,
    by: User,
    now: datetime,
) -> None:
    """A contact that was wrong or missing; a letter leaves to the new address, and the link that
    went to the wrong one opens nothing any more. Colleagues who write an organisation's answer
    together keep theirs. Refused: SurveyOver, EverybodyAsked, AddressStays.
    """
    with transaction.atomic():
        survey = kept_survey(invitation.survey, by)
        if survey.is_over:
            raise SurveyOver
        current = SurveyInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
        is_new = email.lower() != current.email.lower()
        taken = survey.invitations.filter(for_organisation=False, email__iexact=email)
        if email and not current.for_organisation and taken.exclude(pk=current.pk).exists():
            raise EverybodyAsked
        if is_new and survey.is_anonymous and _has_got_its_letter(current):
            raise AddressStays
        current.name, current.email, current.language = name, email, language
        if is_new:
            current.written_at, current.mail = None, None
            if not _is_being_answered(current):
                current.submission = uuid4()
                current.key_hash = hash_of_key(new_answer_key(current.submission))
        current.save()
        write_invitations(survey=survey, now=now)


def _has_got_its_letter(invitation: SurveyInvitation) -> bool:
    if invitation.written_at is None:
        return False
    return invitation.mail is None or invitation.mail.given_up_at is None


def _is_being_answered(invitation: SurveyInvitation) -> bool:
    return invitation.for_organisation and (
        invitation.has_answered or Draft.objects.filter(invitation=invitation).exists()
    )


def withdraw_invitation(*, invitation: SurveyInvitation, by: User, now: datetime) -> None:
    """With its draft. Refused: AlreadyAnswered, AnonymousStays, SurveyOver."""
    if not may_change_survey(by, invitation.survey):
        raise PermissionDenied
    with transaction.atomic():
        survey = kept_survey(invitation.survey, by)
        if survey.is_over:
            raise SurveyOver
        if survey.is_anonymous and survey.opened_at is not None:
            raise AnonymousStays
        gone, _by_model = SurveyInvitation.objects.filter(
            Q(pk=invitation.pk), has_answered=False
        ).delete()
        if not gone:
            raise AlreadyAnswered
