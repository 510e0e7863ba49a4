"""Anybody contributes: on a phone, without an account, in a few minutes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.common.uploads import MAX_UPLOAD_BYTES
from loim.common.visitors import is_too_often
from loim.library.actions.contributions.giving import submit_contribution
from loim.library.actions.files.taking import FileRefused, take_file
from loim.library.forms.contribute import ContributeForm, staged_value
from loim.library.models import LibraryFile
from loim.library.queries.duplicates import Duplicate, duplicates_of
from loim.library.views.loading import account_of


@public("everybody is invited to contribute; an editor reads it before others do")
def library_contribute(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _given(request)
    return contribute_page(request, ContributeForm(person=request.user))


def _given(request: HttpRequest) -> HttpResponse:
    form = ContributeForm(request.POST, request.FILES, person=request.user)
    if form.is_a_trap_sprung:  # a program: it is told what a person would be told
        return redirect("library-contribute-sent")
    if is_too_often(request, "library.contribution"):
        form.add_error(None, _(
            "Too much has come from this network in ten minutes. Please wait a little; what you"
            " typed is still here."
        ))  # fmt: skip
        return contribute_page(request, form, status=429)
    staged = staged_file(request, form)
    if not form.is_valid():
        return contribute_page(request, form, staged, status=422)
    found = _unseen(form, staged)
    if found:
        return contribute_page(request, form, staged, found)
    return _sent(request, form, staged)


def _sent(request: HttpRequest, form: ContributeForm, staged: LibraryFile | None) -> HttpResponse:
    try:
        made = submit_contribution(
            given=form.given(), files=[staged.uuid] if staged else [],
            language=form.cleaned_data["language"], submission=form.cleaned_data["submission"],
            by=account_of(request), now=timezone.now(), **form.signature(),
        )  # fmt: skip
    except Refusal as refusal:
        form.refuse(refusal)
        return contribute_page(request, form, staged, status=422)
    request.session["library_sent"] = str(made.submission)
    if request.user.is_authenticated:
        messages.success(request, _("Thank you! An editor will look at it."))
        return redirect("library-contribution-mine", made.pk)
    request.session["library_sent_to"] = made.contributor_email
    return redirect("library-contribute-sent")


@public("the page that says that a letter is on its way")
@require_safe
def library_contribute_sent(request: HttpRequest) -> HttpResponse:
    shown = {
        "email": request.session.get("library_sent_to", ""),
        "submission": request.session.get("library_sent", ""),
    }
    return render(request, "library/contribute/sent.html", shown)


def contribute_page(
    request: HttpRequest, form: ContributeForm, staged: LibraryFile | None = None,
    duplicates: list[Duplicate] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    shown = {
        "form": form,
        "staged": staged,
        "staged_value": staged_value(staged.uuid) if staged else "",
        "duplicates": duplicates or [],
        "seen": ",".join(str(duplicate.item.pk) for duplicate in duplicates or []),
        "most_bytes": MAX_UPLOAD_BYTES,
    }
    return render(request, "library/contribute/form.html", shown, status=status)


def staged_file(request: HttpRequest, form: ContributeForm) -> LibraryFile | None:
    """What was chosen just now, else what was looked at before; whatever else the form lacks, a
    file need not be sent twice. What is wrong with it is said by its field."""
    form.is_valid()
    upload = form.cleaned_data.get("file")
    if upload:
        try:
            return take_file(upload=upload, by=account_of(request), now=timezone.now())
        except FileRefused as refusal:
            form.refuse(refusal, "file")
            return None
    key: UUID | None = form.cleaned_data.get("staged")
    waiting = LibraryFile.objects.filter(item=None, contribution=None).defer("text")
    return waiting.filter(uuid=key).first() if key else None


def _unseen(form: ContributeForm, staged: LibraryFile | None) -> list[Duplicate]:
    """What may be the same, unless all of it was shown to the contributor already."""
    said = form.cleaned_data
    found = duplicates_of(
        title=said["title"], url=said["url"], sha256=[staged.sha256] if staged else []
    )
    return [] if {d.item.pk for d in found} <= form.seen_keys() else found
