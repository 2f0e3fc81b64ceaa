"""File → Source: reading, structure, what a document says of itself, its health."""

from vivavoce.sources.appraisal import appraise
from vivavoce.sources.folder import Found, Remark, Skipped, read_folder
from vivavoce.sources.owner import OwnerFile, read_owner_file

__all__ = ["Found", "OwnerFile", "Remark", "Skipped", "appraise", "read_folder", "read_owner_file"]
