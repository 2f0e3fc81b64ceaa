"""The built thing: write it atomically (`build`), open it, search it."""

from vivavoce.archive.opened import Archive, Hit

__all__ = ["Archive", "Hit"]
