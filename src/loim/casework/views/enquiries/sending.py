"""Texts and links for a client, in the client's language: to copy, or to send at once."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loim.casework.actions.enquiries.snippets import send_texts
from loim.casework.forms.enquiries.snippets import LetterForm
from loim.casework.gate import counselling
from loim.casework.logic.enquiries.right_language import PAGE_LANGUAGES, Check, check_language
from loim.casework.models import Enquiry
from loim.casework.queries.enquiries.sending import (
    Piece,
    composed,
    journey_pieces,
    service_pieces,
    snippet_pieces,
)
from loim.casework.views.desk import desk_of
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGES
from loim.services.models import Topic

NAMES = dict(LANGUAGES)


@dataclass(frozen=True)
class Wanted:
    """What the address says: whom it is for, in which language, what was ticked."""

    spoken: str
    language: str
    topics: list[Topic]
    ticked: dict[str, set[int]]


@counselling
def send_page(request: HttpRequest) -> HttpResponse:
    """`?enquiry=` brings its language and topics along; nothing of the enquiry is sent."""
    organisation, now = desk_of(request), timezone.now()
    wanted = _wanted(request)
    groups = [
        ("snippet", _("Texts"), snippet_pieces(organisation, wanted.language)),
        (
            "service",
            _("Services"),
            service_pieces(organisation, wanted.topics, wanted.language, now),
        ),
        ("journey", _("Journeys"), journey_pieces(organisation, wanted.language)),
    ]
    chosen = [p for name, _title, pieces in groups for p in pieces if p.key in wanted.ticked[name]]
    check = check_language(
        chosen=wanted.language,
        spoken=wanted.spoken,
        written={number: piece.written for number, piece in enumerate(chosen)},
    )
    if request.method == "POST":
        letter = LetterForm(request.POST, is_right=check.is_right)
        if letter.is_valid() and _sent(request, letter, wanted.language):
            return redirect("enquiry-new")
    else:
        letter = LetterForm(initial={"body": composed(chosen)}, is_right=check.is_right)
    context = {
        "wanted": wanted,
        "groups": [
            (name, title, pieces, wanted.ticked[name]) for name, title, pieces in groups if pieces
        ],
        "text_languages": LANGUAGES,
        "chosen": chosen,
        "warnings": _warnings(request, check, chosen, wanted),
        "letter": letter,
    }
    return render(request, "casework/enquiries/send.html", context)


def _wanted(request: HttpRequest) -> Wanted:
    given: QueryDict = request.GET
    key = given.get("enquiry", "")
    about = (
        Enquiry.objects.filter(organisation=desk_of(request), pk=key).first()
        if _is_key(key)
        else None
    )
    spoken = about.language if about else given.get("spoken", "")
    likely = spoken if spoken in PAGE_LANGUAGES else get_language() or "et"
    language = given.get("language", likely)
    ticked = {
        name: {int(one) for one in given.getlist(name) if _is_key(one)}
        for name in ("snippet", "service", "journey")
    }
    return Wanted(
        spoken,
        language if language in PAGE_LANGUAGES else likely,
        list(about.topics.order_by("position", "pk")) if about else [],
        ticked,
    )


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _warnings(
    request: HttpRequest, check: Check, chosen: list[Piece], wanted: Wanted
) -> list[dict[str, Any]]:
    """What is in the wrong language, and the way to the right one."""
    found: list[dict[str, Any]] = []
    if check.not_as_spoken:
        said = _("The client spoke %(spoken)s, and the texts are in another language.")
        found.append({
            "text": said % {"spoken": NAMES[check.not_as_spoken]},
            "url": _with(request, check.not_as_spoken),
            "offer": _("Take them in %(language)s") % {"language": NAMES[check.not_as_spoken]},
        })  # fmt: skip
    for number, languages in check.missing.items():
        said = _("“%(title)s” is not written in %(language)s. It is written in: %(others)s.")
        found.append({
            "text": said % {
                "title": chosen[number].title,
                "language": NAMES[wanted.language],
                "others": ", ".join(NAMES[code] for code in languages) or "–",
            },
            "url": _with(request, wanted.language, without=chosen[number]),
            "offer": _("Leave it out"),
        })  # fmt: skip
    return found


def _with(request: HttpRequest, language: str, without: Piece | None = None) -> str:
    query = request.GET.copy()
    query["language"] = language
    if without:
        left = [key for key in query.getlist(without.name) if key != str(without.key)]
        query.setlist(without.name, left)
    return f"{reverse('enquiry-send')}?{query.urlencode()}"


def _sent(request: HttpRequest, letter: LetterForm, language: str) -> bool:
    try:
        send_texts(
            organisation=desk_of(request), to=letter.cleaned_data["to"],
            body=letter.cleaned_data["body"], language=language,
            by=request.user, now=timezone.now(),  # type: ignore[arg-type]
        )  # fmt: skip
    except Refusal as refusal:
        letter.add_error(None, str(refusal))
        return False
    for notice in letter.notices():
        messages.warning(request, notice)
    messages.success(request, _("The mail is on its way. The address is not kept."))
    return True
