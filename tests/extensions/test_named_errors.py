"""An error of an extension says whose it is, on one line."""

from analysis.extensions.named_errors import entry_point_error, finding_error


class Finder:
    def __call__(self, _document):
        return []


def test_an_error_names_the_kind_and_the_function_whatever_was_registered():
    expected = "the finding ‘mine’, registered by test_named_errors.Finder: no tuple"
    assert str(finding_error("mine", Finder(), "no tuple")) == expected
    said = str(entry_point_error("mine", "my_extension:register", OSError("no\nfile")))
    assert said == "the entry point mine = my_extension:register: OSError: no file"
