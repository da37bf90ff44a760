DROP TRIGGER note_row_change ON response_texts;
DROP TRIGGER note_row_change ON responses;
