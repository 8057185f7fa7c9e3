"""Use cases: load, decide in the subjects, save. Each takes the acting person and checks the role."""
