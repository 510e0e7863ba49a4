"""The demonstration: the real plan of 2023 and a year of invented work.

It stands above all modules, like the settings, since it fills them all; no module
knows of it, and outside demo mode none of its pages exists.
"""
