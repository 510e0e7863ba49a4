"""What the public is shown: chances by group, before and after."""

from fairplaces.report.groups import Groups
from fairplaces.report.html import html_report

__all__ = ["Groups", "html_report"]
