"""Who was invited, applied, got a place and came: by party, county and language.

Small numbers are left out so that nobody computes them (`loim.common.suppression`); the same
numbers go to the page, the file and whatever is published.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loim.common.suppression import ShownTable, suppress
from loim.common.translated import LANGUAGES
from loim.events.logic.participant_states import ParticipantState
from loim.events.logic.places.reasons import Reason
from loim.events.models import Decision, Event, Invitee, Participant, Party
from loim.people.models import County

Number = int | None  # None: too small to be shown
Numbers = tuple[Number, ...]
Counts = tuple[int, ...]
Group = tuple[str, str, str]  # party, county's EHAK code, language; '' where not said
# Invited ones apart: whoever comes may not have been invited.
STAGES = (
    gettext_lazy("Invited"),
    pgettext_lazy("a stage", "Applied"),
    gettext_lazy("Got a place"),
    gettext_lazy("Came"),
)


@dataclass(frozen=True)
class Share:
    """One number and its percentage of all at that stage; None where they are not shown."""

    number: Number
    percent: Number


@dataclass(frozen=True)
class GroupRow:
    label: str
    shares: tuple[Share, ...]  # in the order of STAGES


@dataclass(frozen=True)
class TogetherRow:
    """What the groups that are not shown come to; None at stages where all are shown."""

    label: str
    shares: tuple[Share | None, ...]


@dataclass(frozen=True)
class GroupTable:
    key: str
    title: str
    heading: str
    rows: tuple[GroupRow, ...]
    together: TogetherRow | None
    total: GroupRow

    @property
    def has_anybody(self) -> bool:
        return any(share.number != 0 for share in self.total.shares)

    @property
    def hides_something(self) -> bool:
        return any(share.number is None for row in (*self.rows, self.total) for share in row.shares)


def representation(event: Event) -> list[GroupTable]:
    """Three tables, in three queries."""
    came = _stages(event)
    invited = _invited(event)
    counties = dict(County.objects.order_by("name").values_list("ehak", "name"))
    languages = dict(LANGUAGES)
    kinds = (
        _Kind("party", _("By party"), _("Party"), dict(Party.choices), lambda group: group[0]),
        _Kind("county", _("By county"), _("County"), counties, lambda group: group[1]),
        _Kind("language", _("By language"), _("Language"), languages, lambda group: group[2]),
    )
    return [_table(event, kind, invited, came) for kind in kinds]


@dataclass(frozen=True)
class _Kind:
    """How people are told apart in one table."""

    key: str
    title: str
    heading: str
    labels: Mapping[str, str | Promise]
    group_of: Callable[[Group], str]


def _stages(event: Event) -> dict[Group, Counts]:
    """Applied, got a place, came. Whoever never confirmed the e-mail has not applied."""
    decisions = Decision.objects.filter(participant=OuterRef("pk"))
    got = Q(
        state__in=[ParticipantState.ADMITTED, ParticipantState.ATTENDED, ParticipantState.ABSENT]
    ) | Exists(decisions.filter(after=ParticipantState.ADMITTED))
    never_confirmed = Q(state=ParticipantState.CANCELLED) & Exists(
        decisions.filter(reason=Reason.NOT_CONFIRMED)
    )
    rows = (
        Participant.objects.filter(event=event)
        .exclude(never_confirmed)
        .annotate(
            got=got,
            county=Coalesce("municipality__county_id", "organisation__municipality__county_id"),
        )
        .values_list("party", "county", "language")
        .annotate(
            applied=Count("pk"),
            admitted=Count("pk", filter=Q(got=True)),
            attended=Count("pk", filter=Q(state=ParticipantState.ATTENDED)),
        )
        .order_by()
    )
    return {(party, county or "", language): tuple(n) for party, county, language, *n in rows}


def _invited(event: Event) -> dict[Group, Counts]:
    rows = (
        Invitee.objects.filter(event=event)
        .annotate(
            county=Coalesce("municipality__county_id", "organisation__municipality__county_id")
        )
        .values_list("party", "county", "language")
        .annotate(invited=Count("pk"))
        .order_by()
    )
    return {(party, county or "", language): (n,) for party, county, language, n in rows}


def _table(
    event: Event, kind: _Kind, invited: Mapping[Group, Counts], came: Mapping[Group, Counts]
) -> GroupTable:
    names = {**{key: str(label) for key, label in kind.labels.items()}, "": _("Not said")}
    ranks = [
        salted_hmac("loim.events.representation", f"{event.pk} {kind.key} {key}").hexdigest()
        for key in names
    ]
    asked = suppress(_counted(invited, names, kind, 1), ranks=ranks)
    stages = suppress(_counted(came, names, kind, 3), ranks=ranks)
    totals = (*asked.totals, *stages.totals)
    return GroupTable(
        key=kind.key,
        title=kind.title,
        heading=kind.heading,
        rows=tuple(
            GroupRow(label, _shares((*first, *others), totals))
            for label, first, others in zip(names.values(), asked.rows, stages.rows, strict=True)
        ),
        together=_together(asked, stages, totals),
        total=GroupRow(_("All"), _shares(totals, totals)),
    )


def _together(asked: ShownTable, stages: ShownTable, totals: Numbers) -> TogetherRow | None:
    if asked.together is None and stages.together is None:
        return None
    shares: list[Share | None] = []
    for numbers, of_all in ((asked.together, totals[:1]), (stages.together, totals[1:])):
        shares += [None] * len(of_all) if numbers is None else _shares(numbers, of_all)
    return TogetherRow(_("Those not shown, together"), tuple(shares))


def _counted(
    counts: Mapping[Group, Counts], names: Mapping[str, str], kind: _Kind, width: int
) -> list[list[int]]:
    """A row for each name, in their order."""
    found = {key: [0] * width for key in names}
    for group, numbers in counts.items():
        for place, number in enumerate(numbers):
            found[kind.group_of(group)][place] += number
    return list(found.values())


def _shares(numbers: Numbers, totals: Numbers) -> tuple[Share, ...]:
    return tuple(
        Share(number, round(100 * number / total) if number is not None and total else None)
        for number, total in zip(numbers, totals, strict=True)
    )
