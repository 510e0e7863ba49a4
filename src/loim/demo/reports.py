"""Two reports: the first half-year of 2023 accepted, the whole year still being written."""

from datetime import date, datetime

from loim.people.models import User
from loim.programmes.actions.report_steps import accept_report, submit_report
from loim.programmes.actions.report_texts import save_texts
from loim.programmes.actions.reports import start_report
from loim.programmes.logic.edited_texts import Edited, fingerprint
from loim.programmes.models import Programme, Report
from loim.programmes.queries.report_texts import SUMMARY, stored_texts, text_name

DONE = {
    "3.5.1.1": "Partnerluslepingud on sõlmitud Tartu, Rakvere ja Tallinna linnaga; igas linnas töötab"
    " täiskohaga koordinaator.",
    "3.5.1.2": "Tegevus algab 2024. aastal.",
    "3.5.1.3": "Toimusid maakondlikud infopäevad ja koordinaatorite võrgustiku kohtumised.",
    "3.5.1.4": "Selgitati välja koolitusvajadus; koolitus ja õppereis toimuvad teisel poolaastal.",
    "3.5.2.1": "Tartu suhtlusklubid toimusid I ja II kvartalis, spetsialistide võrgustik alustas tööd.",
    "3.5.2.2": "Tallinna ametkondade võrgustik alustas tööd, lõimumiskoda valmistatakse ette.",
    "3.5.2.4": "Rakveres toimusid ühisüritused, teabepäevad ja väljasõidud.",
}
DEVIATION = "Hilisem algus on tegevuskavas ette nähtud; aasta sihttase on plaanis saavutada."


def create_reports(*, programme: Programme, users: dict[str, User], now: datetime) -> None:
    manager, approver = users["juht@example.ee"], users["kinnitaja@example.ee"]
    half = start_report(
        programme=programme, kind="half_year", start_date=date(2023, 1, 1), by=manager, now=now
    )
    _write(half, by=manager, now=now)
    submit_report(report=half, by=manager, now=now, note="Esitan poolaasta aruande.")
    accept_report(report=half, by=approver, now=now, note="Aitäh, võtan aruande vastu.")
    start_report(programme=programme, kind="year", start_date=date(2023, 1, 1), by=manager, now=now)


def _write(report: Report, *, by: User, now: datetime) -> None:
    entries = list(report.entries.select_related("activity"))
    before = stored_texts(report, entries)
    texts = {SUMMARY: "Programm on käivitunud kõigis kolmes partnerlinnas."}
    for entry in entries:
        texts[text_name("done", entry.activity_id)] = DONE[entry.activity.code]
        texts[text_name("deviation", entry.activity_id)] = DEVIATION
    save_texts(
        report=report,
        edited={name: Edited(text, fingerprint(before[name])) for name, text in texts.items()},
        by=by,
        now=now,
    )
