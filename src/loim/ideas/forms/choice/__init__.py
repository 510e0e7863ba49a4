"""Forms for the jury, the criteria and the result."""
