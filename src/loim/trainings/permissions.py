"""May this person? Trainings, applications of teams and their assessment."""

from django.db.models import Q, QuerySet

from loim.people.models import User
from loim.people.permissions import Person
from loim.programmes.models import Programme
from loim.programmes.permissions import may_manage, may_record_for, organisations_recorded_by
from loim.trainings.logic.team_states import BEFORE_ASSESSORS, TeamState
from loim.trainings.models import PRESENT, Assessor, Call, Team, Training, TrainingStatus


def may_change_training(person: Person, training: Training) -> bool:
    """Whoever writes down the organiser's work, and the manager of its programme."""
    if training.activity is not None and may_manage(person, training.activity.programme):
        return True
    return may_record_for(person, training.organiser)


def trainings_changed_by(person: Person) -> QuerySet[Training]:
    """All trainings for which `may_change_training` holds, as one query."""
    managed = [
        programme.pk
        for programme in Programme.objects.filter(activities__trainings__isnull=False).distinct()
        if may_manage(person, programme)
    ]
    return Training.objects.filter(
        Q(organiser__in=organisations_recorded_by(person)) | Q(activity__programme__in=managed)
    )


def may_see_training(person: Person, training: Training) -> bool:
    return training.status != TrainingStatus.DRAFT or may_change_training(person, training)


def is_assessor(person: Person, call: Call) -> bool:
    return (
        isinstance(person, User)
        and person.is_active
        and Assessor.objects.filter(call=call, user=person).exists()
    )


def leads_team(person: Person, team: Team) -> bool:
    return isinstance(person, User) and person.is_active and team.leader_id == person.pk


def may_change_team(person: Person, team: Team) -> bool:
    """Its leader by account, and the organiser. The leader's own link is a permission, too."""
    return leads_team(person, team) or may_change_training(person, team.call.training)


def may_see_team(person: Person, team: Team) -> bool:
    """Who is in it and what it does: the organiser, its leader and its present members."""
    if may_change_team(person, team):
        return True
    return (
        isinstance(person, User)
        and person.is_active
        and team.members.filter(user=person, state__in=PRESENT).exists()
    )


def may_assess_team(person: Person, team: Team) -> bool:
    """Read its application and give points: an assessor of its call, once it was sent."""
    return TeamState(team.state) in BEFORE_ASSESSORS and is_assessor(person, team.call)
