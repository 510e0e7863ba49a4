"""Calendars: which events they show, what is said of each."""
