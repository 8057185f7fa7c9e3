"""Where the definitions of claim metrics are worked out; DuckDB, inside this process."""
