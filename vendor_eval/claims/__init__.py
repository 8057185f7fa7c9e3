"""What became of claims: what was sent, acknowledged and remitted, and what of it was denied.

Money is integer cents. Claim numbers are held in memory to match by and are never shown.
"""
