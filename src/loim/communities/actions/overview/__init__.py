"""A municipality's records of support; figures published each month."""
