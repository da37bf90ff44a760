package staffui

import (
	"cmp"
	"net/http"
	"slices"

	"parvis/internal/crew"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/internal/staff"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// paperPage is what is printed of the people of a project: of some of its days.
type paperPage struct {
	staff.Team
	Days []workcal.Date
	Hand crew.Hand // of one person alone; 0: everybody
	News []staff.News
}

func (h *Handlers) paper(r *http.Request) (paperPage, error) {
	t, err := h.team(r)
	if err != nil {
		return paperPage{}, err
	}
	q := form.Query(r)
	p := paperPage{Team: t, Days: t.Days()}
	if d, err := workcal.Parse(q.Text("jour")); err == nil && slices.Contains(p.Days, d) {
		p.Days = []workcal.Date{d}
	}
	if hand, err := crew.ParseHand(q.Text(staff.FieldHand)); err == nil {
		p.Hand = hand
	}
	return p, nil
}

// back is the page that offered the sheet.
func (p paperPage) back() string {
	if len(p.Days) == 1 {
		return urls.ProjectStaffOf(p.Project.ID, dayValues(p.Days[0]))
	}
	return urls.ProjectStaff(p.Project.ID)
}

// when says which days it is about.
func (p paperPage) when() string {
	switch len(p.Days) {
	case 0:
		return "aucun jour"
	case 1:
		return p.Days[0].French()
	}
	return "du " + p.Days[0].French() + " au " + p.Days[len(p.Days)-1].French()
}

// personSheet is the sheet of one person.
type personSheet struct {
	crew.Member
	Posts   []staff.Post
	Minutes int
}

// sheets are those of everybody who holds something on these days, or was told that she did.
func (p paperPage) sheets() []personSheet {
	gone := map[crew.Hand][]staff.Post{}
	for _, n := range p.News {
		for _, one := range n.Posts {
			if one.Since() == staff.ToldGone && slices.Contains(p.Days, one.Day) {
				gone[n.Hand] = append(gone[n.Hand], one)
			}
		}
	}
	days := map[crew.Hand]staff.PersonDays{}
	for _, one := range p.DaysOf(p.Days) {
		days[one.Hand] = one
	}
	var list []personSheet
	for _, m := range p.Members {
		s := personSheet{Member: m, Posts: gone[m.Hand], Minutes: days[m.Hand].Minutes}
		for _, d := range days[m.Hand].Days {
			for _, h := range d.Posts {
				s.Posts = append(s.Posts, h.Post)
			}
		}
		if len(s.Posts) == 0 || p.Hand != 0 && p.Hand != m.Hand {
			continue
		}
		slices.SortStableFunc(s.Posts, func(a, b staff.Post) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.From, b.From)) })
		list = append(list, s)
	}
	return list
}

func (h *Handlers) printSheets(w http.ResponseWriter, r *http.Request) error {
	p, err := h.paper(r)
	if err != nil {
		return err
	}
	if p.News, err = h.staff.Untold(r.Context(), serve.By(r), p.Project.ID); err != nil {
		return err
	}
	return serve.Page(w, r, SheetsPage(p))
}

func (h *Handlers) printPlaces(w http.ResponseWriter, r *http.Request) error {
	p, err := h.paper(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PlacesPage(p))
}

func (h *Handlers) printSigning(w http.ResponseWriter, r *http.Request) error {
	p, err := h.paper(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, SigningPage(p))
}

// placeSheet is what happens in a place.
type placeSheet struct {
	Name  string
	Slots []slot.Slot // in time
}

// places part the slots that are held on these days by their places, by name.
func (p paperPage) places() []placeSheet {
	var list []placeSheet
	for _, s := range p.Slots {
		if !s.Status.Held() || !slices.Contains(p.Days, s.Day) {
			continue
		}
		i := slices.IndexFunc(list, func(one placeSheet) bool { return one.Name == s.Place() })
		if i < 0 {
			i = len(list)
			list = append(list, placeSheet{Name: s.Place()})
		}
		list[i].Slots = append(list[i].Slots, s)
	}
	slices.SortStableFunc(list, func(a, b placeSheet) int { return cmp.Compare(french.Fold(a.Name), french.Fold(b.Name)) })
	return list
}

// whoIs says who holds a slot, need by need, and what lacks still.
func (p paperPage) whoIs(s slot.Slot) []string {
	var said []string
	for _, n := range p.Needs[s.ID] {
		line := french.Capital(n.Label) + "\u00a0: "
		switch held, gap := names(n), n.Gap(); {
		case gap == "":
			line += held
		case held == "":
			line += "à pourvoir, " + gap
		default:
			line += held + "\u00a0; à pourvoir, " + gap
		}
		said = append(said, line)
	}
	return said
}

// signers are those who hold something on a day, and sign that they came.
func (p paperPage) signers(d workcal.Date) []staff.Row {
	return slices.DeleteFunc(p.BoardOf(d).Rows, func(r staff.Row) bool { return len(r.Posts) == 0 })
}

// hoursOf is from when to when somebody is there.
func hoursOf(r staff.Row) string {
	first, last := r.Posts[0].From, 0
	for _, h := range r.Posts {
		last = max(last, h.To)
	}
	return slot.Clock(first) + "\u00a0–\u00a0" + slot.Clock(last)
}
