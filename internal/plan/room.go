package plan

import "github.com/jackc/pgx/v5/pgxpool"

// Room is the plan's door: every operation is one of its methods.
type Room struct {
	db *pgxpool.Pool
}

// New opens the room over a database.
func New(db *pgxpool.Pool) *Room { return &Room{db: db} }
