"""The door: the only module that looks at the outside world. Files, fonts, locales, templates and versions come in here."""

from __future__ import annotations

import datetime
import functools
import hashlib
import importlib.util
import os
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefgen import __version__
from briefgen.diagnostics import ContentError, Diagnostic, Location, MachineError, UsageError
from briefgen.model.profile import NotAProfile
from briefgen.model.proofing import InkTable, read_ink_table
from briefgen.model.typeface import FontFile

SETTINGS = "briefgen.yaml"
EXCEPTIONS = "exceptions.yaml"
LOCK = "requirements.lock"
FOLDERS = ("data", "charts", "briefs", "texts", "meetings", "styles", "locales")
SUFFIXES = (".yaml", ".yml", ".md", ".css", ".svg", ".toml", ".po", ".csl", ".xml", ".icc")
PACKAGE = Path(__file__).resolve().parent.parent
LARGEST_PROJECT = 64 * 1024 * 1024
LIBRARIES = (
    "weasyprint",
    "pydyf",
    "matplotlib",
    "pydantic",
    "jinja2",
    "babel",
    "markdown-it-py",
    "pikepdf",
    "pyphen",
    "fonttools",
    "tinycss2",
    "numpy",
    "citeproc-py",
    "lxml",
    "font-source-sans-pro",
    "font-source-serif-pro",
)
_FACES = (
    (
        "Source Serif Pro",
        "font_source_serif_pro",
        "SourceSerifPro-{}.ttf",
        (("Light", 300, False), ("Regular", 400, False), ("It", 400, True), ("Semibold", 600, False)),
    ),
    (
        "Source Sans Pro",
        "font_source_sans_pro",
        "SourceSansPro-{}.ttf",
        (("Regular", 400, False), ("It", 400, True), ("Semibold", 600, False), ("SemiboldIt", 600, True), ("Bold", 700, False)),
    ),
)


@dataclass(frozen=True, slots=True)
class Door:
    """What came in: the project's files by path, the package's own templates, look and locale files, fonts, versions."""

    root: Path
    files: Mapping[str, bytes]
    templates: Mapping[str, str]
    look: Mapping[str, str]
    locales: Mapping[str, tuple[str, str]]
    fonts: tuple[FontFile, ...]
    versions: Mapping[str, str]
    code: str
    geography: str


def find_project(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that has a briefgen.yaml.

    Raises:
        UsageError: if there is none.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise UsageError(
        [
            Diagnostic(
                "E001",
                Location(str(start)),
                f"expected a folder with a {SETTINGS}, or one below it, found none",
                "change to the project's folder, or name it with --project DIR",
            )
        ]
    )


def open_door(root: Path) -> Door:
    """Reads everything that a build depends on.

    Raises:
        ContentError: if a file cannot be read, or leads out of the project.
        MachineError: if a font package is missing.
    """
    files = dict(_project_files(root))
    templates = {
        path.name: path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "compose" / "templates").glob("*.j2"))
    }
    look = {path.name: path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "look").glob("*.*"))}
    locales = packaged_locales() | _own_locales(files)
    templates |= citation_files(locales)
    return Door(root, files, templates, look, locales, font_files(), versions(), _code_digest(), outlines())


def press_profile(files: Mapping[str, bytes]) -> bytes:
    """The ICC profile of press files: the project's own at styles/press.icc, otherwise the package's."""
    return files.get("styles/press.icc") or (PACKAGE / "press" / "profiles" / "chemical-proof.icc").read_bytes()


def ink_table(files: Mapping[str, bytes]) -> InkTable:
    """How light inks print: by the project's own profile, or by the package's where that cannot be read so."""
    try:
        return read_ink_table(press_profile(files))
    except NotAProfile:
        return read_ink_table(press_profile({}))


def lettering_face(fonts: Iterable[FontFile]) -> bytes:
    """The upright face in which lines outside the trim are lettered."""
    plain = ("Source Sans Pro", 400, False)
    return next(one.path.read_bytes() for one in fonts if (one.family, one.weight, one.italic) == plain)


def weights_of(fonts: Iterable[FontFile]) -> dict[str, frozenset[int]]:
    """The weights in which each family comes upright."""
    found: dict[str, frozenset[int]] = {}
    for font in fonts:
        if not font.italic:
            found[font.family] = found.get(font.family, frozenset()) | {font.weight}
    return found


