"""The spine: roadmaps, measures, dues and «Сегодня»."""
