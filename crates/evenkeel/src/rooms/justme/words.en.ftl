# justme
