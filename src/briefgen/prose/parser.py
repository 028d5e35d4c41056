"""MyST Markdown to blocks, with the place of every role; what Markdown has and prose has not is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from briefgen.diagnostics import Diagnostic, Location, nearest
from briefgen.model.brief import FrontMatter
from briefgen.model.chart import Width
from briefgen.model.numerals import typed_numbers
from briefgen.prose.blocks import (
    NAME_FORMS,
    NAME_ROLES,
    QUANTITY_FORMS,
    QUANTITY_ROLES,
    REF_FORMS,
    ROLES,
    WITH_ARGUMENT,
    Block,
    BlockKind,
    Directive,
    Emphasis,
    Inline,
    Passage,
    Prose,
    Reference,
    Strong,
    Text,
)
from briefgen.prose.cursor import Cursor, columns_of

_OPENING = re.compile(r"\{(?P<name>[a-z-]+)\}\s*(?P<argument>.*)")
_LABEL = re.compile(r"[a-z][a-z0-9-]*")
_NOT_SET = {
    "hr": "a rule", "image": "an image", "code_inline": "code", "code_block": "code (lines indented by four spaces)",
    "fence": "a fence of code", "table_open": "a table", "blockquote_open": "a block quotation", "math_inline": "mathematics",
    "ordered_list_open": "a numbered list", "hardbreak": "a line break", "myst_block_break": "a block break",
    "myst_line_comment": "a comment",
}
_HIDING = frozenset({"D013", "P003", "P009", "P010", "P011", "P012", "P013", "P015"})
"""What leaves a block out, or makes another of it: whether the locales have the same blocks cannot be told then."""
DEEPEST_DIRECTIVE = 4
LONGEST_PARAGRAPH = 8_000
"""Characters of a run of text. Markdown takes time by the square of them, where brackets are left open."""
_MARKED = re.compile(r"[^\w \u00a0\u202f.,;:?¿¡()«»“”‘’'%…–—/+-]")
"""Any character that may be a mark of Markdown or of a role."""
_NEW_RUN = re.compile(r"\s*(?:[-*+] |:::|#|$)")


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": 40})
    return markdown.use(colon_fence_plugin).use(myst_block_plugin).use(myst_role_plugin)


_MARKDOWN = _markdown()


def parse_prose(
    slug: str, locale: str, file: str, front: FrontMatter, text: str, first_line: int
) -> tuple[Prose, tuple[Diagnostic, ...]]:
    """A prose file's blocks, and everything in it that has no place in prose."""
    parser = _Parser(file)
    blocks = tuple(parser.whole(text.replace("\r\n", "\n"), first_line))
    parser.check_order(blocks)
    return Prose(slug, locale, file, blocks, front), tuple(parser.problems)


def parse_passage(name: str, locale: str, file: str, text: str) -> tuple[Passage, tuple[Diagnostic, ...]]:
    """The blocks of a text that several briefs share, and everything in it that has no place there."""
    parser = _Parser(file)
    blocks = tuple(parser.whole(text.replace("\r\n", "\n"), 1))
    for block in blocks:
        if block.kind is BlockKind.SECTION:
            parser.report("P015", block.location, "expected a part of a section, found a section",
                          "a shared text begins with ##")
    return Passage(name, locale, file, blocks), tuple(parser.problems)


def parse_inline(text: str, location: Location) -> tuple[tuple[Inline, ...], tuple[Diagnostic, ...]]:
    """A single run of text, such as a chart's title."""
    parser = _Parser(location.file)
    if len(text) > LONGEST_PARAGRAPH:
        parser.report_long(location, len(text))
        return (), tuple(parser.problems)
    tokens = _MARKDOWN.parseInline(text)[0].children or [] if _MARKED.search(text) else _plain(text)
    inlines = parser.inlines(tokens, Cursor(location.file, [text], location.line, location.column - 1))
    return inlines, tuple(parser.problems)


def _plain(text: str) -> list[Token]:
    """What Markdown makes of words without any mark; most labels are that, and it takes long to find none."""
    return [Token("text", "", 0, content=text)] if text else []


