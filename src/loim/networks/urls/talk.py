"""Addresses of letters to members, threads and the map of who meets whom."""

from django.urls import path

from loim.networks.views import mailings, network_map, posts, threads

urlpatterns = [
    path("map/", network_map.networks_map, name="networks-map"),
    path("letters/stop/<str:key>/", mailings.stop, name="network-letters-stop"),
    path("<int:pk>/map/", network_map.network_map, name="network-map"),
    path(
        "<int:pk>/map/<str:map_table>.<str:file_format>",
        network_map.export_map,
        name="network-map-export",
    ),
    path("<int:pk>/talk/", threads.thread_list, name="network-threads"),
    path("<int:pk>/talk/new/", threads.thread_new, name="network-thread-new"),
    path("<int:pk>/talk/<int:thread_pk>/", threads.thread_page, name="network-thread"),
    path("<int:pk>/talk/<int:thread_pk>/step/", threads.thread_step, name="network-thread-step"),
    path("<int:pk>/talk/<int:thread_pk>/lock/", threads.thread_lock, name="network-thread-lock"),
    path("<int:pk>/talk/posts/<int:post_pk>/edit/", posts.post_edit, name="network-post-edit"),
    path(
        "<int:pk>/talk/posts/<int:post_pk>/report/", posts.post_report, name="network-post-report"
    ),
    path("<int:pk>/talk/posts/<int:post_pk>/hide/", posts.post_hide, name="network-post-hide"),
    path("<int:pk>/talk/posts/<int:post_pk>/step/", posts.post_step, name="network-post-step"),
    path("<int:pk>/talk/posts/<int:post_pk>/file/", posts.post_file, name="network-post-file"),
    path("<int:pk>/letters/", mailings.letters, name="network-letters"),
    path("<int:pk>/letters/new/", mailings.letter_new, name="network-letter-new"),
    path("<int:pk>/letters/<int:mailing_pk>/", mailings.letter, name="network-letter"),
    path(
        "<int:pk>/letters/<int:mailing_pk>/edit/", mailings.letter_edit, name="network-letter-edit"
    ),
    path(
        "<int:pk>/letters/<int:mailing_pk>/step/", mailings.letter_step, name="network-letter-step"
    ),
]
