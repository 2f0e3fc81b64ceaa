"""Question → evidence → composition → check → Answer."""

from vivavoce.dialogue.answering import answer

__all__ = ["answer"]
