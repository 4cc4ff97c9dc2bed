"""How far a long piece of work is, told to whoever asked: a word, what is done, of how much."""

from collections.abc import Callable

Tell = Callable[[str, int, int], None]


def silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""
