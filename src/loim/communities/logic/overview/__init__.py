"""Rules of what is published of many communities."""