def outlines() -> str:
    """The outlines of the world's countries that maps are drawn from, as TopoJSON; the package's own file."""
    return (PACKAGE / "charts" / "maps" / "world.json").read_text(encoding="utf-8")


def packaged_locales() -> dict[str, tuple[str, str]]:
    """The two files, TOML and PO, of each locale that the package has."""
    folder = PACKAGE / "language" / "locales"
    return {
        path.stem: (path.read_text(encoding="utf-8"), path.with_suffix(".po").read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.toml")) if path.with_suffix(".po").is_file()
    }


def _own_locales(files: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """The locales of the project's own `locales/`; of one that has a single file there, the other is the package's."""
    packaged, own = packaged_locales(), {}
    for tag in sorted({PurePosixPath(name).stem for name in files if name.startswith("locales/")}):
        names = (f"locales/{tag}.toml", f"locales/{tag}.po")
        texts = [_text(name, files[name]) if name in files else "" for name in names]
        rules, messages = (text or there for text, there in zip(texts, packaged.get(tag, ("", "")), strict=True))
        if rules and messages:
            own[tag] = (rules, messages)
    return own


def citation_files(tags: Iterable[str]) -> dict[str, str]:
    """The package's citation style, and for each locale the terms that its language has, as TAG.xml; none from another one.

    The package's own terms come first, those of the exact locale before those of the language, then those of the library.
    """
    own, spec = PACKAGE / "compose" / "csl", importlib.util.find_spec("citeproc")
    library = Path(spec.origin).parent / "data" / "locales" if spec and spec.origin else own
    found = {"sources.csl": (own / "briefgen.csl").read_text(encoding="utf-8")}
    for tag in tags:
        language = tag.partition("-")[0]
        candidates = (own / f"{tag}.xml", *sorted(own.glob(f"{language}-*.xml")), library / f"locales-{tag}.xml",
                      library / f"locales-{language}.xml", *sorted(library.glob(f"locales-{language}-*.xml")))
        if path := next((path for path in candidates if path.is_file()), None):
            found[f"{tag}.xml"] = path.read_text(encoding="utf-8")
    return found


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise ContentError(
            [Diagnostic("D001", Location(name), "expected UTF-8, found other bytes", "save the file as UTF-8")]
        ) from None


def read_given(path: Path, largest: int, hint: str = "name a file that export wrote") -> bytes:
    """A file that is named on the command line, which need not lie in the project; `hint` is for one that is not there.

    Raises:
        UsageError: if it cannot be read, or has more than `largest` bytes.
    """
    try:
        if (size := path.stat().st_size) > largest:
            found = f"expected at most {largest} bytes, found {size}"
            raise UsageError([Diagnostic("E004", Location(str(path)), found, "split the file")])
        return path.read_bytes()
    except OSError as error:
        found = f"expected a file that can be read: {error.strerror}"
        raise UsageError([Diagnostic("E004", Location(str(path)), found, hint)]) from None


def press_files(out: Path, slug: str) -> tuple[Path, ...]:
    """The files for a press that a build left of a brief (or of `meetings/SLUG`) in its output folder, tickets not."""
    folder = (out / slug).resolve()
    if not folder.is_relative_to(out.resolve()) or not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.glob("*.press*.pdf")
                        if path.is_file() and not path.name.endswith(".ticket.pdf")))


def starter_files() -> dict[str, str]:
    """The templates of a new project, by their path in it."""
    folder = PACKAGE / "starter"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*")) if path.is_file()
    }


