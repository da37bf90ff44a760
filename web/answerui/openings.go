package answerui

import (
	"context"
	"sync"
	"time"

	"parvis/internal/response"
)

// openings keeps for a moment what addresses open: a class asks the same page thirty times in a second. What is kept of an answer asks the database again whether it is
// taken, and what is done to a collection here is seen here at once.
type openings struct {
	mu   sync.Mutex
	kept map[string]opened
}

type opened struct {
	response.Opening
	until time.Time
}

// The bounds of what is kept, and for how long.
const (
	mostOpenings = 1_000
	openingLasts = time.Second
)

// of gives what a token opens, as it was a moment ago at most.
func (o *openings) of(ctx context.Context, room *response.Room, token string) (response.Opening, error) {
	now := time.Now()
	o.mu.Lock()
	known, there := o.kept[token]
	o.mu.Unlock()
	if there && now.Before(known.until) {
		return known.Opening, nil
	}
	found, err := room.ByToken(ctx, token)
	if err != nil {
		return found, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.kept) >= mostOpenings {
		clear(o.kept)
	}
	o.kept[token] = opened{found, now.Add(openingLasts)}
	return found, nil
}

// forget has everything be asked anew.
func (o *openings) forget() {
	o.mu.Lock()
	defer o.mu.Unlock()
	clear(o.kept)
}
