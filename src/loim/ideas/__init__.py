"""Ideas of forums and hackathons, the proposals they become, and their outcomes."""
