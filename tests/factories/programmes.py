from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from loim.people.models import Organisation, OrganisationKind
from loim.programmes.logic.counting import CountingRule
from loim.programmes.models import (
    Activity,
    Agreement,
    AgreementParty,
    Indicator,
    ManualEntry,
    Measure,
    PeriodLock,
    Plan,
    PlanActivity,
    PlanIndicator,
    PlanIndicatorPlace,
    PlanSection,
    PlanVersion,
    Post,
    PostHolding,
    Programme,
    Report,
)
from tests.factories.people import organisation

_numbers = count(1)
_AT = datetime(2023, 1, 26, 10, 0, tzinfo=UTC)


def programme(name: str = "", **fields: Any) -> Programme:
    number = next(_numbers)
    return Programme.objects.create(
        name=name or f"Näidisprogramm {number}",
        slug=fields.pop("slug", f"programm-{number}"),
        ministry=fields.pop("ministry", None)
        or organisation(f"Näidisministeerium {number}", kind=OrganisationKind.MINISTRY),
        implementer=fields.pop("implementer", None)
        or organisation(f"Näidisliit {number}", kind=OrganisationKind.ASSOCIATION),
        start_date=fields.pop("start_date", date(2023, 1, 1)),
        end_date=fields.pop("end_date", date(2029, 10, 31)),
        **fields,
    )


def activity(of: Programme, code: str = "3.5.1.3", number: str = "", title: str = "") -> Activity:
    """An activity; for one below a coded activity, that one is made too where it is missing."""
    if number:
        root = Activity.objects.filter(programme=of, code=code, number="").first() or activity(
            of, code
        )
        return Activity.objects.create(
            programme=of, root=root, code=code, number=number, title=title or f"Tegevus {number}"
        )
    coded = Activity.objects.create(programme=of, code=code, title=title or f"Tegevus {code}")
    coded.root = coded
    coded.save()
    return coded


def plan(of: Programme, year: int = 2023) -> Plan:
    return Plan.objects.create(
        programme=of, start_date=date(year, 1, 1), end_date=date(year, 12, 31)
    )


def plan_version(of: Plan, number: int = 1, **fields: Any) -> PlanVersion:
    return PlanVersion.objects.create(plan=of, number=number, created_at=_AT, **fields)


def plan_section(version: PlanVersion, about: Activity, position: int = 1) -> PlanSection:
    return PlanSection.objects.create(
        version=version,
        activity=about,
        position=position,
        chapter_number="1",
        chapter_title="Elluviija tegevused",
        section_number=f"1.{position}",
        code=about.code,
        title=about.title,
    )


def plan_row(
    section: PlanSection, about: Activity, position: int = 1, **fields: Any
) -> PlanActivity:
    return PlanActivity.objects.create(
        version=section.version,
        section=section,
        activity=about,
        position=position,
        level=fields.pop("level", "item" if about.number else "activity"),
        number=about.number or about.code,
        title=about.title,
        **fields,
    )


def indicator(of: Programme, name: str = "", unit: str = "Arv") -> Indicator:
    return Indicator.objects.create(
        programme=of, name=name or f"Näitaja {next(_numbers)}", unit=unit
    )


def measure(
    of: Indicator,
    source: str = "attendance",
    rule: CountingRule = CountingRule.PARTICIPATIONS,
    *,
    activities: list[Activity] | None = None,
    **fields: Any,
) -> Measure:
    made = Measure.objects.create(
        indicator=of,
        version=of.measures.count() + 1,
        source=source,
        rule=rule.value,
        created_at=_AT,
        **fields,
    )
    made.activities.set(activities or [])
    return made


def plan_indicator(
    section: PlanSection, of: Indicator, target: int | None = 15, final_target: int | None = 45
) -> PlanIndicator:
    made = PlanIndicator.objects.create(
        version=section.version,
        indicator=of,
        position=section.version.indicators.count() + 1,
        name=of.name,
        unit=of.unit,
        target=target,
        final_target=final_target,
        final_year=2029,
    )
    PlanIndicatorPlace.objects.create(
        version=section.version, plan_indicator=made, section=section, position=1
    )
    return made


def agreement(of: Programme, *parties: Organisation, **fields: Any) -> Agreement:
    made = Agreement.objects.create(
        programme=of,
        number=fields.pop("number", f"1-{next(_numbers)}"),
        start_date=fields.pop("start_date", date(2023, 1, 1)),
        **fields,
    )
    for party in parties:
        AgreementParty.objects.create(agreement=made, organisation=party)
    return made


def post(under: Agreement, where: Organisation, share: str = "1", **fields: Any) -> Post:
    fields.setdefault("start_date", under.start_date)
    return Post.objects.create(
        agreement=under, organisation=where, title="koordinaator", share=Decimal(share), **fields
    )


def holding(of: Post, name: str = "Mari Näidis", **fields: Any) -> PostHolding:
    fields.setdefault("start_date", of.start_date)
    return PostHolding.objects.create(post=of, holder_name=name, **fields)


def manual_entry(
    to: Indicator, amount: str = "1", day: date = date(2023, 5, 1), **fields: Any
) -> ManualEntry:
    return ManualEntry.objects.create(
        indicator=to,
        amount=Decimal(amount),
        date=day,
        explanation=fields.pop("explanation", "Osalejate nimekiri"),
        evidence=fields.pop("evidence", "evidence/nimekiri.pdf"),
        entered_at=_AT,
        **fields,
    )


def period_lock(of: Programme, start: date, end: date) -> PeriodLock:
    """The lock of a report on those days; its plan version is made where there is none."""
    version = PlanVersion.objects.filter(plan__programme=of).first() or plan_version(plan(of))
    report = Report.objects.create(
        programme=of,
        plan_version=version,
        kind="quarter",
        start_date=start,
        end_date=end,
        created_at=_AT,
    )
    return PeriodLock.objects.create(programme=of, report=report, start_date=start, end_date=end)
