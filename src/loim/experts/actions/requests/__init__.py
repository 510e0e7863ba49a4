"""A question or an offer of work to one expert or several, to its end."""
