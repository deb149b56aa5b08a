"""The published set changes at one instant, and what an interruption leaves is finished or thrown away."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from pipeline.model.document import Document
from pipeline.model.errors import PublishError
from pipeline.publishing import complete, content_of, manifest, publish, staging
from pipeline.publishing.folder import STAGING


class Killed(BaseException):
    """Stands for a kill: nobody catches it."""


def documents(**contents: str) -> list[Document]:
    return [Document(f"{name}.docx", content.encode(), name) for name, content in contents.items()]


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def published(folder: Path) -> dict[str, bytes | None]:
    """What a reader who follows the manifest sees."""
    facts = manifest(folder) or {"outputs": []}
    return {entry["path"]: content_of(folder, entry) for entry in facts["outputs"]}


def killed_after(calls: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let so many files move, and die at the next."""
    moved = []

    def replace(path: Path, target: Path) -> None:
        if len(moved) == calls:
            raise Killed
        moved.append(target)
        os.replace(path, target)  # noqa: PTH105 - the method is what is replaced

    monkeypatch.setattr(Path, "replace", replace)


OLD, NEW = {"甲": "一", "乙": "二", "丙": "三"}, {"甲": "壹", "乙": "二", "丁": "肆"}


@pytest.mark.parametrize("moves", range(4))
def test_at_every_instant_the_manifest_and_the_files_agree_and_the_next_run_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    publish(documents(**OLD), tmp_path / "undisturbed", {})
    publish(documents(**NEW), tmp_path / "undisturbed", {})
    folder = tmp_path / "2023-04"
    publish(documents(**OLD), folder, {})
    with monkeypatch.context() as patch:
        killed_after(moves, patch)
        if moves < 3:
            with pytest.raises(Killed):
                publish(documents(**NEW), folder, {})
        else:
            publish(documents(**NEW), folder, {})
    seen = {name.removesuffix(".docx"): content and content.decode() for name, content in published(folder).items()}
    assert seen == (OLD if moves == 0 else NEW)
    complete(folder)
    assert {name.removesuffix(".docx"): content and content.decode() for name, content in published(folder).items()} == seen
    publish(documents(**NEW), folder, {})
    assert bytes_below(folder) == bytes_below(tmp_path / "undisturbed")


def test_a_document_that_is_open_in_word_stays_and_is_replaced_when_it_is_closed(tmp_path: Path) -> None:
    publish(documents(关于重点项目的通报="甲"), tmp_path, {})
    owner = tmp_path / "~$重点项目的通报.docx"
    owner.touch()
    done = publish(documents(关于重点项目的通报="乙"), tmp_path, {})
    assert done.kept == (("关于重点项目的通报.docx", "关于重点项目的通报（新稿2）.docx"),)
    assert (tmp_path / "关于重点项目的通报.docx").read_text(encoding="utf-8") == "甲"
    owner.unlink()
    done = publish(documents(关于重点项目的通报="乙"), tmp_path, {})
    assert (done.kept, done.removed) == ((), ("关于重点项目的通报（新稿2）.docx",))
    assert (tmp_path / "关于重点项目的通报.docx").read_text(encoding="utf-8") == "乙"


def test_a_share_that_refuses_to_replace_a_document_gets_the_new_one_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(documents(甲="一", 乙="二"), tmp_path, {})
    real = Path.replace

    def replace(path: Path, target: Path) -> None:
        if target.name == "甲.docx":
            raise PermissionError(13, "Permission denied", str(target))
        real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        done = publish(documents(甲="壹", 乙="贰"), tmp_path, {})
    assert done.kept == (("甲.docx", "甲（新稿2）.docx"),)
    assert published(tmp_path) == {"甲（新稿2）.docx": "壹".encode(), "乙.docx": "贰".encode()}
    assert (tmp_path / "甲.docx").read_text(encoding="utf-8") == "一"
    publish(documents(甲="壹", 乙="贰"), tmp_path, {})
    assert {name for name in bytes_below(tmp_path) if name.endswith("docx")} == {"甲.docx", "乙.docx"}


def test_an_edit_made_while_the_batch_wrote_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(documents(甲="一"), tmp_path, {})
    commit = staging.commit

    def edit_and_commit(folder: Path) -> None:
        commit(folder)
        (folder / "甲.docx").write_text("手改", encoding="utf-8")

    monkeypatch.setattr("pipeline.publishing.issuing.commit", edit_and_commit)
    assert publish(documents(甲="二"), tmp_path, {}).kept == (("甲.docx", "甲（新稿2）.docx"),)
    assert (tmp_path / "甲.docx").read_text(encoding="utf-8") == "手改"
    assert published(tmp_path) == {"甲（新稿2）.docx": "二".encode()}


@pytest.mark.parametrize("number", [5, 13, 16, 28, 30, 122])
def test_a_disk_that_refuses_leaves_the_old_set_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    publish(documents(**OLD), tmp_path, {})
    before = bytes_below(tmp_path)

    def refuse(*_: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr("pipeline.publishing.issuing.commit", refuse)
    with pytest.raises(PublishError, match=r"[一-龥]{4}"):
        publish(documents(**NEW), tmp_path, {})
    assert bytes_below(tmp_path) == before


def test_a_lock_lost_meanwhile_stops_before_the_set_changes(tmp_path: Path) -> None:
    publish(documents(**OLD), tmp_path, {})
    before = bytes_below(tmp_path)

    def lost() -> None:
        raise Killed

    with pytest.raises(Killed):
        publish(documents(**NEW), tmp_path, {}, lost)
    assert bytes_below(tmp_path) == before


@pytest.mark.parametrize("name", ["../outside.docx", "/outside.docx", "a/../../outside.docx"])
def test_a_manifest_somebody_wrote_never_reaches_out_of_the_folder(tmp_path: Path, name: str) -> None:
    folder, outside = tmp_path / "2023-04", tmp_path / "outside.docx"
    outside.write_bytes(b"keep")
    place = str(outside) if name.startswith("/") else name
    (folder / "a").mkdir(parents=True)
    (folder / "manifest.json").write_text(
        json.dumps({"outputs": [{"path": place, "sha256": hashlib.sha256(b"keep").hexdigest()}]}), encoding="utf-8"
    )
    listing = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    (folder / STAGING).mkdir()
    (folder / STAGING / "00000").write_bytes(b"evil")
    move = {"staged": "00000", "document": place, "path": place, "sha256": "x", "replaces": hashlib.sha256(b"keep").hexdigest()}
    (folder / STAGING / "plan.json").write_text(
        json.dumps({"manifest": listing, "moves": [move], "withdrawn": {}}), encoding="utf-8"
    )
    publish(documents(甲="一"), folder, {})
    assert outside.read_bytes() == b"keep"
    assert not (folder / STAGING).exists()
