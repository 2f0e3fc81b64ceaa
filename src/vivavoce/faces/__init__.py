"""Faces: thin, each over a `Figure`."""
