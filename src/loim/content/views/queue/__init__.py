"""Pages of what is to be written and translated."""
