"""A process of its own that sets type and draws pictures, one job and then gone: see `gnv.report.press`.

Reads a job as JSON from standard input and writes the finished files as JSON to standard output.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS = ("a-2a", "ua-1")  # for archives, and for those who do not see


def main() -> None:
    """Do the job that standard input tells of."""
    job = json.load(sys.stdin.buffer)
    files = _typeset(job) if "template" in job else _drawn(job)
    told = [base64.b64encode(file).decode("ascii") for file in files]
    sys.stdout.buffer.write(json.dumps(told).encode("ascii"))


def _drawn(job: Mapping[str, Any]) -> list[bytes]:
    """Return SVG pictures as PNG."""
    from gnv.charts.render import svg_to_png

    return [svg_to_png(picture["svg"], picture["scale"]) for picture in job["pictures"]]


def _typeset(job: Mapping[str, Any]) -> list[bytes]:
    """Return a text as one PDF file, or as a PNG file per page."""
    import typst

    from gnv.charts.render import FONTS

    texts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    compiler = typst.Compiler(
        TEMPLATES / job["template"],
        root=TEMPLATES,
        font_paths=texts,
        sys_inputs={"data": json.dumps(job["data"], ensure_ascii=False)},
    )
    if job["format"] == "png":
        pages = compiler.compile(format="png", ppi=job["ppi"])
        return pages if isinstance(pages, list) else [pages or b""]
    return [_pdf(compiler, job["timestamp"])]


def _pdf(compiler: Any, timestamp: int) -> bytes:
    """Return a tagged PDF, by the standards but where a text has signs that our letters lack."""
    import typst

    try:
        return bytes(compiler.compile(format="pdf", pdf_standards=list(STANDARDS), timestamp=timestamp))
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        sys.stderr.write(f"no claim of {' and '.join(STANDARDS)}: {error.message}\n")
        return bytes(compiler.compile(format="pdf", timestamp=timestamp))


if __name__ == "__main__":
    main()
