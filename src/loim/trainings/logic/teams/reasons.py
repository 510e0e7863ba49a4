"""Why a team's state changed: codes, put into words by `queries.teams.reasons`."""

from enum import StrEnum


class Reason(StrEnum):
    CONFIRMED = "confirmed"
    SUBMITTED = "submitted"
    SUBMITTED_LATE = "submitted_late"
    SUBMITTED_INCOMPLETE = "submitted_incomplete"
    COMPLETED = "completed"
    TAKEN_BACK = "taken_back"
    RETURNED = "returned"  # by the organiser, with a note
    MEMBER_LEFT = "member_left"
    NOT_COMPLETED = "not_completed"
    WITHDRAWN = "withdrawn"
    WITHDRAWN_BY_ORGANISER = "withdrawn_by_organiser"
    # Of the decision.
    BY_RANK = "by_rank"
    FOR_COUNTY = "for_county"
    FULL = "full"
    COUNTY_FULL = "county_full"
    KEPT_FOR_COUNTY = "kept_for_county"
    BELOW_POINTS = "below_points"
    BELOW_CRITERION = "below_criterion"
    INCOMPLETE = "incomplete"
    NEXT_IN_LINE = "next_in_line"


REFUSALS_OF_DECISION = frozenset({Reason.BELOW_POINTS, Reason.BELOW_CRITERION, Reason.INCOMPLETE})
