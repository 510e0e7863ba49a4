"""What waits on the editors' desk."""

from django.db.models import Count, QuerySet

from loim.library.models import Contribution, LibraryItem, State
from loim.library.permissions import items_kept_by
from loim.people.permissions import Person


def counts_by_state() -> dict[str, int]:
    rows = Contribution.objects.order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def listed_contributions(state: str) -> QuerySet[Contribution]:
    """The longest waiting first; of what is decided, the latest."""
    rows = Contribution.objects.filter(state=state).select_related("item").defer("words")
    order = "turn_at" if state in {State.WAITING, State.ASKED} else "-turn_at"
    return rows.annotate(files_count=Count("files")).order_by(order, "pk")


def kept_items(person: Person) -> QuerySet[LibraryItem]:
    """Drafts first."""
    return items_kept_by(person).select_related("owner").order_by("status", "-changed_at", "-pk")
