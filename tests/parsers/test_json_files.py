"""What MinerU, PaddleOCR and docling give becomes a document with pages; formats as their documentation shows them."""

import json

import pytest

from analysis import DocumentError, load, repair


def loaded(tmp_path, data, name="page.json"):
    path = tmp_path / name
    path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), "utf-8")
    return load(path)


def blocks(document):
    return [(b.kind, b.level, b.page, document.text[b.start : b.end]) for b in document.blocks]


MINERU = [
    {"type": "text", "text": "修桥记", "text_level": 1, "bbox": [100, 50, 500, 90], "page_idx": 0},
    {"type": "header", "text": "河湾日报", "bbox": [700, 20, 900, 40], "page_idx": 0},
    {"type": "text", "text": "会议由市政协主席主持，大家都发了言。", "bbox": [100, 120, 900, 300], "page_idx": 0},
    {"type": "image", "img_path": "a.jpg", "image_caption": ["图1 新桥"], "image_footnote": [], "page_idx": 0},
    {
        "type": "table",
        "table_caption": ["表1 水位"],
        "table_body": "<table><tr><td>年</td><td>米</td></tr><tr><td>2024</td><td>-3.5</td></tr></table>",
        "page_idx": 1,
        "bbox": [100, 50, 900, 200],
    },
    {"type": "list", "list_items": ["1. 桥", "2. 路"], "page_idx": 1},
    {"type": "page_number", "text": "2", "page_idx": 1},
]


def test_mineru(tmp_path):
    document = loaded(tmp_path, MINERU)
    assert blocks(document) == [
        ("title", 1, 1, "修桥记"),
        ("page furniture", 0, 1, "河湾日报"),
        ("paragraph", 0, 1, "会议由市政协主席主持，大家都发了言。"),
        ("caption", 0, 1, "图1 新桥"),
        ("caption", 0, 2, "表1 水位"),
        ("table", 0, 2, "| 年 | 米 |\n| --- | --- |\n| 2024 | -3.5 |"),
        ("paragraph", 0, 2, "1. 桥"),
        ("paragraph", 0, 2, "2. 路"),
        ("page furniture", 0, 2, "2"),
    ]
    assert document.blocks[0].regions == ((1, 100.0, 50.0, 500.0, 90.0),)
    assert document.source.format == "json"
    assert "河湾日报" not in repair(document).document.text


STRUCTURE = {
    "page_index": 0,
    "width": 1000,
    "height": 1400,
    "parsing_res_list": [
        {"block_label": "doc_title", "block_content": "修桥记", "block_bbox": [100, 50, 500, 90], "block_id": 0},
        {"block_label": "paragraph_title", "block_content": "一、开工", "block_bbox": [100, 100, 300, 120]},
        {"block_label": "text", "block_content": "会议由市政\n协主席主持。", "block_bbox": [100, 130, 900, 300]},
        {"block_label": "figure_title", "block_content": "图1 新桥", "block_bbox": [100, 600, 300, 620]},
        {"block_label": "number", "block_content": "1", "block_bbox": [480, 1350, 500, 1370]},
    ],
}


def test_pp_structure(tmp_path):
    document = loaded(tmp_path, STRUCTURE)
    assert blocks(document) == [
        ("title", 1, 1, "修桥记"),
        ("heading", 2, 1, "一、开工"),
        ("paragraph", 0, 1, "会议由市政协主席主持。"),
        ("caption", 0, 1, "图1 新桥"),
        ("page furniture", 0, 1, "1"),
    ]
    assert document.page_sizes == ((1000.0, 1400.0),)


def test_lines_that_paddleocr_recognised_are_paragraphs_again(tmp_path):
    lines = [
        "　　会议由市政协主席主持，大家都发了言，会",
        "后又到河边去看了新修的桥。",
        "　　第二天下了雨，河水涨了三寸，渡口停了",
        "船。",
    ]
    em, boxes = 20, []
    for row, line in enumerate(lines):
        indent = 2 if line.startswith("　") else 0
        boxes.append([100 + indent * em, 100 + 34 * row, 100 + len(line) * em, 100 + 34 * row + em])
    found = loaded(
        tmp_path, {"rec_texts": [line.strip() for line in lines], "rec_boxes": boxes, "rec_scores": [0.9] * 4}
    )
    assert [text for _, _, _, text in blocks(found)] == [
        "会议由市政协主席主持，大家都发了言，会后又到河边去看了新修的桥。",
        "第二天下了雨，河水涨了三寸，渡口停了船。",
    ]


