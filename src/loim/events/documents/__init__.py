"""Files that people bring their events in."""
