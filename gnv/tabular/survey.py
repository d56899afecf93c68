"""Stream the XML of a workbook through the parser that will read it, keeping nothing but a few counts."""

from __future__ import annotations

from xml.parsers import expat  # nosec B407

# What is dangerous in the parser is DOCTYPE, and that is what is looked for here.


class Survey:
    """What was seen in all parts so far.

    Attributes:
        elements: how many there are.
        sheets: how many sheets the workbook lists.
        widest: how many cells the row with most of them has.
        defines_entities: whether a part has a DOCTYPE, where entities are defined; the part is left there.
        unvalued_formula: whether a cell has a formula and no stored value.
        goes_on: whether the rest of the present part is XML that is worth reading.
    """

    def __init__(self) -> None:
        self.elements = 0
        self.sheets = 0
        self.widest = 0
        self.defines_entities = False
        self.unvalued_formula = False
        self.begin()

    def begin(self) -> None:
        """Begin with a new part."""
        self.goes_on = True
        self._cells = 0
        self._has_value = self._in_value = False
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start

    def read(self, chunk: bytes) -> None:
        """Read some more of the part; what is not XML (a picture) is left there."""
        try:
            self._parser.Parse(chunk)
        except (expat.ExpatError, _DoctypeError, ValueError, LookupError):
            self.goes_on = False

    def _doctype(self, *_: object) -> None:
        self.defines_entities = True
        raise _DoctypeError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        name = _local(name)
        if name == "c":
            self._cells += 1
            self.widest = max(self.widest, self._cells)
            self._in_value = False
            self._has_value = attributes.get("t") == "str"  # a formula's empty text is a value too
        elif name == "row":
            self._cells = 0
        elif name == "f":
            self._parser.CharacterDataHandler = self._text
            self._parser.EndElementHandler = self._end
        elif name == "v":
            self._in_value = True
        elif name == "sheet":
            self.sheets += 1

    def _text(self, _: str) -> None:
        self._has_value = self._has_value or self._in_value

    def _end(self, name: str) -> None:
        name = _local(name)
        if name == "v":
            self._in_value = False
        elif name == "c":
            self.unvalued_formula = self.unvalued_formula or not self._has_value
            self._parser.CharacterDataHandler = self._parser.EndElementHandler = None


class _DoctypeError(Exception):
    """Ends the parsing, so that nothing defined is ever built."""


def _local(name: str) -> str:
    return name.rpartition(":")[2]
