"""Who calls whom: the picture, the list, and changing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.communities.actions.crisis.tree import balance_tree, set_caller
from loim.communities.forms.crisis.people import CallerForm
from loim.communities.queries.crisis.draft import Draft, load_draft
from loim.communities.queries.crisis.picture import picture_of
from loim.communities.views.crisis.loading import kept_plan, user_of, workbench


@signed_in
@never_cache
def crisis_tree(request: HttpRequest, pk: int) -> HttpResponse:
    plan = kept_plan(request, pk)
    draft = load_draft(plan)
    if request.method == "POST":
        _change(request, draft)
        return redirect("crisis-tree", pk=pk)
    rows, checked, names = draft.rows(), draft.checked(), draft.names
    contacts = {str(contact.uuid): contact for contact in draft.contacts}
    numbers: dict[str, int] = {}
    for row in rows:
        if row.called_by:
            numbers[row.called_by] = numbers.get(row.called_by, 0) + 1
    return workbench(
        request, "tree", plan, checked=checked, picture=picture_of(rows, names),
        lines=[
            {
                "row": row, "contact": contacts[row.key], "caller": names.get(row.called_by or ""),
                "calls": numbers.get(row.key, 0), "depth": min(row.depth, 6),
            }
            for row in rows
        ],
        hanging=[
            {"contact": contacts[key], "caller": names.get(draft.calls[key] or "", "")}
            for key in checked.unreachable
        ],
        overloaded=[(names[key], number) for key, number in checked.overloaded],
        contacts=draft.contacts,
    )  # fmt: skip


def _change(request: HttpRequest, draft: Draft) -> None:
    by = user_of(request)
    if request.POST.get("step") == "balance":
        balance_tree(plan=draft.plan, by=by)
        messages.success(request, _("The tree is built anew."))
        return
    form = CallerForm(request.POST, contacts=draft.contacts)
    if not form.is_valid():
        messages.error(request, _("One of those people has left the plan meanwhile. Choose again."))
        return
    contact, caller = form.pair()
    try:
        set_caller(contact=contact, caller=caller, by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return
    said = {"name": contact.name, "caller": caller.name if caller else ""}
    text = _("%(caller)s calls %(name)s.") if caller else _("%(name)s begins the calls.")
    messages.success(request, text % said)
