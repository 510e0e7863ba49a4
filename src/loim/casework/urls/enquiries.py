"""Enquiries: writing them down, at the desk and on the way, and looking through them."""

from django.urls import URLPattern, URLResolver, path

from loim.casework.views.enquiries import away, day, entry, favourites, listing, sending, snippets

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.enquiry_list, name="enquiry-list"),
    path("export.xlsx", listing.enquiry_export, name="enquiry-export"),
    path("new/", entry.enquiry_new, name="enquiry-new"),
    path("day/", day.enquiry_day, name="enquiry-day"),
    path("away/", away.away_page, name="enquiry-away"),
    path("away/sync/", away.away_sync, name="enquiry-away-sync"),
    path("favourites/", favourites.favourite_list, name="enquiry-favourites"),
    path("favourites/drop/", favourites.favourite_drop, name="enquiry-favourite-drop"),
    path("texts/", snippets.snippet_list, name="enquiry-snippets"),
    path("texts/new/", snippets.snippet_new, name="enquiry-snippet-new"),
    path("texts/<int:pk>/", snippets.snippet_edit, name="enquiry-snippet"),
    path("texts/<int:pk>/withdraw/", snippets.snippet_withdraw, name="enquiry-snippet-withdraw"),
    path("send/", sending.send_page, name="enquiry-send"),
    path("<int:pk>/", listing.enquiry_page, name="enquiry"),
    path("<int:pk>/correct/", listing.enquiry_correct, name="enquiry-correct"),
    path("<int:pk>/remove/", listing.enquiry_remove, name="enquiry-remove"),
    path("<int:pk>/undo/", entry.enquiry_undo, name="enquiry-undo"),
]
