"""The version of the library; it changes whenever the same input could give another draw."""

VERSION = "1.0.0"
