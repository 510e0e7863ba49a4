"""What a team makes: its versions, a trainer's answer, the team's consent."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.refusals import Refusal
from loim.trainings.actions.deliverable.publishing import (
    consent_to_publication,
    publish_deliverable,
    take_back_deliverable,
    withdraw_consent,
)
from loim.trainings.actions.deliverable.versions import (
    decide_version,
    hand_in_version,
    undo_version_decision,
)
from loim.trainings.forms.deliverable.version import VersionForm
from loim.trainings.logic.assignments.states import can_undo
from loim.trainings.models import Deliverable, DeliverableVersion
from loim.trainings.queries.cohort.who import Reader
from loim.trainings.queries.deliverable.published import versions_of
from loim.trainings.views.cohort.loading import file_response, team_context


def team_model(request: HttpRequest, reader: Reader) -> HttpResponse:
    deliverable = (
        Deliverable.objects.select_related("team__call__training__organiser", "published_version")
        .filter(team=reader.team)
        .first()
    )
    versions = versions_of(deliverable) if deliverable else []
    newest = versions[0] if versions else None
    form = _form(request, reader, deliverable, newest)
    trouble = ""
    if request.method == "POST":
        if "version" in request.POST:
            done = _hand_in(request, reader, form)
        else:
            trouble = _act(request, reader, deliverable, newest, timezone.now())
            done = not trouble
        if done:
            return redirect(reader.url("model"))
    return render(
        request,
        "trainings/deliverable/team.html",
        {
            **team_context(reader, "model"),
            "deliverable": deliverable,
            "versions": versions,
            "newest": newest,
            "is_accepted": any(row.state == "accepted" for row in versions),
            "may_undo": reader.reads_work
            and newest is not None
            and can_undo(newest.state, newest.decided_at, timezone.now()),
            "form": form,
            "trouble": trouble,
            "typed": request.POST.get("words", "") if trouble else "",
        },
    )


def _form(
    request: HttpRequest,
    reader: Reader,
    deliverable: Deliverable | None,
    newest: DeliverableVersion | None,
) -> VersionForm:
    options: dict[str, Any] = {
        "has_file": newest is not None and bool(newest.file),
        "is_first": newest is None,
    }
    if request.method == "POST" and "version" in request.POST:
        return VersionForm(request.POST, request.FILES, **options)
    training = reader.training
    initial = {
        "title": deliverable.title
        if deliverable
        else f"{training.deliverable_title or training.title}: {reader.team.municipality}"[:200],
        "summary": deliverable.summary if deliverable else "",
        "language": deliverable.language if deliverable else training.language,
        "text": newest.text if newest else "",
    }
    return VersionForm(initial=initial, **options)


def _hand_in(request: HttpRequest, reader: Reader, form: VersionForm) -> bool:
    if not form.is_valid():
        return False
    try:
        hand_in_version(
            words=form.words(),
            file=form.cleaned_data["file"],
            keeps_file=form.cleaned_data.get("keeps_file", False),
            submission=form.cleaned_data["submission"],
            by=reader,
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error("text", str(refusal))
        return False
    messages.success(request, _("The new version is there for the trainers to read."))
    return True


def _act(
    request: HttpRequest,
    reader: Reader,
    deliverable: Deliverable | None,
    newest: DeliverableVersion | None,
    now: datetime,
) -> str:
    """What was refused, in words; '' where it is done."""
    if deliverable is None or newest is None:
        return str(_("There is no version yet."))
    given = request.POST
    words = given.get("words", "")[:20_000]
    user = reader.user
    try:
        if "accept" in given or "send_back" in given:
            decide_version(
                version=get_object_or_404(versions_query(deliverable), pk=_key(given)),
                accepts="accept" in given,
                words=words,
                by=reader,
                now=now,
            )
            messages.success(request, _("The team is told what you decided."))
        elif "undo" in given:
            undo_version_decision(version=newest, by=reader, now=now)
            messages.success(request, _("Taken back: it waits to be read again."))
        elif "consent" in given:
            consent_to_publication(deliverable=deliverable, by=reader, now=now)
            messages.success(request, _("Thank you: the organiser can publish it now."))
        elif "no_consent" in given:
            withdraw_consent(deliverable=deliverable, by=reader)
            messages.success(request, _("Your consent is taken back."))
        elif "publish" in given and user is not None:
            publish_deliverable(deliverable=deliverable, by=user, now=now)
            messages.success(request, _("Published: everybody can read it."))
        elif "take_back" in given and user is not None:
            take_back_deliverable(deliverable=deliverable, reason=words, by=user, now=now)
            messages.success(request, _("Taken back: its page says so."))
    except Refusal as refusal:
        return str(refusal)
    return ""


def versions_query(deliverable: Deliverable) -> Any:
    return deliverable.versions.select_related("deliverable__team__call__training")


def _key(given: Any) -> int:
    text = given.get("decides", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else 0


def model_version_file(request: HttpRequest, reader: Reader, version: int) -> HttpResponseBase:
    row = get_object_or_404(
        DeliverableVersion.objects.exclude(file=""), pk=version, deliverable__team=reader.team
    )
    return file_response(row.file, row.original_name)
