"""Parts of the pages about what follows from a breach."""
