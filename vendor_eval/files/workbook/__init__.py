"""Workbooks opened in a process of their own, with limits; nothing here loads a library."""
