"""Parts of the pages about offers, scenarios and invoices."""
