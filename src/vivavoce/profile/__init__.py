"""The figure's page as data, from the archive alone."""
