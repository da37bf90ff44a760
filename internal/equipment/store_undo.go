package equipment

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// placesOf finds the projects of the bookings that rows are of, by the places of the rows; what went is of the booking, or the project, that its row
// tells.
func placesOf(ctx context.Context, q postgres.Querier, rows []undo.Row, person int64) (map[int]place, error) {
	var at []int
	var bookings, projects []int64
	for i, row := range rows {
		if !ofBooking(row) {
			continue
		}
		of := row.ID("booking_id")
		if row.Table == "bookings" {
			of = row.ID("id")
		}
		at, bookings, projects = append(at, i), append(bookings, of), append(projects, row.ID("project_id"))
	}
	if len(at) == 0 {
		return nil, nil
	}
	lines := make([]int64, len(at))
	for i, n := range at {
		if rows[n].Table == "booking_lines" {
			lines[i] = rows[n].ID("id")
		}
	}
	list, err := postgres.List[struct {
		At int
		place
	}](ctx, q, `SELECT x.at, COALESCE(b.slot_id, 0) AS slot_id, b.slot_id IS NULL OR COALESCE(s.living, false) AS living, p.status,
			EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = @person) AS member
		FROM unnest(@at::int[], @bookings::bigint[], @projects::bigint[], @lines::bigint[]) x (at, booking, project, line)
			LEFT JOIN booking_lines l ON l.id = x.line LEFT JOIN bookings b ON b.id = COALESCE(NULLIF(x.booking, 0), l.booking_id)
			LEFT JOIN slots_named s ON s.id = b.slot_id LEFT JOIN project_anchors p ON p.id = COALESCE(b.project_id, x.project)`,
		pgx.NamedArgs{"at": at, "bookings": bookings, "projects": projects, "lines": lines, "person": person})
	found := make(map[int]place, len(list))
	for _, one := range list {
		found[one.At] = one.place
	}
	return found, err
}
