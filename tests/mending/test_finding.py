from analysis.mending.finding import Finding


def test_a_finding_proposes_no_edit_unless_it_says_so_and_nobody_changes_it():
    found = Finding("byline", 3, 8, "a reporter's name", 0.9)
    assert found.edits == ()
    assert {found} == {Finding("byline", 3, 8, "a reporter's name", 0.9)}
