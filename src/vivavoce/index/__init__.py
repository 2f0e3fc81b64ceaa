"""The search seam: where sentences and passages are found."""

from vivavoce.index.local import LocalIndex, fuse, write_index

__all__ = ["LocalIndex", "fuse", "write_index"]
