"""Rows for tests. A test names what it is about; the factory fills in the rest."""

from tests.factories.events import attendance, event
from tests.factories.networks import applied_journey, network
from tests.factories.people import (
    county,
    membership,
    municipality,
    municipality_organisation,
    organisation,
    user,
)
from tests.factories.programmes import (
    activity,
    agreement,
    holding,
    indicator,
    manual_entry,
    measure,
    period_lock,
    plan,
    plan_indicator,
    plan_row,
    plan_section,
    plan_version,
    post,
    programme,
)

__all__ = [
    "activity",
    "agreement",
    "applied_journey",
    "attendance",
    "county",
    "event",
    "holding",
    "indicator",
    "manual_entry",
    "measure",
    "membership",
    "municipality",
    "municipality_organisation",
    "network",
    "organisation",
    "period_lock",
    "plan",
    "plan_indicator",
    "plan_row",
    "plan_section",
    "plan_version",
    "post",
    "programme",
    "user",
]
