"""Bytes that people hand us, read into values of the subjects, or every fault at once."""
