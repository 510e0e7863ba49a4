"""Dates as the documents write them."""

DATE_FORMAT = "d.m.Y"
SHORT_DATE_FORMAT = "d.m.Y"
DATETIME_FORMAT = "d.m.Y H:i"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
# The first is how a form field is filled in: what <input type="date"> wants, in any language.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
