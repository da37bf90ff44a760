DROP TABLE import_columns;
DROP TABLE imports;
