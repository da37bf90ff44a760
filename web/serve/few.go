package serve

import (
	"net/http"
	"strconv"
	"time"

	"parvis/internal/fault"
)

// Few lets at most n requests at once through to what takes much memory, from the reading to the last byte
// that leaves. The others wait their turn; after patience they are answered 503, with a sentence.
func Few(n int, patience time.Duration) func(http.Handler) http.Handler {
	places := make(chan struct{}, n)
	return func(next http.Handler) http.Handler {
		return Handle(func(w http.ResponseWriter, r *http.Request) error {
			late := time.NewTimer(patience)
			defer late.Stop()
			select {
			case places <- struct{}{}:
			case <-r.Context().Done():
				return r.Context().Err()
			case <-late.C:
				w.Header().Set("Retry-After", strconv.Itoa(int(max(patience, time.Second).Seconds())))
				return fault.New(fault.Unavailable, "Beaucoup de grandes pages sont demandées en ce moment. Veuillez réessayer dans un instant.", nil)
			}
			defer func() { <-places }()
			// A reader whose line is slow, or cut, does not keep the others waiting for long.
			_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(mostWriting))
			next.ServeHTTP(w, r)
			return nil
		})
	}
}

// mostWriting is how long a page let through by Few may take, until it has left whole.
const mostWriting = 30 * time.Second
