"""The public forms: asking for a place at a club, and saying that one drops in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loim.clubs.actions.joining import ask_to_join
from loim.clubs.actions.visiting import announce, has_begun
from loim.clubs.forms.people import JoinForm
from loim.clubs.models import Club, ClubStatus
from loim.clubs.queries.club_page import club_view
from loim.clubs.queries.own_link import own_path_of
from loim.clubs.views.loading import load_club, load_meeting
from loim.common.access import public
from loim.common.refusals import Refusal
from loim.events.models import EventStatus
from loim.events.views.registration.rate import is_too_often


@public("anyone may ask for a place at an open club")
@never_cache
def join_page(request: HttpRequest, pk: int) -> HttpResponse:
    club = _public_club(pk)
    form = _form(request, club)
    if request.method == "POST" and form.is_valid() and not _is_refused(request, form):
        now = timezone.now()
        try:
            person = ask_to_join(
                club=club, is_proved=form.person is not None, now=now, **form.who()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            # Whoever is signed in sees how things stand; others learn it from their letter.
            if form.person is not None:
                return redirect(own_path_of(person))
            return redirect("club-sent", pk)
    context = {"club": club, "page": club_view(club, timezone.now()), "form": form}
    return render(request, "clubs/join.html", context)


@public("the page that says that a letter is on its way; it names nobody")
@require_safe
def sent_page(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "clubs/sent.html", {"club": _public_club(pk)})


@public("anyone may say that they come to a meeting of a club")
@never_cache
def come_page(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_meeting(pk)
    club = meeting.club
    if not club.is_public:
        raise Http404
    now = timezone.now()
    form = _form(request, club)
    if request.method == "POST" and form.is_valid() and not _is_refused(request, form):
        try:
            person = announce(
                meeting=meeting, is_proved=form.person is not None, now=now, **form.who()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if form.person is not None:
                return redirect(own_path_of(person))
            messages.success(
                request, _("See you there! A letter with a link to change your mind is on its way.")
            )
            return redirect("club", club.pk)
    event = meeting.event
    is_open = (
        event is not None
        and event.status == EventStatus.PUBLISHED
        and not has_begun(meeting, now)
        and club.welcomes_drop_ins
    )
    return render(
        request,
        "clubs/come.html",
        {"club": club, "meeting": meeting, "event": event, "form": form, "is_open": is_open},
    )


def _public_club(pk: int) -> Club:
    club = load_club(pk)
    if club.status == ClubStatus.DRAFT:
        raise Http404
    return club


def _form(request: HttpRequest, club: Club) -> JoinForm:
    return JoinForm(
        request.POST if request.method == "POST" else None,
        person=request.user,
        language=get_language() or club.language,
    )


def _is_refused(request: HttpRequest, form: JoinForm) -> bool:
    """Programs that fill in forms."""
    if form.is_by_a_program or is_too_often(request):
        form.add_error(
            None, _("This form was sent too often from your network. Please try again later.")
        )
        return True
    return False
