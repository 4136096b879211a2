"""Arrays kept in one file."""

import numpy as np

from analysis.corpus.arrays import ALIGNED, save, saved


def test_arrays_come_back_with_their_types_and_shapes(tmp_path):
    given = {
        "numbers": np.arange(7, dtype=np.int32),
        "none": np.zeros(0, np.uint64),
        "table": np.arange(6.0).reshape(2, 3),
        "rows": np.array([(1, True)], [("doc", "u8"), ("whole", "?")])["doc"],
    }
    save(tmp_path / "some", **given)
    found = saved(tmp_path / "some")
    assert [*found] == [*given]
    for name, array in given.items():
        assert found[name].dtype == array.dtype
        assert found[name].tolist() == array.tolist()


def test_each_begins_where_a_processor_reads_it_fast(tmp_path):
    save(tmp_path / "some", one=np.zeros(3, np.uint8), other=np.zeros(2))
    found = saved(tmp_path / "some")
    assert (found["other"].ctypes.data - found["one"].ctypes.data) % ALIGNED == 0
