"""Certificates of a training."""
