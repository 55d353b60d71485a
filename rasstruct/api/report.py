"""report"""


def report() -> None: ...
