"""Forms about journeys."""
