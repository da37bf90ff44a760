package dayui

import (
	"net/http"
	"strings"

	"parvis/internal/daybook"
	"parvis/internal/equipment"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/outing"
	"parvis/web/serve"
	"parvis/web/urls"
)

type awayView struct {
	frame
	outing.Outing
	Loads []daybook.List // what is taken along that day, by where it goes
}

// showOuting is the sheet of what is done away from the museum, as one takes it along.
func (h *Handlers) showOuting(w http.ResponseWriter, r *http.Request) error {
	id, day, err := asked(r)
	if err != nil {
		return err
	}
	at, err := serve.ID(r, "outing")
	if err != nil {
		return err
	}
	o, err := h.outings.Outing(r.Context(), serve.By(r), at)
	if err == nil && (o.Project.ID != id || o.DeletedAt != nil) {
		err = fault.Missing(nil)
	}
	if err != nil {
		return err
	}
	if !o.Day.IsZero() {
		day = o.Day
	}
	p, lists, err := h.day.ListsOf(r.Context(), serve.By(r), id, day)
	if err != nil {
		return err
	}
	Kept(w, r)
	return serve.Page(w, r, AwayPage(awayView{frameOf(r, p, day), o.Outing, loadsOf(lists, o.Outing)}))
}

// loadsOf keeps what is loaded of the lists of a day: what goes where the outing is, else all of it.
func loadsOf(lists []daybook.List, o outing.Outing) []daybook.List {
	var all, there []daybook.List
	address, host := french.Fold(o.Address), french.Fold(o.Host.Name)
	for _, l := range lists {
		if len(l.Lines) == 0 || !strings.HasPrefix(l.Lines[0].Key, equipment.DayOut) {
			continue
		}
		all = append(all, l)
		_, place, _ := strings.Cut(french.Fold(l.Title), ": ")
		if place = strings.TrimSpace(place); place != "" && (strings.Contains(address, place) || host != "" && strings.Contains(place, host)) {
			there = append(there, l)
		}
	}
	if len(there) > 0 {
		return there
	}
	return all
}

// callHost is the address that calls whoever one asks for there; "" where no number is known.
func callHost(o outing.Outing) string {
	if number := outing.Number(o.Contact); number != "" {
		return "tel:" + number
	}
	return ""
}

// awayFacts says where it is and who drives.
func awayFacts(o outing.Outing) string {
	var said []string
	for _, one := range []string{o.Address, o.Contact} {
		if one != "" {
			said = append(said, one)
		}
	}
	if o.Driver != "" {
		said = append(said, "conduite\u00a0: "+o.Driver)
	}
	return strings.Join(said, " · ")
}

// awayWhen says when, and at whose.
func awayWhen(o outing.Outing) string {
	var said []string
	if o.Hours != "" {
		said = append(said, o.Hours)
	}
	if o.Host.ID != 0 {
		said = append(said, "chez "+o.Host.Name)
	}
	return french.Capital(strings.Join(said, ", "))
}

// loadFacts says where a thing is kept, and whether it is loaded.
func loadFacts(l daybook.Line) string {
	said := "à charger"
	if l.Tick.Done {
		said = "chargé à " + hour(l.Tick.At) + ", " + l.Tick.By
	}
	if l.Where != "" {
		said = l.Where + " · " + said
	}
	return said
}

func (v awayView) lists() string { return urls.DayLists(v.frame.Project.ID, v.frame.Day) }
