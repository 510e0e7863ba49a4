"""The asset map: what a community has, gathered and kept."""
