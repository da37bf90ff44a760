package dayui

import (
	"net/netip"
	"sync"
	"time"
)

// How often the code of a link may be guessed wrongly: by one address, and by all of them together.
const (
	guessesIn     = 10 * time.Minute
	guessesOfOne  = 8
	guessesOfAll  = 60
	mostGuessedAt = 10_000 // links and addresses that are remembered
)

// guesses counts wrong codes, in memory alone: no address is kept longer than it takes, and a restart forgets all of them.
type guesses struct {
	mu   sync.Mutex
	seen map[guessed]tally
}

type guessed struct {
	link int64
	from netip.Addr // the zero one: all of them
}

type tally struct {
	n     int
	since time.Time
}

func newGuesses() *guesses { return &guesses{seen: map[guessed]tally{}} }

func (g *guesses) of(key guessed, now time.Time) int {
	t := g.seen[key]
	if now.Sub(t.since) >= guessesIn {
		return 0
	}
	return t.n
}

// may tells whether a code may be tried.
func (g *guesses) may(link int64, from netip.Addr, now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.of(guessed{link, from}, now) < guessesOfOne && g.of(guessed{link: link}, now) < guessesOfAll
}

// wrong notes that one was.
func (g *guesses) wrong(link int64, from netip.Addr, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.seen) >= mostGuessedAt {
		for key, t := range g.seen {
			if now.Sub(t.since) >= guessesIn {
				delete(g.seen, key)
			}
		}
		if len(g.seen) >= mostGuessedAt {
			clear(g.seen)
		}
	}
	for _, key := range []guessed{{link, from}, {link: link}} {
		t := g.seen[key]
		if now.Sub(t.since) >= guessesIn {
			t = tally{since: now}
		}
		t.n++
		g.seen[key] = t
	}
}
