from django.urls import path

from loim.portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("my-work/", views.my_work, name="my-work"),
    path("programmes/", views.programme_list, name="programme-list"),
    path("reports/", views.report_list, name="report-list"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
