"""Contacts and roles of a plan."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.communities.actions.crisis.contacts import (
    add_contact,
    ask_contact,
    change_contact,
    leave,
    note_paper_consent,
)
from loim.communities.actions.crisis.roles import remove_role, save_role
from loim.communities.forms.crisis.people import ContactForm, PaperConsentForm, RoleForm
from loim.communities.models import CrisisContact, CrisisPlan, CrisisRole
from loim.communities.queries.crisis.draft import details_of, is_unconfirmed, load_draft
from loim.communities.queries.crisis.due import CONFIRMED_FOR
from loim.communities.views.crisis.loading import kept_plan, user_of, workbench


@signed_in
@never_cache
def crisis_contacts(request: HttpRequest, pk: int) -> HttpResponse:
    plan = kept_plan(request, pk)
    draft, since = load_draft(plan), timezone.now() - CONFIRMED_FOR
    roles: dict[int, list[str]] = {}
    for filled in draft.roles:
        for holder in filled.holders:
            roles.setdefault(holder.contact_id, []).append(filled.role.title)
    rows = [
        {
            "contact": contact,
            "details": details_of(contact),
            "roles": roles.get(contact.pk, []),
            "is_old": bool(contact.consent) and is_unconfirmed(contact, since),
        }
        for contact in draft.contacts
    ]
    return workbench(request, "contacts", plan, rows=rows, left=draft.left)


@signed_in
@never_cache
def crisis_contact_new(request: HttpRequest, pk: int) -> HttpResponse:
    plan = kept_plan(request, pk)
    form = ContactForm(request.POST or None, language=plan.community.language)
    if request.method == "POST" and form.is_valid():
        by, now = user_of(request), timezone.now()
        contact = add_contact(plan=plan, facts=form.facts(), by=by, now=now)
        if contact.email:
            ask_contact(contact=contact, by=by, now=now)
            said = _("%(name)s is in the draft, and is asked for consent by e-mail.")
            messages.success(request, said % {"name": contact.name})
            return redirect("crisis-contacts", pk=pk)
        said = _("%(name)s is in the draft. Note the consent on paper below.")
        messages.success(request, said % {"name": contact.name})
        return redirect("crisis-contact", pk=pk, contact=contact.pk)
    return workbench(request, "contact_new", plan, status=_status(form), form=form)


@signed_in
@never_cache
def crisis_contact(request: HttpRequest, pk: int, contact: int) -> HttpResponse:
    plan = kept_plan(request, pk)
    found = get_object_or_404(plan.contacts.filter(left_at=None), pk=contact)
    found.plan = plan
    step = request.POST.get("step", "")
    form = ContactForm(request.POST if step == "save" else None, contact=found)
    paper = PaperConsentForm(request.POST if step == "paper" else None)
    asked: Any = {"save": form, "paper": paper}.get(step)
    if step and (asked is None or asked.is_valid()):
        try:
            _step(request, found, step, form, paper)
        except Refusal as refusal:
            if asked is None:
                messages.error(request, str(refusal))
                return redirect(request.path)
            asked.add_error(None, str(refusal))
        else:
            return redirect("crisis-contacts", pk=pk)
    status = _status(form) if step == "save" else _status(paper)
    return workbench(
        request, "contact", plan, status=status, contact=found, form=form, paper=paper,
        details=details_of(found), error_form=asked,
    )  # fmt: skip


def _step(
    request: HttpRequest, contact: CrisisContact, step: str, form: ContactForm,
    paper: PaperConsentForm,
) -> None:  # fmt: skip
    by, now, name = user_of(request), timezone.now(), {"name": contact.name}
    if step == "save":
        change_contact(contact=contact, facts=form.facts(), by=by)
        messages.success(request, _("Saved."))
    elif step == "paper":
        note_paper_consent(contact=contact, by=by, now=now, **paper.cleaned_data)
        messages.success(request, _("The consent of %(name)s is noted.") % name)
    elif step == "ask":
        ask_contact(contact=contact, by=by, now=now)
        messages.success(request, _("%(name)s is asked by e-mail.") % name)
    elif step == "leave":
        leave(contact=contact, by=by, now=now)
        said = _(
            "%(name)s has left: their numbers are gone from every version. See what to do now."
        )
        messages.success(request, said % name)


@signed_in
@never_cache
def crisis_roles(request: HttpRequest, pk: int) -> HttpResponse:
    plan = kept_plan(request, pk)
    return workbench(request, "roles", plan, roles=load_draft(plan).roles)


@signed_in
@never_cache
def crisis_role_new(request: HttpRequest, pk: int) -> HttpResponse:
    return _role(request, kept_plan(request, pk), None)


@signed_in
@never_cache
def crisis_role(request: HttpRequest, pk: int, role: int) -> HttpResponse:
    plan = kept_plan(request, pk)
    return _role(request, plan, get_object_or_404(plan.roles, pk=role))


def _role(request: HttpRequest, plan: CrisisPlan, role: CrisisRole | None) -> HttpResponse:
    by = user_of(request)
    if role is not None and request.POST.get("step") == "remove":
        remove_role(role=role, by=by)
        messages.success(request, _("The role is taken away."))
        return redirect("crisis-roles", pk=plan.community_id)
    contacts = list(plan.contacts.filter(left_at=None).order_by("name", "pk"))
    ranked = {holder.rank: holder.contact_id for holder in role.holders.all()} if role else {}
    holders = [ranked.get(rank, 0) for rank in range(max(ranked, default=-1) + 1)]
    form = RoleForm(request.POST or None, contacts=contacts, role=role, holders=holders)
    if request.method == "POST" and form.is_valid():
        try:
            save_role(
                plan=plan, role=role, title=form.cleaned_data["title"],
                explanation=form.cleaned_data["explanation"], holders=form.holders(), by=by,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("crisis-roles", pk=plan.community_id)
    return workbench(request, "role", plan, status=_status(form), form=form, role=role)


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
