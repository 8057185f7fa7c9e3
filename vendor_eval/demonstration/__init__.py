"""A synthetic practice with its vendors: what they report, bill and agree to, and what followed.

Nothing here is about anybody: names are invented, and every number is written down or drawn from
a seeded generator, so that every reader sees the same. `workflows.demonstration` stores it.
"""
