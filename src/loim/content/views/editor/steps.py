"""Steps of one text that need no typing: confirm, withdraw, discard, publish again."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.content.actions.comparing import confirm_unchanged
from loim.content.actions.editing import republish
from loim.content.actions.writing import discard_draft, withdraw
from loim.content.models import Text
from loim.content.permissions import may_translate
from loim.content.views.editor.loading import writable
from loim.people.models import User

Step = Callable[[HttpRequest, Text, str, User], Promise | str]


@allowed(may_translate)
@require_POST
def text_step(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    text = writable(request, pk, language)
    person: User = request.user  # type: ignore[assignment]
    step = _STEPS.get(request.POST.get("step", ""))
    if step is None:
        raise Http404
    try:
        messages.success(request, str(step(request, text, language, person)))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("text-edit", text.pk, language)


def _confirm(request: HttpRequest, text: Text, language: str, by: User) -> Promise | str:
    version = get_object_or_404(text.versions, pk=_number(request, "version"))
    confirm_unchanged(
        text=text, language=language, compared_with=version, by=by, now=timezone.now()
    )
    return _("Confirmed: the translation says what its source says.")


def _withdraw(request: HttpRequest, text: Text, language: str, by: User) -> Promise | str:
    withdraw(text=text, language=language, by=by, now=timezone.now())
    return _("The text is withdrawn: readers no longer see it in this language.")


def _discard(request: HttpRequest, text: Text, language: str, by: User) -> Promise | str:
    discard_draft(text=text, language=language, by=by, now=timezone.now())
    return _("The draft is discarded.")


def _republish(request: HttpRequest, text: Text, language: str, by: User) -> Promise | str:
    version = get_object_or_404(
        text.versions.filter(language=language).select_related("text", "based_on"),
        pk=_number(request, "version"),
    )
    republish(version=version, by=by, now=timezone.now())
    return _("The earlier text is published again, as a new version.")


def _number(request: HttpRequest, name: str) -> int:
    given = request.POST.get(name, "")
    if not given.isdecimal() or len(given) > 18:
        raise Http404
    return int(given)


_STEPS: dict[str, Step] = {
    "confirm": _confirm,
    "withdraw": _withdraw,
    "discard": _discard,
    "republish": _republish,
}