class _Parser:
    """Collects problems while it turns tokens into blocks."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Diagnostic] = []

    def report(self, code: str, place: Location, message: str, hint: str = "") -> None:
        self.problems.append(Diagnostic(code, place, message, hint, breaks=self.file if code in _HIDING else ""))

    def whole(self, text: str, first_line: int) -> Iterator[Block]:
        """The blocks of a file; none if a run of its text is too long to be read."""
        start = length = 0
        for number, line in enumerate(text.split("\n")):
            if _NEW_RUN.match(line):
                start, length = number + (not line.strip()), 0
            length += len(line)
            if length > LONGEST_PARAGRAPH:
                self.report_long(Location(self.file, first_line + start, 1), length)
                return
        yield from self.blocks(text, first_line, 0)

    def report_long(self, place: Location, length: int) -> None:
        self.report("D013", place, f"expected at most {LONGEST_PARAGRAPH} characters in a paragraph, found {length}",
                    "leave an empty line between paragraphs")

    def blocks(self, text: str, first_line: int, depth: int) -> Iterator[Block]:
        lines = text.split("\n")
        tokens = _MARKDOWN.parse(text)
        yield from self._sequence(tokens, lines, first_line, depth)

    def _sequence(self, tokens: Sequence[Token], lines: list[str], first_line: int, depth: int) -> Iterator[Block]:
        index, label = 0, ""
        while index < len(tokens):
            token = tokens[index]
            end = _closing(tokens, index)
            place = self._place(token, lines, first_line)
            inner = tokens[index + 1:end]
            if token.type == "myst_target":
                label = self._label(token, place)
            elif token.type == "heading_open":
                yield self._heading(token, inner, lines, first_line, label)
                label = ""
            elif token.type == "paragraph_open":
                yield self._paragraph(inner[0], lines, first_line)
            elif token.type == "bullet_list_open":
                yield Block(BlockKind.LIST, place, children=tuple(self._entries(inner, lines, first_line, depth)))
            elif token.type == "colon_fence":
                yield from self._directive(token, lines, first_line, depth, place)
            elif token.type in ("html_block", "html_inline"):
                self.report("P009", place, "expected Markdown, found HTML", "use a role or a directive")
            else:
                found = _NOT_SET.get(token.type, token.type)
                self.report("P010", place, f"expected prose, found {found}", "see docs/authoring.md for what prose may hold")
            index = end + 1

    def _place(self, token: Token, lines: list[str], first_line: int) -> Location:
        line = token.map[0] if token.map else 0
        text = lines[line] if line < len(lines) else ""
        return Location(self.file, first_line + line, len(text) - len(text.lstrip()) + 1)

    def _label(self, token: Token, place: Location) -> str:
        label = token.content or str(token.meta.get("label", ""))
        if not _LABEL.fullmatch(label):
            self.report(
                "P012", place, f"expected a label of lower-case letters, digits and -, found \"{label}\"", "write (economy)="
            )
        return label

    def _cursor(self, inline: Token, lines: list[str], first_line: int) -> Cursor:
        start, end = inline.map or (0, 0)
        return Cursor(self.file, lines[start:end], first_line + start)

    def _heading(self, token: Token, inner: Sequence[Token], lines: list[str], first_line: int, label: str) -> Block:
        level = int(token.tag[1:])
        inlines = self.inlines(inner[0].children or [], self._cursor(inner[0], lines, first_line))
        place = self._place(token, lines, first_line)
        if level == 1 and not label:
            self.report(
                "P012",
                place,
                "expected a label above a section, found none",
                "write a line such as (economy)= above the heading",
            )
        kind = BlockKind.SECTION if level == 1 else BlockKind.HEADING
        return Block(kind, place, inlines, level=level, label=label, words=inner[0].content,
                     columns=columns_of(inner[0], lines))

    def _paragraph(self, inline: Token, lines: list[str], first_line: int) -> Block:
        inlines = self.inlines(inline.children or [], self._cursor(inline, lines, first_line))
        return Block(BlockKind.PARAGRAPH, self._place(inline, lines, first_line), inlines, words=inline.content,
                     columns=columns_of(inline, lines))

    def _entries(self, tokens: Sequence[Token], lines: list[str], first_line: int, depth: int) -> Iterator[Block]:
        index = 0
        while index < len(tokens):
            end = _closing(tokens, index)
            children = tuple(self._sequence(tokens[index + 1:end], lines, first_line, depth + 1))
            yield Block(BlockKind.ENTRY, self._place(tokens[index], lines, first_line), children=children)
            index = end + 1

    def _directive(self, token: Token, lines: list[str], first_line: int, depth: int, place: Location) -> Iterator[Block]:
        match = _OPENING.fullmatch(token.info.strip())
        name = match["name"] if match else token.info.strip()
        if not match or name not in set(Directive):
            self.report("P003", place, f"expected a directive, found \"{name}\"", nearest(name, [d.value for d in Directive]))
            return
        directive, argument = Directive(name), match["argument"].strip()
        start, end = token.map or (0, 1)
        if not lines[end - 1].strip().startswith(":::") or end - 1 == start:
            self.report(
                "P013",
                place,
                f"expected the directive \"{name}\" to end with {token.markup}, found the end of the text",
                "close it",
            )
        if directive in WITH_ARGUMENT and not argument:
            self.report("P011", place, f"expected what \"{name}\" shows, found nothing", f"write :::{{{name}}} NAME")
        if depth >= DEEPEST_DIRECTIVE:
            self.report("D013", place, f"expected at most {DEEPEST_DIRECTIVE} directives within each other", "take one out")
            return
        children = tuple(self.blocks(token.content, first_line + start + 1, depth + 1))
        inlines: tuple[Inline, ...] = ()
        title = place.column + len(token.markup) + len(name) + 3
        argument, form = self._width(argument, place) if directive is Directive.CHART else (argument, "")
        if directive is Directive.SIDEBAR:
            inlines, problems = parse_inline(argument, Location(place.file, place.line, title))
            self.problems.extend(problems)
        yield Block(BlockKind.DIRECTIVE, place, inlines, children, directive=directive, argument=argument, form=form,
                    words=argument, columns=(title,))

    def _width(self, argument: str, place: Location) -> tuple[str, str]:
        """What a chart's directive shows, and the width that it asks for."""
        name, separator, width = (part.strip() for part in argument.partition(" as "))
        if separator and width not in set(Width):
            self.report("P008", place, f"expected a width, found \"{width}\"", nearest(width, [w.value for w in Width]))
            return name, ""
        return name, width

    def inlines(self, tokens: Sequence[Token], cursor: Cursor) -> tuple[Inline, ...]:
        made: list[Inline] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type in ("em_open", "strong_open"):
                end = _closing(tokens, index)
                children = self.inlines(tokens[index + 1:end], cursor)
                made.append(Emphasis(children) if token.type == "em_open" else Strong(children))
                index = end
            elif token.type == "myst_role":
                made.extend(self._role(token, cursor))
            elif token.type in ("text", "softbreak", "text_special"):
                text = "\n" if token.type == "softbreak" else token.content
                self._check_text(text, cursor)
                _append(made, " " if token.type == "softbreak" else text)
            elif token.type == "link_open":
                end = _closing(tokens, index)
                self.report(
                    "P016", cursor.place("["), "expected prose, found a link", "cite a source with {cite}, a section with {ref}"
                )
                made.extend(self.inlines(tokens[index + 1:end], cursor))
                index = end
            elif not token.content.startswith("</"):
                code = "P009" if token.type.startswith("html") else "P010"
                self.report(
                    code,
                    cursor.place(token.content),
                    f"expected prose, found {_NOT_SET.get(token.type, 'HTML')}",
                    "see docs/authoring.md",
                )
            index += 1
        return tuple(made)

    def _check_text(self, text: str, cursor: Cursor) -> None:
        start = cursor.at
        for _, number in typed_numbers(text):
            self.report("P004", cursor.place(number), f"expected a reference, found the number \"{number}\"",
                        "print it with {obs}`...` or {finding}`...`; years may be typed")
        if brace := re.search(r"\{[{%]?|[}%]?\}", text):
            cursor.at = start
            self.report(
                "P014",
                cursor.place(brace[0]),
                f"expected prose, found \"{brace[0]}\"",
                "a role is {name}`target`, with both backticks",
            )
        cursor.at = start
        if text.strip():
            cursor.place(text)

    def _role(self, token: Token, cursor: Cursor) -> Iterator[Reference]:
        name, content = str(token.meta["name"]), " ".join(token.content.split())
        place = cursor.place("{" + name + "}")
        target, separator, form = content.partition(" as ")
        target, form = target.strip(), form.strip()
        if name not in ROLES:
            self.report("P002", place, f"expected a role, found \"{name}\"", nearest(name, sorted(ROLES)))
            return
        if not target:
            self.report("P006", place, f"expected what {{{name}}} prints, found nothing", "name it between the backticks")
            return
        forms = _forms(name)
        if separator and form not in forms:
            self.report("P008", place, f"expected a form, found \"{form}\"", nearest(form, sorted(forms)))
            return
        yield Reference(name, target, form or _default_form(name), place)

    def check_order(self, blocks: Sequence[Block]) -> None:
        """Headings go down a level at a time, and everything stands in a section; labels stand once."""
        level = 0
        labels: dict[str, Location] = {}
        for block in blocks:
            if block.label:
                first = labels.setdefault(block.label, block.location)
                if first != block.location:
                    self.report(
                        "P012",
                        block.location,
                        f"expected each label once, found \"{block.label}\" again",
                        f"the first stands at line {first.line}",
                    )
            if block.kind in (BlockKind.SECTION, BlockKind.HEADING):
                if block.level > level + 1 or block.level > 3:
                    self.report(
                        "P015",
                        block.location,
                        f"expected a heading of level {min(level + 1, 3)} or above, found level {block.level}",
                        "# is a section, ## and ### stand within it",
                    )
                level = block.level
            elif level == 0:
                self.report(
                    "P015",
                    block.location,
                    "expected a section, found text before the first heading",
                    "begin with (label)= and # Title",
                )
                level = 1


def _closing(tokens: Sequence[Token], index: int) -> int:
    """The index of the token that closes the one at `index`; the same one where nothing is opened."""
    if tokens[index].nesting != 1:
        return index
    depth = 0
    for at in range(index, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens) - 1


def _append(made: list[Inline], text: str) -> None:
    if made and isinstance(made[-1], Text):
        made[-1] = Text(made[-1].text + text)
    else:
        made.append(Text(text))


def _forms(role: str) -> frozenset[str]:
    if role in QUANTITY_ROLES:
        return QUANTITY_FORMS
    if role in NAME_ROLES:
        return NAME_FORMS
    return REF_FORMS if role == "ref" else frozenset({"words", "words_f", "number"}) if role == "count" else frozenset()


def _default_form(role: str) -> str:
    if role == "rank":
        return "ordinal"
    if role in QUANTITY_ROLES:
        return "prose"
    return "auto" if role in NAME_ROLES else "words" if role == "count" else "number"
