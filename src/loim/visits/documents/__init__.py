"""Files of a visit."""
