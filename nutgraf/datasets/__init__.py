"""Datasets: `data/<dataset>/datapackage.yaml` and its dated CSVs.

`read_datasets` reads descriptors and checks what can be checked without looking into the CSVs. Their content is read in
worker processes, by `nutgraf.datasets.frames` and `nutgraf.datasets.summary`, which need pandas.
"""

from nutgraf.datasets.reading import DATA_FOLDER, DESCRIPTOR, ReadDataset, read_datasets

__all__ = ["DATA_FOLDER", "DESCRIPTOR", "ReadDataset", "read_datasets"]
