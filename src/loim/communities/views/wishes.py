"""A page is asked for; the municipality answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import allowed, public, signed_in
from loim.common.own_keys import hash_of_key
from loim.common.paging import paged
from loim.common.private_pages import private
from loim.common.refusals import Refusal
from loim.common.visitors import is_too_often
from loim.communities.actions.wishes import accept_wish, confirm_wish, decline_wish, send_wish
from loim.communities.forms.small import ReasonForm
from loim.communities.forms.wishes import WishForm
from loim.communities.models import PageWish
from loim.communities.permissions import may_open_community, may_open_in
from loim.communities.queries.wishes import wishes_to_decide
from loim.communities.views.loading import account_of, unknown_link, user_of
from loim.people.actions.organisations import LooksFamiliar


@public("anyone asks for a page for their community; without an account the address is confirmed")
def community_wish(request: HttpRequest) -> HttpResponse:
    form = WishForm(request.POST or None, person=request.user)
    if request.method != "POST":
        return render(request, "communities/wishes/ask.html", {"form": form})
    if form.is_a_trap_sprung:  # a program: it is told what a person would be told
        return redirect("community-wish-sent")
    if status := _refused(request, form):
        return render(request, "communities/wishes/ask.html", {"form": form}, status=status)
    said = form.cleaned_data
    try:
        made = send_wish(
            wished=form.wished(), asker_name=said.get("asker_name", ""),
            asker_email=said.get("asker_email", ""), language=get_language() or "et",
            submission=said["submission"], by=account_of(request), now=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        form.refuse(refusal)
        return render(request, "communities/wishes/ask.html", {"form": form}, status=422)
    request.session["communities_sent_to"] = "" if made.asker_id else made.asker_email
    return redirect("community-wish-sent")


def _refused(request: HttpRequest, form: WishForm) -> int:
    """The status to answer with, 0 where the form may be sent."""
    if not is_too_often(request, "communities.wish"):
        return 0 if form.is_valid() else 422
    form.add_error(None, _(
        "Too much has come from this network in ten minutes. Please wait a little; what you typed"
        " is still here."
    ))  # fmt: skip
    return 429


@public("the page that says that a letter is on its way")
@require_safe
def community_wish_sent(request: HttpRequest) -> HttpResponse:
    email = request.session.get("communities_sent_to", "")
    return render(request, "communities/wishes/sent.html", {"email": email})


@public("the secret in the link is the permission")
@private
def community_wish_own(request: HttpRequest, key: str) -> HttpResponse:
    rows = PageWish.objects.select_related("municipality", "community")
    wish = rows.filter(key_hash=hash_of_key(key)).first()
    if wish is None:
        return unknown_link(request)
    if request.method == "POST":
        confirm_wish(wish=wish, now=timezone.now())
        messages.success(request, _("Thank you! We write to you when there is an answer."))
        return redirect(request.path)
    return render(request, "communities/wishes/own.html", {"wish": wish})


@allowed(may_open_community)
@require_safe
def community_wishes(request: HttpRequest) -> HttpResponse:
    rows = wishes_to_decide(user_of(request), timezone.now())
    return render(request, "communities/wishes/list.html", {"wishes": paged(request, rows)})


@signed_in
@private
def community_wish_decide(request: HttpRequest, pk: int) -> HttpResponse:
    wish = get_object_or_404(PageWish.objects.select_related("municipality", "community"), pk=pk)
    if not may_open_in(request.user, wish.municipality_id) or wish.confirmed_at is None:
        raise PermissionDenied
    step = request.POST.get("step", "")
    form = ReasonForm(request.POST if step == "decline" else None)
    context = {"wish": wish, "form": form, "similar": []}
    if step == "accept":
        return _accepted(request, wish, context)
    if step == "decline" and form.is_valid():
        try:
            decline_wish(
                wish=wish, reason=form.cleaned_data["reason"], by=user_of(request),
                now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your answer is on its way to them."))
            return redirect("community-wishes")
    status = 422 if form.errors else 200
    return render(request, "communities/wishes/decide.html", context, status=status)


def _accepted(request: HttpRequest, wish: PageWish, context: dict[str, object]) -> HttpResponse:
    try:
        made = accept_wish(
            wish=wish, by=user_of(request), now=timezone.now(),
            is_certainly_new="is_certainly_new" in request.POST,
        )  # fmt: skip
    except LooksFamiliar as refusal:
        context |= {"similar": refusal.similar[:5], "refusal": str(refusal)}
    except Refusal as refusal:
        context["refusal"] = str(refusal)
    else:
        messages.success(request, _("The page is open, and they are invited to keep it."))
        return redirect("community", made.pk)
    return render(request, "communities/wishes/decide.html", context, status=422)
