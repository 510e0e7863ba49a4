"""Mentoring: hours booked, held and logged within each team's budget."""
