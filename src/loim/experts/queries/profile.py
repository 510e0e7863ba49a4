"""What stands on an expert's page."""

from datetime import datetime
from typing import Any

from loim.experts.models import Consent, Expert, Reference, ReferenceStatus
from loim.people.models import User


def load_experts() -> Any:
    return Expert.objects.select_related("person").with_fields()


def shown_references(expert: Expert) -> list[Reference]:
    """The latest work first. Whoever confirmed them stays unnamed."""
    rows = expert.references.filter(state=ReferenceStatus.CONFIRMED, is_shown=True)
    return list(rows.select_related("organisation").order_by("-start_date", "-pk"))


def current_consent(expert: Expert) -> Consent | None:
    """The one that was not ended, which may have lapsed."""
    return expert.consents.filter(ended_at=None).first()


def was_ever_listed(expert: Expert) -> bool:
    """Who was never listed was never shown, and is not there for strangers."""
    return expert.consents.exists()


def standing(expert: Expert, now: datetime) -> str:
    """In which state of being listed: never, listed, lapsed, withdrawn, hidden."""
    consent = current_consent(expert)
    if consent is None:
        return "withdrawn" if was_ever_listed(expert) else "never"
    if consent.expires_at <= now:
        return "lapsed"
    return "hidden" if expert.hidden_at else "listed"


def expert_of(person: User) -> Expert | None:
    found: Expert | None = load_experts().filter(person=person).first()
    return found
