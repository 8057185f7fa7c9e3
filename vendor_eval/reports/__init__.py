"""A report is a value; PDF, workbook, CSV and HTML are renderings of it."""
