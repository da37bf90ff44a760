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
