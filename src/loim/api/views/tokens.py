"""The keys of an organisation's programs: made, shown once, revoked."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from loim.api.actions.tokens import make_token, revoke_token
from loim.api.forms.tokens import TokenForm
from loim.api.models import ApiToken
from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.common.sealing import SealBroken, seal, unseal
from loim.people.models import Organisation, User
from loim.people.permissions import may_administer

_ONCE = "new_api_token"  # in the session, until it has been shown


@signed_in
@never_cache
def token_list(request: HttpRequest, organisation_pk: int) -> HttpResponse:
    organisation, person = _administered(request, organisation_pk)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _token, secret = make_token(
                organisation=organisation,
                name=form.cleaned_data["name"],
                by=person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session[_ONCE] = seal(secret)
            return redirect("api-tokens", organisation.pk)
    tokens = ApiToken.objects.filter(organisation=organisation).select_related(
        "created_by", "revoked_by"
    )
    return render(
        request,
        "api/tokens.html",
        {
            "organisation": organisation,
            "form": form,
            "secret": _shown_once(request),
            "tokens": list(tokens.order_by("-created_at", "-pk")[:100]),
            "now": timezone.now(),
        },
    )


@signed_in
@require_POST
def token_revoke(request: HttpRequest, organisation_pk: int, token: int) -> HttpResponse:
    organisation, person = _administered(request, organisation_pk)
    found = get_object_or_404(
        ApiToken.objects.select_related("organisation"), pk=token, organisation=organisation
    )
    revoke_token(token=found, by=person, now=timezone.now())
    messages.success(request, _("The key is revoked: it opens nothing any more."))
    return redirect("api-tokens", organisation.pk)


def _administered(request: HttpRequest, key: int) -> tuple[Organisation, User]:
    organisation = get_object_or_404(Organisation, pk=key)
    if not may_administer(request.user, organisation):
        raise PermissionDenied
    person: User = request.user  # type: ignore[assignment]
    return organisation, person


def _shown_once(request: HttpRequest) -> str:
    if request.method != "GET":
        return ""
    try:
        return unseal(request.session.pop(_ONCE, "") or "")
    except SealBroken:
        return ""
