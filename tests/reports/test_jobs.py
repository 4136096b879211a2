from analysis import load, parse
from analysis.reports.jobs import jobs_of


def test_notebooks_load_the_file_of_a_pdf_which_has_its_pages(two_pages):
    data = two_pages.read_bytes()
    (job,) = jobs_of([load(two_pages)], {}, figures=False)
    assert (job.file, job.data()) == ("two.pdf", data)


def test_notebooks_load_the_text_where_the_file_is_gone_or_another(two_pages):
    document = load(two_pages)
    two_pages.write_bytes(b"%PDF-1.4 another")
    (job,) = jobs_of([document], {}, figures=False)
    assert (job.file, job.data()) == ("two.txt", document.text.encode())


def test_documents_of_one_name_have_folders_of_their_own():
    jobs = jobs_of([parse("甲", "a"), parse("乙", "A")], {"min_length": 30}, figures=False)
    made = [(job.folder, job.file, job.data().decode()) for job in jobs]
    assert made == [("a", "a.txt", "甲"), ("A-2", "A-2.txt", "乙")]
