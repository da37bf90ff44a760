package attendance

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/slot"
)

func insertDoor(ctx context.Context, tx pgx.Tx, by account.By, project int64, d DoorDraft) (int64, error) {
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO count_doors (project_id, slot_id, day, name, created_by, created_at) VALUES (@project, NULLIF(@slot::bigint, 0), @day, @name, @by, @now) RETURNING id`,
		pgx.NamedArgs{"project": project, "slot": d.Slot, "day": d.Day, "name": d.Name, "by": by.ID, "now": by.At})
}

func door(ctx context.Context, q postgres.Querier, id int64) (doorRow, error) {
	return postgres.One[doorRow](ctx, q, `SELECT d.id, d.project_id, COALESCE(d.slot_id, 0) AS slot_id, d.day, d.name, p.title, p.status FROM count_doors_named d JOIN project_anchors p ON p.id = d.project_id WHERE d.id = @id AND d.living`,
		pgx.NamedArgs{"id": id})
}

// doorSlots are the slots that are counted at through a door, in the order of their times: those that begin on its day, or the one that it is of.
func doorSlots(ctx context.Context, q postgres.Querier, d Door) ([]int64, error) {
	if d.Slot != 0 {
		return []int64{d.Slot}, nil
	}
	return postgres.Scalars[int64](ctx, q, `SELECT id FROM slots_held WHERE project_id = @project AND starts_at >= @from AND starts_at < @to ORDER BY starts_at, id LIMIT @most`,
		pgx.NamedArgs{"project": d.Project, "from": slot.Times{Day: d.Day}.Start(), "to": slot.Times{Day: d.Day.AddDays(1)}.Start(), "most": mostOfDay})
}

// doorTaps is how many taps came through a door, as far as they are to be counted.
func doorTaps(ctx context.Context, q postgres.Querier, id int64) (int, error) {
	return postgres.Scalar[int](ctx, q, `SELECT count(*)::int FROM (SELECT FROM attendance_taps WHERE door_id = @door LIMIT @most) t`, pgx.NamedArgs{"door": id, "most": mostAtDoor})
}
