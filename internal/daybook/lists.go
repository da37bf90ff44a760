package daybook

import (
	"context"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// Line is something to do on the day that can be ticked.
type Line struct {
	Key   string // stays the same whatever else changes: « montage:12 »; MaxLine characters at most
	Label string // « Monter la table de fouille »
	Where string
	Slot  int64     // that it is for; 0: none
	From  time.Time // when it can begin; zero: at any time
	Due   time.Time // by when it is to be done; zero: by the end of the day
	Tick  Tick
	Kept  bool // its room keeps whether it is done, and says so in Tick
}

// Late tells whether it should be done by now, and is not.
func (l Line) Late(now time.Time) bool { return !l.Tick.Done && !l.Due.IsZero() && l.Due.Before(now) }

// Tick is who said last that a line is done, or not.
type Tick struct {
	Done bool
	At   time.Time // zero: nobody said anything yet
	By   string
}

// List is lines under a title.
type List struct {
	Title string
	Lines []Line
}

// Left is how many lines are not done.
func (l List) Left() int {
	n := 0
	for _, one := range l.Lines {
		if !one.Tick.Done {
			n++
		}
	}
	return n
}

// Lister gives lists of a project's day, without ticks, the same to whoever asks. A room above this one registers its own by Room.Listing: what they are
// made of counts itself (a_count_change), since they are kept.
type Lister func(ctx context.Context, by account.By, project int64, day workcal.Date) ([]List, error)

// Listing adds lists of another room, before those of this one.
func (r *Room) Listing(list Lister) { r.lists = append([]Lister{list}, r.lists...) }

// Keeper notes that a line is done, or not, at a moment, in the room whose it is. The same again does nothing.
type Keeper func(ctx context.Context, by account.By, line string, done bool, at time.Time) error

// Keeping has the room of the lines whose keys begin so note their ticks too.
func (r *Room) Keeping(prefix string, keep Keeper) { r.keepers[prefix] = keep }

// keep hands a tick to the room that keeps its line, if there is one.
func (r *Room) keep(ctx context.Context, by account.By, line string, done bool, at time.Time) error {
	for prefix, keep := range r.keepers {
		if strings.HasPrefix(line, prefix) {
			return keep(ctx, by, line, done, at)
		}
	}
	return nil
}

// checkLine refuses what can be no key of a line.
func checkLine(key string) error {
	if key == "" || utf8.RuneCountInString(key) > MaxLine || strings.ContainsRune(key, 0) || !utf8.ValidString(key) {
		return fault.New(fault.Invalid, "Cette ligne n’est d’aucune liste.", nil)
	}
	return nil
}

// setUpKey is the line of setting a slot up.
func setUpKey(id int64) string { return "montage:" + strconv.FormatInt(id, 10) }

// setUps lists what is set up before the slots of a day, and tidied after them.
func setUps(slots []slot.Slot) []List {
	before, after := List{Title: "Montage"}, List{Title: "Rangement"}
	for _, s := range slots {
		if s.Status != slot.Planned {
			continue
		}
		if s.SetUp > 0 {
			before.Lines = append(before.Lines, setUpLine(s))
		}
		if s.Draft.Tidy > 0 {
			end := s.End()
			after.Lines = append(after.Lines, Line{Key: "rangement:" + strconv.FormatInt(s.ID, 10), Label: "Ranger " + s.Activity.Title, Where: s.Place(), Slot: s.ID, From: end, Due: end.Add(time.Duration(s.Draft.Tidy) * time.Minute)})
		}
	}
	return []List{before, after}
}

func setUpLine(s slot.Slot) Line {
	return Line{Key: setUpKey(s.ID), Label: "Monter " + s.Activity.Title, Where: s.Place(), Slot: s.ID, From: s.Start().Add(-time.Duration(s.SetUp) * time.Minute), Due: s.Start()}
}

// ListsOf gives the lists of a project's day with their ticks; those without a line are left out.
func (r *Room) ListsOf(ctx context.Context, by account.By, of int64, day workcal.Date) (Project, []List, error) {
	s, err := r.sheet(ctx, by, of, day)
	if err != nil {
		return Project{}, nil, err
	}
	lists, err := r.listsOf(ctx, by, s, day)
	return s.project, lists, err
}
