"""Pages of files of translations."""
