package staff

import (
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/internal/slot"
)

// queueDayPosts reads what people are given of the slots of a project that begin between two moments.
func queueDayPosts(b *pgx.Batch, into *[]postRow, project int64, from, to time.Time) {
	postgres.Queue(b, into, postSQL+`s.project_id = @of AND s.starts_at >= @from AND s.starts_at < @to AND o.ended_at IS NULL`+postOrder,
		pgx.NamedArgs{"of": project, "from": from, "to": to, "most": mostListed})
}

// queueHolders reads who has to be at slots that are held: few columns, since they are read on the day's own page each time it is looked at.
func queueHolders(b *pgx.Batch, into *[]postRow, slots []int64) {
	b.Queue(`SELECT o.id, o.need_id, o.slot_id, o.hand, COALESCE(who.name, x.name, '') AS name FROM postings o LEFT JOIN people_named who ON who.id = o.person_id LEFT JOIN outsiders_named x ON x.id = o.outsider_id
		WHERE o.slot_id = ANY(@slots) AND o.ended_at IS NULL AND o.answer <> 'no' LIMIT @most`, pgx.NamedArgs{"slots": slots, "most": mostListed}).Query(func(rows pgx.Rows) error {
		list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (postRow, error) {
			p := postRow{Status: slot.Planned, Needed: true, Living: true}
			err := row.Scan(&p.ID, &p.NeedID, &p.SlotID, &p.Hand, &p.Name)
			return p, err
		})
		*into = list
		return err
	})
}
