"""What does a browser make of a page? Read by Python's own HTML parser."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["Page", "read_page"]

_VOID = {"meta", "br", "img", "link", "input", "hr"}
_LOADING = {"src", "href", "srcset", "data", "poster", "xlink:href", "action", "background"}


class Page(HTMLParser):
    """Elements, the text outside scripts and styles, and addresses that a browser would load."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "script":
            self.scripts.append(data)
        elif inside != "style":
            self.texts.append(data)

    @property
    def text(self) -> str:
        """What a reader sees."""
        return " ".join(" ".join(self.texts).split())

    def tags(self, name: str) -> list[dict[str, str | None]]:
        """List the attributes of all elements of a name."""
        return [attributes for tag, attributes in self.elements if tag == name]

    @property
    def addresses(self) -> list[str]:
        """List what would be loaded or led to, places of the page itself left out."""
        found = [value for _, attributes in self.elements for key, value in attributes.items() if key in _LOADING]
        return [value for value in found if value and not value.startswith("#")]


def read_page(html: str) -> Page:
    """Read a page or a piece of one."""
    return Page(html)
