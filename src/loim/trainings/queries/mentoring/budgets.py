"""What teams may use of mentoring, and what they have used; always counted from rows."""

from dataclasses import dataclass

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from loim.trainings.logic.mentoring.budget import Budget, budget_of
from loim.trainings.models import Mentoring, Team, Training
from loim.trainings.queries.teams import admitted_teams


def budget_of_team(team: Team) -> Budget:
    """One query; `team` with its call and training."""
    rows = Mentoring.objects.filter(team=team).values_list("state", "minutes")
    return budget_of(team.call.training.mentoring_minutes, list(rows))


@dataclass(frozen=True)
class TeamBudget:
    team: Team
    budget: Budget


def budgets(training: Training) -> list[TeamBudget]:
    """Of all teams, in one query."""
    teams = admitted_teams(training).annotate(
        booked=Coalesce(Sum("mentorings__minutes", filter=Q(mentorings__state="booked")), 0),
        spent=Coalesce(
            Sum("mentorings__minutes", filter=Q(mentorings__state__in=["held", "missed"])), 0
        ),
    )
    total = training.mentoring_minutes
    return [TeamBudget(team, Budget(total, team.booked, team.spent)) for team in teams]


def hours_in_words(minutes: int) -> str:
    """'1 h 30 min', '45 min', '0 min'; below nothing with its sign."""
    sign = "−" if minutes < 0 else ""
    hours, rest = divmod(abs(minutes), 60)
    values = {"hours": number_format(hours), "minutes": rest}
    if not hours:
        return sign + _("%(minutes)s min") % values
    if not rest:
        return sign + _("%(hours)s h") % values
    return sign + _("%(hours)s h %(minutes)s min") % values
