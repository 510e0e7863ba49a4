"""What a community found when it assessed itself, as far as somebody may see it."""

from loim.assessments.queries.results import SubjectResult, history_of
from loim.communities.logic.shared_questionnaires import SLUG_OF
from loim.communities.models import Community, Sharing
from loim.communities.permissions import belongs_to
from loim.people.permissions import Person, roles_by_organisation


def results_seen_by(person: Person, community: Community) -> dict[str, list[SubjectResult]]:
    """By questionnaire, the newest first: its own people see all, others what is shared with them
    now. Five queries at most."""
    if belongs_to(person, community):
        found = history_of(community.subject)
    else:
        slugs = _slugs_shared_with(person, community)
        rows = history_of(community.subject) if slugs else []
        found = [row for row in rows if row.questionnaire in slugs]
    by_questionnaire: dict[str, list[SubjectResult]] = {}
    for row in found:
        by_questionnaire.setdefault(row.questionnaire, []).append(row)
    return by_questionnaire


def _slugs_shared_with(person: Person, community: Community) -> set[str]:
    organisations = list(roles_by_organisation(person))
    if not organisations:
        return set()
    rows = Sharing.objects.in_force().filter(community=community, recipient__in=organisations)
    return {SLUG_OF[what] for what in rows.values_list("what", flat=True) if what in SLUG_OF}
