"""stub"""


def read_plain_plan(lines):
    return None
