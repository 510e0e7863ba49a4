"""Public services: what, for whom, where, when, at what cost, and who says that it is so."""
