"""Conversion: every colour of a file becomes the inks that the tokens declare for it, and black ink overprints.

A colour is looked up, never computed: what the tokens do not declare is an error. All places that colour can hide in are gone
through: pages, forms, patterns, shadings, soft masks, glyphs of Type 3, transparency groups, pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pikepdf

from briefgen.diagnostics import Diagnostic, Location
from briefgen.press.inks import BLACK, Cmyk
from briefgen.press.painting import FILL, STATES, STROKE, Painting
from briefgen.press.spaces import components, is_grey

Instruction = tuple[list[Any], pikepdf.Operator]

DIRECT = {"rg": (FILL, 3), "RG": (STROKE, 3), "g": (FILL, 1), "G": (STROKE, 1), "k": (FILL, 4), "K": (STROKE, 4)}
CHOOSE = {"cs": FILL, "CS": STROKE}
SET = {"sc": FILL, "scn": FILL, "SC": STROKE, "SCN": STROKE}
LAID = {FILL: pikepdf.Operator("k"), STROKE: pikepdf.Operator("K")}
DROPPED = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})  # marked content: there is no structure tree
EXACT = Decimal("0.02")  # of 255: the engine writes six decimals


class Conversion:
    """Converts the pages of one file, and gathers what cannot be."""

    def __init__(self, document: pikepdf.Pdf, name: str, inks: Mapping[str, Cmyk]) -> None:
        self.document, self.name, self.inks = document, name, inks
        self.problems: list[Diagnostic] = []
        self.page = 0
        self._done: set[tuple[int, int]] = set()
        self._states = {
            state: document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, op=fill, OP=stroke, OPM=1))
            for state, (fill, stroke) in STATES.items()
        }

    def convert(self) -> tuple[Diagnostic, ...]:
        """Converts all pages; what cannot be converted is told, once for each page."""
        for number, page in enumerate(self.document.pages, 1):
            self.page = number
            self._group(page.obj)
            resources = page.obj.get("/Resources", pikepdf.Dictionary())
            page.obj.Contents = self.document.make_stream(self._stream(page, resources))
            self._resources(resources)
            page.obj.Resources = resources
        return tuple(dict.fromkeys(self.problems))

    def _stream(self, source: Any, resources: Any, *, begins: bool = True) -> bytes:
        """A content stream in inks; one that begins a page says what PDF takes for granted: black."""
        painting, out = Painting(), list[Instruction]()
        if begins:
            for side in (FILL, STROKE):
                self._lay(out, painting, side, BLACK)
        for instruction in pikepdf.parse_content_stream(source):
            self._instruction(out, painting, list(instruction.operands), instruction.operator, resources)
        return pikepdf.unparse_content_stream(out)

    def _instruction(
        self, out: list[Instruction], painting: Painting, operands: list[Any], operator: pikepdf.Operator, resources: Any
    ) -> None:
        name = str(operator)
        if name in DROPPED:
            return
        if name in DIRECT:
            side, count = DIRECT[name]
            painting.choose(side, ("", "/DeviceGray", "", "/DeviceRGB", "/DeviceCMYK")[count])
            self._lay(out, painting, side, self._ink(operands))
        elif name in CHOOSE:
            self._choose(out, painting, CHOOSE[name], operands, resources)
        elif name in SET and not (operands and isinstance(operands[-1], pikepdf.Name)):
            self._lay(out, painting, SET[name], self._ink(operands))
        else:
            if name in SET:
                self._state(out, painting.lay(SET[name], None))
            elif name == "INLINE IMAGE":
                self._inline(operands)
            elif name == "q":
                painting.save()
            elif name == "Q":
                painting.restore()
            out.append((operands, operator))

    def _choose(self, out: list[Instruction], painting: Painting, side: str, operands: list[Any], resources: Any) -> None:
        space = resources.get("/ColorSpace", {}).get(str(operands[0]), operands[0])
        if components(space) == 0:
            self._tell(f"the colour space {_named(space)}", "use colours of the tokens")
            return
        painting.choose(side, str(operands[0]))
        if operands[0] == pikepdf.Name.Pattern:
            out.append((operands, pikepdf.Operator("cs" if side == FILL else "CS")))
        else:  # a new space begins with its black
            self._lay(out, painting, side, BLACK)

    def _lay(self, out: list[Instruction], painting: Painting, side: str, ink: Cmyk | None) -> None:
        if ink is None:
            return
        self._state(out, painting.lay(side, ink))
        out.append(([part.normalize() + 0 for part in ink.parts], LAID[side]))

    @staticmethod
    def _state(out: list[Instruction], state: str) -> None:
        if state:
            out.append(([pikepdf.Name(state)], pikepdf.Operator("gs")))

    def _ink(self, operands: Iterable[Any]) -> Cmyk | None:
        """The inks of a colour, by the number of its components; None if the tokens have none for it, which is told."""
        parts = [Decimal(str(operand)) for operand in operands]
        if len(parts) == 4:
            return Cmyk(*(part * 100 for part in parts))
        levels = [part * 255 for part in (parts * 3 if len(parts) == 1 else parts)]
        colour = "#" + "".join(f"{min(max(round(level), 0), 255):02x}" for level in levels)
        exact = all(abs(level - round(level)) < EXACT for level in levels)
        if len(levels) != 3 or not exact or colour not in self.inks:
            self._tell(f"the colour {colour}", "declare it in styles/tokens.yaml with its cmyk, or use a token")
            return None
        return self.inks[colour]

    def _tell(self, found: str, hint: str, code: str = "B020") -> None:
        said = f"expected only inks that the tokens declare, found {found} on page {self.page}"
        self.problems.append(Diagnostic(code, Location(self.name), said, hint))

    def _resources(self, resources: Any) -> None:
        """Whatever a stream can draw with; each object once, however many pages share it."""
        for content in resources.get("/XObject", {}).values():
            if self._is_new(content):
                self._form(content) if content.get("/Subtype") == "/Form" else self._picture(content)
        for pattern in resources.get("/Pattern", {}).values():
            if self._is_new(pattern):
                self._form(pattern) if isinstance(pattern, pikepdf.Stream) else self._shading(pattern.get("/Shading"))
        for shading in resources.get("/Shading", {}).values():
            if self._is_new(shading):
                self._shading(shading)
        for state in resources.get("/ExtGState", {}).values():
            mask = state.get("/SMask")
            if isinstance(mask, pikepdf.Dictionary) and "/G" in mask and self._is_new(mask.G):
                self._form(mask.G)
        for font in resources.get("/Font", {}).values():
            if font.get("/Subtype") == "/Type3" and self._is_new(font):
                self._glyphs(font)
        resources.ExtGState = pikepdf.Dictionary({**resources.get("/ExtGState", {}), **self._states})
        if "/ColorSpace" in resources:
            del resources.ColorSpace

    def _is_new(self, content: Any) -> bool:
        if not content.is_indirect:
            return True
        new = content.objgen not in self._done
        self._done.add(content.objgen)
        return new

    def _form(self, form: Any) -> None:
        resources = form.get("/Resources", pikepdf.Dictionary())
        self._group(form)
        form.write(self._stream(form, resources, begins=form.get("/PatternType") == 1 and form.get("/PaintType") == 1))
        self._resources(resources)
        form.Resources = resources
        for key in ("/StructParent", "/StructParents"):
            if key in form:
                del form[key]

    def _glyphs(self, font: Any) -> None:
        resources = font.get("/Resources", pikepdf.Dictionary())
        for glyph in font.CharProcs.values():
            glyph.write(self._stream(glyph, resources, begins=False))
        self._resources(resources)
        font.Resources = resources

    @staticmethod
    def _group(holder: Any) -> None:
        """Transparent things are mixed in inks."""
        if "/CS" in (group := holder.get("/Group", {})):
            group.CS = pikepdf.Name.DeviceCMYK

    def _picture(self, picture: Any) -> None:
        space = picture.get("/ColorSpace")
        if not picture.get("/ImageMask", False) and not is_grey(space) and components(space) != 4:
            self._tell(f"a picture in {_named(space)}", "draw it in vectors, or separate it first", "B021")

    def _inline(self, operands: list[Any]) -> None:
        space = operands[0].obj.get("/ColorSpace", operands[0].obj.get("/CS", ""))
        if str(space) in ("/RGB", "/DeviceRGB", "/I", "/Indexed"):
            self._tell(f"a picture in {_named(space)}", "draw it in vectors, or separate it first", "B021")

    def _shading(self, shading: Any) -> None:
        """A gradient between colours of the tokens; of functions only those that name their colours."""
        if (count := components(shading.ColorSpace)) == 4:
            return
        function = shading.get("/Function")
        if count == 0 or not isinstance(function, pikepdf.Dictionary) or not self._function(function):
            self._tell(f"a gradient in {_named(shading.ColorSpace)}", "use plain colours", "B021")
            return
        shading.ColorSpace = pikepdf.Name.DeviceCMYK

    def _function(self, function: Any) -> bool:
        """Writes the colours at a function's ends in inks; False if it is of another type."""
        if function.FunctionType == 3:
            return all(self._function(part) for part in function.Functions)
        if function.FunctionType != 2:
            return False
        for key in ("/C0", "/C1"):
            if ink := self._ink(function[key]):
                function[key] = pikepdf.Array(list(ink.parts))
        return True


def _named(space: Any) -> str:
    return str(space[0] if isinstance(space, pikepdf.Array) else space).lstrip("/") or "no colour space"
