from django.urls import include, path

from loim.people.views import (
    accepting,
    invitations,
    logos,
    memberships,
    municipalities,
    organisation_list,
    organisations,
    people,
    profile,
)

urlpatterns = [
    path("organisations/", organisation_list.organisation_list, name="organisation-list"),
    path("organisations/new/", organisations.organisation_new, name="organisation-new"),
    path("organisations/<int:pk>/", organisations.organisation_detail, name="organisation"),
    path("organisations/<int:pk>/edit/", organisations.organisation_edit, name="organisation-edit"),
    path("organisations/logos/<str:name>", logos.organisation_logo, name="organisation-logo"),
    path(
        "organisations/<int:pk>/logo/", logos.organisation_logo_edit, name="organisation-logo-edit"
    ),
    path(
        "organisations/<int:pk>/state/", organisations.organisation_state, name="organisation-state"
    ),
    path(
        "organisations/<int:organisation_pk>/invite/",
        invitations.invitation_new,
        name="invitation-new",
    ),
    path(
        "organisations/<int:organisation_pk>/roles/add/",
        memberships.membership_add,
        name="membership-add",
    ),
    path("roles/<int:pk>/end/", memberships.membership_end, name="membership-end"),
    path("invitations/<int:pk>/resend/", invitations.invitation_resend, name="invitation-resend"),
    path(
        "invitations/<int:pk>/withdraw/",
        invitations.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path("invitation/<str:token>/", accepting.invitation_accept, name="invitation-accept"),
    path("people/", people.people_list, name="people-list"),
    path("people/invite/", invitations.person_invite, name="person-invite"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/account/", people.person_account, name="person-account"),
    path("people/<int:pk>/erase/", people.person_erase, name="person-erase"),
    path("municipalities/", municipalities.municipality_list, name="municipality-list"),
    path(
        "municipalities/<str:ehak>/merge/",
        municipalities.municipality_merge,
        name="municipality-merge",
    ),
    path("profile/", profile.profile, name="profile"),
    path("my-data/", profile.my_data, name="my-data"),
    path("my-data/export/", profile.my_data_export, name="my-data-export"),
    path("my-data/erase/", profile.my_data_erase, name="my-data-erase"),
    path("account/", include("loim.people.urls.account")),
]
