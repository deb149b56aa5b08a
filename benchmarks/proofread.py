"""How many of a thousand random edits to finished notices the self-check catches: python -m benchmarks.proofread [count [seed…]].

Notices of every kind (旬, month, quarter, year, slips to single units) of the sample year are edited one edit at a time, as a slip of the
hand would: a digit, a rank, two names swapped, a direction word turned round, a sentence moved. An edit is caught where the check says
something it did not say before.
"""

import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.proofreading import proofread, read
from pipeline.proofreading.against_register import Fixed
from pipeline.proofreading.fixed_text import fixed_text
from pipeline.proofreading.numbers import numbers
from pipeline.proofreading.registered import Printed, by_document, load, stem
from pipeline.proofreading.text import Text
from tools.sample_county.inbox import files

ROOT = Path(__file__).parents[1]
SENT = ("2022-03", "2022-04", "2023-03", "2023-04", "2023-12")
BATCHES = ("2022-03", "2023-03", "2023-04-上旬", "2023-04", "2023-12")
LONG_AGO = 1_600_000_000
SEED = 20230512
PROOFS = "核校稿"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
UNIT = re.compile(
    r"县(?:发改局|经信局|教育局|自然资源和规划局|住建局|交通局|水利局|农业农村局|商务局|文旅局|卫健局|移民局|扶贫办)"
    r"|(?:青滩|白马岭|望江坪|石门河|龙潭坪|柑子园|云台寺|九里冲|双溪口)镇|(?:松柏岭|梨花垭|磨盘寨)乡"
)
RANK = re.compile(r"(?<=第)[一二三四五六七八九](?=[位名])|(?<=[↑↓])\d+")
PAIRS = ("增长下降", "增加减少", "上升下降", "快于慢于", "高于低于")
OPPOSITE = {one: other for pair in PAIRS for one, other in ((pair[:2], pair[2:]), (pair[2:], pair[:2]))}
DIRECTION = re.compile("|".join(OPPOSITE))

Texts = list[str]
Edit = Callable[[Texts, random.Random], bool]


@dataclass
class Notice:
    """A finished notice, what is registered of it, and what the check says of it unedited."""

    name: str
    content: bytes
    register: Sequence[Printed]
    issued: Text
    texts: Texts
    before: frozenset[tuple[str, str]]


def a_digit(texts: Texts, chance: random.Random) -> bool:
    """Change one digit anywhere, those of dates, numbers of documents and the template's own words too."""
    return _replaced(texts, chance, re.compile(r"\d"), lambda found: chance.choice([one for one in "0123456789" if one != found]))


def a_rank(texts: Texts, chance: random.Random) -> bool:
    """Change a place in a sentence, or how far a unit rose or fell."""
    numerals = "一二三四五六七八九"
    return _replaced(
        texts,
        chance,
        RANK,
        lambda found: str(int(found) + 1) if found.isdigit() else numerals[(numerals.index(found) + 1) % 9],
    )


def two_names(texts: Texts, chance: random.Random) -> bool:
    """Swap two units wherever they stand."""
    places = [(place, match) for place, text in enumerate(texts) for match in UNIT.finditer(text)]
    if len(places) < 2:
        return False
    one, other = chance.sample(places, 2)
    if one[1].group() == other[1].group():
        return False
    later, earlier = sorted((one, other), key=lambda found: (found[0], found[1].start()), reverse=True)
    _put(texts, later[0], later[1].span(), earlier[1].group())
    _put(texts, earlier[0], earlier[1].span(), later[1].group())
    return True


def a_direction(texts: Texts, chance: random.Random) -> bool:
    """Turn a direction word round."""
    return _replaced(texts, chance, DIRECTION, lambda found: OPPOSITE[found])


def a_sentence(texts: Texts, chance: random.Random) -> bool:
    """Move a sentence that tells data behind another paragraph, or behind its neighbour."""
    told = [(place, one) for place, text in enumerate(texts) for one in re.findall(r"[^。]+。", text) if re.search(r"\d", one)]
    if not told:
        return False
    place, sentence = chance.choice(told)
    rest = texts[place].replace(sentence, "", 1)
    targets = [number for number, text in enumerate(texts) if text.endswith("。")]
    target = chance.choice(targets)
    if target == place:
        sentences = re.findall(r"[^。]+。", rest)
        changed = "".join([*sentences, sentence]) if sentences else texts[place]
        if changed == texts[place]:
            changed = sentence + rest
        same = changed == texts[place]
        texts[place] = changed
        return not same
    texts[place] = rest
    texts[target] += sentence
    return True


EDITS: tuple[Edit, ...] = (a_digit, a_rank, two_names, a_direction, a_sentence)


def _replaced(texts: Texts, chance: random.Random, pattern: re.Pattern[str], turned: Callable[[str], str]) -> bool:
    places = [(place, match) for place, text in enumerate(texts) for match in pattern.finditer(text)]
    if not places:
        return False
    place, match = chance.choice(places)
    _put(texts, place, match.span(), turned(match.group()))
    return True


