// Package historyui draws the history of a thing, whichever room it is of: who did what, when, and
// what differs field by field.
package historyui

import (
	"net/http"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
)

// History is a page of the history of one thing.
type History struct {
	Of   journal.Subject // is not named in its own history
	Path string          // of the first page
	journal.Page
	May map[string]bool // which acts its reader may take back now
}

// Read is a page of a history for whoever asks.
func Read(r *http.Request, of journal.Subject, page journal.Page) (History, error) {
	var acts []string
	for _, e := range page.Entries {
		if e.Act != "" && !slices.Contains(acts, e.Act) && serve.By(r).At.Sub(e.At) < journal.KeptDays*24*time.Hour {
			acts = append(acts, e.Act)
		}
	}
	may, err := serve.MayUndo(r, acts...)
	return History{Of: of, Path: r.URL.Path, Page: page, May: may}, err
}

// lastUndone is the latest act that its reader may take back: what the list's form does without a button.
func (h History) lastUndone() string {
	for _, e := range h.Entries {
		if h.undoes(e) {
			return e.Act
		}
	}
	return ""
}

// undoes tells whether an entry is where its act is taken back: the last of it.
func (h History) undoes(e journal.Entry) bool {
	at := slices.IndexFunc(h.Entries, func(other journal.Entry) bool { return other.Act == e.Act })
	return e.Act != "" && h.May[e.Act] && h.Entries[at].ID == e.ID
}

// Lead opens the page of a history.
const Lead = "Qui a fait quoi, et quand\u00a0: le plus récent d’abord. L’historique s’écrit tout seul et ne se modifie pas. Un geste de moins de sept jours s’annule d’ici."

// Title is the title of the window over a page of the history of what is named.
func (h History) Title(name string) string {
	title := "Historique · " + name
	if h.Number > 1 {
		title += " · page " + strconv.Itoa(h.Number)
	}
	return title
}

// Asked is the number of the page that the address asks for.
func Asked(r *http.Request) int { return form.Query(r).Int("page") }

// Show answers with the history of a thing on a page of its own; crumbs are the way back to it.
func Show(w http.ResponseWriter, r *http.Request, section ui.Section, of journal.Subject, page journal.Page, crumbs ...ui.Crumb) error {
	h, err := Read(r, of, page)
	if err != nil {
		return err
	}
	return serve.Page(w, r, Page(section, h, crumbs))
}

// day is what was done on one day, last first.
type day struct {
	Date    workcal.Date
	Entries []journal.Entry
}

// byDay gathers entries by their day in Paris, keeping their order.
func byDay(entries []journal.Entry) []day {
	var list []day
	for _, e := range entries {
		date := workcal.FromTime(e.At)
		if len(list) == 0 || list[len(list)-1].Date != date {
			list = append(list, day{Date: date})
		}
		last := &list[len(list)-1]
		last.Entries = append(last.Entries, e)
	}
	return list
}

// most is how much of a long text a history shows, in characters.
const most = 280

// text is a value as a history shows it.
func text(value string) string {
	if value == "" {
		return "rien"
	}
	if utf8.RuneCountInString(value) <= most {
		return value
	}
	return string([]rune(value)[:most]) + "…"
}

// told are the changes that the verb does not tell already, as « a terminé » does of a state.
func told(changes []field.Change) []field.Change {
	return slices.DeleteFunc(slices.Clone(changes), func(c field.Change) bool { return c.Name == "etat" })
}

// plain tells whether a change has nothing to show but its new value.
func plain(c field.Change) bool { return c.Before == "" }
