DROP TABLE document_contents;
DROP TABLE document_models;
