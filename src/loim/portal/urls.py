from django.urls import path

from loim.portal import views
from loim.portal.desk.views import editors_desk
from loim.portal.feeds import feeds
from loim.portal.home import views as home
from loim.portal.information import information
from loim.portal.my_work import my_work
from loim.portal.searching import search_page, search_suggest
from loim.portal.whats_on import whats_on

urlpatterns = [
    path("", home.home, name="home"),
    path("for/<slug:audience>/", home.home_for, name="home-for"),
    path("near-me/", home.near_me, name="near-me"),
    path("feeds/", feeds, name="feeds"),
    path("desk/", editors_desk, name="editors-desk"),
    path("my-work/", my_work, name="my-work"),
    path("information/", information, name="information"),
    path("whats-on/", whats_on, name="whats-on"),
    path("search/", search_page, name="search"),
    path("search/suggest/", search_suggest, name="search-suggest"),
    path("programmes/", views.programme_list, name="programme-list"),
    path("reports/", views.report_list, name="report-list"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
