"""A plan's document comes in: upload, preview of all that was read, confirm or discard."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import signed_in
from loim.people.models import User
from loim.programmes.actions.plan_drafts import DraftExists
from loim.programmes.actions.plan_files import discard_pending_file, keep_pending_file
from loim.programmes.actions.plan_import import PlanCannotBeStored, import_plan, problem_in_words
from loim.programmes.documents.reader import read_plan
from loim.programmes.forms.plan_import import ImportConfirmForm, PlanFileForm
from loim.programmes.logic.plan_document import PlanDocument
from loim.programmes.logic.plan_identities import normalised
from loim.programmes.logic.plan_problems import ProblemCode, problems_of
from loim.programmes.logic.plan_tree import tree_of
from loim.programmes.models import PlanFile, PlanVersion, Programme
from loim.programmes.models.plan import PlanStatus
from loim.programmes.permissions import may_manage
from loim.programmes.queries.plan_changes import changes_in_words
from loim.programmes.queries.plans import versions_of
from loim.programmes.queries.stored_plans import stored_document
from loim.programmes.views.plan_access import posted
from loim.programmes.views.plans import timeline_context


@signed_in
def plan_import(request: HttpRequest, slug: str) -> HttpResponse:
    programme, person = _managed(request, slug)
    form = PlanFileForm(posted(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        file = keep_pending_file(
            name=form.cleaned_data["file"].name,
            content=form.content,
            by=person,
            now=timezone.now(),
        )
        return redirect("plan-import-preview", programme.slug, file.pk)
    pending = PlanFile.objects.filter(uploaded_by=person, planversion=None).order_by("-pk")
    context = {
        "programme": programme,
        "form": form,
        "pending": pending.only("pk", "name", "uploaded_at")[:5],
    }
    return render(request, "programmes/plan_import.html", context)


@signed_in
def plan_import_preview(request: HttpRequest, slug: str, file: int) -> HttpResponse:
    """Reads the kept file anew each time, so a reload loses nothing and saves nothing."""
    programme, person = _managed(request, slug)
    kept = PlanFile.objects.filter(pk=file, uploaded_by=person, planversion=None).first()
    if kept is None:
        messages.info(
            request, _("This upload is not kept any more. Upload the document again to import it.")
        )
        return redirect("plan-import", programme.slug)
    if "discard" in request.POST:
        discard_pending_file(file=kept, by=person)
        messages.success(request, _("The upload was discarded. Nothing was saved."))
        return redirect("plan-import", programme.slug)
    document = read_plan(bytes(kept.content))
    form = ImportConfirmForm(
        posted(request), document=document, draft=_draft_for(programme, document)
    )
    if request.method == "POST" and form.is_valid():
        try:
            version = import_plan(
                document=form.document,
                file=kept,
                by=person,
                now=timezone.now(),
                programme=programme,
                replaces=form.cleaned_data["replaces"],
            )
        except DraftExists as refused:
            # the draft came, or changed, after the preview was shown: show it and ask again
            messages.warning(request, str(refused))
            form = ImportConfirmForm(
                document=document, draft=refused.draft, initial=form.cleaned_data
            )
        except PlanCannotBeStored as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The plan was imported as a draft."))
            return redirect("plan", version.pk)
    return _preview(request, programme, kept, document, form)


def _managed(request: HttpRequest, slug: str) -> tuple[Programme, User]:
    programme = get_object_or_404(Programme, slug=slug)
    if not isinstance(request.user, User) or not may_manage(request.user, programme):
        raise PermissionDenied
    return programme, request.user


def _draft_for(programme: Programme, document: PlanDocument) -> PlanVersion | None:
    period = document.period
    if period is None:
        return None
    drafts = versions_of(programme).filter(status=PlanStatus.DRAFT)
    return drafts.filter(plan__start_date=period.start, plan__end_date=period.end).first()


def _compared_with(programme: Programme, document: PlanDocument) -> PlanVersion | None:
    """The plan's own newest version, else the programme's newest approved one."""
    versions = versions_of(programme)
    own = None
    if document.period:
        own = versions.filter(
            plan__start_date=document.period.start, plan__end_date=document.period.end
        ).first()
    return own or versions.filter(status=PlanStatus.APPROVED).first()


def _preview(
    request: HttpRequest,
    programme: Programme,
    file: PlanFile,
    document: PlanDocument,
    form: ImportConfirmForm,
) -> HttpResponse:
    problems = [p for p in problems_of(document) if p.code is not ProblemCode.NO_PERIOD]
    compared = _compared_with(programme, document)
    today: date = timezone.localdate()
    context = {
        "programme": programme,
        "file": file,
        "document": document,
        "form": form,
        "problems": [problem_in_words(problem) for problem in problems],
        "is_of_another_programme": bool(document.title)
        and normalised(document.title) != normalised(programme.name),
        "compared": compared,
        "changes": changes_in_words(stored_document(compared), document) if compared else None,
        "sections": tree_of(document, today=today),
        **timeline_context(document),
        "keyed_indicators": [(None, indicator) for indicator in document.indicators],
        "place_count": sum(len(indicator.places) for indicator in document.indicators),
    }
    return render(request, "programmes/plan_import_preview.html", context)
