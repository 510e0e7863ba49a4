from django.urls import path

from loim.demo import views

urlpatterns = [
    path("", views.accounts, name="demo-accounts"),
    path("link/<str:token>/", views.link, name="demo-link"),
]
