"""Addresses below /trainings/."""

from django.urls import URLPattern, URLResolver, path

from loim.trainings import urls_calls
from loim.trainings.views.assignments import organiser as of_organiser
from loim.trainings.views.assignments import team as of_team
from loim.trainings.views.certificates import pages as certificates
from loim.trainings.views.cohort import cohort_page, organiser
from loim.trainings.views.cohort.loading import Page, by_account, by_own_link
from loim.trainings.views.days import attendance, days_page
from loim.trainings.views.deliverable import public as deliverable
from loim.trainings.views.deliverable import team as team_deliverable
from loim.trainings.views.mentoring import mentor
from loim.trainings.views.mentoring import organiser as mentoring
from loim.trainings.views.mentoring import team as team_mentoring

# From the call to the admitted teams.
_CALLS: list[URLPattern | URLResolver] = urls_calls.urlpatterns


# What follows admission: days, assignments, mentoring, models, certificates, the cohort's page.
# A team's work has two addresses each: of an account, and of an own link.
def _work(route: str, view: Page, name: str) -> list[URLPattern | URLResolver]:
    return [
        path(f"teams/<int:team>/cohort/{route}", by_account(view), name=f"team-{name}"),
        path(f"work/<str:key>/{route}", by_own_link(view), name=f"own-team-{name}"),
    ]


_COHORT: list[URLPattern | URLResolver] = [
    *_work("", cohort_page.team_cohort, "cohort"),
    *_work("assignments/", of_team.team_assignments, "assignments"),
    *_work("assignments/<int:assignment>/", of_team.team_assignment, "assignment"),
    *_work("hand-ins/<int:hand_in>/", of_team.hand_in_file, "hand-in-file"),
    *_work("mentoring/", team_mentoring.team_mentoring, "mentoring"),
    *_work("mentoring/<int:meeting>/", team_mentoring.team_meeting, "meeting"),
    *_work("model/", team_deliverable.team_model, "model"),
    *_work("model/<int:version>/", team_deliverable.model_version_file, "model-version-file"),
    path("<int:pk>/cohort/", cohort_page.cohort, name="cohort"),
    path("<int:pk>/running/", organiser.running_page, name="training-running"),
    path("<int:pk>/letters/", organiser.announcements, name="training-announcements"),
    path("<int:pk>/letters/new/", organiser.announcement_new, name="training-announcement-new"),
    path(
        "<int:pk>/letters/<int:announcement>/",
        organiser.announcement_page,
        name="training-announcement",
    ),
    path("<int:pk>/days/", days_page.days_page, name="training-days"),
    path("<int:pk>/days/new/", days_page.day_new, name="training-day-new"),
    path("<int:pk>/days/keep/", days_page.days_keep, name="training-days-keep"),
    path("<int:pk>/days/<int:day>/", days_page.day_change, name="training-day"),
    path("<int:pk>/attendance/", attendance.attendance_page, name="training-attendance"),
    path(
        "<int:pk>/attendance/xlsx/",
        attendance.attendance_export,
        name="training-attendance-export",
    ),
    path("<int:pk>/assignments/", of_organiser.assignments_matrix, name="training-assignments"),
    path("<int:pk>/assignments/new/", of_organiser.assignment_edit, name="assignment-new"),
    path(
        "<int:pk>/assignments/<int:assignment>/",
        of_organiser.assignment_edit,
        name="assignment-edit",
    ),
    path(
        "<int:pk>/assignments/<int:assignment>/remove/",
        of_organiser.assignment_remove,
        name="assignment-remove",
    ),
    path("to-read/", of_organiser.reading_list, name="hand-ins-to-read"),
    path("mentoring/", mentor.mentor_work, name="mentor-work"),
    path("mentoring/<str:key>.ics", mentor.mentor_calendar, name="mentor-calendar"),
    path("<int:pk>/mentoring/", mentoring.mentoring_overview, name="training-mentoring"),
    path("<int:pk>/mentoring/xlsx/", mentoring.mentoring_export, name="training-mentoring-export"),
    path("<int:pk>/mentoring/new/", mentoring.mentor_edit, name="mentor-new"),
    path("<int:pk>/mentoring/<int:mentor>/", mentoring.mentor_edit, name="mentor-edit"),
    path("<int:pk>/mentoring/<int:mentor>/remove/", mentoring.mentor_remove, name="mentor-remove"),
    path("<int:pk>/models/", deliverable.models_overview, name="training-models"),
    path("models/", deliverable.model_list, name="model-list"),
    path("models/<int:pk>/", deliverable.model_page, name="model"),
    path("models/<int:pk>/library/", deliverable.model_to_library, name="model-to-library"),
    path("models/<int:pk>/file/", deliverable.model_file, name="model-file"),
    path("<int:pk>/certificates/", certificates.certificates_page, name="training-certificates"),
    path("certificates/", certificates.certificate_check, name="training-certificate-check"),
    path("certificates/<str:code>/", certificates.certificate_page, name="training-certificate"),
    path(
        "certificates/<str:code>/pdf/",
        certificates.certificate_file,
        name="training-certificate-file",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [*_CALLS, *_COHORT]