DOCLING = {
    "schema_name": "DoclingDocument",
    "body": {
        "children": [{"$ref": "#/texts/0"}, {"$ref": "#/texts/1"}, {"$ref": "#/groups/0"}, {"$ref": "#/tables/0"}]
    },
    "groups": [{"children": [{"$ref": "#/texts/3"}], "label": "list"}],
    "texts": [
        {
            "label": "section_header",
            "level": 1,
            "text": "一、开工",
            "children": [],
            "prov": [{"page_no": 1, "bbox": {"l": 10, "t": 190, "r": 90, "b": 180, "coord_origin": "BOTTOMLEFT"}}],
        },
        {"label": "text", "text": "会议由市政协主席主持。", "children": [], "prov": []},
        {
            "label": "page_header",
            "text": "河湾日报",
            "children": [],
            "prov": [{"page_no": 1, "bbox": {"l": 10, "t": 5, "r": 90, "b": 9, "coord_origin": "TOPLEFT"}}],
        },
        {"label": "list_item", "text": "桥", "children": [], "prov": []},
        {"label": "caption", "text": "表1 水位", "children": [], "prov": []},
    ],
    "tables": [
        {
            "children": [{"$ref": "#/texts/4"}],
            "data": {"grid": [[{"text": "年"}, {"text": "米"}], [{"text": "2024"}, {"text": "3"}]]},
            "prov": [],
        }
    ],
    "pages": {"1": {"page_no": 1, "size": {"width": 100, "height": 200}}},
}


def test_docling_in_the_order_of_its_tree_with_boxes_from_the_top(tmp_path):
    document = loaded(tmp_path, DOCLING)
    assert [(kind, text) for kind, _, _, text in blocks(document)] == [
        ("page furniture", "河湾日报"),
        ("heading", "一、开工"),
        ("paragraph", "会议由市政协主席主持。"),
        ("paragraph", "桥"),
        ("caption", "表1 水位"),
        ("table", "| 年 | 米 |\n| --- | --- |\n| 2024 | 3 |"),
    ]
    assert document.blocks[1].regions == ((1, 10.0, 10.0, 90.0, 20.0),)


def test_json_of_no_such_program_is_a_text(tmp_path):
    assert loaded(tmp_path, '{"text": "会议由市政协主席主持。"}').source.format == "text"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('[{"page_idx": 0, "text": "甲"', "no json file that can be read: Expecting"),
        ('[{"page_idx": "x", "text": "甲"}]', "no json file that can be read: invalid literal for int"),
        ('{"parsing_res_list": [{"block_label": "text"}]}', "it has 'parsing_res_list', but not what goes with it"),
        ('[{"page_idx": 0}, {"rec_texts": []}]', "of no program that is known: MinerU, PaddleOCR"),
        ('[{"page_idx": 0, "type": "image"}]', "no text in it"),
        ('[{"page_idx": 999999999, "text": "甲"}]', "page 1,000,000,000; pages are from 1 to 100,000"),
        ('[{"page_idx": -5, "text": "甲"}]', "page -4; pages are from 1"),
        ('[{"page_idx": 0, "text": 5}]', "no json file that can be read"),
        ('[{"page_idx": 0, "text": "甲", "bbox": [1, 2]}]', "no json file that can be read"),
        ('{"rec_texts": ["甲"], "rec_boxes": [[1, 2, 3]]}', "no json file that can be read"),
        (
            '{"schema_name": "DoclingDocument", "body": {"children": [{"$ref": "#/texts/7"}]}, "texts": []}',
            "goes with it",
        ),
    ],
)
def test_what_is_not_as_it_should_be_is_one_clear_error(tmp_path, data, message):
    with pytest.raises(DocumentError, match=message):
        loaded(tmp_path, data)
