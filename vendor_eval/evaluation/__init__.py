"""Is this vendor good? Scorecards, answers, scores, gates, and how robust a ranking is."""
