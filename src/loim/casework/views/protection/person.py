"""Data of one client: who has looked, a copy to hand over, erasing. For those who counsel there."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.casework.actions.protection.erasing import erase_client
from loim.casework.actions.protection.viewing import note_view
from loim.casework.forms.protection.erasing import ErasingForm
from loim.casework.gate import counselling, opened_by_link
from loim.casework.models import Client, Ground
from loim.casework.permissions import may_counsel_for
from loim.casework.queries.protection.handing_over import data_pdf, data_zip, why
from loim.casework.queries.protection.views import views_of
from loim.casework.vault import unseal
from loim.common.access import public
from loim.common.own_keys import hash_of_key
from loim.common.paging import paged
from loim.people.models import User


@counselling
def data(request: HttpRequest, client: UUID) -> HttpResponse:
    of = _load(request, client)
    return render(
        request,
        "casework/protection/person.html",
        {
            "client": of,
            "name": _name(of),
            "views": (views := paged(request, views_of(of))),
            "rows": [(view, why(view)) for view in views.page],
        },
    )


@counselling
def copy(request: HttpRequest, client: UUID) -> HttpResponse:
    of = _load(request, client)
    return _file(data_zip(of, now=timezone.now()), "application/zip", "data.zip")


@counselling
def views_pdf(request: HttpRequest, client: UUID) -> HttpResponse:
    of = _load(request, client)
    content = data_pdf(of, now=timezone.now(), with_records=False)
    return _file(content, "application/pdf", "views.pdf")


@counselling
def erase(request: HttpRequest, client: UUID) -> HttpResponse:
    of = _load(request, client)
    form = ErasingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        erase_client(
            client=of,
            ground=Ground(form.cleaned_data["ground"]),
            by=_person(request),
            now=timezone.now(),
        )
        messages.success(request, _("The record is erased, with everything that belonged to it."))
        return redirect("protection-erased")
    context = {"form": form, "client": of, "name": _name(of)}
    return render(request, "casework/protection/erase.html", context)


@public("the client’s own link: who has opened the client’s record")
def own_views(request: HttpRequest, key: str) -> HttpResponse:
    with opened_by_link(hash_of_key(key), now=timezone.now()):
        of = (
            Client.objects.filter(link_hash=hash_of_key(key)).select_related("organisation").first()
        )
        if of is None:
            raise Http404
        views = paged(request, views_of(of))
        answer = render(
            request,
            "casework/protection/own_views.html",
            {
                "organisation": of.organisation,
                "views": views,
                "rows": [(view, why(view)) for view in views.page],
            },
        )
    answer.headers["Cache-Control"] = "no-store, private"
    # The address opens the page: it is told to nobody, not even to ourselves.
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _load(request: HttpRequest, identity: UUID) -> Client:
    """Whoever looks at what is kept, or takes a copy, has looked at the record."""
    of = get_object_or_404(Client.objects.select_related("organisation"), uuid=identity)
    person = _person(request)
    if not may_counsel_for(person, of.organisation):
        raise Http404
    name = request.resolver_match.url_name if request.resolver_match else ""
    note_view(client=of, by=person, now=timezone.now(), page=name or "")
    return of


def _name(of: Client) -> str:
    """Of a record that is not in use any more nothing is shown: it goes by its reference."""
    return unseal(of.sealed_name) if of.is_active else of.reference


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):  # the decorator has let nobody else in
        raise PermissionDenied
    return request.user


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
