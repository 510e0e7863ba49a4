from django.urls import path

from loim.search import views

urlpatterns = [
    path("words/", views.word_list, name="search-words"),
    path("words/new/", views.words_new, name="search-words-new"),
    path("words/<int:pk>/", views.words_edit, name="search-words-edit"),
    path("words/<int:pk>/remove/", views.words_remove, name="search-words-remove"),
    path("missed/", views.missed_list, name="search-missed"),
]
