"""Clubs: meetings by a rule, their regulars, and what a quarter added up to."""
