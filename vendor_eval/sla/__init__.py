"""Does a vendor keep its contract? Service levels, findings, credits and termination rights."""
