"""Where records and forms stand, against the last entries that moved them."""

from collections.abc import Iterable, Iterator

from kinerja.models import JournalEntry
from workflow.models import FormState, Submission
from workflow.verifying.found import Found

# What an act on one form leaves it as.
FORM_STATES = {
    "distribute_form": FormState.DISTRIBUTED,
    "hand_in": FormState.HANDED_IN,
    "take_back": FormState.DISTRIBUTED,
    "return_form": FormState.RETURNED,
    "skip_form": FormState.SKIPPED,
}


def judge(record: Submission) -> Iterator[Found]:
    entries = list(record.journal().order_by("number"))
    faults = misplaced(record, entries) if entries else ["tidak ada catatan pembukaan di jurnal."]
    yield from (Found(f"{record.chain_key}: {fault}") for fault in faults)


def misplaced(record: Submission, entries: Iterable[JournalEntry]) -> Iterator[str]:
    place = {"state": record.state, "edition": str(record.edition)}
    expected = place_told(entries)
    if place != expected:
        yield f"berkas pada {shown(place)}, menurut jurnal {shown(expected)}."
    began = max((entry.number for entry in entries if entry.verb == "reopen"), default=1)
    if record.edition_began != began:
        yield f"edisi dimulai pada catatan {record.edition_began}, menurut jurnal {began}."
    told = forms_told(entries)
    forms = list(record.forms.select_related("section"))
    was_renamed = bool(set(told) - {form.section.name for form in forms})
    for form in forms:
        if was_renamed and form.section.name not in told:
            continue  # The journal knows the section by the name that it had.
        state = told.get(form.section.name, FormState.PREPARED)
        if form.state != state:
            label = FormState(form.state).label if form.state in FormState.values else form.state
            yield f"formulir {form.section.name} {label}, menurut jurnal {state.label}."


def place_told(entries: Iterable[JournalEntry]) -> dict[str, str]:
    """Give the last state and the last edition that a record's journal names."""
    told: dict[str, str] = {}
    for entry in entries:
        told |= {name: entry.after[name] for name in ("state", "edition") if name in entry.after}
    return told


def forms_told(entries: Iterable[JournalEntry]) -> dict[str, FormState]:
    """Lead from each section to the state that its form was left in."""
    told: dict[str, FormState] = {}
    for entry in entries:
        if entry.verb in FORM_STATES:
            told[entry.after["form"]] = FORM_STATES[entry.verb]
        elif entry.verb == "adopt_agreement":
            skipped = filter(None, entry.after["skipped"].split(", "))
            told |= dict.fromkeys(skipped, FormState.SKIPPED)
    return told


def shown(place: dict[str, str]) -> str:
    return f"{place.get('state', '–')} edisi {place.get('edition', '–')}"
