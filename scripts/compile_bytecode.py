"""Bytecode: compiles the environment's packages and the project, so that the first run is as fast as the next.

An environment may forbid Python to write bytecode on its own (PYTHONDONTWRITEBYTECODE); this writes it all the same.
"""

from __future__ import annotations

import compileall
import importlib.util
import sys
import sysconfig
from pathlib import Path

FOLDERS = (Path(sysconfig.get_path("purelib")), Path(sysconfig.get_path("platlib")), Path("src"))


def main() -> int:
    """Compiles; 1 if the project's own bytecode is not there afterwards."""
    for folder in dict.fromkeys(FOLDERS):
        # A package may hold files for other versions of Python; those stay source.
        compileall.compile_dir(folder, quiet=2, workers=0)
    written = Path(importlib.util.cache_from_source("src/briefgen/__init__.py"))
    if not written.is_file():
        print(f"expected bytecode at {written}, found none: is the folder read-only?", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
