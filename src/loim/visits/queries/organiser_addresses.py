"""To whom letters for the organiser of a visit go."""

from loim.visits.models import Visit


def organiser_addresses(visit: Visit) -> list[tuple[str, str]]:
    """(address, language): the event's e-mail for questions, and who planned the days."""
    found: dict[str, str] = {}
    if visit.event.contact_email:
        found[visit.event.contact_email.lower()] = visit.event.language
    planner = visit.recorded_by
    if planner is not None and planner.is_active:
        found.setdefault(planner.email.lower(), planner.language)
    return list(found.items())
