"""A repair in the forms that other programs take over: tracked changes, TEI, a diff, marks in the text."""
