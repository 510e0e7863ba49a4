"""Addresses of asset maps."""

from django.urls import path

from loim.communities.views.assets import gatherings, maps, tidying

urlpatterns = [
    path("<int:pk>/assets/", maps.community_assets, name="community-assets"),
    path("<int:pk>/assets/list.xlsx", maps.community_assets_export, name="community-assets-export"),
    path("<int:pk>/assets/poster-<str:paper>.pdf", maps.community_poster, name="community-poster"),
    path("<int:pk>/assets/new/", gatherings.community_asset_new, name="community-asset-new"),
    path("<int:pk>/assets/tidy/", tidying.community_assets_tidy, name="community-assets-tidy"),
    path("<int:pk>/gatherings/", gatherings.community_gatherings, name="community-gatherings"),
    path("gatherings/<int:pk>/", gatherings.community_gathering, name="community-gathering"),
    path("gather/<str:key>/", gatherings.community_gather, name="community-gather"),
    path("assets/<int:pk>/", tidying.community_asset, name="community-asset"),
    path("assets/<int:pk>/photo/", maps.community_asset_photo, name="community-asset-photo"),
    path(
        "offer/<str:key>/", gatherings.community_asset_person_own,
        name="community-asset-person-own",
    ),
]  # fmt: skip
