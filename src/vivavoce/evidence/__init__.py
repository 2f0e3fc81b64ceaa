"""What bears on a question: the question understood, sentences weighed, how each may be said."""
