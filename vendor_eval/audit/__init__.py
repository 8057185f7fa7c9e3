"""The audit log as a chain: each entry is sealed with a key over the entry before it.

Whoever has no key cannot change, add, move or remove an entry unseen, but can cut off the end.
Whoever has the key could write the whole log anew. A checkpoint that was noted elsewhere shows
both. So this is evidence of tampering since the last checkpoint, not protection against it.
"""
