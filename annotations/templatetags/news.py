from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def at(numbers: Mapping[int, int] | str, key: int) -> int:
    """What a mapping holds for a key; 0 where it has none, or where there is no mapping."""
    return numbers.get(key, 0) if isinstance(numbers, Mapping) else 0
