"""The shapes of what comes and goes."""
