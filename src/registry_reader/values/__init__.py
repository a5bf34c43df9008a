"""What stands in one cell: names, dates, phones, classes, work, forms, consents. Nothing here knows of tables."""
