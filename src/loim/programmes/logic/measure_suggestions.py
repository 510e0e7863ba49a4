"""Which measure fits an indicator, judged by the words of its name and unit.

A suggestion spares a manager the start; a person looks at it and may change it.
The words are Estonian, as the ministry's plans are, matched by their stems.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from loim.programmes.logic.counting import CountingRule

# The stem in a name, and the kind of event that it means. The 2023 plan's participation
# counts name trainings, experience meetings and study visits, and its note says 'one
# training, one study visit and network meetings': info days are not among them.
_KINDS_OF_EVENT = {
    "koolitus": "training",
    "kogemuskohtumi": "network_meeting",
    "võrgustikukohtumi": "network_meeting",
    "võrgustiku kohtumi": "network_meeting",
    "õppevisii": "study_trip",
    "õppereis": "study_trip",
    "õppekäi": "study_trip",
    "infopäev": "info_day",
    "suhtlusklub": "conversation_club",
    "foorum": "forum",
    "häkaton": "hackathon",
    "välitöö": "field_visit",
}
_KINDS_OF_BODY = ("participatory_body", "integration_chamber")
# The plan's local networks (3.5.2): of specialists, of agencies, and that of the organisations of
# national minorities, which it calls a cooperation network, too. A city that joins an international
# network has no local one by that: it is a kind that a manager may choose, and no indicator's.
_KINDS_OF_NETWORK = ("specialists", "agencies", "minority_organisations")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`codes` are the activities whose work counts; none means the whole programme's."""

    source: str
    rule: CountingRule
    kinds: tuple[str, ...] = ()
    scope: str = ""
    codes: tuple[str, ...] = ()


def suggest_measure(  # noqa: PLR0911  # one answer a line reads best
    name: str, unit: str, codes: Sequence[str]
) -> Suggestion | None:
    """A measure for an indicator shown under these activities; None where no rule fits.

    What lasts (posts, journeys, networks, bodies) is counted wherever it is done, since a
    partner may do it under an activity of its own; events only under the indicator's.
    """
    text = f"{name} {unit}".casefold()
    kinds = tuple(dict.fromkeys(kind for stem, kind in _KINDS_OF_EVENT.items() if stem in text))
    is_nation_wide = "üle-eesti" in text or "üleeesti" in text or "üleriigili" in text
    if "koordinaator" in text:
        return Suggestion("posts", CountingRule.MUNICIPALITIES)
    if "teekon" in text:
        return Suggestion("applied_journeys", CountingRule.MUNICIPALITIES)
    if "osaluskogu" in text or "lõimumiskoda" in text or "lõimumiskoja" in text:
        return Suggestion("networks", CountingRule.RECORDS, kinds=_KINDS_OF_BODY)
    if "osaluskord" in text or "osalenud" in text:
        rule = CountingRule.PARTICIPATIONS if _is_of_municipalities(text) else CountingRule.SUM
        return Suggestion("attendance", rule, kinds=kinds, codes=tuple(codes))
    if "võrgustik" in text and not kinds:
        return Suggestion("partner_networks", CountingRule.MUNICIPALITIES, kinds=_KINDS_OF_NETWORK)
    if kinds or "sündmus" in text or "üritus" in text:
        scope = "national" if is_nation_wide else ""
        return Suggestion("events", CountingRule.RECORDS, kinds, scope, tuple(codes))
    return None


def _is_of_municipalities(text: str) -> bool:
    return "kov" in text or "omavalitsus" in text
