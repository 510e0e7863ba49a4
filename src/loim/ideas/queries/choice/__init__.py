"""The jury's and the audience's choice, as pages read it."""
