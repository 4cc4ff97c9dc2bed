"""docs/asvs.md answers every requirement, counts rightly, and names only what is there."""

import re
from collections import Counter
from itertools import chain
from pathlib import Path

PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "docs" / "asvs.md"
# OWASP ASVS 5.0.0: the levels of a section's requirements, in the order of their numbers.
LEVELS = {
    **{"1.1": "22", "1.2": "1111122223", "1.3": "112222222223", "1.4": "222", "1.5": "123"},
    **{"2.1": "122", "2.2": "112", "2.3": "12223", "2.4": "23"},
    **{"3.1": "3", "3.2": "113", "3.3": "12223", "3.4": "11222233"},
    **{"3.5": "11122333", "3.6": "3", "3.7": "22333"},
    **{"4.1": "12233", "4.2": "23333", "4.3": "22", "4.4": "1222"},
    **{"5.1": "2", "5.2": "112333", "5.3": "113", "5.4": "222"},
    **{"6.1": "122", "6.2": "111111112222", "6.3": "11223333", "6.4": "112233"},
    **{"6.5": "22222333", "6.6": "2223", "6.7": "33", "6.8": "2222"},
    **{"7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22"},
    **{"8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23"},
    **{"9.1": "111", "9.2": "1222"},
    **{"10.1": "22", "10.2": "223", "10.3": "22223", "10.4": "1111122222233333"},
    **{"10.5": "22222", "10.6": "22", "10.7": "222"},
    **{"11.1": "2233", "11.2": "22233", "11.3": "11233", "11.4": "1222"},
    **{"11.5": "23", "11.6": "23", "11.7": "33"},
    **{"12.1": "12233", "12.2": "11", "12.3": "22223"},
    **{"13.1": "2333", "13.2": "222223", "13.3": "2233", "13.4": "1222233"},
    **{"14.1": "22", "14.2": "12223333", "14.3": "122"},
    **{"15.1": "12233", "15.2": "12233", "15.3": "1222222", "15.4": "3333"},
    **{"16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "2223"},
    **{"17.1": "23", "17.2": "22223333", "17.3": "22"},
}
ASKED = {
    f"{section}.{number}": level
    for section, levels in LEVELS.items()
    for number, level in enumerate(levels, 1)
    if level in "12"
}
ANSWERS = ("yes", "partial", "no", "does not apply")
ROW = re.compile(r"^\| ([\d.]+)(\.\*)? \| (\S+) \| ([^|]+) \| ([^|]+) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`([\w.][\w.-]*/[\w./-]*|[\w-]+\.(?:py|md|txt|toml))(?:::(\w+))?`")
LINKED = re.compile(r"\]\((?!https:)([^)]+)\)")


def rows() -> list[tuple[list[str], str, str, str]]:
    """Read each row: the numbers it answers, the level as written, the answer, what shows it."""
    found = []
    for number, star, level, _title, answer, shown in ROW.findall(PAGE.read_text()):
        numbers = [each for each in ASKED if each.startswith(f"{number}.")] if star else [number]
        found.append((numbers, level, answer, shown))
    return found


def test_the_list_is_as_long_as_the_standard():
    assert Counter("".join(LEVELS.values())) == {"1": 70, "2": 183, "3": 92}


def test_every_requirement_of_levels_one_and_two_is_answered_once_and_in_order():
    assert list(chain.from_iterable(numbers for numbers, *_ in rows())) == list(ASKED)


def test_every_answer_is_one_of_four_and_says_its_level():
    for numbers, level, answer, shown in rows():
        assert answer in ANSWERS, numbers
        is_group = level.startswith("×")
        assert level == (f"×{len(numbers)}" if is_group else ASKED[numbers[0]]), numbers
        assert shown.strip(), numbers


def test_a_yes_names_the_test_or_the_file_that_shows_it():
    for numbers, _, answer, shown in rows():
        assert answer != "yes" or NAMED.search(shown), numbers


def test_the_counts_at_the_top_are_those_of_the_rows():
    counted = Counter()
    for numbers, _, answer, _ in rows():
        counted[answer] += len(numbers)
    yes, partial, no, away = (counted[answer] for answer in ANSWERS)
    told = f"**{yes} yes, {partial} partial, {no} no, {away} do not apply**, of {len(ASKED)}"
    assert told in PAGE.read_text(), told


def test_what_the_page_names_is_there():
    page = PAGE.read_text()
    named = {f"{name}::{test}" for name, test in NAMED.findall(page) if not is_there(name, test)}
    linked = {path for path in LINKED.findall(page) if not (PAGE.parent / path).exists()}
    assert not named | linked, "\n".join(sorted(named | linked))


def is_there(name: str, test: str) -> bool:
    path = PROJECT / name
    return path.exists() and (not test or f"def {test}(" in path.read_text())
