"""Parts of the pages about evaluating vendors."""
