"""Links: in what words each link of a page says where it leads, for those who do not see it."""

from __future__ import annotations

from html.parser import HTMLParser


def link_words(html: str) -> dict[str, str]:
    """The words of each place in the page that a link leads to: the link's title, or else what stands in it.

    Links without words, such as a number of a page that the engine fills in, are left out; of several to one place the first
    counts.
    """
    reader = _Links()
    reader.feed(html)
    return reader.found


class _Links(HTMLParser):
    """Collects targets and words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.target, self.words = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            told = dict(attrs)
            href = told.get("href") or ""
            self.target, self.words = href[1:] if href[:1] == "#" else "", ""
            if self.target and (title := told.get("title")):
                self.found.setdefault(self.target, title)

    def handle_data(self, data: str) -> None:
        if self.target:
            self.words += f" {data}"

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.target:
            if words := " ".join(self.words.split()):
                self.found.setdefault(self.target, words)
            self.target = ""
