"""Use cases: load, decide in the subjects, save; each checks the acting person's role."""
