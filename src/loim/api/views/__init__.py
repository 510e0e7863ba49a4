"""The addresses of the interface for programs, and its pages for people."""
