"""What is done through the interface for programs."""
