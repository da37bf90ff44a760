package results

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/survey/tally"
	"parvis/internal/workcal"
)

// where says which responses r a filter takes, with the arguments that args gives.
func (f Filter) where() string {
	parts := []string{"r.form_id = @form"}
	for _, p := range []struct {
		set  bool
		says string
	}{
		{f.Event != 0, "r.project_id IN (SELECT p.id FROM project_anchors p WHERE p.event_id = @event)"}, {f.Project != 0, "r.project_id = @project"}, {f.Slot != 0, "r.slot_id = @slot"},
		{f.Audience != 0, "r.audience_id = @audience"}, {f.Channel != "", "r.channel = @channel"}, {f.Language != "", "r.language = @language"},
		{f.Presentation != "", "r.easy = @easy"}, {f.Version != 0, "r.number = @number"}, {!f.From.IsZero(), "r.day >= @from"}, {!f.To.IsZero(), "r.day <= @to"},
	} {
		if p.set {
			parts = append(parts, p.says)
		}
	}
	return strings.Join(parts, " AND ")
}

func (f Filter) args(form int64) pgx.NamedArgs {
	return pgx.NamedArgs{"form": form, "event": f.Event, "project": f.Project, "slot": f.Slot, "audience": f.Audience, "channel": string(f.Channel), "language": f.Language,
		"easy": f.Presentation == Easy, "number": f.Version, "from": f.From, "to": f.To}
}

// counted is what one reading of the responses gives.
type counted struct {
	Tally       tally.Tally
	Aside       int
	First, Last workcal.Date // of those that are counted
}

// block is some lines, read and not yet counted: where each ends, and whether it was answered with help.
type block struct {
	text   string
	ends   []int
	helped []bool
}

// lengths of a block: what is read while the block before is counted.
const (
	blockBytes = 64 << 10
	blocksRead = 4
)

// epoch is the day from which PostgreSQL counts days.
var epoch = workcal.Of(2000, 1, 1)

var errShape = errors.New("results: the database answers in another form than asked")

// queueLines adds to a batch the reading of every response that a filter takes. They are counted while the next are read, and nothing of them is kept; with is called before the
// first: what the batch read before tells what the form asks.
func queueLines(b *pgx.Batch, into *counted, form int64, f Filter, with func() *tally.Counter) {
	b.Queue(`SELECT r.choices, r.help <> 'none' AS helped, a.response_id IS NOT NULL AS aside, r.day FROM responses_given r LEFT JOIN responses_set_aside a ON a.response_id = r.id WHERE `+f.where(),
		f.args(form)).Query(func(rows pgx.Rows) error {
		counter := with()
		blocks, done := make(chan block, blocksRead), make(chan struct{})
		go func() {
			defer close(done)
			for one := range blocks {
				from := 0
				for i, end := range one.ends {
					counter.Add(one.helped[i], one.text[from:end])
					from = end
				}
			}
		}()
		err := readLines(rows, into, blocks)
		close(blocks)
		<-done
		into.Tally = counter.Tally()
		return err
	})
}

func readLines(rows pgx.Rows, into *counted, blocks chan<- block) error {
	text := make([]byte, 0, blockBytes+8<<10)
	var ends []int
	var helped []bool
	send := func() {
		if len(ends) > 0 {
			blocks <- block{string(text), slices.Clone(ends), slices.Clone(helped)}
		}
		text, ends, helped = text[:0], ends[:0], helped[:0]
	}
	first, last := int32(1<<30), int32(-1<<30)
	for rows.Next() {
		raw := rows.RawValues()
		if len(raw) != 4 || len(raw[1]) != 1 || len(raw[2]) != 1 || len(raw[3]) != 4 { // in binary, as every driver's plan reads them
			return errShape
		}
		if raw[2][0] != 0 {
			into.Aside++
			continue
		}
		day := int32(binary.BigEndian.Uint32(raw[3])) //nolint:gosec // a day
		first, last = min(first, day), max(last, day)
		text = append(text, raw[0]...)
		ends, helped = append(ends, len(text)), append(helped, raw[1][0] != 0)
		if len(text) >= blockBytes {
			send()
		}
	}
	send()
	if first <= last {
		into.First, into.Last = epoch.AddDays(int(first)), epoch.AddDays(int(last))
	}
	return rows.Err()
}
