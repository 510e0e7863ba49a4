"""The day itself: rules and arithmetic."""
