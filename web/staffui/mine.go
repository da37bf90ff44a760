package staffui

import (
	"net/http"

	"parvis/internal/french"
	"parvis/internal/staff"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// minePage is what its reader is given.
type minePage struct {
	Name  string
	Posts []staff.Post
	Today workcal.Date
}

// mineDay is a day of it.
type mineDay struct {
	Day   workcal.Date
	Posts []staff.Post
}

// Days parts posts, which are in time, by day.
func daysOf(posts []staff.Post) []mineDay {
	var days []mineDay
	for _, p := range posts {
		if n := len(days); n == 0 || days[n-1].Day != p.Day {
			days = append(days, mineDay{Day: p.Day})
		}
		last := &days[len(days)-1]
		last.Posts = append(last.Posts, p)
	}
	return days
}

// lead says how much there is, and what waits for an answer.
func (p minePage) lead() string {
	stands, waiting := p.counted()
	said := french.Count(stands, "séance à venir", "séances à venir") + "."
	if waiting > 0 {
		said += " " + french.Capital(french.Count(waiting, "réponse attendue", "réponses attendues")) + "."
	}
	return said
}

// going are those that she goes to, and what is told of the others: what she refused is not.
func (p minePage) going() []staff.Post {
	var list []staff.Post
	for _, one := range p.Posts {
		if one.Taken() || one.Since() != "" {
			list = append(list, one)
		}
	}
	return list
}

// counted tells how many she holds, and how many of these wait for her answer.
func (p minePage) counted() (stands, waiting int) {
	for _, one := range p.Posts {
		if one.Taken() {
			stands++
			if one.Answer == "" {
				waiting++
			}
		}
	}
	return stands, waiting
}

// waiting is how many wait for her answer.
func (p minePage) waiting() int {
	_, n := p.counted()
	return n
}

// acceptMine answers yes to all that waits for an answer.
func (h *Handlers) acceptMine(w http.ResponseWriter, r *http.Request) error {
	if _, err := form.Read(r); err != nil {
		return err
	}
	n, err := h.staff.Accept(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	said := "Vous aviez déjà répondu à tout."
	if n > 0 {
		said = "Vous avez dit oui à " + french.Count(n, "séance", "séances") + "."
	}
	serve.Flash(r, said)
	return serve.Redirect(w, r, urls.MySlots())
}

func (h *Handlers) mine(r *http.Request) (minePage, error) {
	by := serve.By(r)
	list, err := h.staff.Mine(r.Context(), by)
	return minePage{Name: by.Name, Posts: list, Today: by.Today()}, err
}

func (h *Handlers) showMine(w http.ResponseWriter, r *http.Request) error {
	p, err := h.mine(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, MinePage(p))
}

func (h *Handlers) printMine(w http.ResponseWriter, r *http.Request) error {
	p, err := h.mine(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, MinePrintPage(p))
}
