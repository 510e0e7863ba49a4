"""Addresses of the library, below /library/."""

from django.urls import path, re_path

from loim.library.views import (
    collections,
    contribute,
    desk,
    guides,
    keeping,
    own,
    reading,
    reception,
)

urlpatterns = [
    path("", reading.library_list, name="library-list"),
    path("contribute/", contribute.library_contribute, name="library-contribute"),
    path("contribute/sent/", contribute.library_contribute_sent, name="library-contribute-sent"),
    path("contributions/<str:key>/", own.library_contribution_own, name="library-contribution-own"),
    path("mine/", own.library_mine, name="library-mine"),
    path("mine/<int:pk>/", own.library_contribution_mine, name="library-contribution-mine"),
    path("desk/", desk.library_desk, name="library-desk"),
    path("desk/<int:pk>/", desk.library_desk_contribution, name="library-desk-contribution"),
    path("desk/notes/<int:pk>/", desk.library_desk_note, name="library-desk-note"),
    path("kept/", keeping.library_kept, name="library-kept"),
    path("new/", keeping.library_item_new, name="library-item-new"),
    path("collections/", collections.library_collections, name="library-collections"),
    path("collections/new/", collections.library_collection_new, name="library-collection-new"),
    path("collections/<int:pk>/", collections.library_collection, name="library-collection"),
    path(
        "collections/<int:pk>/edit/",
        collections.library_collection_edit,
        name="library-collection-edit",
    ),
    path("guides/", guides.library_guides, name="library-guides"),
    path("files/<uuid:file_uuid>/", reading.library_file, name="library-file"),
    path("previews/<int:pk>/", reading.library_preview, name="library-preview"),
    path("items/<int:pk>/", reading.library_item, name="library-item"),
    re_path(
        r"^items/(?P<pk>[0-9]{1,18})/cite\.(?P<cite_format>bib|ris)$",
        reading.library_item_cite,
        name="library-item-cite",
    ),
    path("items/<int:pk>/open/", reading.library_item_open, name="library-item-open"),
    path("items/<int:pk>/helped/", reception.library_item_helped, name="library-item-helped"),
    path("items/<int:pk>/note/", reception.library_item_note, name="library-item-note"),
    path("items/<int:pk>/edit/", keeping.library_item_edit, name="library-item-edit"),
    path("items/<int:pk>/publish/", keeping.library_item_publish, name="library-item-publish"),
    path("items/<int:pk>/files/", keeping.library_item_file, name="library-item-file"),
    path(
        "items/<int:pk>/files/<int:file>/remove/",
        keeping.library_item_file_remove,
        name="library-item-file-remove",
    ),
    path("items/<int:pk>/guide/", guides.library_guide, name="library-guide"),
]
