"""Statistics: what may be shown of counts, what has risen, what a change did."""
