"""What is kept: SQLite by default, PostgreSQL by address, through the same code."""
