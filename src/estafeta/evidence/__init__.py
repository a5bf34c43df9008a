"""What proves a measure: the frozen answer, the question, and the registry in which every app declares its kinds.

An app adds a module `evidence` that calls `declare`; it is found when the product starts. Whoever keeps measures asks
the registry and knows no app. Knows neither organisations nor measures: both come as plain values.
"""
