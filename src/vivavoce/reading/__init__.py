"""Source → record: `who` the figure is, whose `voices` speak, `quotations`, and the `sentences` of passages."""
