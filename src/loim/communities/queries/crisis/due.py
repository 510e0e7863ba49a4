"""Plans and contacts for which something is due."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from loim.communities.models import CrisisPlan, CrisisVersion, Drill

CONFIRMED_FOR = timedelta(days=365)
REVIEWED_FOR = timedelta(days=365)
TRIED_FOR = timedelta(days=365)
ASKED_AGAIN_AFTER = timedelta(days=30)

_PUBLISHED = Exists(CrisisVersion.objects.filter(plan=OuterRef("pk"), superseded_at=None))


def plans_without_review(today: date) -> QuerySet[CrisisPlan]:
    """Published ones that nobody has looked through for a year."""
    late = Q(reviewed_date=None) | Q(reviewed_date__lt=today - REVIEWED_FOR)
    return CrisisPlan.objects.filter(_PUBLISHED).filter(late)


def plans_without_drill(today: date) -> QuerySet[CrisisPlan]:
    """Published for a year, and not tried for a year."""
    tried = Drill.objects.filter(plan=OuterRef("pk"), date__gt=today - TRIED_FOR)
    first = CrisisVersion.objects.filter(
        plan=OuterRef("pk"), number=1, valid_from__lte=today - TRIED_FOR
    )
    return CrisisPlan.objects.filter(_PUBLISHED, Exists(first), ~Exists(tried))
