"""LaTeX: the accents, dashes and quotation marks of BibTeX as characters; commands that print no text are refused."""

from __future__ import annotations

import codecs
import re
from typing import Any

_DOTLESS = re.compile(r"\\([`'^\"~=.])\s*(?:\{\s*\\([ij])\s*\}|\\([ij])(?![A-Za-z])(?:\{\})?)")
_SHAPES = re.compile(r"\\(?:emph|textit|textbf|textsc|textrm|textsf|texttt|textup|text|mkbibemph|mkbibquote|url|path|mbox"
                     r"|uppercase)\s*(?=\{)")
_SWITCHES = re.compile(r"\\(?:it|em|bf|sc|rm|sl|itshape|bfseries)(?![A-Za-z])\s*")
_COMMAND = re.compile(r"\\[A-Za-z]+|\\.")


class NotPlain(ValueError):
    """A command of LaTeX that no text can stand for."""


def plain(text: str) -> str:
    """The text that LaTeX would print.

    Raises:
        NotPlain: naming the first command that has no text.
    """
    if "\\" in text or "--" in text or "``" in text or "~" in text:
        import latexcodec  # noqa: F401  (importing it registers the codec)

        decode: Any = codecs.decode  # its types know no codec from one text to another
        text = _SWITCHES.sub("", _SHAPES.sub("", _DOTLESS.sub(lambda match: f"\\{match[1]}{{{match[2] or match[3]}}}", text)))
        try:
            text = decode(text, "ulatex")
        except (UnicodeError, ValueError) as error:
            raise NotPlain(str(error)[:80]) from None
    text = text.replace("{", "").replace("}", "")
    if command := _COMMAND.search(text):
        raise NotPlain(command[0][:40])
    return text
