"""Addresses of meetings, minutes, decisions and tasks of networks."""

from django.urls import path

from loim.networks.views.meetings import decisions, minutes, pages, tasks

urlpatterns = [
    path("county-meetings/", pages.county_meetings, name="networks-county-meetings"),
    path("my-tasks/", tasks.my_tasks, name="networks-my-tasks"),
    path("<int:pk>/meetings/", pages.meetings_page, name="network-meetings"),
    path("<int:pk>/meetings/plan/", pages.plan_page, name="network-meetings-plan"),
    path("<int:pk>/meetings/usual/", pages.habits_page, name="network-meetings-usual"),
    path("<int:pk>/decisions/", decisions.decisions_page, name="network-decisions"),
    path("<int:pk>/tasks/", tasks.tasks_page, name="network-tasks"),
    path("<int:pk>/tasks/new/", tasks.task_new, name="network-tasks-new"),
    path("meetings/<int:pk>/", pages.meeting_page, name="network-meeting"),
    path("meetings/<int:pk>/presence/", pages.presence_page, name="network-meeting-presence"),
    path("meetings/<int:pk>/county-wide/", pages.county_wide, name="network-meeting-county-wide"),
    path("meetings/<int:pk>/tasks/new/", tasks.meeting_task_new, name="network-meeting-task-new"),
    path("meetings/<int:pk>/minutes/", minutes.minutes_page, name="network-minutes"),
    path("meetings/<int:pk>/minutes/pdf/", minutes.minutes_pdf, name="network-minutes-pdf"),
    path("meetings/<int:pk>/minutes/begin/", minutes.minutes_begin, name="network-minutes-begin"),
    path("meetings/<int:pk>/minutes/write/", minutes.minutes_write, name="network-minutes-write"),
    path("meetings/<int:pk>/minutes/items/", minutes.item_new, name="network-minutes-item-new"),
    path(
        "meetings/<int:pk>/minutes/approve/", minutes.minutes_approve,
        name="network-minutes-approve",
    ),
    path("meetings/<int:pk>/minutes/add/", minutes.minutes_add, name="network-minutes-add"),
    path("items/<int:pk>/remove/", minutes.item_remove, name="network-item-remove"),
    path(
        "meetings/<int:pk>/decisions/new/", decisions.decision_new, name="network-decision-new"
    ),
    path("decisions/<int:pk>/edit/", decisions.decision_edit, name="network-decision-edit"),
    path("decisions/<int:pk>/remove/", decisions.decision_remove, name="network-decision-remove"),
    path("decisions/<int:pk>/carry/", decisions.decision_carry, name="network-decision-carry"),
    path("tasks/<int:pk>/", tasks.task_page, name="network-task"),
    path("tasks/<int:pk>/edit/", tasks.task_edit, name="network-task-edit"),
    path("task/<str:key>/", tasks.own_task, name="network-task-own"),
    path("minutes/<str:key>/", minutes.own_minutes, name="network-minutes-own"),
    path("minutes/<str:key>/pdf/", minutes.own_minutes_pdf, name="network-minutes-own-pdf"),
]  # fmt: skip
