"""A kind that proposes to add again where it added is held; one that comes to an end is mended."""

import pytest

import analysis

TEXT = "春天来了！！！！花开了。\n\n河水涨了三寸，花也开了。\n"


def places(letters, document):
    return [at for at in range(len(document.text)) if document.text.startswith(letters, at)]


def inserted(document):
    for at in places("花", document):
        yield at, at + 1, "", 0.99, ((at + 1, at + 1, "儿"),)


def replaced(document):
    for at in places("花", document):
        yield at, at + 1, "", 0.99, ((at, at + 1, "花儿"),)


def swapped(document):
    for one, other in (("花", "草"), ("草", "花")):
        for at in places(one, document):
            yield at, at + 1, "", 0.99, ((at, at + 1, other),)


def shortened(document):
    for at in places("！！", document)[:1]:
        yield at, at + 2, "", 0.99, ((at, at + 2, "！"),)


def corrected(document):
    for at in places("花", document):
        yield at, at + 1, "", 0.99, ((at, at + 1, "草"),)


@pytest.fixture
def repaired(request):
    analysis.register_finding("mine", request.param)
    yield analysis.repair(analysis.parse(TEXT))
    analysis.unregister("mine")


@pytest.mark.parametrize("repaired", [inserted, replaced, swapped], indirect=True)
def test_what_would_never_come_to_rest_is_held_everywhere_it_would_not(repaired):
    assert repaired.document.text == TEXT
    said = repaired.findings[["start", "applied", "held"]].to_numpy().tolist()
    why = "would be proposed again where it was made"
    assert said == [[TEXT.index("花"), False, why], [TEXT.rindex("花"), False, why]]
    assert analysis.restore(repaired) == TEXT


@pytest.mark.parametrize(
    ("repaired", "text"),
    [(shortened, TEXT.replace("！！！！", "！")), (corrected, TEXT.replace("花", "草"))],
    indirect=["repaired"],
)
def test_what_comes_to_an_end_is_mended_and_then_nothing_more(repaired, text):
    assert repaired.document.text == text
    assert analysis.repair(repaired.document).document.text == text
    assert analysis.restore(repaired) == TEXT


@pytest.mark.parametrize("repaired", [inserted], indirect=True)
def test_what_a_person_accepts_is_made_once(repaired):
    document = repaired.source
    wanted = analysis.Decisions("page").accept(document, repaired.findings.iloc[0])
    again = analysis.repair(document, decisions=wanted)
    assert again.document.text == TEXT.replace("花", "花儿", 1)
    assert analysis.restore(again) == TEXT
