DROP TABLE notices_mailed;
DROP TABLE password_links;
DROP TABLE outbox_kept;
DROP TABLE outbox;
