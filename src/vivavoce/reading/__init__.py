"""Source → record: who the figure is, who speaks where, passages, sentences and their first-person form."""

from vivavoce.reading.sentences import Reader
from vivavoce.reading.who import infer_figure

__all__ = ["Reader", "infer_figure"]
