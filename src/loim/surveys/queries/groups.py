"""What an anonymous answer may keep of whose it is: a group that is large enough, or nothing."""

from django.db.models import Count

from loim.surveys.logic.pooling import small_groups
from loim.surveys.models import Survey, SurveyInvitation, ToldApart

_FIELD = {
    ToldApart.COUNTY: "municipality__county",
    ToldApart.KIND: "municipality__kind",
}


def kept_groups(survey: Survey, invitation: SurveyInvitation) -> tuple[str | None, str]:
    """County and kind of municipality, each None or '' unless it is kept."""
    place, field = invitation.municipality, _FIELD.get(ToldApart(survey.told_apart_by))
    if place is None or field is None:
        return None, ""
    own = place.county_id if survey.told_apart_by == ToldApart.COUNTY else place.kind
    if own in pooled_groups(survey, field):
        return None, ""
    return (own, "") if survey.told_apart_by == ToldApart.COUNTY else (None, own)


def pooled_groups(survey: Survey, field: str) -> frozenset[str]:
    """Groups with too few invited people to be told apart; whoever has no municipality is in
    their pool anyway."""
    counted = survey.invitations.values_list(field).annotate(n=Count("pk")).order_by()
    return small_groups({str(group or ""): n for group, n in counted}, always=[""])
