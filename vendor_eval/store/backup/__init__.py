"""Archives: the whole database at one moment as one file, and a database made from one.

An archive is a ZIP file of a manifest and of the rows, a table a CSV file, with what each column
means: people and other programs can read it, too. Nothing of an archive but its rows ever reaches
a database: tables, indexes and triggers are always made by this program's own migrations.
"""