def cache_folder() -> Path:
    """Where the libraries keep what they need not work out again."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache").absolute()


def lock_text(root: Path) -> str | None:
    """The versions that a project pins, or None if it pins none."""
    try:
        return (root / LOCK).read_text(encoding="utf-8")
    except OSError:
        return None


def examples_text() -> str:
    """An example of wrong and right for each code of the check, as YAML."""
    return (PACKAGE / "examples.yaml").read_text(encoding="utf-8")


def today() -> datetime.date:
    """The day on which the command runs: for `new`, which writes it into the project; a build never asks."""
    return datetime.date.today()  # noqa: DTZ011  (the door is the one place that may)


def _project_files(root: Path) -> Iterator[tuple[str, bytes]]:
    total = 0
    first = (root / SETTINGS, *(path for path in (root / EXCEPTIONS,) if path.is_file()))
    for path in (*first, *(found for folder in FOLDERS for found in sorted((root / folder).rglob("*")))):
        name = path.relative_to(root).as_posix()
        if path.is_dir() or path.name.startswith(".") or path.suffix not in SUFFIXES:
            continue
        if not path.resolve().is_relative_to(root):
            raise ContentError(
                [
                    Diagnostic(
                        "E006",
                        Location(name),
                        "expected a file of the project, found a link out of it",
                        "copy the file into the project",
                    )
                ]
            )
        try:
            total += _size(path, name)
            content = path.read_bytes() if total <= LARGEST_PROJECT else b""
        except OSError as error:
            raise ContentError(
                [
                    Diagnostic(
                        "E004", Location(name), f"expected a file that can be read: {error.strerror}", "check its permissions"
                    )
                ]
            ) from None
        if total > LARGEST_PROJECT:
            raise ContentError(
                [
                    Diagnostic(
                        "D013", Location(name), f"expected at most {LARGEST_PROJECT} bytes in a project", "take large files out"
                    )
                ]
            )
        yield name, content


def _size(path: Path, name: str) -> int:
    """The bytes of a file, asked for before it is read; a pipe or a device would never end."""
    if not path.is_file():
        raise ContentError([Diagnostic("E004", Location(name), "expected a plain file, found a pipe, a device or a broken link",
                                       "take it out of the project")])
    return path.stat().st_size


@functools.cache
def font_files() -> tuple[FontFile, ...]:
    """The font files of the two families, from their packages."""
    found = []
    for family, package, pattern, faces in _FACES:
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise MachineError(
                [Diagnostic("E002", Location(package), f"expected the font package {package}, found none", "run: make install")]
            )
        folder = Path(spec.origin).parent / "files"
        found += [FontFile(family, folder / pattern.format(name), weight, italic) for name, weight, italic in faces]
    return tuple(found)


@functools.cache
def versions() -> Mapping[str, str]:
    """The versions of what can change a printed page."""
    there = _installed()
    return {"briefgen": __version__, **{name: there.get(_normal(name)) or _version_told(name) for name in LIBRARIES}}


def _installed() -> dict[str, str]:
    """The version of each library by its normal name, from the names of the folders that tell what is installed.

    To read what stands in them takes ten times as long. Of two the first on the path is the one that is imported.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = sorted(os.listdir(folder or "."))  # noqa: PTH208  (names alone)
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                library, _, version = name.removesuffix(".dist-info").partition("-")
                found.setdefault(_normal(library), version)
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _version_told(name: str) -> str:
    """The version of a library that is installed in another way."""
    import importlib.metadata

    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


@functools.cache
def _code_digest() -> str:
    """A digest of the package's own files: a build made by other code is out of date."""
    whole = hashlib.sha256()
    for name, content in sorted(_code()):
        whole.update(name.encode())
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()


def _code() -> Iterator[tuple[str, bytes]]:
    """The package's own files that can change a page, by their path in it."""
    for folder, folders, names in os.walk(PACKAGE):
        folders[:] = [name for name in folders if name != "__pycache__"]
        within = Path(folder).relative_to(PACKAGE).as_posix().removeprefix(".")
        for name in names:
            if name.endswith((".py", ".j2", ".toml", ".po", ".conf", ".css", ".svg", ".json", ".csl", ".xml", ".icc")):
                yield f"{within}/{name}".removeprefix("/"), Path(folder, name).read_bytes()


def close_to_the_system() -> None:
    """Keeps the system's fonts away from the engine; to be called before it is imported.

    Raises:
        MachineError: if the engine's libraries are missing.
    """
    os.environ["FONTCONFIG_FILE"] = str(PACKAGE / "fonts.conf")
    warnings.filterwarnings("ignore", message="No fonts configured")
    try:
        import briefgen.render  # noqa: F401  (imported here to see whether the system's libraries are there)
    except OSError as error:
        raise MachineError(
            [
                Diagnostic(
                    "E002",
                    Location("pango"),
                    f"expected the system's Pango library, found none ({str(error).splitlines()[0]})",
                    "Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
                    "Fedora: dnf install pango; macOS: brew install pango",
                )
            ]
        ) from None
