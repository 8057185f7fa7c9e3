"""Parts of the pages about the practice's own claims."""
