package rooms_test

import (
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/personal"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/rooms"
)

type wordColumn struct{ Table, Name, Type string }

// wordy are the columns of the database that can hold words.
func wordy(t *testing.T, db *pgxpool.Pool) []wordColumn {
	t.Helper()
	list, err := postgres.List[wordColumn](t.Context(), db, `SELECT c.table_name AS "table", c.column_name AS name, c.udt_name AS type FROM information_schema.columns c
		JOIN information_schema.tables b ON b.table_name = c.table_name AND b.table_schema = 'public' AND b.table_type = 'BASE TABLE'
		WHERE c.table_schema = 'public' AND c.udt_name IN ('text', 'varchar', 'bpchar', 'name', '_text', 'json', 'jsonb', 'bytea', 'tsvector', 'xml', 'citext')
			AND c.table_name <> 'schema_migrations' ORDER BY 1, 2`, nil)
	if err != nil || len(list) < 50 {
		t.Fatal(len(list), err)
	}
	return list
}

func TestEveryColumnOfWordsIsDeclaredByItsRoom(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	said := map[string]personal.How{}
	for _, table := range rooms.ForTests(db).Privacy.Tables() {
		for c, how := range table.Columns {
			if _, twice := said[table.Name+"."+c]; twice || how == 0 {
				t.Errorf("%s.%s: declared twice, or as nothing", table.Name, c)
			}
			said[table.Name+"."+c] = how
		}
	}
	for _, c := range wordy(t, db) {
		if _, there := said[c.Table+"."+c.Name]; !there {
			t.Errorf("%s.%s can hold the name of somebody: say in the Personal of its room what becomes of it when she is erased", c.Table, c.Name)
		}
		delete(said, c.Table+"."+c.Name)
	}
	for c := range said {
		t.Errorf("%s: no such column of words", c)
	}
}

// TestNoColumnTellsOfDisabilityOrJustice walks the columns: the fields do not exist, on a named person or elsewhere.
func TestNoColumnTellsOfDisabilityOrJustice(t *testing.T) {
	t.Parallel()
	for _, c := range wordy(t, pgtest.New(t)) {
		for _, word := range []string{"handicap", "disab_", "disability", "prij", "pjj", "justice", "judicial", "health", "sante", "medical", "religion", "nationalit", "ethnic", "allerg"} {
			if strings.Contains(c.Name, word) {
				t.Errorf("%s.%s names a situation of a person", c.Table, c.Name)
			}
		}
	}
}
