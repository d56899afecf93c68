"""The template of reports: the users' own where it can be used, else the shipped one and why."""

import io
import shutil
import zipfile

import docx as python_docx
import pytest

from data.mallar import build
from gnv.problems import ProblemError
from gnv.report.docx import docx
from gnv.report.template import FILE_NAME, FOLDER, MOST_BYTES, STYLES, load_template, read_template
from gnv.settings import settings
from tests.conftest import ROOT
from tests.gnv.report.documents import whole

SHIPPED = ROOT / "data" / FOLDER / FILE_NAME


@pytest.fixture
def own():
    """Where the users' own template lies; nothing is there yet."""
    path = settings().local / FOLDER / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def changed(change) -> bytes:
    file = python_docx.Document(str(SHIPPED))
    change(file)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def with_other_type(file) -> None:
    file.styles["Normal"].font.name = "Verdana"
    file.sections[0].header.paragraphs[0].text = "Vår egen kommun"
    file.add_paragraph("Text på mallens sida")


def without_box(file) -> None:
    element = file.styles["Faktaruta"].element
    element.getparent().remove(element)


def test_the_shipped_one_is_used_where_there_is_no_other():
    assert load_template(settings()) == (SHIPPED.read_bytes(), None)


@pytest.mark.slow
def test_the_shipped_one_is_what_its_script_makes(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "TARGET", tmp_path / FILE_NAME)
    build.main()
    with zipfile.ZipFile(tmp_path / FILE_NAME) as made, zipfile.ZipFile(SHIPPED) as shipped:
        assert made.namelist() == shipped.namelist()
        assert all(made.read(name) == shipped.read(name) for name in made.namelist())


def test_their_own_is_used_where_there_is_one(own):
    own.write_bytes(changed(with_other_type))
    template, problem = load_template(settings())
    assert problem is None
    file = python_docx.Document(io.BytesIO(docx(whole(), template)))
    assert file.styles["Normal"].font.name == "Verdana"
    assert file.sections[0].header.paragraphs[0].text == "Vår egen kommun"
    assert not any("mallens sida" in paragraph.text for paragraph in file.paragraphs)


def macros() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(SHIPPED) as archive, zipfile.ZipFile(stream, "w") as packed:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "[Content_Types].xml":
                kind = b"wordprocessingml.document.main+xml"
                assert kind in part
                part = part.replace(
                    b"application/vnd.openxmlformats-officedocument." + kind,
                    b"application/vnd.ms-word.document.macroEnabled.main+xml",
                )
            packed.writestr(name, part)
    return stream.getvalue()


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 41_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "inte en DOCX-fil"),
        (b"MZ\x90 ett program", "inte en DOCX-fil"),
        (SHIPPED.read_bytes()[:9000], "inte en DOCX-fil"),
        (b"0" * (MOST_BYTES + 1), "större än 10 MB"),
        (macros(), "inte sparad som Word-dokument"),
        (changed(without_box), "saknar formatmallarna ”Faktaruta”"),
        (bomb(), "orimligt stor"),
    ],
    ids=["empty", "program", "torn", "large", "macros", "style", "bomb"],
)
def test_a_broken_one_is_told_and_the_shipped_one_used(own, content, said):
    own.write_bytes(content)
    template, problem = load_template(settings())
    assert template == SHIPPED.read_bytes()
    assert said in problem.what
    assert FILE_NAME in problem.what
    assert "ta bort den" in problem.remedy


def test_a_part_that_is_no_xml_is_told(own):
    with zipfile.ZipFile(SHIPPED) as archive, zipfile.ZipFile(own, "w") as packed:
        for name in archive.namelist():
            packed.writestr(name, b"<w:" if name == "word/styles.xml" else archive.read(name))
    assert "skadad" in load_template(settings())[1].what


def test_a_broken_shipped_one_stops_the_work(tmp_path):
    broken = tmp_path / FILE_NAME
    with pytest.raises(ProblemError, match="kan inte läsas"):
        read_template(broken)
    shutil.copy(ROOT / "README.md", broken)
    with pytest.raises(ProblemError, match="inte en DOCX-fil"):
        read_template(broken)


def test_every_style_is_called_as_word_calls_it_in_swedish():
    assert set(STYLES) <= {style.name for style in python_docx.Document(str(SHIPPED)).styles}
    assert len(set(STYLES.values())) == len(STYLES)
