"""What rests on an agreement: a value or a record that uses it makes it stay as it is."""

from django.db.models import QuerySet

from kinerja.models import Agreement, Line, Objective, PredicateScale


def unused_agreements() -> QuerySet[Agreement]:
    """List the agreements that no value and no record uses; their own parts are no use."""
    unused = Agreement.objects.exclude(lines__realisations__isnull=False)
    for relation in Agreement._meta.related_objects:
        if relation.related_model not in (Objective, Line):
            unused = unused.exclude(**{f"{relation.name}__isnull": False})
    return unused


def is_used(agreement: Agreement) -> bool:
    return not unused_agreements().filter(pk=agreement.pk).exists()


def is_line_used(line: Line) -> bool:
    return is_used(line.agreement)


def is_scale_used(scale: PredicateScale) -> bool:
    lines = Line.objects.filter(scale=scale)
    return lines.exclude(agreement__in=unused_agreements()).exists()
