"""Pages by which one chooses among ideas."""
