"""What everybody reads about a training and its call."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.people.permissions import Person
from loim.trainings.logic.team_states import TeamState
from loim.trainings.logic.teams.receiving import Arrival, arrival
from loim.trainings.models import (
    Call,
    IncompleteRule,
    LateRule,
    Team,
    Training,
    TrainingStatus,
)
from loim.trainings.permissions import trainings_changed_by
from loim.trainings.queries.teams.rule import rule_in_words, rule_of
from loim.trainings.queries.training.times import times_of


@dataclass(frozen=True)
class Standing:
    """Whether one can apply, and in words how long."""

    arrival: Arrival
    is_open: bool
    words: str


def open_calls(now: datetime) -> QuerySet[Training]:
    """Public calls to which teams can apply now, the nearest deadline first."""
    in_time = Q(call__closes_at__gte=now.replace(microsecond=0))
    late = Q(call__late_until__gte=now.replace(microsecond=0))
    return (
        Training.objects.filter(
            in_time | late,
            status=TrainingStatus.PUBLISHED,
            call__opens_at__lte=now,
            call__decided_at=None,
        )
        .select_related("organiser", "call")
        .order_by("call__closes_at", "pk")
    )


def listed_trainings(person: Person) -> QuerySet[Training]:
    """Public ones, and drafts of those whom this person works for; newest first."""
    drafts = trainings_changed_by(person).values("pk") if person.is_authenticated else None
    shown = ~Q(status=TrainingStatus.DRAFT)
    if drafts is not None:
        shown |= Q(pk__in=drafts)
    return (
        Training.objects.filter(shown)
        .select_related("organiser", "call")
        .annotate(admitted=Count("call__teams", filter=Q(call__teams__state=TeamState.ADMITTED)))
        .order_by(F("start_date").desc(), "pk")
    )


def standing_of(call: Call, now: datetime) -> Standing:
    came = arrival(times_of(call), now)
    is_open = (
        call.training.status == TrainingStatus.PUBLISHED
        and call.decided_at is None
        and came in {Arrival.IN_TIME, Arrival.LATE}
    )
    if call.decided_at is not None:
        words = _("The teams are chosen.")
    elif came == Arrival.EARLY:
        words = _("The call is not open yet.")
    elif came == Arrival.TOO_LATE:
        words = _("The call is closed; applications are being assessed.")
    elif came == Arrival.LATE:
        words = _("The deadline has passed. Late applications stand after those in time.")
    else:
        words = time_left(call.closes_at - now)
    return Standing(came, is_open, words)


def time_left(left: timedelta) -> str:
    """How long one can still apply, roughly enough to be right while one reads."""
    hours = int(left.total_seconds() // 3600)
    if left.days >= 2:
        return ngettext("%(number)s day left", "%(number)s days left", left.days) % {
            "number": left.days
        }
    if hours >= 1:
        return ngettext("%(number)s hour left", "%(number)s hours left", hours) % {"number": hours}
    return _("Less than an hour left")


def conditions_of(call: Call) -> list[str]:
    """The rule of teams and of applying, in plain words."""
    rule = rule_of(call)
    found = [
        *rule_in_words(rule),
        _("Of each municipality one team can take part. A team is admitted whole or not at all."),
        ngettext(
            "At most %(number)s team is admitted.",
            "At most %(number)s teams are admitted.",
            call.most_teams,
        )
        % {"number": call.most_teams},
    ]
    if call.most_per_county is not None:
        found.append(
            ngettext(
                "From one county at most %(number)s team.",
                "From one county at most %(number)s teams.",
                call.most_per_county,
            )
            % {"number": call.most_per_county}
        )
    found += _county_words(call)
    if call.needs_letter:
        found.append(
            _("The municipality agrees: by a signed letter, or its own people confirm it here.")
        )
    return [*found, *_times_in_words(call)]


def _county_words(call: Call) -> list[str]:
    found = []
    for row in call.county_rules.select_related("county").order_by("county__name", "pk"):
        values = {"county": row.county.name, "least": row.least, "most": row.most}
        if row.least:
            found.append(
                _("For %(county)s places are kept: at least %(least)s, if as many apply.") % values
            )
        if row.most is not None:
            found.append(_("From %(county)s at most %(most)s.") % values)
    return found


def _times_in_words(call: Call) -> list[str]:
    return [
        _("Late applications are accepted for a while; they stand after those that came in time.")
        if call.late_rule == LateRule.ACCEPTED
        else _("Late applications are not accepted."),
        _("An application with something missing can be sent, and completed by a later day.")
        if call.incomplete_rule == IncompleteRule.COMPLETED
        else _("Only complete applications can be sent. What is missing is always shown."),
    ]


def who_took_part_before(training: Training) -> list[Team]:
    """The admitted teams of the organiser's last decided training before this one."""
    last = (
        Training.objects.filter(
            organiser=training.organiser_id,
            start_date__lt=training.start_date,
            call__decided_at__isnull=False,
        )
        .exclude(status__in=[TrainingStatus.DRAFT, TrainingStatus.CANCELLED])
        .order_by("-start_date", "-pk")
        .first()
    )
    if last is None:
        return []
    return list(
        Team.objects.filter(call__training=last, state=TeamState.ADMITTED)
        .select_related("municipality__county", "call__training")
        .order_by("municipality__name", "pk")
    )


def structured_data(training: Training) -> dict[str, Any]:
    """schema.org Course with its instance."""
    return {
        "@type": "Course",
        "name": str(training.text("title")),
        "description": str(training.text("purpose") or training.text("description")),
        "inLanguage": training.language,
        "url": settings.BASE_URL + reverse("training", args=[training.pk]),
        "provider": {"@type": "Organization", "name": training.organiser.name},
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "blended",
            "startDate": training.start_date.isoformat(),
            "endDate": training.end_date.isoformat(),
        },
        "offers": {
            "@type": "Offer",
            "category": "Free",
            "availabilityEnds": training.call.closes_at.isoformat(),
        },
    }
