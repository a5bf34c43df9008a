"""«Сегодня»: what every room below declares, gathered for one person."""
