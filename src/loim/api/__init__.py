"""The interface for programs: versioned, described by OpenAPI, for all modules."""
