"""Charts of the book; native ones, so they follow when a curator changes a figure."""

from __future__ import annotations

from typing import Any

MOST = 20
"""So many rows of a table are drawn."""
BLUE, ORANGE = "#2F5D9B", "#D9822B"


def spread_picture(book: Any, sheet: Any, name: str, rows: int) -> None:
    """Draw how many pairs have which score."""
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": "Пар",
            "categories": [name, 1, 0, rows, 0],
            "values": [name, 1, 1, rows, 1],
            "fill": {"color": BLUE},
            "gap": 30,
        }
    )
    chart.set_title({"name": "Сколько пар с какой оценкой"})
    chart.set_x_axis({"name": "Оценка из 100"})
    chart.set_y_axis({"name": "Пар", "min": 0})
    chart.set_legend({"none": True})
    sheet.insert_chart(1, 3, chart, {"x_scale": 1.4, "y_scale": 1.3, "description": "Столбики: число пар по оценкам"})


def balance_picture(book: Any, sheet: Any, name: str, rows: int) -> None:
    """Draw demand beside offer, the greatest lack on top; of a long table only the first rows, and say so."""
    some = f", первые {MOST} строк" if rows > MOST else ""
    rows = min(rows, MOST)
    chart = book.add_chart({"type": "bar"})
    for column, title, colour in ((1, "Нужно наставников", ORANGE), (2, "Мест у наставников", BLUE)):
        chart.add_series(
            {
                "name": title,
                "categories": [name, 1, 0, rows, 0],
                "values": [name, 1, column, rows, column],
                "fill": {"color": colour},
            }
        )
    chart.set_title({"name": f"Чего не хватает: спрос и предложение{some}"})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"min": 0})
    chart.set_legend({"position": "bottom"})
    size = {
        "x_scale": 1.6,
        "y_scale": max(1.0, rows / 10),
        "description": "Полосы: нужно наставников и мест у наставников",
    }
    sheet.insert_chart(1, 5, chart, size)
