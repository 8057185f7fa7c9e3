"""How fast the product is, beside its peers and the limit, all in one run: ``make bench``."""
