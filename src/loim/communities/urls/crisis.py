"""Addresses of crisis plans."""

from django.urls import path

from loim.communities.views.crisis import contacts, kept, own, plan, reading, things, tree

urlpatterns = [
    path("<int:pk>/crisis/", plan.crisis_plan, name="community-crisis-plan"),
    path("<int:pk>/crisis/settings/", plan.crisis_settings, name="crisis-settings"),
    path("<int:pk>/crisis/publish/", plan.crisis_publish, name="crisis-publish"),
    path("<int:pk>/crisis/copies/", kept.crisis_copies, name="crisis-copies"),
    path("<int:pk>/crisis/drills/", kept.crisis_drills, name="crisis-drills"),
    path("<int:pk>/crisis/drills/new/", kept.crisis_drill_new, name="crisis-drill-new"),
    path("<int:pk>/crisis/contacts/", contacts.crisis_contacts, name="crisis-contacts"),
    path("<int:pk>/crisis/contacts/new/", contacts.crisis_contact_new, name="crisis-contact-new"),
    path(
        "<int:pk>/crisis/contacts/<int:contact>/", contacts.crisis_contact, name="crisis-contact"
    ),
    path("<int:pk>/crisis/roles/", contacts.crisis_roles, name="crisis-roles"),
    path("<int:pk>/crisis/roles/new/", contacts.crisis_role_new, name="crisis-role-new"),
    path("<int:pk>/crisis/roles/<int:role>/", contacts.crisis_role, name="crisis-role"),
    path("<int:pk>/crisis/tree/", tree.crisis_tree, name="crisis-tree"),
    path("<int:pk>/crisis/things/", things.crisis_things, name="crisis-things"),
    path(
        "<int:pk>/crisis/things/<slug:thing_kind>/new/", things.crisis_thing_new,
        name="crisis-thing-new",
    ),
    path(
        "<int:pk>/crisis/things/<slug:thing_kind>/<int:thing>/", things.crisis_thing,
        name="crisis-thing",
    ),
    path("<int:pk>/crisis/plan/", reading.crisis_read, name="crisis-read"),
    path("<int:pk>/crisis/plan/worker.js", reading.crisis_worker, name="crisis-worker"),
    path("<int:pk>/crisis/plan/plan.pdf", reading.crisis_pdf, name="crisis-pdf"),
    path("<int:pk>/crisis/plan/plan.html", reading.crisis_file, name="crisis-file"),
    path("crisis/mine/<str:key>/", own.crisis_contact_own, name="crisis-contact-own"),
]  # fmt: skip
