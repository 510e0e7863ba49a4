"""From the approved plan to the report: what was promised, what is counted, what was said."""

from loim.programmes.models.agreement import (
    Agreement,
    AgreementDocument,
    AgreementParty,
    AgreementReminder,
    Post,
    PostHolding,
)
from loim.programmes.models.indicator import (
    Indicator,
    IndicatorValue,
    ManualEntry,
    Measure,
    StaleSource,
)
from loim.programmes.models.period_lock import PeriodLock
from loim.programmes.models.plan import (
    Activity,
    Plan,
    PlanActivity,
    PlanFile,
    PlanIndicator,
    PlanIndicatorPlace,
    PlanSection,
    PlanVersion,
)
from loim.programmes.models.programme import Programme
from loim.programmes.models.report import FrozenValue, Report, ReportEntry, ReportNote

__all__ = [
    "Activity",
    "Agreement",
    "AgreementDocument",
    "AgreementParty",
    "AgreementReminder",
    "FrozenValue",
    "Indicator",
    "IndicatorValue",
    "ManualEntry",
    "Measure",
    "PeriodLock",
    "Plan",
    "PlanActivity",
    "PlanFile",
    "PlanIndicator",
    "PlanIndicatorPlace",
    "PlanSection",
    "PlanVersion",
    "Post",
    "PostHolding",
    "Programme",
    "Report",
    "ReportEntry",
    "ReportNote",
    "StaleSource",
]
