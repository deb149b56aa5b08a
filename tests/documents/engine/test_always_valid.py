"""Whatever the nesting of paragraphs, tables, loops and conditions, and whatever the data: what comes out is a Word file."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.documents.word.inspection import check_package
from pipeline.documents.word.remarks import Signature
from tests.documents.engine.docx_builder import cell, compiled, docx, p, table
from tests.paragraphs import paragraph_texts

CONDITIONS = st.sampled_from(["if 是", "if 否", "if not 是", "for a in 二", "for a in 一", "for a in 无"])
DATA = {"是": True, "否": False, "无": [], "一": ["甲"], "二": ["甲", "乙"], "x": "值<&>"}
END = {"i": "endif", "f": "endfor"}


def paragraphs_around(parts):
    condition, content = parts
    return p(f"{{%p {condition} %}}") + content + p(f"{{%p {END[condition[0]]} %}}")


def line(parts):
    condition, text = parts
    return p(f"{text}{{% {condition} %}}{{{{ x }}}}¦{text}{{% {END[condition[0]]} %}}")


def rows_of(parts):
    kind, condition, contents = parts
    tags = lambda word, name: [f"{{%{word} {name} %}}"]  # noqa: E731
    match kind:
        case "rows":
            return [tags("tr", condition), list(contents), tags("tr", END[condition[0]])]
        case "columns":
            return [[*tags("tc", condition), contents[0], *tags("tc", END[condition[0]])]]
        case _:
            return [list(contents)]


def grid(rows):
    listed = [[cell(one) if one.startswith("<") else one for one in row] for part in rows for row in rows_of(part)]
    return table(*listed, columns=max(map(len, listed)) + 2)


def blocks(content):
    rows = st.tuples(
        st.sampled_from(["rows", "columns", "fixed"]),
        CONDITIONS,
        st.lists(content.map(lambda xml: xml + p("")), min_size=1, max_size=2),
    )
    conditional_cells = st.tuples(
        st.just("rows"), CONDITIONS, st.lists(st.tuples(CONDITIONS, content).map(paragraphs_around), min_size=1, max_size=2)
    )
    tables = st.lists(st.one_of(rows, conditional_cells), min_size=1, max_size=3).map(grid)
    several = st.lists(content, min_size=1, max_size=3).map("".join)
    return st.one_of(st.tuples(CONDITIONS, several).map(paragraphs_around), tables, several)


LINES = st.one_of(st.sampled_from(["甲", "{{ x }}"]).map(p), st.tuples(CONDITIONS, st.sampled_from(["", "字"])).map(line))
CONTENT = st.recursive(LINES, blocks, max_leaves=12)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CONTENT, CONTENT)
def test_every_template_renders_to_a_sound_file(body, header):
    content = compiled(docx(body, "末", header=header)).render(DATA)
    assert check_package(content) == []


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CONTENT, CONTENT)
def test_every_piece_of_every_template_stands_where_it_is_said_to(body, header):
    rendering = compiled(docx(body, "末", header=header)).printed(DATA)
    texts = {part.name: paragraph_texts(rendering.content, part.name) for part, _ in rendering.parts}
    pieces = list(rendering.pieces())
    assert len(pieces) == len(rendering.recorder.printed)
    assert {piece.text for piece in pieces} <= {DATA["x"]}
    for piece in pieces:
        assert texts[piece.part][piece.paragraph][piece.start : piece.start + len(piece.text)] == piece.text
    proof = rendering.proof(lambda _: ("来历",), Signature("核校", "核", "2023-04-30T00:00:00Z"))
    assert check_package(proof) == []
    assert paragraph_texts(proof) == paragraph_texts(rendering.content)
