DROP TRIGGER note_row_change ON thread_texts;
DROP VIEW contacts_of, exchanges_with, contacts_named, organisations_named, territory_places, territories_named, own_tasks_named, tasks_named;
DROP TABLE saved_lists, not_duplicates, tag_thresholds, contact_index, organisation_index, interaction_projects, interaction_contacts,
    interaction_organisations, interactions, posts, contacts, organisations, territory_towns, territories;
-- pg_trgm stays: it may belong to whoever made the database, and holds nothing.
