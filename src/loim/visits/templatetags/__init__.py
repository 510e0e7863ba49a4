"""Tags of field visits."""
