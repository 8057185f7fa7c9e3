"""What does it cost? Offers, fees, usage, and what each month is billed."""
