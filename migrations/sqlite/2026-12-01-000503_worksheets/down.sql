DROP TABLE worksheets;
