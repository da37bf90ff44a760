package postgres

import "sync"

// Kept holds what was worked out of facts whose changes are counted, under names, until something is counted. Readers share what is kept: a room
// gives copies of its lists and maps, which whoever asked may sort or shorten.
type Kept[V any] struct {
	mu     sync.Mutex
	number int64
	most   int // values
	values map[string]V
}

// Keep gives a place for so many values; when one more comes, all go.
func Keep[V any](most int) *Kept[V] { return &Kept[V]{most: most, values: map[string]V{}} }

// Of gives what is kept under a name and a number of changes, or has it worked out and keeps it. The number was read before: what is worked
// out may be newer than it, never older, and whoever reads a later number works it out again. Under number 0, nothing is kept.
func (k *Kept[V]) Of(number int64, name string, work func() (V, error)) (V, error) {
	if v, ok := k.get(number, name); ok {
		return v, nil
	}
	v, err := work()
	if err == nil && number > 0 {
		k.keep(number, name, v)
	}
	return v, err
}

func (k *Kept[V]) get(number int64, name string) (v V, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if number > 0 && number == k.number {
		v, ok = k.values[name]
	}
	return v, ok
}

func (k *Kept[V]) keep(number int64, name string, v V) {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case number < k.number: // a slow reader: nobody asks for it any more
		return
	case number > k.number || len(k.values) >= k.most:
		k.number = number
		clear(k.values)
	}
	k.values[name] = v
}
