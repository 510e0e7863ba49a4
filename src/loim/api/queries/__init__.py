"""What the interface for programs reads."""
