"""Pages about people, for platform administrators."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.people.actions.accounts import (
    close_account,
    reopen_account,
    set_platform_administrator,
)
from loim.people.actions.erasure import erase_person
from loim.people.actions.memberships import add_membership
from loim.people.forms.memberships import RoleForPersonForm, role_texts
from loim.people.forms.people import PeopleFilter
from loim.people.forms.profile import EraseForm
from loim.people.models import User
from loim.people.permissions import may_administer_platform
from loim.people.queries.memberships import memberships_of, organisations_left_alone
from loim.people.queries.people import people_like
from loim.people.views.signed_in_person import signed_in_person


@allowed(may_administer_platform)
def people_list(request: HttpRequest) -> HttpResponse:
    form = PeopleFilter(request.GET)
    form.is_valid()  # what cannot be understood is left out
    chosen = form.cleaned_data
    people = people_like(
        today=timezone.localdate(),
        text=chosen.get("text", "").strip(),
        organisation=chosen.get("organisation"),
        role=chosen.get("role", ""),
        state=chosen.get("state") or "active",
    )
    return render(
        request, "people/people_list.html", {"form": form, "people": paged(request, people)}
    )


@allowed(may_administer_platform)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles, and what an administrator may do about the account."""
    found = get_object_or_404(User, pk=pk)
    form = RoleForPersonForm(request.POST or None, initial={"start_date": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            add_membership(
                by=signed_in_person(request), now=timezone.now(), person=found, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The role was given."))
            return redirect("person", pk=pk)
    return render(
        request,
        "people/person.html",
        {
            "person": found,
            "memberships": list(memberships_of(found)[:200]),
            "form": form,
            "role_texts": role_texts(None),
            "today": timezone.localdate(),
            "left_alone": organisations_left_alone(found, today=timezone.localdate()),
        },
    )


@require_POST
@allowed(may_administer_platform)
def person_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Close or open an account, give or take the platform administrator's right."""
    found = get_object_or_404(User, pk=pk)
    given: dict[str, Any] = {
        "by": signed_in_person(request),
        "now": timezone.now(),
        "person": found,
    }
    try:
        match request.POST.get("do"):
            case "close":
                close_account(**given)
                done = _("The account is closed. The person was signed out everywhere.")
            case "open":
                reopen_account(**given)
                done = _("The account is open again.")
            case "make-administrator":
                set_platform_administrator(**given, is_administrator=True)
                done = _("The person is now a platform administrator.")
            case "end-administrator":
                set_platform_administrator(**given, is_administrator=False)
                done = _("The person is no longer a platform administrator.")
            case _other:
                return redirect("person", pk=pk)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("person", pk=pk)


@allowed(may_administer_platform)
def person_erase(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever asked by letter: the same as 'erase my data'."""
    found = get_object_or_404(User, pk=pk)
    form = EraseForm(request.POST or None, user=found)
    form.fields["email"].label = _("The person's e-mail address")
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(by=signed_in_person(request), now=timezone.now(), person=found)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The person's data was erased."))
            return redirect("people-list")
    return render(request, "people/person_erase.html", {"form": form, "person": found})
