package plan

import "github.com/jackc/pgx/v5/pgxpool"

// Room is the plan's door: every operation is one of its methods.
type Room struct {
	db   *pgxpool.Pool
	memo *memo
}

// New opens the room over a database.
func New(db *pgxpool.Pool) *Room { return &Room{db: db, memo: newMemo(memoBytes)} }

// room is whose numbers postgres.Bump counts here, by project.
const room = "plan"

// lists is room for checklists: ticking an item changes no date, so that plans are not worked out again.
const lists = "plan checklists"
