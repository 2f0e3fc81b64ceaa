"""Every failure a user can meet: one class each, what happened in the message, what to do in `hint`."""

from __future__ import annotations


class VivavoceError(Exception):
    """The base of all: `str(error)` is one line, what happened and what to do."""

    hint = ""

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message} {self.hint}".strip()


class SourceError(VivavoceError):
    """A document, or the folder of documents, cannot be used."""


class FolderMissing(SourceError):
    hint = "Name a folder that holds the documents."


class EmptyFolder(SourceError):
    hint = "Put documents in it (.txt, .md, .html, .pdf, .epub, .docx or TEI .xml)."


class UnreadableSource(SourceError):
    hint = "It is left out; mend or remove it and build again."


class ReadingGivenUp(UnreadableSource):
    """Reading took too long or too much memory."""

    hint = "It is left out; building again tries again."


class BadFigureFile(SourceError):
    hint = "See docs/figure-toml.md for its keys."


class BadPortrait(SourceError):
    """The picture that the owner gave cannot be used."""

    hint = "Give a PNG, JPEG, WebP or plain SVG of at most 5 MB, or none."


class NoFigure(SourceError):
    """Nobody said who the figure is."""

    hint = 'Say who it is: --name "…", or name = "…" in figure.toml.'


class ArchiveError(VivavoceError):
    """An archive cannot be used."""


class NotAnArchive(ArchiveError):
    hint = "Make one with: vivavoce build FOLDER"


class OldArchive(ArchiveError):
    hint = "Build it again with: vivavoce build FOLDER"


class DamagedArchive(ArchiveError):
    """A part of an archive is missing or is not what was written."""

    hint = "Build it again with: vivavoce build FOLDER"


class ArchiveNotWritten(ArchiveError):
    hint = "Make room, or choose another --out; what was there before is unchanged."


class NotReplaceable(ArchiveError):
    hint = "Choose another --out, or move that away first."


class NotALibrary(ArchiveError):
    hint = "Name an archive, or a folder that holds archives."


class UnknownFigure(ArchiveError):
    hint = "The directory of the library lists its figures."


class UnknownSource(ArchiveError):
    hint = "vivavoce inspect ARCHIVE lists the sources."


class ModelError(VivavoceError):
    """A small model (embedder, reranker, parser) cannot be loaded."""


class ModelMissing(ModelError):
    hint = "Run make setup, or pip install 'vivavoce[models]', or set its path (docs/settings.md)."


class QuestionError(VivavoceError):
    """A question cannot be served."""


class EmptyQuestion(QuestionError):
    hint = "Ask something, for example: Who are you?"


class LongQuestion(QuestionError):
    hint = "Ask in at most 2,000 characters."


class EmptyQuotation(QuestionError):
    hint = "Give the words of the quotation."


class LongQuotation(QuestionError):
    hint = "Check at most 5,000 characters at a time."


class BadDate(QuestionError):
    hint = "Give a year (1929), a month (1929-06) or a day (1929-06-01)."


class NotText(QuestionError):
    hint = "Ask in UTF-8."


class BadQuestionFile(QuestionError):
    hint = 'Each line is one JSON object: {"id": "q1", "question": "…"}.'


class ServerError(VivavoceError):
    """Pages cannot be served."""


class PortTaken(ServerError):
    hint = "Choose another with --port, or 0 for any that is free."


class NotYetBuilt(VivavoceError):
    """A command of the contract that this version does not have."""

    hint = "This version reads, builds and answers; see CHANGELOG.md for what comes next."
