"""What changed from one version to another, as a page and as a document."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from loim.common.access import public
from loim.programmes.documents.memorandum import MemorandumPart, write_memorandum_docx
from loim.programmes.models import PlanVersion
from loim.programmes.queries.plan_changes import ChangeGroup, changes_in_words
from loim.programmes.queries.plans import plan_file_name
from loim.programmes.queries.stored_plans import stored_document
from loim.programmes.views.plan_access import visible_version
from loim.programmes.views.plan_export import attachment
from loim.programmes.views.plans import APPROVED_IS_PUBLIC


def _compared(
    request: HttpRequest, old: int, new: int
) -> tuple[PlanVersion, PlanVersion, list[ChangeGroup]]:
    before, after = visible_version(request, old), visible_version(request, new)
    if before.plan.programme_id != after.plan.programme_id:
        raise Http404
    return before, after, changes_in_words(stored_document(before), stored_document(after))


@public(APPROVED_IS_PUBLIC)
def plan_diff(request: HttpRequest, old: int, new: int) -> HttpResponse:
    before, after, changes = _compared(request, old, new)
    context = {
        "before": before,
        "version": after,
        "programme": after.plan.programme,
        "changes": changes,
    }
    return render(request, "programmes/plan_diff.html", context)


@public(APPROVED_IS_PUBLIC)
def plan_diff_file(request: HttpRequest, old: int, new: int) -> HttpResponse:
    before, after, changes = _compared(request, old, new)
    lead = [_named(_("Before: %(version)s"), before), _named(_("After: %(version)s"), after)]
    if not changes:
        lead.append(_("No differences."))
    content = write_memorandum_docx(_("What changed"), lead, [_part(group) for group in changes])
    return attachment(content, "docx", f"{plan_file_name(after)}-{before.plan}-v{before.number}")


def _named(words: str, version: PlanVersion) -> str:
    return words % {"version": version_in_words(version)}


def version_in_words(version: PlanVersion) -> str:
    if not version.is_approved:
        return _("plan %(plan)s, version %(number)s, draft") % {
            "plan": version.plan,
            "number": version.number,
        }
    return _("plan %(plan)s, version %(number)s, order no %(order)s of %(day)s") % {
        "plan": version.plan,
        "number": version.number,
        "order": version.order_number,
        "day": date_format(version.order_date, "SHORT_DATE_FORMAT"),  # type: ignore[arg-type]  # approved
    }


def _part(group: ChangeGroup) -> MemorandumPart:
    heading = _("Activity %(code)s") % {"code": group.code} if group.code else ""
    heading = f"{heading} {group.title}".strip() or _("The plan as a whole")
    return MemorandumPart(heading, [change.sentence for change in group.changes])
