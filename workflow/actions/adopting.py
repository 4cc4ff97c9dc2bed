"""Taking a later agreement version for a record that is under way."""

from collections.abc import Iterable
from datetime import datetime

from kinerja import recording, versions
from kinerja.models import Agreement, JournalEntry, Line, User
from kinerja.versions import Difference, KeptLine
from workflow import sheets
from workflow.actions.door import Act, door, what_happened
from workflow.actions.marking import follow, mark_returned
from workflow.models import SectionForm, Submission
from workflow.refused import Incomplete, NotNow
from workflow.timing import rounds


def adopt_agreement(
    submission: Submission, *, agreement: Agreement, by: User, at: datetime
) -> JournalEntry:
    """Let the record ask what a later version of its year's agreement asks.

    Values follow their indicators; those whose target or rules changed are to be accepted again.
    Sections that are asked now get a form, sections that no longer are lose theirs. The state
    stays, but for the last form that step 1 waited for. Raises NotNow where the version is no
    later one or an edition was sealed, Incomplete where it asks nothing in the period.
    """
    with door("adopt_agreement", submission, by=by, at=at) as act:
        refuse_sealed(act)
        # Its keeper, who may change it until now, waits for this lock, or is waited for.
        later = Agreement.objects.select_for_update().get(pk=agreement.pk)
        refuse_other(act, later)
        earlier, record = act.submission.agreement, act.submission
        difference = versions.compare(earlier, later, record.period)
        if not difference.asked:
            raise Incomplete(f"{named(later)} tidak mengukur apa pun pada {record.period}.")
        carry_values(act, difference, later)
        record.agreement = later
        record.save()
        prepared, dropped = renew_forms(act, difference.asked)
        let_go_on(act, prepared)
        return act.write_down(
            before={"agreement": named(earlier), "rows": told(difference, "before")},
            after={
                "agreement": named(later),
                "added": codes(difference.added),
                "dropped": codes(difference.dropped),
                "prepared": sections(prepared),
                "skipped": sections(dropped),
                "rows": told(difference, "after"),
            },
        )


def refuse_sealed(act: Act) -> None:
    """What was sealed was judged by its agreement; a later edition mends it by the same."""
    if act.submission.edition > 1:
        raise NotNow(
            f"{what_happened(act.submission)} Edisi pertamanya disegel menurut "
            f"{named(act.submission.agreement)}, maka edisi berikutnya tetap menurutnya."
        )


def refuse_other(act: Act, later: Agreement) -> None:
    own = act.submission.agreement
    is_of_the_year = (later.unit_id, later.year) == (own.unit_id, own.year)
    if not is_of_the_year or later.version <= own.version:
        raise NotNow(f"Berkas ini sudah memakai {named(own)}, dan itu bukan versi yang lebih lama.")


def carry_values(act: Act, difference: Difference, later: Agreement) -> None:
    """Move what was typed, explained and marked to the later version's rows."""
    record, returned = act.submission, act.submission.standing.returned_lines
    following = [each for each in difference.kept if each.takes_value_over]
    anew = [each for each in difference.kept if each.is_judged_anew]
    recording.follow(
        [each.before.pk for each in following],
        into=later,
        objectives=same_objectives(difference),
        anew=[each.before.pk for each in anew],
        period=record.period,
        edition=record.edition,
    )
    follow(act, (each.before.pk for each in following), into=later)
    if returned:
        # A round about some rows is about these too, or nobody could fill them in.
        opened = (*(each.after.pk for each in anew), *(line.pk for line in difference.added))
        mark_returned(act, opened, round=record.standing.entering_round)


def same_objectives(difference: Difference) -> dict[int, int]:
    """Lead from each sasaran to the one of the same words, as far as its rows stay together."""
    found: dict[int, set[int]] = {}
    for each in difference.kept:
        if each.before.objective.text == each.after.objective.text:
            found.setdefault(each.before.objective_id, set()).add(each.after.objective_id)
    pairs = {old: new.pop() for old, new in found.items() if len(new) == 1}
    return pairs if len(set(pairs.values())) == len(pairs) else {}


def renew_forms(
    act: Act, asked: Iterable[Line]
) -> tuple[tuple[SectionForm, ...], tuple[SectionForm, ...]]:
    """Prepare forms for sections that are asked now; skip those that have no row any more."""
    record = act.submission
    wanted = {line.section_id: line.section for line in asked if line.section}
    held = {form.section_id: form for form in record.standing.forms}
    new = [section for key, section in wanted.items() if key not in held]
    idle = tuple(each for key, each in held.items() if key not in wanted and not each.is_done)
    made = SectionForm.objects.bulk_create(
        SectionForm(submission=record, section=section) for section in new
    )
    if made:
        rounds.arrive_forms(record, made, at=act.at)
    if idle:
        rounds.finish_forms(idle, by=act.by, at=act.at, outcome=act.verb)
        sheets.cancel_orders(idle, by=act.by, at=act.at)
        for form in idle:
            form.skip()
        SectionForm.objects.save_skipped(idle)
    record.standing.forms = (*record.standing.forms, *made)
    return tuple(made), idle


def let_go_on(act: Act, prepared: tuple[SectionForm, ...]) -> None:
    """Go on where the forms that were awaited are gone; wait again where there are new ones."""
    record = act.submission
    if record.step == 1 and record.standing.forms_waiting == 0:
        act.move("begin_entering")
    if record.standing.every_form_is_back:
        rounds.arrive_once(record, 2, at=act.at)
    elif prepared and record.step == 2 and not record.standing.marks:
        # A mark says that step 2 has begun; a round that was begun goes on.
        rounds.unarrive(record, 2)


def named(agreement: Agreement) -> str:
    return f"{agreement.title} {agreement.year}, versi {agreement.version}"


def codes(lines: Iterable[Line]) -> str:
    return ", ".join(line.code for line in lines)


def sections(forms: Iterable[SectionForm]) -> str:
    return ", ".join(form.section.name for form in forms)


def told(difference: Difference, side: str) -> dict[str, dict[str, str]]:
    """Write down what each changed row said, by its code now."""
    return {each.after.code: facts(each, side) for each in difference.changed}


def facts(kept: KeptLine, side: str) -> dict[str, str]:
    return {change.word: getattr(change, side) for change in kept.changes}
