"""The parts of the `loim` command that are about programmes."""
