"""File → Source: reading, structure, what a document says of itself, its health."""

from vivavoce.sources.appraisal import appraise
from vivavoce.sources.folder import Found, Remark, Skipped, read_folder, survey
from vivavoce.sources.owner import OwnerFile, read_owner_file
from vivavoce.sources.portrait import read_portrait

__all__ = ["Found", "OwnerFile", "Remark", "Skipped", "appraise", "read_folder", "read_owner_file", "read_portrait", "survey"]
