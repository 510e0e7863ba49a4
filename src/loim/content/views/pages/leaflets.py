"""A page or a piece of news as a leaflet to print."""

from datetime import UTC

from allauth.account.adapter import get_adapter
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.rates import count_request
from loim.content.documents.leaflet_pdf import write_leaflet_pdf
from loim.content.logic.leaflet.blocks import blocks_for_paper
from loim.content.logic.leaflet.document import Leaflet, LeafletPicture, LeafletWords
from loim.content.models import NewsItem, Page
from loim.content.queries.media.shown import ShownPicture
from loim.content.views.pages.showing import Shown, show

PAPERS = ("a4", "a5")
MOST = 40  # in ten minutes, from one address: each takes a tenth of a second of a processor


@public("the same text as on the page; the view guards drafts")
@require_safe
def page_leaflet(request: HttpRequest, page_slug: str, paper: str) -> HttpResponse:
    return _leaflet(request, show(request, Page, page_slug), paper)


@public("the same text as on the page; the view guards drafts")
@require_safe
def news_leaflet(request: HttpRequest, news_slug: str, paper: str) -> HttpResponse:
    return _leaflet(request, show(request, NewsItem, news_slug), paper)


def _leaflet(request: HttpRequest, view: Shown, paper: str) -> HttpResponse:
    if paper not in PAPERS or not view.shown.exists or view.is_closed:
        raise Http404
    now = timezone.now()
    if request.user.is_anonymous:
        caller = get_adapter().get_client_ip(request)
        if count_request(what="content.leaflet", who=caller, now=now) > MOST:
            return render(request, "429.html", status=429)
    today = timezone.localdate(now)
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    pdf = write_leaflet_pdf(
        leaflet_of(view, paper, date_format(today)), made_at=midnight.astimezone(UTC)
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"{view.record.slug}-{view.shown.language}-{paper}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def leaflet_of(view: Shown, paper: str, printed_on: str) -> Leaflet:
    shown, record = view.shown, view.record
    language = shown.language
    return Leaflet(
        paper=paper, language=language, reader_language=get_language() or language,
        title=str(shown.get("title")), lead=str(shown.get("lead")),
        blocks=blocks_for_paper(str(shown.get("body"))), owner=record.text.owner.name,
        address=view.addresses.by_language[language],
        words=LeafletWords(
            scan=_("The page as it is today:"),
            keeper=_("Kept by"),
            printed=_("Printed from Lõim on %(day)s") % {"day": printed_on},
            qr_alternative=_("QR code with the address of the page"),
            page=_("Page"),
            notices=tuple(_notices(view)),
        ),
        picture=_picture(view.picture),
    )  # fmt: skip


def _notices(view: Shown) -> list[str]:
    """What the page says of its text, the paper says, too."""
    found = []
    if view.shown.is_stale:
        found.append(
            _(
                "This translation is out of date: the original was changed after it. Look at the page."
            )
        )
    if view.shown.is_machine:
        found.append(_("A machine translated this text, and no person has read it yet."))
    if view.record.expiry_date:
        day = date_format(view.record.expiry_date)
        found.append(_("Valid until %(day)s.") % {"day": day})
    return found


def _picture(shown: ShownPicture | None) -> LeafletPicture | None:
    if shown is None:
        return None
    try:
        with default_storage.open(str(shown.media.file.name)) as file:
            content = file.read()
    except FileNotFoundError:
        return None
    return LeafletPicture(
        content, "jpg" if shown.media.mime == "image/jpeg" else "png", shown.alt, shown.caption
    )
