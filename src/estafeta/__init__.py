"""Эстафета: the target model of mentoring from the roadmap to the final report."""
