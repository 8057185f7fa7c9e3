"""What do a vendor's months tell beyond met or missed? Confidence, change and outlook.

They stand beside the contract status and are never merged with it or with each other: each
answers a question of its own, and only the contract status makes a breach.
"""
