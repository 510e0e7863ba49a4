"""Which versions of a programme's plans there are, and which one counts."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.text import slugify

from loim.people.permissions import Person
from loim.programmes.logic.plan_document import PlanDocument
from loim.programmes.logic.plan_tree import Keys
from loim.programmes.models import PlanVersion, Programme
from loim.programmes.models.plan import PlanStatus
from loim.programmes.permissions import takes_part
from loim.programmes.queries.stored_plans import stored_document


def versions_of(programme: Programme) -> QuerySet[PlanVersion]:
    """All versions, the newest plan and its newest version first."""
    return (
        PlanVersion.objects.filter(plan__programme=programme)
        .select_related("plan__programme")
        .order_by("-plan__start_date", "-number", "-pk")
    )


def versions_seen_by(person: Person, programme: Programme) -> QuerySet[PlanVersion]:
    """Approved versions are public; drafts are for those who take part in the programme."""
    versions = versions_of(programme)
    return (
        versions if takes_part(person, programme) else versions.filter(status=PlanStatus.APPROVED)
    )


def current_version(programme: Programme, today: date) -> PlanVersion | None:
    """The approved version that counts today: of the latest plan that has begun, else of the
    first that will."""
    approved = versions_of(programme).filter(status=PlanStatus.APPROVED)
    begun = approved.filter(plan__start_date__lte=today).first()
    return begun or approved.order_by("plan__start_date", "-number").first()


def latest_version(programme: Programme) -> PlanVersion | None:
    """The newest approved version; where nothing is approved yet, the newest draft."""
    versions = versions_of(programme)
    return versions.filter(status=PlanStatus.APPROVED).first() or versions.first()


def version_before(version: PlanVersion) -> PlanVersion | None:
    """What it is compared with: the version it was made from, else the approved one before it."""
    if version.based_on_id:
        return PlanVersion.objects.select_related("plan__programme").get(pk=version.based_on_id)
    earlier = Q(plan__start_date__lt=version.plan.start_date) | Q(
        plan=version.plan_id, number__lt=version.number
    )
    return (
        versions_of(version.plan.programme)
        .filter(earlier, status=PlanStatus.APPROVED)
        .exclude(pk=version.pk)
        .first()
    )


def document_with_keys(version: PlanVersion) -> tuple[PlanDocument, Keys]:
    """The version's document, and the keys of its sections and rows in document order."""
    document = stored_document(version)
    sections = list(version.sections.order_by("position").values_list("pk", "activity_id"))
    rows = version.rows.order_by("section__position", "position")
    return document, Keys(
        sections=[pk for pk, _ in sections],
        section_activities=[activity for _, activity in sections],
        row_activities=list(rows.values_list("activity_id", flat=True)),
        indicators=list(
            version.indicators.order_by("position").values_list("indicator_id", flat=True)
        ),
    )


def plan_file_name(version: PlanVersion) -> str:
    """'tegevuskava-2023-v1': for people's folders, so in the document's own language."""
    return f"tegevuskava-{slugify(str(version.plan))}-v{version.number}"
