"""Links in texts: which do not work, since when, where they stand and where to mend them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import allowed
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.content.actions.links.checking import check_now
from loim.content.forms.pages.filters import LinkFilterForm
from loim.content.models import Link, Outcome
from loim.content.permissions import TRANSLATING_ROLES, may_translate, may_translate_for
from loim.content.queries.links.listed import attach_uses, counts_by_outcome, listed_links
from loim.people.models import Organisation
from loim.people.permissions import Person, may_administer_platform, organisations_with_role
from loim.people.views.signed_in_person import signed_in_person


@allowed(may_translate)
@require_safe
def link_list(request: HttpRequest) -> HttpResponse:
    organisations = _organisations(request.user)
    filters = LinkFilterForm(request.GET, owners=_owners(organisations))
    links = paged(request, listed_links(organisations, filters.wanted()))
    counts = counts_by_outcome(organisations)
    context = {
        "links": links,
        "rows": attach_uses(links.page, organisations),
        "filters": filters,
        "counts": counts,
        "unchecked": counts.get(Outcome.NEW, 0) + counts.get(Outcome.NOT_ASKED, 0),
    }
    return render(request, "content/links/list.html", context)


@allowed(may_translate)
@require_POST
def link_check(request: HttpRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(Link, pk=pk)
    owners = link.uses.values_list("owner_id", flat=True)
    if not any(may_translate_for(request.user, owner) for owner in owners):
        raise Http404
    try:
        check_now(link=link, by=signed_in_person(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The link is being checked. Load this page again in a moment."))
    return redirect("link-list")


def _organisations(person: Person) -> list[int] | None:
    if may_administer_platform(person):
        return None
    return organisations_with_role(person, TRANSLATING_ROLES)


def _owners(organisations: list[int] | None) -> list[tuple[int, str]]:
    rows = Organisation.objects.filter(texts__isnull=False).distinct()
    if organisations is not None:
        rows = rows.filter(pk__in=organisations)
    return [(row.pk, row.name) for row in rows.order_by("name", "pk")]
