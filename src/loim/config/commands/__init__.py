"""The parts of the `loim` command that belong to no module."""
