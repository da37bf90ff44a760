package response

import (
	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
)

// Entering is a collection whose sheets of paper somebody has to type.
type Entering struct {
	ID      int64
	Label   string
	Project string // its short name, or its title
	Given   int    // answers that are kept
}

// typedWithin is how many days after the last one of a collection its sheets are still waited for.
const typedWithin = 14

// ToEnter adds to a batch the collections that its reader is the one to ask, that have begun and are not closed; at most that many.
func ToEnter(into *[]Entering, by account.By, most int) account.Also {
	if !by.Can(MayEnter, access.Tie{}) {
		return func(*pgx.Batch) {}
	}
	return func(b *pgx.Batch) {
		postgres.Queue(b, into, `SELECT c.id, c.label, COALESCE(NULLIF(p.short_name, ''), p.title) AS project, (SELECT count(*) FROM responses r WHERE r.collection_id = c.id) AS given
			FROM collections c JOIN project_anchors p ON p.id = c.project_id AND p.status NOT IN ('archived', 'cancelled')
			WHERE c.asker_id = @person AND c.deleted_at IS NULL AND c.closed_at IS NULL AND COALESCE(c.opens_on <= @today, true) AND COALESCE(c.closes_on >= @since, true)
			ORDER BY c.opens_on NULLS LAST, c.id LIMIT @most`,
			pgx.NamedArgs{"person": by.ID, "today": by.Today(), "since": by.Today().AddDays(-typedWithin), "most": most})
	}
}
