"""X12 files read as a stream: claims sent, acknowledgements and remittances, as events.

Whatever identifies a patient is passed over while reading, and counted. Memory does not grow
with the file.
"""
