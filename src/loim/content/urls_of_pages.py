"""Addresses of pages, news, the media library and links."""

from django.urls import URLPattern, URLResolver, path

from loim.content.views.links import lists
from loim.content.views.media import files, library
from loim.content.views.news import choosing, feeds
from loim.content.views.news import public as news
from loim.content.views.pages import keeping, leaflets, redirects
from loim.content.views.pages import public as pages

_pages = [
    path("pages/", pages.page_list, name="page-list"),
    path("pages/new/", keeping.page_new, name="page-new"),
    path("pages/expired/", keeping.expired_list, name="expired-list"),
    path("pages/redirects/", redirects.redirect_list, name="redirect-list"),
    path("pages/redirects/<int:pk>/remove/", redirects.redirect_remove, name="redirect-remove"),
    path("pages/<slug:page_slug>/", pages.page, name="page"),
    path("pages/<slug:page_slug>/settings/", keeping.page_settings, name="page-settings"),
    path(
        "pages/<slug:page_slug>/leaflet-<str:paper>.pdf", leaflets.page_leaflet, name="page-leaflet"
    ),
]
_news = [
    path("news/", news.news_list, name="news-list"),
    path("news/new/", keeping.news_new, name="news-new"),
    path("news/choose/", choosing.news_choose, name="news-choose"),
    path("news/feed.atom", feeds.news_atom, name="news-atom"),
    path("news/feed.rss", feeds.news_rss, name="news-rss"),
    path("news/<slug:news_slug>/", news.news_item, name="news-item"),
    path("news/<slug:news_slug>/settings/", keeping.news_settings, name="news-settings"),
    path("news/<slug:news_slug>/short/", choosing.news_shorts, name="news-shorts"),
    path(
        "news/<slug:news_slug>/leaflet-<str:paper>.pdf", leaflets.news_leaflet, name="news-leaflet"
    ),
]
_media = [
    path("media/", library.media_list, name="media-list"),
    path("media/new/", library.media_new, name="media-new"),
    path("media/files/<str:file_name>", files.media_file, name="media-file"),
    path("media/<int:pk>/", library.media, name="media"),
    path("media/<int:pk>/remove/", library.media_remove, name="media-remove"),
]
_links = [
    path("texts/links/", lists.link_list, name="link-list"),
    path("texts/links/<int:pk>/check/", lists.link_check, name="link-check"),
]

urlpatterns: list[URLPattern | URLResolver] = [*_pages, *_news, *_media, *_links]
