"""Talk with a historical figure from the documents that speak of them."""

__version__ = "0.1.0"
