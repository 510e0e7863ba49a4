"""What is to be written and translated."""
