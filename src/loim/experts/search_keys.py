"""By what name `loim.search` knows experts."""

SEARCH_KEY = "experts"
