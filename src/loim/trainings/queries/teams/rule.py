"""The rule of a call's teams: for counting, and in plain words."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.events.models import Party
from loim.trainings.logic.teams.composition import PartyRule, Rule, Wanted
from loim.trainings.models import Call, MemberState, TeamMember


def rule_of(call: Call) -> Rule:
    """One query, none where the rows are prefetched."""
    rows = sorted(call.composition_rules.all(), key=lambda row: (-row.least, row.pk))
    return Rule(
        call.least_members,
        call.most_members,
        tuple(PartyRule(row.party, row.least, row.most) for row in rows),
    )


def parties_joined(members: Iterable[TeamMember]) -> list[str]:
    return [one.party for one in members if one.state == MemberState.JOINED]


def people_of(party: str, number: int) -> str:
    """'2 people of the municipality'; of no party named: '2 people'."""
    if party == Party.MUNICIPALITY:
        words = ngettext(
            "%(number)s person of the municipality", "%(number)s people of the municipality", number
        )
    elif party == Party.COMMUNITY:
        words = ngettext(
            "%(number)s person of the community", "%(number)s people of the community", number
        )
    elif party:
        words = ngettext(
            "%(number)s person of this party: %(party)s",
            "%(number)s people of this party: %(party)s",
            number,
        )
    else:
        words = ngettext("%(number)s person", "%(number)s people", number)
    return words % {"number": number, "party": Party(party).label if party else ""}


def rule_in_words(rule: Rule) -> list[str]:
    """Sentences for whoever thinks of applying."""
    found = [
        _("A team has at least %(people)s.") % {"people": people_of("", rule.least)}
        if rule.most is None
        else _("A team has at least %(people)s, at most %(most)s.")
        % {"people": people_of("", rule.least), "most": rule.most}
    ]
    for one in rule.parties:
        if one.least:
            found.append(
                _("Among them at least %(people)s.") % {"people": people_of(one.party, one.least)}
            )
        if one.most is not None:
            found.append(
                _("Among them at most %(people)s.") % {"people": people_of(one.party, one.most)}
            )
    return found


def wanted_in_words(gaps: Sequence[Wanted]) -> list[str]:
    """What a team lacks, or has too much of, as sentences."""
    return [_one(gap) for gap in gaps]


def _one(gap: Wanted) -> str:
    people = people_of(gap.party, gap.number)
    if gap.is_too_many:
        return _("Too many: the rule allows %(people)s fewer.") % {"people": people}
    return _("Still wanted: %(people)s.") % {"people": people}
