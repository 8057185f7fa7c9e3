"""Vendor evaluation and SLA tracker for medical practices that outsource coding and billing."""

__version__ = "0.1.0"
