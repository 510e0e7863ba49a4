"""Pages of agreements: list, one agreement with its posts, signing, extending, ending."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.common.access import signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.people.models import Organisation, OrganisationKind, User
from loim.programmes.actions.agreements import (
    edit_agreement,
    end_agreement,
    extend_agreement,
    sign_agreement,
)
from loim.programmes.forms.agreements import (
    AgreementFilterForm,
    AgreementForm,
    DocumentForm,
    ExtendForm,
    LastDayForm,
)
from loim.programmes.models import Agreement, Programme
from loim.programmes.permissions import may_manage, may_read_agreement, takes_part
from loim.programmes.queries.agreement_timeline import agreement_timeline
from loim.programmes.queries.agreements import (
    ENDS_SOON,
    agreement_history,
    listed_agreements,
    overloaded_holders,
    partners_of,
    posts_of,
    state_of,
)


@signed_in
def agreement_list(request: HttpRequest, slug: str) -> HttpResponse:
    programme = get_object_or_404(Programme, slug=slug)
    if not takes_part(request.user, programme):
        raise PermissionDenied
    today = timezone.localdate()
    filters = AgreementFilterForm(request.GET)
    wanted = filters.wanted()
    found = paged(request, listed_agreements(programme, today, **wanted))
    context = {
        "programme": programme,
        "agreements": found,
        "states": [(agreement, state_of(agreement, today)) for agreement in found.page],
        "soon": today + ENDS_SOON,
        "filters": filters,
        "is_filtering": bool(wanted),
        "may_manage": may_manage(request.user, programme),
    }
    return render(request, "programmes/agreement_list.html", context)


@signed_in
def agreement_page(request: HttpRequest, pk: int) -> HttpResponse:
    return show_agreement(request, load_agreement(pk))


def show_agreement(
    request: HttpRequest, agreement: Agreement, document_form: DocumentForm | None = None
) -> HttpResponse:
    programme = agreement.programme
    if not takes_part(request.user, programme):
        raise PermissionDenied
    today = timezone.localdate()
    posts = posts_of(agreement)
    timeline, lines = agreement_timeline(agreement, posts, today)
    may_read = may_read_agreement(request.user, agreement)
    context = {
        "agreement": agreement,
        "programme": programme,
        "partners": partners_of(agreement),
        "state": state_of(agreement, today),
        "days_left": (agreement.end_date - today).days if agreement.end_date else None,
        "timeline": timeline,
        "today": today,
        "soon": today + ENDS_SOON,
        "today_x": timeline.point(today) if timeline else None,
        "lines": lines,
        "overloaded": overloaded_holders(h for post in posts for h in post.holdings.all()),
        "documents": agreement.documents.select_related("added_by").order_by("-added_at", "-pk")
        if may_read
        else [],
        "may_read": may_read,
        "document_form": document_form or DocumentForm(),
        "history": agreement_history(agreement),
        "may_manage": may_manage(request.user, programme),
    }
    return render(request, "programmes/agreement.html", context)


@signed_in
def agreement_new(request: HttpRequest, slug: str) -> HttpResponse:
    programme = get_object_or_404(Programme, slug=slug)
    if not may_manage(request.user, programme):
        raise PermissionDenied
    return _form_page(request, programme, None)


@signed_in
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = managed_agreement(request, pk)
    return _form_page(request, agreement.programme, agreement)


def _form_page(
    request: HttpRequest, programme: Programme, agreement: Agreement | None
) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    governments = Organisation.objects.filter(is_active=True, kind=OrganisationKind.MUNICIPALITY)
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        partners=list(governments.order_by("name", "pk")),
        agreement=agreement,
        may_correct=True,
    )
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {"facts": form.facts(), "reason": form.reason}
        said |= {"by": person, "now": timezone.now()}
        try:
            if agreement is None:
                agreement = sign_agreement(programme=programme, **said)
            else:
                edit_agreement(agreement=agreement, **said)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The agreement is saved."))
            return redirect("agreement", agreement.pk)
    shown = load_agreement(agreement.pk) if agreement else None
    context = {"form": form, "agreement": shown, "programme": programme}
    return render(request, "programmes/agreement_form.html", context)


@signed_in
def agreement_extend(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = managed_agreement(request, pk)
    form = ExtendForm(request.POST if request.method == "POST" else None, may_correct=True)
    if request.method == "POST" and form.is_valid():
        try:
            extend_agreement(
                agreement=agreement,
                end_date=form.cleaned_data["end_date"],
                with_posts=form.cleaned_data["with_posts"],
                reason=form.reason,
                by=request.user,  # type: ignore[arg-type]  # signed in
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The agreement is extended."))
            return redirect("agreement", pk)
    return render(
        request, "programmes/agreement_extend.html", {"form": form, "agreement": agreement}
    )


@signed_in
def agreement_end(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = managed_agreement(request, pk)
    form = LastDayForm(
        request.POST if request.method == "POST" else None,
        initial={"end_date": agreement.end_date or timezone.localdate()},
        may_correct=True,
    )
    if request.method == "POST" and form.is_valid():
        try:
            ended = end_agreement(
                agreement=agreement,
                end_date=form.cleaned_data["end_date"],
                reason=form.reason,
                by=request.user,  # type: ignore[arg-type]  # signed in
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            text = ngettext(
                "The end is noted; %(count)s post ends with it.",
                "The end is noted; %(count)s posts end with it.",
                ended,
            )
            messages.success(request, text % {"count": ended})
            return redirect("agreement", pk)
    return render(request, "programmes/agreement_end.html", {"form": form, "agreement": agreement})


def load_agreement(pk: int) -> Agreement:
    return get_object_or_404(
        Agreement.objects.select_related("programme__implementer", "programme__ministry"), pk=pk
    )


def managed_agreement(request: HttpRequest, pk: int) -> Agreement:
    agreement = load_agreement(pk)
    if not may_manage(request.user, agreement.programme):
        raise PermissionDenied
    return agreement
