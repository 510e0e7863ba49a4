"""Addresses of communities' pages, wishes, people, areas and sharing."""

from django.urls import path

from loim.communities.views import areas, pages, people, sharing, wishes

urlpatterns = [
    path("", pages.community_list, name="community-list"),
    path("open/", pages.community_open, name="community-open"),
    path("<int:pk>/", pages.community_page, name="community"),
    path("<int:pk>/edit/", pages.community_edit, name="community-edit"),
    path("<int:pk>/state/", pages.community_state, name="community-state"),
    path("<int:pk>/people/", people.community_people, name="community-people"),
    path("<int:pk>/sharing/", sharing.community_sharing, name="community-sharing"),
    path("named/", people.communities_named, name="communities-named"),
    path("contact/<str:key>/", people.community_contact_own, name="community-contact-own"),
    path("ask/", wishes.community_wish, name="community-wish"),
    path("ask/sent/", wishes.community_wish_sent, name="community-wish-sent"),
    path("ask/own/<str:key>/", wishes.community_wish_own, name="community-wish-own"),
    path("wishes/", wishes.community_wishes, name="community-wishes"),
    path("wishes/<int:pk>/", wishes.community_wish_decide, name="community-wish-decide"),
    path("areas/<str:ehak>/", areas.community_areas, name="community-areas"),
    path("areas/<str:ehak>/<int:pk>/", areas.community_area, name="community-area"),
]
