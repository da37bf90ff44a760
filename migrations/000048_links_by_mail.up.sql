-- Parvis itself may write to whoever has to send a piece. The token of the link in that message is made as the message leaves; one that leaves twice, where the answer of
-- the mail server was lost, holds two, and both open.
ALTER TABLE links ADD COLUMN by_mail boolean NOT NULL DEFAULT false,
    ADD COLUMN former_hash bytea CONSTRAINT links_former_hash_unique UNIQUE,
    ADD CONSTRAINT links_former_hash_whole CHECK (octet_length(former_hash) = 32),
    ADD CONSTRAINT links_by_mail_of_deposit CHECK (NOT by_mail OR purpose = 'deposit');
