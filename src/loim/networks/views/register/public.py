"""The register as everybody reads it: its list, its files, its print, a page of each."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.json_ld import json_ld
from loim.common.page_addresses import page_addresses
from loim.common.paging import paged
from loim.common.tables import Table, table_response
from loim.networks.forms.register.filters import AssociationFilterForm
from loim.networks.models import Association, PublishedPart
from loim.networks.permissions_register import (
    may_edit_association,
    may_keep_association,
    may_keep_register,
)
from loim.networks.queries.register.listing import public_associations
from loim.networks.queries.register.needs import associations_by_topic, public_needs
from loim.networks.queries.register.page import money_of, shown_association
from loim.networks.views.register.loading import readable

LISTED = "associations that agreed to stand in the public list, with what they agreed to publish"
MOST_IN_PRINT = 1000


@public(LISTED)
@require_safe
def association_list(request: HttpRequest) -> HttpResponse:
    filters = AssociationFilterForm(request.GET)
    wanted = filters.wanted()
    context = {
        "filters": filters,
        "is_filtering": wanted.is_filtering,
        "associations": paged(request, public_associations(wanted)),
        "may_keep": may_keep_register(request.user),
        "needs_count": sum(associations_by_topic(public_needs()).values()),
        "addresses": page_addresses("association-list"),
    }
    return render(request, "networks/register/list.html", context)


@public(LISTED)
@require_safe
def association_print(request: HttpRequest) -> HttpResponse:
    """The whole register on paper, as it is filtered."""
    filters = AssociationFilterForm(request.GET)
    rows = list(public_associations(filters.wanted())[:MOST_IN_PRINT])
    context = {"associations": rows, "today": timezone.localdate()}
    return render(request, "networks/register/print.html", context)


@public(LISTED)
@require_safe
def association_export(request: HttpRequest, file_format: str) -> HttpResponse:
    if file_format not in ("csv", "xlsx"):
        raise Http404
    rows = list(public_associations(AssociationFilterForm(request.GET).wanted()))
    money = money_of([row.pk for row in rows if PublishedPart.FUNDING in row.published])
    name = f"{_('associations')}-{timezone.localdate():%Y-%m-%d}"
    table = Table(_("Associations"), _columns(), [_cells(row, money) for row in rows])
    return table_response(file_format, name, table)


def _columns() -> list[str]:
    return [
        _("Registry code"), pgettext("of an association", "Name"), _("Municipality"),
        _("Communities"), _("Languages"), _("Fields"), _("Members"), _("Who they are"),
        _("What they do"), _("Rooms"), _("E-mail"), _("Phone"), _("Web page"),
        _("Funding of the year"), _("Funding, €"),
    ]  # fmt: skip


def _cells(row: Association, money: dict[int, Any]) -> list[Any]:
    """What it agreed to publish; the rest is empty."""
    place = row.organisation.municipality

    def said(part: str, value: Any) -> Any:
        return value if part in row.published else None

    year, amount = money.get(row.pk, (None, None))
    return [
        row.organisation.registry_code,
        row.organisation.name,
        place.name if place else None,
        said("nationalities", "; ".join(map(str, row.nationality_names))),
        said("languages", "; ".join(map(str, row.language_names))),
        said("activities", "; ".join(map(str, row.field_names))),
        said("members", row.member_count),
        said("about", row.text("about")),
        said("activities", row.text("activities_text")),
        said("premises", row.text("premises")),
        said("contacts", row.email),
        said("contacts", row.phone),
        said("web", row.web_address),
        year,
        amount,
    ]


@public("an association that agreed to be listed; others see only their own")
@require_safe
def association_page(request: HttpRequest, pk: int) -> HttpResponse:
    association, is_all = readable(request, pk)
    context = {
        "association": association,
        "shown": shown_association(association, is_all=is_all),
        "may_edit": is_all and may_edit_association(request.user, association),
        "may_keep": is_all and may_keep_association(request.user, association),
        "addresses": page_addresses("association", pk),
        "data": json_ld(_schema(association)) if association.listed_at else "",
    }
    return render(request, "networks/register/page.html", context)


def _schema(association: Association) -> dict[str, Any]:
    published = association.published
    data: dict[str, Any] = {
        "@type": "NGO",
        "name": association.organisation.name,
        "identifier": association.organisation.registry_code,
        "url": f"{settings.BASE_URL}{reverse('association', args=[association.pk])}",
        "description": str(association.text("about")) if "about" in published else "",
        "sameAs": association.web_address if "web" in published else "",
        "knowsLanguage": association.languages if "languages" in published else [],
    }
    return {name: value for name, value in data.items() if value}
