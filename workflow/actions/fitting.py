"""A typed text, fitted into its column."""

from django.db.models import Model

from workflow.refused import Incomplete


def fitted(model: type[Model], column: str, text: str, *, field: str = "") -> str:
    """Strip a text for its column. Raises Incomplete where it is empty or too long."""
    told, text = model._meta.get_field(column), text.strip()
    if not text:
        fault = f"Isi {told.verbose_name}."
    elif len(text) > told.max_length:
        fault = f"Isi {told.verbose_name} paling panjang {told.max_length} huruf."
    else:
        return text
    raise Incomplete(fault, errors={field or column: fault})
