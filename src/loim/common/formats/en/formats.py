"""Dates in English."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATETIME_FORMAT = "j F Y, H:i"
# The first is how a form field is filled in: what <input type="date"> wants, in any language.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
