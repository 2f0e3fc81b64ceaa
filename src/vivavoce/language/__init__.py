"""Sentences, names, first person, and the small models behind one loader."""
