"""By what name `loim.search` knows communities."""

SEARCH_KEY = "communities"
