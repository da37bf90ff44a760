package rooms_test

import (
	"maps"
	"slices"
	"testing"

	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/rooms"
)

// TestAMergeMovesWhateverNamesARecord compares what rooms say that they move with the foreign keys of the database and with the columns that
// name a thing by its kind and number.
func TestAMergeMovesWhateverNamesARecord(t *testing.T) {
	t.Parallel()
	house := rooms.ForTests(pgtest.New(t))
	for kind, table := range map[journal.Kind]string{journal.Organisation: "organisations", journal.Contact: "contacts"} {
		named := column(t, `SELECT c.conrelid::regclass::text || '.' || a.attname FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)
			WHERE c.contype = 'f' AND c.confrelid = '`+table+`'::regclass`)
		named = append(named, column(t, `SELECT c.relname || '.' || replace(a.attname, '_kind', '_id') FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
			WHERE a.attname IN ('subject_kind', 'within_kind') AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`)...)
		named = append(named, "not_duplicates.one_id", "not_duplicates.other_id", "imports.subject_id")
		told := map[string]bool{}
		for _, m := range house.Partners.Movers(kind) {
			for _, c := range m.Moves {
				if told[c] {
					t.Errorf("%s of %s is moved twice", c, kind)
				}
				told[c] = true
			}
		}
		for c := range partner.Stays {
			told[c] = true
		}
		if kind == journal.Contact { // nobody talks about a contact, or attaches files to her
			told["thread_texts.subject_id"], told["files.subject_id"] = true, true
		}
		for _, c := range named {
			if !told[c] {
				t.Errorf("%s names %s: say in a room's partner.Mover what a merge does to it, or in partner.Stays why it does nothing", c, table)
			}
		}
		for _, c := range slices.Sorted(maps.Keys(told)) {
			if !slices.Contains(named, c) && !(kind == journal.Organisation && len(c) > 8 && c[:8] == "contacts" || kind == journal.Organisation && c == "contact_index.contact_id" || kind == journal.Contact && (c == "organisations.merged_into" || c == "organisation_index.organisation_id")) {
				t.Errorf("%s names no %s", c, table)
			}
		}
	}
}
