"""Addresses of networks themselves: their list, their pages."""

from django.urls import path

from loim.networks.views import members, own_membership, seats
from loim.networks.views import networks as views

urlpatterns = [
    path("", views.network_list, name="network-list"),
    path("export.<str:file_format>", views.export_networks, name="network-export"),
    path("new/", views.network_new, name="network-new"),
    path("<int:pk>/", views.network_page, name="network"),
    path("<int:pk>/edit/", views.network_edit, name="network-edit"),
    path("<int:pk>/end/", views.network_end, name="network-end"),
    path("own/<str:key>/", own_membership.member_own, name="network-member-own"),
    path("<int:pk>/mine/", own_membership.member_mine, name="network-mine"),
    path("<int:pk>/members/", members.members, name="network-members"),
    path(
        "<int:pk>/members/export.<str:file_format>",
        members.export_members,
        name="network-members-export",
    ),
    path("<int:pk>/members/new/", members.member_new, name="network-members-new"),
    path("<int:pk>/members/paste/", members.members_paste, name="network-members-paste"),
    path("members/<int:pk>/edit/", members.member_edit, name="network-member-edit"),
    path("members/<int:pk>/end/", members.member_end, name="network-member-end"),
    path("members/<int:pk>/letter/", members.member_letter, name="network-member-letter"),
    path("<int:pk>/seats/", seats.seats, name="network-seats"),
    path("<int:pk>/seats/new/", seats.seat_new, name="network-seats-new"),
    path("seats/<int:pk>/", seats.seat_page, name="network-seat"),
    path("seats/<int:pk>/edit/", seats.seat_edit, name="network-seat-edit"),
    path("seats/<int:pk>/close/", seats.seat_close, name="network-seat-close"),
    path("mandates/<int:pk>/end/", seats.mandate_end, name="network-mandate-end"),
]
