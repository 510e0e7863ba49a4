"""The day itself: what its pages, letters and papers read."""
