DROP TABLE notices_off;
DROP TABLE notices;
DROP TABLE thread_mentions;
DROP TABLE thread_texts;
