"""What the public is shown: chances by group, before and after."""

from fairplaces.report.groups import Groups
from fairplaces.report.html import bound_text, html_report

__all__ = ["Groups", "bound_text", "html_report"]
