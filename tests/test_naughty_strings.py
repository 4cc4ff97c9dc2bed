"""The Big List of Naughty Strings in every field: kept as typed, or refused with a message."""

import hashlib
from unicodedata import normalize

import pytest
import time_machine
from django import forms
from django.contrib.auth.forms import UsernameField
from django.core.exceptions import ValidationError
from house import ROOT
from naughty import LIST, STRINGS, fields_of_templates, forms_of, kinds_of_forms, press
from whole_house import NOW, furnish

# Fields that the demo house shows to nobody, with the reason and what is asked instead.
SAME = "the same inputs as of cell.html, read by the same function (kinerja.forms)"
NOT_MET: dict[str, str] = {
    "correction_form.html numerator-{{ code }}": SAME,
    "correction_form.html denominator-{{ code }}": SAME,
}
# So many of the list a form in the normal run, at each form others; the whole: make soak.
A_FORM = 2
# Parts of the whole, so that one can be run by itself.
PARTS = 10


@pytest.fixture
def house(office):
    with time_machine.travel(NOW, tick=False):
        yield furnish(office)


def test_the_list_is_the_one_that_was_published():
    told = (ROOT / "tests/vendor/README.md").read_text()
    assert hashlib.sha256(LIST.read_bytes()).hexdigest() in told
    assert len(STRINGS) > 480


def test_every_form_takes_each_string_as_typed_or_says_why_not(db):
    faults, count = [], 0
    for kind in kinds_of_forms():
        for name, field in kind.base_fields.items():
            if isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField):
                for text in STRINGS:
                    count += 1
                    faults += wrong_with(f"{kind.__name__}.{name}", field, text)
    assert not faults, "\n".join(faults)
    assert count > 20_000


def wrong_with(where: str, field: forms.CharField, text: str) -> list[str]:
    try:
        kept = field.clean(text)
    except ValidationError as error:
        return [] if all(error.messages) else [f"{where}: refused {text!r} without a word"]
    is_word = isinstance(kept, str)
    wanted = text.strip() if field.strip else text
    if isinstance(field, UsernameField):
        wanted = normalize("NFKC", wanted)  # what looks the same is the same account
    return [f"{where}: {text!r} became {kept!r}"] if is_word and kept != wanted else []


def test_what_is_typed_into_any_screen_is_kept_or_refused_and_runs_nowhere(house):
    found = forms_of(house)
    faults = unmet(found) + [
        f"{each.label}, {text[:60]!r}: {fault}"
        for place, each in enumerate(found)
        for number in range(A_FORM)
        for text in [STRINGS[(place * A_FORM + number) % len(STRINGS)]]
        if (fault := press(each, text, number))
    ]
    shown = [each for each in found if each.tried and not each.shows_nothing]
    faults += [f"{each.label}: nothing is kept" for each in shown if not each.kept]
    assert not faults, "\n".join(faults)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_every_string_of_the_list_in_every_field_of_every_screen(house, part):
    found = forms_of(house)[part::PARTS]
    faults = [
        f"{each.label}, {text[:60]!r}: {fault}"
        for each in found
        for number, text in enumerate(STRINGS)
        if (fault := press(each, text, number))
    ]
    presses = len(found) * len(STRINGS)
    print(f"part {part}: {len(found)} forms, {presses} presses, {len(faults)} faults")
    assert not faults, "\n".join(faults)


def unmet(found) -> list[str]:
    """List the fields of templates and of forms into which nobody typed here."""
    names = {one.name for each in found for one in each.form.fields}
    missing = [
        label
        for label, pattern in fields_of_templates().items()
        if not any(pattern.fullmatch(name) for name in names)
    ]
    for kind in kinds_of_forms():
        for name, field in kind.base_fields.items():
            is_word = isinstance(field, forms.CharField) and not field.widget.is_hidden
            if is_word and not any(met == name or met.endswith(f"-{name}") for met in names):
                missing.append(f"{kind.__name__}.{name}")
    return [f"{each}: met nowhere" for each in missing if each not in NOT_MET]
