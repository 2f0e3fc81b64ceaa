"""Web pages over a library of figures: rendered on the server, nothing loaded from elsewhere, usable without scripts."""
