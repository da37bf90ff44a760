package accountui

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/alexedwards/scs/v2"
)

// Codec writes what a session holds as a line of JSON and the bytes after it. The codec of scs is encoding/gob, which works out the types it reads anew for
// each session: several times as long as the query that finds it. Sessions that were written so are still read.
type Codec struct{}

// head is the line that a session begins with: what it holds has one of three types. Bytes follow it as they are, in the
// order of their keys: a form that is held back may be long.
type head struct {
	Deadline time.Time         `json:"deadline"`
	Numbers  map[string]int64  `json:"numbers,omitempty"`
	Texts    map[string]string `json:"texts,omitempty"`
	Data     []string          `json:"data,omitempty"`
	Lengths  []int             `json:"lengths,omitempty"`
}

// Encode implements scs.Codec.
func (Codec) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	h := head{Deadline: deadline, Numbers: map[string]int64{}, Texts: map[string]string{}}
	var data []byte
	for _, key := range slices.Sorted(maps.Keys(values)) {
		switch v := values[key].(type) {
		case int64:
			h.Numbers[key] = v
		case string:
			h.Texts[key] = v
		case []byte:
			h.Data, h.Lengths = append(h.Data, key), append(h.Lengths, len(v))
			data = append(data, v...)
		default:
			return nil, fmt.Errorf("a session does not hold a %T, as %s is", v, key)
		}
	}
	line, err := json.Marshal(h)
	return append(append(line, '\n'), data...), err
}

// Decode implements scs.Codec.
func (Codec) Decode(b []byte) (time.Time, map[string]any, error) {
	if len(b) > 0 && b[0] != '{' {
		deadline, values, err := scs.GobCodec{}.Decode(b)
		for key, value := range values {
			if n, ok := value.(int); ok {
				values[key] = int64(n)
			}
		}
		return deadline, values, err
	}
	line, data, ok := bytes.Cut(b, []byte("\n"))
	var h head
	if err := json.Unmarshal(line, &h); err != nil || !ok || len(h.Data) != len(h.Lengths) {
		return time.Time{}, nil, cmp.Or(err, errBroken)
	}
	values := make(map[string]any, len(h.Numbers)+len(h.Texts)+len(h.Data))
	for key, n := range h.Numbers {
		values[key] = n
	}
	for key, text := range h.Texts {
		values[key] = text
	}
	for i, key := range h.Data {
		n := h.Lengths[i]
		if n < 0 || n > len(data) {
			return time.Time{}, nil, errBroken
		}
		values[key], data = data[:n:n], data[n:]
	}
	return h.Deadline, values, nil
}

var errBroken = errors.New("what is stored is not a whole session")
