"""What each team makes, through its versions to publication."""
