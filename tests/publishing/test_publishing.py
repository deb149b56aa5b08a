"""Stage 7: a period folder is whole, and nothing anybody edited is lost."""

import json
import os
from pathlib import Path

import pytest

from pipeline.model.document import Document
from pipeline.model.errors import PublishError
from pipeline.publishing import MANIFEST, encoded, preview, publish


def documents(**contents: str) -> list[Document]:
    return [Document(f"{name}.docx", content.encode(), name) for name, content in contents.items()]


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_published_file_stands_in_the_manifest_with_its_hash(tmp_path: Path) -> None:
    publish(documents(通报="甲", 材料="乙"), tmp_path / "2023-04", {"period": "2023-04"})
    manifest = json.loads((tmp_path / "2023-04" / MANIFEST).read_text(encoding="utf-8"))
    assert [entry["path"] for entry in manifest["outputs"]] == ["通报.docx", "材料.docx"]
    assert (tmp_path / "2023-04" / "通报.docx").read_bytes() == "甲".encode()


def test_publishing_the_same_again_changes_no_byte_and_touches_no_file(tmp_path: Path) -> None:
    publish(documents(通报="甲"), tmp_path, {})
    os.utime(tmp_path / "通报.docx", (1, 1))
    os.utime(tmp_path / MANIFEST, (1, 1))
    done = publish(documents(通报="甲"), tmp_path, {})
    assert (done.written, done.unchanged) == ((), ("通报.docx",))
    assert (tmp_path / "通报.docx").stat().st_mtime == 1
    assert (tmp_path / MANIFEST).stat().st_mtime == 1


def test_a_document_somebody_edited_is_kept_and_the_new_text_stands_beside_it(tmp_path: Path) -> None:
    publish(documents(通报="甲"), tmp_path, {})
    (tmp_path / "通报.docx").write_bytes("手改".encode())
    done = publish(documents(通报="乙"), tmp_path, {})
    assert done.kept == (("通报.docx", "通报（新稿2）.docx"),)
    assert (tmp_path / "通报.docx").read_bytes() == "手改".encode()
    again = publish(documents(通报="丙"), tmp_path, {})
    assert again.written == ("通报（新稿2）.docx",)
    assert (tmp_path / "通报.docx").read_bytes() == "手改".encode()


def test_a_document_no_longer_issued_is_withdrawn_unless_it_was_edited(tmp_path: Path) -> None:
    publish(documents(甲="1", 乙="2", 丙="3"), tmp_path, {})
    (tmp_path / "乙.docx").write_bytes(b"edited")
    done = publish(documents(丙="3"), tmp_path, {})
    assert done.removed == ("甲.docx",)
    assert sorted(bytes_below(tmp_path)) == sorted(["丙.docx", "乙.docx", MANIFEST])


def test_a_preview_says_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    publish(documents(通报="甲"), tmp_path, {})
    before = bytes_below(tmp_path)
    assert preview(documents(通报="乙", 材料="丙"), tmp_path).written == ("通报.docx", "材料.docx")
    assert bytes_below(tmp_path) == before


def test_a_failed_write_leaves_what_stood_before_and_no_scrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(documents(通报="甲"), tmp_path, {})
    before = bytes_below(tmp_path)

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(PublishError, match="磁盘已满"):
        publish(documents(通报="乙"), tmp_path, {})
    assert bytes_below(tmp_path) == before


def test_a_damaged_manifest_never_lets_a_document_be_overwritten(tmp_path: Path) -> None:
    publish(documents(通报="甲"), tmp_path, {})
    (tmp_path / MANIFEST).write_text("{", encoding="utf-8")
    assert publish(documents(通报="乙"), tmp_path, {}).kept == (("通报.docx", "通报（新稿2）.docx"),)


def test_facts_written_out_beforehand_give_the_same_manifest(tmp_path: Path) -> None:
    facts = {"period": "2023-04", "reports": [{"unit": "甲镇"}, {"unit": "乙镇"}], "findings": []}
    for folder, told in (("now", facts), ("before", encoded(facts))):
        publish(documents(通报="甲"), tmp_path / folder, told)
    assert (tmp_path / "now/manifest.json").read_bytes() == (tmp_path / "before/manifest.json").read_bytes()
