"""Who acts, in which role, and what the role may do."""
