"""Documents to print: one with every kind of part, and texts that want to be more than text."""

import datetime as dt

from gnv.report.document import (
    Align,
    Block,
    Box,
    Bullets,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Source,
    Table,
    Tone,
    prose,
)

DAY = dt.date(2026, 3, 15)
PUBLISHER = "Region Dalarna och Dalarnas kommuner"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 0 200 100" '
    "font-family=\"'Source Sans 3', sans-serif\">"
    '<rect x="-10" width="200" height="100" fill="#93c0ea"/><path d="M0 90H180" stroke="#16273a" '
    'stroke-dasharray="6 4"/><text x="5" y="40" font-size="20" font-weight="600" paint-order="stroke" '
    'stroke="#ffffff" stroke-width="3">Älvdalen<tspan font-weight="400"> 91</tspan></text></svg>'
)
ALT = "Karta: Älvdalen är bättre än mitten"
HOSTILE = (
    "#panic(1) #include",
    "*stark* _kursiv_ `kod` $x^2$ = rubrik",
    "= Rubrik\n- punkt\n+ nummer\n/ term: ord",
    "@etikett <etikett> // bort /* bort */ \\ \\u{41} ~ --- ...",
    '"citat" \'citat\' #"text" #{1 + 1} #sys.inputs.data',
    "<script>alert(1)</script> <b>fet</b> &amp; &lt; ]]> <w:t>",
    '=HYPERLINK("http://x.example")',
    "{{ namn }} {% if x %} ${x} %s",
    "{ TOC } PAGE SEQ Figur",
    ']}) #let x = 1 [#read("/etc/hostname")]',
)
TABLE = Table(
    "Trygghet på äldreboende 2022",
    ("Kommun", "Värde", "Läge"),
    (("Älvdalen", "91,0 %", "▲ bättre"), ("Malung-Sälen", "1 234,5", "● i nivå"), ("Orsa", "–", "")),
    (Align.START, Align.END, Align.START),
    ("Läge mot mitten av Sveriges 268 kommuner.",),
)


def document(*blocks: Block, cover: bool = False, title: str = "Årsberättelse 2025") -> Document:
    return Document(title, "God och nära vård i Dalarna", DAY, PUBLISHER, blocks, cover)


def whole() -> Document:
    """A document with every kind of part, two pictures and two tables."""
    return document(
        Contents(),
        PageBreak(),
        Heading(1, "Nyckeltal"),
        Paragraph(prose("Här är ", Run("fet", strong=True), " och ", Run("kursiv", emphasis=True), " text.")),
        Heading(2, "Nära för mig"),
        Picture(SVG, ALT, "Trygghet på äldreboende per kommun."),
        Source("Källa: Kolada, U23521."),
        TABLE,
        Heading(3, "Vad som sticker ut"),
        Bullets((prose("Älvdalen: varaktigt bättre."), prose("Orsa: saknas."))),
        Box((prose("Små kommuner varierar mycket."), prose("Ett andra stycke.")), "Att tänka på"),
        Box((prose("Vi ser att fler är trygga."),), "Älvdalens analys", Tone.QUOTE),
        PageBreak(),
        Heading(1, "Självskattning"),
        Paragraph(prose("Läs mer hos ", Run("Kolada", link="https://www.kolada.se/?a=1&b=å"), ".")),
        Picture(SVG, ALT, "Samma karta, mindre.", 0.5),
        TABLE,
        cover=True,
    )
