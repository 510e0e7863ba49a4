"""What the rooms of `communities` show on a community's own page (how: `common/page_rooms.py`).

A section's template has what `find` gave as `data`, and `community`, `person`, `may_keep`,
`today`. What was not shared is for the community's own people alone: `find` sees to it.
Positions of sections: next steps 0, asset map 20, self-assessments 30, crisis plan 50, events
60; of pages: overview 0, assets 20, self-assessments 30, crisis plan 50, sharing 80, people 90.

Each page of a community begins with
`{% load community_page %}{% community_links community "community-crisis-plan" %}`.
"""

from loim.common.page_rooms import PageRooms
from loim.communities.models import Community

COMMUNITY_PAGE: PageRooms[Community] = PageRooms()
