"""Writing to an expert and offering work to several: with an account or without."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.common.visitors import is_too_often
from loim.experts.actions.requests.sending import MOST_EXPERTS, NotListedAnyMore, send_request
from loim.experts.forms.asking import ContactForm, WorkForm
from loim.experts.models import Expert
from loim.experts.permissions import is_listed
from loim.experts.queries.profile import load_experts
from loim.experts.views.directory import gone, gone_page
from loim.experts.views.loading import account_of
from loim.experts.views.shortlisted import shortlisted_experts


@public("anyone writes to a listed expert; without an account the address is confirmed first")
def expert_contact(request: HttpRequest, pk: int) -> HttpResponse:
    expert = get_object_or_404(load_experts(), pk=pk)
    if not is_listed(expert, timezone.now()):
        return gone(request, expert, typed=request.POST.get("words", ""))
    form = ContactForm(request.POST or None, person=request.user)
    shown = {"form": form, "expert": expert}
    return _asked(request, form, [expert], "experts/asking/contact.html", shown)


@public("anyone offers work to listed experts; without an account the address is confirmed first")
def expert_request_new(request: HttpRequest) -> HttpResponse:
    """Of those on the shortlist; `?expert=` asks one who is not on it."""
    now = timezone.now()
    experts = shortlisted_experts(request, now)
    alone = request.GET.get("expert", "")
    if alone.isascii() and alone.isdecimal() and len(alone) < 16:
        one = Expert.objects.listed(now).filter(pk=int(alone)).first()
        if one is None:
            return gone_page(request, typed=request.POST.get("words", ""))
        experts = [one]
    if not experts and request.method != "POST":  # what was typed is not lost
        return redirect("expert-shortlist")
    form = WorkForm(request.POST or None, person=request.user, shown=experts)
    shown = {"form": form, "experts": experts, "most": MOST_EXPERTS}
    return _asked(request, form, experts, "experts/asking/work.html", shown)


def _asked(
    request: HttpRequest, form: ContactForm | WorkForm, experts: Sequence[Expert], template: str,
    shown: dict[str, object],
) -> HttpResponse:  # fmt: skip
    if request.method != "POST":
        return render(request, template, shown)
    if form.is_a_trap_sprung:  # a program: it is told what a person would be told
        return redirect("expert-request-sent")
    if status := _refused(request, form):
        return render(request, template, shown, status=status)
    try:
        made = send_request(
            asked=form.asked(), asker=form.asker(), by=account_of(request), now=timezone.now(),
            experts=form.chosen() if isinstance(form, WorkForm) else experts,
            language=get_language() or "et", submission=form.cleaned_data["submission"],
        )  # fmt: skip
    except Refusal as refusal:
        form.refuse(refusal)
        status = 409 if isinstance(refusal, NotListedAnyMore) else 422
        return render(request, template, shown, status=status)
    if request.user.is_authenticated:
        messages.success(request, _("It is sent. You will get a letter when there is an answer."))
        return redirect("expert-request-mine", made.pk)
    request.session["experts_sent_to"] = made.asker_email
    return redirect("expert-request-sent")


def _refused(request: HttpRequest, form: ContactForm | WorkForm) -> int:
    """The status to answer with, 0 where the form may be sent."""
    if not is_too_often(request, "experts.request"):
        return 0 if form.is_valid() else 422
    form.add_error(None, _(
        "Too much has come from this network in ten minutes. Please wait a little; what you typed"
        " is still here."
    ))  # fmt: skip
    return 429


@public("the page that says that a letter is on its way")
@require_safe
def expert_request_sent(request: HttpRequest) -> HttpResponse:
    email = request.session.get("experts_sent_to", "")
    return render(request, "experts/asking/sent.html", {"email": email})
