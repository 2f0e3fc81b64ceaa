"""Source → record: who the figure is, who speaks where, passages, sentences and their first-person form."""

from vivavoce.reading.sentences import Outline, Reader
from vivavoce.reading.who import infer_figure

__all__ = ["Outline", "Reader", "infer_figure"]
