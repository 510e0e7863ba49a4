"""Forms of pages, news, media, redirects and the choice for translation."""
