"""The closing report as parts of a document, in the reader's language."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from loim.events.queries.calendar.when import when_in_words
from loim.ideas.models import Idea
from loim.visits.documents.report_docx import Part
from loim.visits.queries.report import ClosingReport


def report_parts(report: ClosingReport) -> list[Part]:
    visit = report.visit
    parts = [
        Part("", paragraphs=[when_in_words(visit.event), visit.text("goals")]),
        Part(_("In figures"), rows=[[_("What"), _("How many")], *_figures(report)]),
    ]
    if visit.report_summary:
        parts.append(Part(_("Summary"), paragraphs=[visit.text("report_summary")]))
    parts.append(Part(_("Day by day")))
    for day in report.days:
        rows = [
            [
                f"{localtime(leg.start_at):%H:%M}–{localtime(leg.end_at):%H:%M}",
                leg.text("title"),
                leg.town,
                leg.host.name if leg.host else "",
                leg.text("summary"),
            ]
            for leg in day.meetings
        ]
        if rows:
            head = [_("Time"), _("Meeting"), _("Town"), _("Host"), _("What came of it")]
            parts.append(Part(date_format(day.day, "DATE_FORMAT"), 2, rows=[head, *rows]))
    parts.append(Part(_("Who took part")))
    parts += [Part(bodies.kind, 2, items=bodies.names) for bodies in report.bodies]
    if report.ideas:
        parts.append(
            Part(
                _("Ideas and what became of them"),
                rows=[
                    [_("Idea"), _("Meeting"), _("What became of it")],
                    *([i.title, i.visit_leg.leg.text("title"), became(i)] for i in report.ideas),
                ],
            )
        )
    parts.append(Part(_("What participants thought"), rows=_opinions(report)))
    if report.media:
        parts.append(
            Part(
                _("In the media"),
                rows=[
                    [_("Date"), _("Outlet"), _("Title"), _("Link")],
                    *(
                        [date_format(m.date, "SHORT_DATE_FORMAT"), m.outlet, m.title, m.url]
                        for m in report.media
                    ),
                ],
            )
        )
    return parts


def _figures(report: ClosingReport) -> list[list[str]]:
    met = [
        [_("Meetings"), str(report.meeting_count)],
        [_("Towns"), str(len(report.towns))],
        [_("Hosts"), str(len(report.hosts))],
    ]
    return [
        [_("Days"), str(len(report.days))],
        *(met if report.has_meetings else []),
        [_("Organisations that took part"), str(report.body_count)],
        [_("Ideas"), str(len(report.ideas))],
        [_("Stories in the media"), str(len(report.media))],
    ]


def _opinions(report: ClosingReport) -> list[list[str]]:
    rows = [[_("Day"), _("Answers"), _("Average of 1 to 5")]]
    for one in report.opinions:
        day = date_format(one.day, "SHORT_DATE_FORMAT")
        if one.figures is None:
            rows.append([day, _("fewer than five"), "–"])
        else:
            rows.append([day, str(one.figures.number), str(one.figures.average)])
    return rows


def became(idea: Idea) -> str:
    """'a proposal to the ministry: accepted', or that it has not been taken up yet."""
    told = [
        _("Proposal to %(owner)s: %(status)s")
        % {"owner": proposal.owner, "status": proposal.get_status_display()}
        for proposal in idea.proposals.all()
    ]
    return "; ".join(told) or _("not taken up yet")
