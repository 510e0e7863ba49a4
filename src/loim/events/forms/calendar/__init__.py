"""The calendar's filters."""
