"""The built thing: write it atomically, open it, search it."""

from vivavoce.archive.build import Built, Progress, build
from vivavoce.archive.opened import Archive, Hit

__all__ = ["Archive", "Built", "Hit", "Progress", "build"]