def _put(texts: Texts, place: int, span: tuple[int, int], new: str) -> None:
    texts[place] = texts[place][: span[0]] + new + texts[place][span[1] :]


def rewritten(content: bytes, texts: Texts) -> bytes:
    """Return the file with other texts in its paragraphs; a paragraph that changed is one run, as after retyping."""
    source, made = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    root = etree.fromstring(source.read(BODY))
    for paragraph, text in zip(root.iter(f"{W}p"), texts, strict=True):
        pieces = _own(paragraph)
        if "".join(piece.text or "" for piece in pieces) != text and pieces:
            for piece in pieces[1:]:
                piece.text = ""
            pieces[0].text = text
    with zipfile.ZipFile(made, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, etree.tostring(root) if name == BODY else source.read(name))
    return made.getvalue()


def paragraph_texts(content: bytes) -> Texts:
    """Return the text of each paragraph without breaks and tabs."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(BODY))
    return ["".join(piece.text or "" for piece in _own(paragraph)) for paragraph in root.iter(f"{W}p")]


def _own(paragraph: etree._Element) -> list[etree._Element]:
    """Return the pieces of a paragraph's text; those of a text box in it belong to the paragraphs of the box."""
    return [piece for piece in paragraph.iter(f"{W}t") if next(piece.iterancestors(f"{W}p")) is paragraph]


def said(content: bytes, register: Sequence[Printed], fixed: Fixed | None, issued: Text) -> frozenset[tuple[str, str]]:
    """Return what the check says of a file."""
    return frozenset((one.code, one.said) for one in proofread(read(content, "稿.docx"), register, fixed, issued=issued))


def notices(workspace: Path, fixed: Fixed | None) -> list[Notice]:
    """Return the notices of the workspace's periods with their registers."""
    found = []
    for folder in sorted((workspace / "outbox").glob("*-*")):
        entries = by_document(load(folder))
        for path in sorted([*folder.glob("*.docx"), *folder.glob("*/*.docx")]):
            register = entries.get(stem(path.name), ())
            if register and PROOFS not in path.parts:
                content = path.read_bytes()
                issued = read(content, path.name)
                before = said(content, register, fixed, issued)
                found.append(Notice(path.name, content, register, issued, paragraph_texts(content), before))
    return found


def caught(workspace: Path, count: int, seed: int = SEED) -> tuple[Counter[str], Counter[str], list[str]]:
    """Make edits; return how many were made and caught of each kind, and those that were not."""
    chance, fixed = random.Random(seed), fixed_text(workspace / "templates/notices")  # noqa: S311 - edits, no secrets
    those = notices(workspace, fixed)
    made: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    missed: list[str] = []
    while made.total() < count:
        edit, notice = EDITS[made.total() % len(EDITS)], chance.choice(those)
        texts = list(notice.texts)
        if not edit(texts, chance):
            continue
        made[edit.__name__] += 1
        if said(rewritten(notice.content, texts), notice.register, fixed, notice.issued) - notice.before:
            seen[edit.__name__] += 1
        else:
            changed = next((f"{old} → {new}" for old, new in zip(notice.texts, texts, strict=True) if old != new), "")
            missed.append(f"{edit.__name__}: {notice.name}: {changed}")
    return made, seen, missed


def sample_year(workspace: Path) -> None:
    """Run two months, a 旬 and a December of the sample year in a folder of their own: notices of every kind."""
    shutil.copytree(ROOT / "templates", workspace / "templates")
    shutil.copy(ROOT / "config.yaml", workspace)
    for path, content in files(SENT).items():
        target = workspace / "inbox" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        os.utime(target, (LONG_AGO, LONG_AGO))
    for period in BATCHES:
        command = [sys.executable, "-m", "pipeline", "run", "--workspace", str(workspace), "--period", period, "--quiet"]
        subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)


def seconds(notice: Notice) -> float:
    """Return what reading and checking one notice costs, as a batch does it after every run."""
    times = []
    for _ in range(9):
        numbers.cache_clear()
        begun = time.process_time()
        proofread(read(notice.content, notice.name), notice.register)
        times.append(time.process_time() - begun)
    return min(times)


def main() -> None:
    """Print the numbers."""
    count, *seeds = [int(one) for one in sys.argv[1:]] or [1000]
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        sample_year(workspace)
        those = notices(workspace, fixed_text(workspace / "templates/notices"))
        costs = sorted((seconds(one), len(one.issued.paragraphs)) for one in those)
        for named, (cost, paragraphs) in (("median", costs[len(costs) // 2]), ("longest", costs[-1])):
            print(f"self-check of the {named} notice, {paragraphs} paragraphs: {cost * 1000:.1f} ms CPU")
        for seed in seeds or [SEED]:
            made, seen, missed = caught(workspace, count, seed)
            kinds = ", ".join(f"{kind} {seen[kind]} of {number}" for kind, number in made.items())
            print(f"caught {seen.total()} of {made.total()} random edits to {len(those)} notices, seed {seed}: {kinds}")
            for line in missed:
                print("missed ", line[:300])


if __name__ == "__main__":
    main()
