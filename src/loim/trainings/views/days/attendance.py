"""Attendance of the cohort: members by days, as a page and as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loim.common.access import allowed
from loim.common.tables import Table, table_response
from loim.programmes.permissions import may_record
from loim.trainings.models import Training
from loim.trainings.queries.days.attendance import AWAY, CAME, AttendanceTable, attendance_table
from loim.trainings.views.cohort.loading import changeable_training


@allowed(may_record)
def attendance_page(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    table = attendance_table(training)
    return render(request, "trainings/days/attendance.html", {"training": training, "table": table})


@allowed(may_record)
def attendance_export(request: HttpRequest, pk: int) -> HttpResponse:
    training = changeable_training(request, pk)
    table = attendance_table(training)
    return table_response("xlsx", f"osalemine-{pk}", _people(table), _teams(table, training))


def _people(table: AttendanceTable) -> Table:
    columns = [
        _("Team"),
        pgettext("a person", "Name"),
        _("Party"),
        _("Organisation"),
        *(
            f"{date_format(day.event.start_date, 'SHORT_DATE_FORMAT')} {day.event.text('title')}"
            for day in table.days
        ),
        _("Days that count"),
        _("of days held"),
    ]
    said = {CAME: _("yes"), AWAY: _("no")}
    rows: list[list[Any]] = [
        [
            team.team.name,
            row.member.name,
            row.member.get_party_display(),
            str(row.member.organisation or row.member.organisation_name),
            *(said.get(mark, "") for mark in row.marks),
            row.came,
            row.of_days,
        ]
        for team in table.teams
        for row in team.members
    ]
    return Table(_("Attendance"), columns, rows)


def _teams(table: AttendanceTable, training: Training) -> Table:
    return Table(
        _("Teams"),
        [_("Team"), _("Municipality"), _("Was there"), _("of places"), _("Share, %")],
        [
            [team.team.name, str(team.team.municipality), team.came, team.of_places, team.percent]
            for team in table.teams
        ],
    )
