"""Anybody asks for letters; whoever is signed in has them at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.page_addresses import page_addresses
from loim.common.refusals import Refusal
from loim.digests.actions.subscribing import ask_for_letters, have_letters, stop_letters
from loim.digests.forms.subscription import AskForm, WishesForm
from loim.digests.queries.mine import subscriptions_of
from loim.digests.views.loading import account_of, is_too_often
from loim.people.models import User


@public("everybody may have letters; an address is written to after it was confirmed")
def digest(request: HttpRequest) -> HttpResponse:
    if person := account_of(request):
        return _of_account(request, person)
    if request.method == "POST":
        return _asked(request)
    return _page(request, AskForm(county=request.GET.get("county", "")))


def _asked(request: HttpRequest) -> HttpResponse:
    form = AskForm(request.POST)
    if form.is_a_trap_sprung:  # a program: it is told what a person would be told
        return redirect("digest-asked")
    if is_too_often(request):
        form.add_error(None, _(
            "Too much has come from this network in ten minutes. Please wait a little; what you"
            " typed is still here."
        ))  # fmt: skip
        return _page(request, form, status=429)
    if not form.is_valid():
        return _page(request, form, status=422)
    said = form.cleaned_data
    try:
        ask_for_letters(
            email=said["email"], wishes=form.wishes(), submission=said["submission"],
            now=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, form, status=422)
    return redirect("digest-asked")


def _of_account(request: HttpRequest, person: User) -> HttpResponse:
    mine = subscriptions_of(person).select_related("county").first()
    form = WishesForm(request.POST or None, subscription=mine)
    if request.POST.get("step") == "stop":
        for each in subscriptions_of(person):
            stop_letters(subscription=each)
        messages.success(request, _("You get no more letters about what is new."))
        return redirect("digest")
    if request.method == "POST" and form.is_valid():
        have_letters(wishes=form.wishes(), by=person, now=timezone.now())
        messages.success(
            request, _("Your wishes are kept. Letters come to your account’s address.")
        )
        return redirect("digest")
    status = 422 if form.errors else 200
    return _page(request, form, status=status, mine=mine)


def _page(
    request: HttpRequest, form: WishesForm, status: int = 200, mine: object = None
) -> HttpResponse:
    shown = {"form": form, "mine": mine, "addresses": page_addresses("digest")}
    return render(request, "digests/digest.html", shown, status=status)


@public("the page that says that a letter is on its way")
@require_safe
def digest_asked(request: HttpRequest) -> HttpResponse:
    return render(request, "digests/asked.html")
