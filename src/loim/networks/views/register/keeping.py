"""The coordinators' pages: their desk, taking in, changing, asking, ending."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from loim.common.access import allowed, signed_in
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.networks.actions.register.confirming import (
    ask_all_overdue,
    ask_to_confirm,
    confirm_by_phone,
    note_seen,
)
from loim.networks.actions.register.ending import note_end, restore_association, strike_off
from loim.networks.actions.register.recording import (
    edit_association,
    record_association,
    rename_association,
)
from loim.networks.actions.register.refusals import KnownAlready
from loim.networks.forms.register.association import AssociationForm, IdentityForm
from loim.networks.forms.register.filters import KeptFilterForm
from loim.networks.forms.register.steps import EndForm, PhoneForm
from loim.networks.models import Association, Confirmation
from loim.networks.permissions_register import (
    keepers_of,
    may_keep_association,
    may_keep_register,
)
from loim.networks.queries.register.listing import kept_associations
from loim.networks.queries.register.overdue import overdue_associations, progress_of
from loim.networks.queries.register.page import (
    association_history,
    changed_by,
    confirmations_of,
    letters_of,
)
from loim.networks.views.register.loading import editable, kept
from loim.people.models import User


@allowed(may_keep_register)
def association_desk(request: HttpRequest) -> HttpResponse:
    """Every row; who is overdue; what was changed by links and not looked at yet."""
    now, person = timezone.now(), _person(request)
    keepers = keepers_of(person)
    if request.method == "POST":
        number = ask_all_overdue(by=person, now=now)
        words = ngettext("%(n)s letter is sent.", "%(n)s letters are sent.", number)
        messages.success(request, words % {"n": number})
        return redirect("association-desk")
    filters = KeptFilterForm(request.GET)
    wanted = filters.wanted()
    unseen = Confirmation.objects.filter(
        Q(has_changes=True) | Q(has_ended=True), association__keeper__in=keepers, seen_at=None
    )
    overdue = overdue_associations(keepers, now)
    context = {
        "filters": filters,
        "is_filtering": wanted.is_filtering,
        "associations": paged(request, kept_associations(wanted, now)),
        "progress": progress_of(keepers, now),
        "overdue": list(overdue[:10]),
        "overdue_count": overdue.count(),
        "to_ask": overdue.filter(waits_since=None).exclude(email="").count(),
        "unseen": list(
            unseen.select_related("association__organisation").order_by("-confirmed_at")[:10]
        ),
    }
    return render(request, "networks/register/desk.html", context)


@allowed(may_keep_register)
def association_new(request: HttpRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    keepers = list(keepers_of(_person(request)).select_related("municipality").order_by("name"))
    identity = IdentityForm(data, keepers=keepers)
    form = AssociationForm(data, association=Association())
    if data is not None and all([identity.is_valid(), form.is_valid()]):
        try:
            made = record_association(
                **identity.cleaned_data, facts=form.facts(), by=_person(request), now=timezone.now()
            )
        except KnownAlready as refusal:
            identity.add_error("registry_code", str(refusal))
            context = {"identity": identity, "form": form, "known": refusal.association}
            return render(request, "networks/register/form.html", context, status=422)
        except Refusal as refusal:
            identity.add_error(None, str(refusal))
        else:
            messages.success(request, _("The association is in the register."))
            return redirect("association", made.pk)
    return render(request, "networks/register/form.html", {"identity": identity, "form": form})


@signed_in
def association_edit(request: HttpRequest, pk: int) -> HttpResponse:
    association = editable(request, pk)
    name = str(association)
    form = AssociationForm(
        request.POST if request.method == "POST" else None, association=association
    )
    may_keep = may_keep_association(request.user, association)
    if request.method == "POST" and form.is_valid():
        try:
            edit_association(
                association=association, facts=form.facts(), by=_person(request),
                seen_revision=form.cleaned_data["seen"], now=timezone.now(),
            )  # fmt: skip
            new_name = request.POST.get("association_name", "").strip()
            if may_keep and new_name and new_name != name:
                rename_association(
                    association=association, name=new_name, by=_person(request), now=timezone.now()
                )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The data is saved."))
            return redirect("association", pk)
    context = {"form": form, "association": association, "may_keep": may_keep, "name": name}
    return render(request, "networks/register/form.html", context)


@signed_in
def association_confirming(request: HttpRequest, pk: int) -> HttpResponse:
    """Letters, answers and what they changed; ask again, or confirm what was said on the phone."""
    association, now = kept(request, pk), timezone.now()
    step = request.POST.get("step", "")
    phone = PhoneForm(request.POST if step == "phone" else None)
    if request.method == "POST" and (step != "phone" or phone.is_valid()):
        try:
            _do(request, association, step, phone)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("association-confirming", pk)
    history = association_history(association)
    confirmations = confirmations_of(association)
    context = {
        "association": association,
        "phone": phone,
        "letters": letters_of(association, now),
        "confirmations": [(one, changed_by(one, history)) for one in confirmations],
        "history": history,
        "waiting": association.confirmation_requests.filter(
            answered_at=None, closed_at=None
        ).first(),
        "may_keep": True,
        "may_edit": True,
    }
    status = 422 if phone.is_bound else 200
    return render(request, "networks/register/confirming.html", context, status=status)


def _do(request: HttpRequest, association: Association, step: str, phone: PhoneForm) -> None:
    now, by = timezone.now(), _person(request)
    if step == "ask":
        ask_to_confirm(association=association, by=by, now=now)
        messages.success(request, _("The letter is sent."))
    elif step == "phone":
        confirm_by_phone(association=association, **phone.cleaned_data, by=by, now=now)
        messages.success(request, _("Confirmed. The next letter is due in a year."))
    elif step == "seen":
        for one in association.confirmations.filter(seen_at=None):
            note_seen(confirmation=one, by=by, now=now)


@signed_in
def association_end(request: HttpRequest, pk: int) -> HttpResponse:
    association = kept(request, pk)
    form = EndForm(
        request.POST if request.method == "POST" else None,
        initial={"end_date": timezone.localdate(), "what": EndForm.STRUCK_OFF},
    )
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = dict(form.cleaned_data)
        action = strike_off if said.pop("what") == EndForm.STRUCK_OFF else note_end
        try:
            action(association=association, **said, by=_person(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Noted. Its places in networks are vacant now."))
            return redirect("association", pk)
    places = association.organisation.network_memberships.select_related("network").filter(
        end_date=None
    )
    context = {"association": association, "form": form, "places": list(places)}
    return render(request, "networks/register/end.html", context)


@signed_in
@require_POST
def association_restore(request: HttpRequest, pk: int) -> HttpResponse:
    association = kept(request, pk)
    try:
        restore_association(association=association, by=_person(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("It is active again. Networks that it belonged to decide themselves about it."),
        )
    return redirect("association", pk)


def _person(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # the view's decorator saw to it
