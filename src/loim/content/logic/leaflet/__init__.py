"""A text as blocks for paper."""
