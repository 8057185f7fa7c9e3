"""Archives: the whole database at one moment as one file, and a database made from one.

An archive is a ZIP file of two members, a manifest and the rows as a SQLite database, whichever
database they came from. Nothing of an archive but its rows ever reaches a database: tables,
indexes and triggers are always made by this program's own migrations.
"""
