"""Addresses below /visits/."""

from django.urls import URLPattern, URLResolver, path

from loim.visits.views import host_page, hosts, learnt, own, people, planning, public, travelling

urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.visit_list, name="visit-list"),
    path("new/<int:event>/", planning.visit_new, name="visit-new"),
    path("<int:pk>/", public.visit_page, name="visit"),
    path("<int:pk>/mine/", public.my_itinerary, name="visit-mine"),
    path("<int:pk>/report/", public.report_page, name="visit-report"),
    path("<int:pk>/report.docx", public.report_file, name="visit-report-file"),
    path("<int:pk>/edit/", planning.visit_edit, name="visit-edit"),
    path("<int:pk>/plan/", planning.plan_page, name="visit-plan"),
    path("<int:pk>/plan/read/", planning.paste_read, name="visit-paste-read"),
    path("<int:pk>/plan/paste/", planning.paste, name="visit-paste"),
    path("<int:pk>/plan/copy/", planning.copy_day, name="visit-copy-day"),
    path("<int:pk>/plan/release/", planning.release, name="visit-release"),
    path("<int:pk>/legs/new/", planning.leg_page, name="visit-leg-new"),
    path("<int:pk>/legs/<int:leg>/", planning.leg_page, name="visit-leg"),
    path("<int:pk>/legs/<int:leg>/move/", planning.leg_move, name="visit-leg-move"),
    path("<int:pk>/legs/<int:leg>/remove/", planning.leg_remove, name="visit-leg-remove"),
    path("<int:pk>/legs/<int:leg>/answer/", planning.leg_answer, name="visit-leg-answer"),
    path("<int:pk>/legs/<int:leg>/people/", people.leg_people, name="visit-leg-people"),
    path("<int:pk>/legs/<int:leg>/notes/", learnt.leg_notes, name="visit-leg-notes"),
]

# People and groups; rides, nights and meals; hosts.
urlpatterns += [
    path("<int:pk>/people/", people.people_page, name="visit-people"),
    path("<int:pk>/people/grouped/", people.people_grouped, name="visit-people-grouped"),
    path("<int:pk>/people/<int:participant>/", people.person_page, name="visit-person"),
    path("<int:pk>/groups/<int:group>/", people.group_page, name="visit-group"),
    path("<int:pk>/groups/<int:group>/remove/", people.group_remove, name="visit-group-remove"),
    path("<int:pk>/travel/", travelling.travel_page, name="visit-travel"),
    path("<int:pk>/hosts/", hosts.host_list, name="visit-hosts"),
    path("<int:pk>/hosts/new/", hosts.host_edit, name="visit-host-new"),
    path("<int:pk>/hosts/<int:host>/", hosts.host_edit, name="visit-host"),
    path("<int:pk>/hosts/<int:host>/ask/", hosts.host_ask, name="visit-host-ask"),
    path("<int:pk>/hosts/<int:host>/write/", hosts.host_write, name="visit-host-write"),
    path("<int:pk>/hosts/<int:host>/remove/", hosts.host_remove, name="visit-host-remove"),
]

# What was learnt.
urlpatterns += [
    path("<int:pk>/notes/", learnt.notes_page, name="visit-notes"),
    path("<int:pk>/feedback/", learnt.feedback_page, name="visit-feedback"),
    path("<int:pk>/media/", learnt.media_page, name="visit-media"),
    path("<int:pk>/media/<int:item>/", learnt.media_page, name="visit-media-item"),
    path("<int:pk>/media/<int:item>/remove/", learnt.media_remove, name="visit-media-remove"),
    path("<int:pk>/report/edit/", learnt.report_edit, name="visit-report-edit"),
    path("<int:pk>/report/publish/", learnt.report_publish, name="visit-report-publish"),
]

# By a secret link: a host's page, a participant's own days.
urlpatterns += [
    path("host/<str:key>/", host_page.host_page, name="visit-host-page"),
    path("host/<str:key>/ask/", host_page.host_ask_back, name="visit-host-page-ask"),
    path(
        "host/<str:key>/<int:leg>/confirm/",
        host_page.host_confirm,
        name="visit-host-page-confirm",
    ),
    path("host/<str:key>/<int:leg>/cancel/", host_page.host_cancel, name="visit-host-page-cancel"),
    path("own/<str:key>/", own.itinerary, name="itinerary"),
    path("own/<str:key>/calendar.ics", own.itinerary_calendar, name="itinerary-calendar"),
    path("own/<str:key>/legs/<int:leg>/", own.itinerary_leg, name="itinerary-leg"),
    path("own/<str:key>/legs/<int:leg>/idea/", own.itinerary_idea, name="itinerary-idea"),
    path("own/<str:key>/notes/<int:note>/", own.itinerary_note, name="itinerary-note"),
    path("own/<str:key>/days/<str:day>/", own.itinerary_feedback, name="itinerary-feedback"),
]
