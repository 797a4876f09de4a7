"""Reading a page's form as a browser would send it."""

from html.parser import HTMLParser

from django.http import HttpResponse


class FormReader(HTMLParser):
    """Collect the fields of the page's editing form, and what they hold."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.in_form = False
        self.templates = 0
        self.area: str | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        self.templates += tag == "template"
        if tag == "form":
            self.in_form = "editor" in (given.get("class") or "")
        if not self.in_form or self.templates:
            return
        if tag == "input" and given.get("type") in {"checkbox", "radio"}:
            if "checked" in given:
                self.add(name, given.get("value") or "on")
        elif tag == "input":
            self.add(name, given.get("value") or "")
        elif tag == "textarea":
            self.area = name
            self.add(name, "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given:
            self.add(self.select, given.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.templates -= tag == "template"
        if tag == "textarea" and self.area:
            # A browser drops the line end that a textarea begins with.
            self.fields[self.area][-1] = self.fields[self.area][-1].removeprefix("\n")
            self.area = None
        if tag == "form":
            self.in_form = False

    def add(self, name: str, value: str) -> None:
        if name:
            self.fields.setdefault(name, []).append(value)


def fields_of(response: HttpResponse) -> dict[str, object]:
    """Name -> value, or values where there are several."""
    reader = FormReader()
    reader.feed(response.text)
    return {
        name: values[0] if len(values) == 1 else values for name, values in reader.fields.items()
    }
