-- A sheet of paper that was mistyped is corrected where it stands: what an act changes of it is noted, so that it can be taken back. What somebody answered is not noted as it comes:
-- texts are only where the room says that it corrects, and it says so for its transaction.
CREATE TRIGGER note_row_change AFTER UPDATE OF choices, day, language, help ON responses FOR EACH ROW WHEN (OLD.channel = 'paper') EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON response_texts FOR EACH ROW WHEN (current_setting('parvis.corrects', true) = 'yes') EXECUTE FUNCTION note_row_change('id');
