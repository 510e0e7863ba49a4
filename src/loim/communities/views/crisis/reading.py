"""The published plan: on a page that a phone keeps, on paper, as one file."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loim.common.access import public, signed_in
from loim.common.tables import download
from loim.communities.actions.crisis.copies import open_version
from loim.communities.documents.crisis_plan_pdf import write_crisis_plan_pdf
from loim.communities.models import Community, CrisisVersion, OpeningWay
from loim.communities.permissions import may_keep, may_read_plan
from loim.communities.queries.crisis.paper import paper_of
from loim.communities.queries.crisis.picture import Picture, picture_of
from loim.communities.queries.crisis.versions import Read, read_version
from loim.communities.views.crisis.loading import load_community, user_of

SHEETS = [
    "vendor/designsystemet.css",
    *(
        f"common/{name}.css"
        for name in (
            "elements", "theme", "tokens", "frame", "header", "suggest", "layout", "components",
            "forms", "pages", "chart", "print",
        )
    ),
    "communities/crisis.css",
]  # fmt: skip


@signed_in
@require_safe
@never_cache
@csp_update({"worker-src": [SELF]})  # type: ignore[arg-type]  # typed for views without arguments
def crisis_read(request: HttpRequest, pk: int) -> HttpResponse:
    """The version in force; a keeper reads older ones by their number."""
    community = load_community(pk)
    is_keeper = may_keep(request.user, community)
    number = request.GET.get("version", "") if is_keeper else ""
    version = _version(request, community, number)
    if version is None:
        return (
            redirect("community-crisis-plan", pk=pk) if is_keeper else _nothing(request, community)
        )
    read = _opened(request, version, OpeningWay.PAGE)
    shown: dict[str, Any] = {
        "community": community,
        "plan": version.plan,
        "version": version,
        "read": read,
        "paper": paper_of(read),
        "picture": _picture(read),
        "is_keeper": is_keeper,
        "is_in_force": version.superseded_at is None,
        "texts": {
            "kept": _("This page opens on this device without a network, too."),
            "not_kept": _(
                "This device does not keep the page: take the file or the paper with you."
            ),
        },
    }
    return render(request, "communities/crisis/read.html", shown)


@signed_in
@require_safe
@never_cache
def crisis_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    community = load_community(pk)
    version = _version(request, community)
    if version is None:
        raise Http404
    paper = paper_of(_opened(request, version, OpeningWay.PAPER))
    columns = (pgettext("a person", "Name"), _("Telephone"), _("When"))
    pdf = write_crisis_plan_pdf(paper, tree_columns=columns, made_at=version.published_at)
    return download(pdf, name=f"{_file_name(version)}.pdf", content_type="application/pdf")


@signed_in
@require_safe
@never_cache
def crisis_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One file that needs nothing else: neither a network nor this platform."""
    community = load_community(pk)
    version = _version(request, community)
    if version is None:
        raise Http404
    read = _opened(request, version, OpeningWay.FILE)
    shown = {"paper": paper_of(read), "picture": _picture(read), "lang": community.language}
    content = render_to_string("communities/crisis/file.html", shown)
    return download(
        content.encode(),
        name=f"{_file_name(version)}.html",
        content_type="text/html; charset=utf-8",
    )


@public("a script without any data; a device renews it also when nobody is signed in")
def crisis_worker(request: HttpRequest, pk: int) -> HttpResponse:
    """The service worker of one plan's page: limited to its address."""
    response = render(
        request,
        "communities/crisis/worker.js",
        {"pk": pk, "sheets": SHEETS},
        content_type="text/javascript; charset=utf-8",
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


def _version(request: HttpRequest, community: Community, number: str = "") -> CrisisVersion | None:
    """Whoever may not read the plan is refused before anything of it is looked up."""
    if not may_read_plan(request.user, community):
        raise PermissionDenied
    rows = CrisisVersion.objects.select_related("plan").filter(plan__community=community)
    if number.isascii() and number.isdecimal() and len(number) < 5:
        found = rows.filter(number=int(number)).first()
    else:
        found = rows.filter(superseded_at=None).first()
    if found is not None:
        found.plan.community = community
    return found


def _opened(request: HttpRequest, version: CrisisVersion, way: str) -> Read:
    phones = open_version(version=version, way=way, by=user_of(request), now=timezone.now())
    return read_version(version, phones)


def _picture(read: Read) -> Picture:
    names = {key: said.name for key, said in read.people.items()}
    left = frozenset(key for key, said in read.people.items() if said.has_left)
    return picture_of(read.rows, names, left)


def _nothing(request: HttpRequest, community: Community) -> HttpResponse:
    return render(request, "communities/crisis/nothing.html", {"community": community})


def _file_name(version: CrisisVersion) -> str:
    return f"{slugify(str(version.plan.community)) or 'plan'}-{version.number}"
