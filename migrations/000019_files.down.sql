DROP TABLE file_thumbnails;
DROP TABLE file_chunks;
DROP TABLE files;
DELETE FROM row_changes WHERE relation = 'files';
