"""Whom the survey asks, what became of the letters, who has answered, and reminding the others."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.permissions import may_record
from loim.surveys.actions.inviting import Asked, correct_address, invite, withdraw_invitation
from loim.surveys.actions.letters import (
    INVITATION,
    REMINDER,
    letter_text,
    remind,
    to_be_reminded,
)
from loim.surveys.forms.inviting import AddressForm, ConfirmForm, InviteForm, ReminderForm
from loim.surveys.models import Survey, SurveyInvitation
from loim.surveys.queries.answer_link import answer_link_of
from loim.surveys.queries.survey_list import DELIVERY, listed_invitations, progress_of
from loim.surveys.views.loading import kept_survey

EXAMPLE_LINK = "https://…"


@allowed(may_record)
def invitation_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Of an anonymous survey nobody's name stands beside 'has answered'."""
    survey = kept_survey(request, pk)
    rows = listed_invitations(survey)
    wanted = request.GET.get("show", "")
    if wanted in ("waiting", "answered") and not survey.is_anonymous:
        rows = rows.filter(has_answered=wanted == "answered")
    elif wanted == "no-address":
        rows = rows.filter(email="")
    elif wanted == "failed":
        rows = rows.filter(mail__given_up_at__isnull=False)
    invitations = paged(request, rows)
    context = {
        "survey": survey,
        "progress": progress_of(survey),
        "wanted": wanted,
        "invitations": invitations,
        "rows": [(each, *DELIVERY[each.delivery]) for each in invitations.page],
    }
    return render(request, "surveys/invitations.html", context)


@allowed(may_record)
def invite_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; then who will be asked, and the letter; then they are invited, each once."""
    survey = kept_survey(request, pk)
    person: User = request.user  # type: ignore[assignment]
    if survey.is_over:
        messages.error(request, _("The survey is closed. Reopen it before you invite anybody."))
        return redirect("survey-invitations", pk)
    if request.method == "POST" and "rows" in request.POST:
        return _confirm(request, survey, person)
    is_sent = request.method == "POST"
    form = InviteForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, survey=survey
    )
    context: dict[str, object] = {"survey": survey, "form": form}
    if is_sent and form.is_valid():
        people = form.people()
        names = {each.organisation: each.name for each in form.governments}
        languages = sorted({each.language for each in people if each.email})
        context |= {
            "people": [(each, names.get(each.organisation or 0, "")) for each in people],
            "problems": form.problems,
            "without_address": sum(not each.email for each in people),
            "letters": [
                (
                    code,
                    letter_text(
                        INVITATION, survey, code, link=EXAMPLE_LINK, name=_example(people, names)
                    ),
                )
                for code in languages
            ],
            "confirm": ConfirmForm.of(people, survey=survey, person=person.pk) if people else None,
            "is_checked": True,
        }
    return render(request, "surveys/invite.html", context)


def _example(people: list[Asked], names: dict[int, str]) -> str:
    return names.get(people[0].organisation or 0, "") or people[0].name


def _confirm(request: HttpRequest, survey: Survey, person: User) -> HttpResponse:
    form = ConfirmForm(request.POST, survey=survey, person=person.pk)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["rows"]))
        return redirect("survey-invite", survey.pk)
    try:
        made = invite(
            survey=survey, people=form.cleaned_data["rows"], by=person, now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        text = ngettext("%(count)s is invited.", "%(count)s are invited.", len(made))
        messages.success(request, text % {"count": len(made)})
    return redirect("survey-invitations", survey.pk)


@allowed(may_record)
def invitation_edit(request: HttpRequest, pk: int, survey_invitation: int) -> HttpResponse:
    survey = kept_survey(request, pk)
    invitation = _invitation(survey, survey_invitation)
    person: User = request.user  # type: ignore[assignment]
    form = AddressForm.of(request.POST or None, invitation)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            correct_address(invitation=invitation, **said, by=person, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The address is saved."))
            return redirect("survey-invitations", pk)
    context = {
        "survey": survey,
        "invitation": invitation,
        "form": form,
        # Whoever asks may pass an organisation's link on; a person's is theirs alone.
        "link": answer_link_of(invitation) if invitation.for_organisation else "",
    }
    return render(request, "surveys/invitation.html", context)


@allowed(may_record)
@require_POST
def invitation_withdraw(request: HttpRequest, pk: int, survey_invitation: int) -> HttpResponse:
    survey = kept_survey(request, pk)
    person: User = request.user  # type: ignore[assignment]
    try:
        withdraw_invitation(
            invitation=_invitation(survey, survey_invitation), by=person, now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitation is withdrawn; its link opens nothing now."))
    return redirect("survey-invitations", pk)


@allowed(may_record)
def remind_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it is sent and how many get it; then it leaves."""
    survey = kept_survey(request, pk)
    person: User = request.user  # type: ignore[assignment]
    now = timezone.now()
    form = ReminderForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and "send" in request.POST:
        try:
            number = remind(survey=survey, note=form.cleaned_data["note"], by=person, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            text = ngettext(
                "%(count)s reminder is on its way.", "%(count)s reminders are on their way.", number
            )
            messages.success(request, text % {"count": number})
            return redirect("survey-invitations", pk)
    people = to_be_reminded(survey, now) if survey.takes_answers else []
    note = form.cleaned_data.get("note", "") if form.is_bound and form.is_valid() else ""
    languages = dict.fromkeys(each.language for each in people)
    examples = {each.language: each for each in reversed(people)}
    context = {
        "survey": survey,
        "form": form,
        "number": len(people),
        "letters": [
            (
                code,
                letter_text(
                    REMINDER,
                    survey,
                    code,
                    link=EXAMPLE_LINK,
                    name=str(examples[code]) if survey.is_by_organisation else "",
                    note=note,
                ),
            )
            for code in languages
        ],
    }
    return render(request, "surveys/remind.html", context)


def _invitation(survey: Survey, key: int) -> SurveyInvitation:
    invitation = get_object_or_404(
        SurveyInvitation.objects.select_related("organisation"), pk=key, survey=survey
    )
    invitation.survey = survey
    return invitation
