"""Links to this site: looked up, not asked over the network."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from loim.content.actions.links.asking import Answer
from loim.content.logic.links.answers import FAILING, MOVED, WORKS
from loim.content.logic.pages.redirects import without_prefix
from loim.content.models import MediaFile, NewsItem, Page, Redirect, Rendition


def is_own(address: str) -> bool:
    there, here = urlsplit(address), urlsplit(settings.BASE_URL)
    return (there.scheme, there.netloc) == (here.scheme, here.netloc)


def answer_of_own_site(address: str) -> Answer:
    """Whether there is such a page; of other modules' pages only whether the address is of one."""
    path = urlsplit(address).path or "/"
    bare = without_prefix(path)[1]
    try:
        found = resolve(bare)
    except Resolver404:
        return _not_found(bare)
    values = found.kwargs
    if found.url_name == "page":
        is_there = Page.objects.filter(slug=values["page_slug"]).exists()
    elif found.url_name == "news-item":
        is_there = NewsItem.objects.filter(slug=values["news_slug"]).exists()
    elif found.url_name == "media-file":
        name = f"media/{values['file_name']}"
        is_there = any(model.objects.filter(file=name).exists() for model in (MediaFile, Rendition))
    else:
        is_there = True
    return Answer(WORKS) if is_there else _not_found(bare)


def _not_found(path: str) -> Answer:
    redirect = Redirect.objects.filter(from_path=path).first()
    if redirect is None:
        return Answer(FAILING, "not_found", 404)
    return Answer(MOVED, "", 301, settings.BASE_URL + redirect.to_path)
