from tests.documents.engine.docx_builder import compiled, docx, p, part, rendered, row, run, table, texts, xml

CHANGE = 'w:id="1" w:author="张" w:date="2023-05-01T00:00:00Z"'


def test_tracked_changes_count_as_accepted():
    inner = (
        run("甲")
        + f"<w:ins {CHANGE}>{run('新{{ x }}')}</w:ins><w:del {CHANGE}><w:r><w:delText>旧{{{{ y }}}}</w:delText></w:r></w:del>"
    )
    content = rendered(f"<w:p>{inner}</w:p>", data={"x": "值"})
    assert texts(content) == ["甲新值"]
    assert "张" not in xml(content)


def test_a_paragraph_whose_end_was_deleted_flows_into_the_next():
    first = f"<w:p><w:pPr><w:rPr><w:del {CHANGE}/></w:rPr></w:pPr>{run('{{ ')}</w:p>"
    assert texts(rendered(first, p("x }}", '<w:jc w:val="center"/>'), data={"x": "值"})) == ["值"]


def test_deleted_rows_are_gone_and_inserted_rows_stay():
    grid = table(["甲"], row("旧", properties=f"<w:del {CHANGE}/>"), row("新", properties=f"<w:ins {CHANGE}/>"))
    content = rendered(grid, "末")
    assert texts(content) == ["甲", "新", "末"]
    assert "w:author" not in xml(content)


def test_changes_of_format_and_editing_marks_leave_no_trace():
    changed = f'<w:r w:rsidR="00AA"><w:rPr><w:b/><w:rPrChange {CHANGE}><w:rPr/></w:rPrChange></w:rPr><w:t>{{{{ x }}}}</w:t></w:r>'
    content = rendered(f'<w:p w:rsidR="00BB" w14:paraId="01">{changed}<w:proofErr w:type="spellEnd"/></w:p>', data={"x": "值"})
    document = xml(content)
    assert all(trace not in document for trace in ("rsid", "rPrChange", "proofErr", "paraId"))
    assert "<w:b/>" in document


def test_remarks_of_the_templates_authors_are_not_sent_out():
    remark = '<w:comment w:id="1" w:author="李"><w:p><w:r><w:t>此处{{ x }}待定</w:t></w:r></w:p></w:comment>'
    inner = (
        '<w:commentRangeStart w:id="1"/>'
        + run("{{ x }}")
        + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    )
    content = compiled(docx(f"<w:p>{inner}</w:p>", comments=remark)).render({"x": "值"})
    assert texts(content) == ["值"]
    assert "comment" not in xml(content)
    assert "comments" not in xml(content, "[Content_Types].xml") + xml(content, "word/_rels/document.xml.rels")


def test_an_untagged_part_is_cleaned_too():
    content = rendered("正文", header=f"<w:p><w:ins {CHANGE}>{run('眉')}</w:ins></w:p>")
    assert texts(content, "word/header.xml") == ["眉"]
    assert part(content, "word/header.xml").find(".//{*}ins") is None


def test_a_content_control_keeps_what_was_rendered_in_it():
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="7"/><w:dataBinding w:xpath="/title" w:storeItemID="{1}"/></w:sdtPr>'
        f"<w:sdtContent>{p('{{ x }}')}</w:sdtContent></w:sdt>"
    )
    content = rendered(control, "{%p for a in l %}", control, "{%p endfor %}", data={"x": "值", "l": ["一", "二"]})
    assert texts(content) == ["值"] * 3
    assert "dataBinding" not in xml(content)
    assert xml(content).count('<w:id w:val="7"/>') == 1
