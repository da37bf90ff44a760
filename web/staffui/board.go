package staffui

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/internal/staff"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// The boxes of the board choose a need that lacks people, or somebody on a slot; HTML checkers take a name that stands several times for an oversight
// unless it ends so.
const (
	boxNeed = "b[]"
	boxPost = "p[]"
)

// wholeTime is the day of the address that stands for all of them.
const wholeTime = "tous"

// act is what may be done with what is chosen.
type act string

const (
	actGive act = "confier"
	actTake act = "retirer"
)

var acts = []act{actGive, actTake}

// boardPage is a day of a project's people, or all its days.
type boardPage struct {
	staff.Team
	Board  staff.Board
	People []staff.PersonDays // of all days, instead of a board
	Day    workcal.Date
	All    bool
	Chosen *needPage // the need that is looked at
	Form   *form.Form
	Back   string // the page that the acts come back to
}

func (h *Handlers) team(r *http.Request) (staff.Team, error) {
	project, err := serve.ID(r, "project")
	if err != nil {
		return staff.Team{}, err
	}
	return h.staff.OfProject(r.Context(), serve.By(r), project)
}

func (h *Handlers) board(r *http.Request) (boardPage, error) {
	t, err := h.team(r)
	if err != nil {
		return boardPage{}, err
	}
	q := form.Query(r)
	p := boardPage{Team: t, Form: form.Of(nil), All: q.Text("jour") == wholeTime && len(t.Days()) > 1}
	p.Day = slot.DayShown(t.Days(), q.Text("jour"), serve.Today(r))
	if p.All {
		p.People = t.DaysOf(t.Days())
	} else {
		p.Board = t.BoardOf(p.Day)
	}
	p.Back = p.dayURL(p.asked())
	if need := q.ID("besoin"); need != 0 {
		c, err := h.staff.Choice(r.Context(), serve.By(r), need)
		if err == nil && c.Slot.Project.ID != t.Project.ID {
			err = fault.Missing(nil)
		}
		if err != nil {
			return p, err
		}
		p.Chosen = &needPage{Choice: c, Form: p.Form, Back: p.Back}
	}
	return p, nil
}

// asked is the day as addresses name it.
func (p boardPage) asked() string {
	if p.All {
		return wholeTime
	}
	return p.Day.String()
}

func (p boardPage) dayURL(day string) string {
	return urls.ProjectStaffOf(p.Project.ID, url.Values{"jour": {day}})
}

// needURL shows who may be given a need, above the same day.
func (p boardPage) needURL(need int64) string {
	return urls.ProjectStaffOf(p.Project.ID, url.Values{"jour": {p.asked()}, "besoin": {id(need)}}) + "#a-pourvoir"
}

// lacking is how many people the days that are shown lack.
func (p boardPage) lacking() int {
	if !p.All {
		return p.Board.Lacking()
	}
	n := 0
	for _, d := range p.Days() {
		for _, g := range p.GapsOn(d) {
			n += g.Lacking()
		}
	}
	return n
}

// any tells whether there is anything to choose on the board.
func (p boardPage) any() bool {
	if len(p.Board.Gaps) > 0 {
		return true
	}
	return slices.ContainsFunc(p.Board.Rows, func(r staff.Row) bool {
		return slices.ContainsFunc(r.Posts, func(h staff.Held) bool { return !h.Elsewhere })
	})
}

// printDay is the query of what is printed: a day, or all of them.
func (p boardPage) printDay() url.Values {
	if p.All {
		return nil
	}
	return dayValues(p.Day)
}

func (h *Handlers) showBoard(w http.ResponseWriter, r *http.Request) error {
	p, err := h.board(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, BoardPage(p))
}

// together gives the needs that are chosen on the board to somebody, or takes people off what they hold.
func (h *Handlers) together(w http.ResponseWriter, r *http.Request) error {
	p, err := h.board(r)
	if err != nil {
		return err
	}
	if err := staff.CheckStaff(serve.By(r), p.Project); err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	p.Form, p.Back = f, serve.BackTo(f, p.Back)
	if form.Choice(f, "acte", acts) == actTake {
		return h.takeThem(w, r, p, f.IDs(boxPost))
	}
	needs := f.IDs(boxNeed)
	f.Require(len(needs) > 0, "", "Cochez d’abord, dans «\u00a0À pourvoir\u00a0», ce que vous confiez.")
	var given staff.Given
	if err = f.Err(); err == nil {
		given, err = h.giveTo(r, f, needs)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, BoardPage(p))
	}
	if err != nil {
		return err
	}
	sayGiven(r, given)
	return serve.Redirect(w, r, p.Back)
}

// takeThem takes people off what is chosen, as one act.
func (h *Handlers) takeThem(w http.ResponseWriter, r *http.Request, p boardPage, posts []int64) error {
	if p.Form.Require(len(posts) > 0, "", "Cochez d’abord les séances dont vous retirez quelqu’un."); !p.Form.Valid() {
		return serve.Invalid(w, r, BoardPage(p))
	}
	if len(posts) > staff.MaxAtOnce {
		return fault.New(fault.Invalid, "Retirez au plus "+french.Number(staff.MaxAtOnce)+"\u00a0personnes à la fois.", nil)
	}
	for _, one := range posts {
		if _, err := h.staff.Take(r.Context(), serve.By(r), one); err != nil {
			return err
		}
	}
	serve.Flash(r, french.Count(len(posts), "personne est retirée d’une séance.", "personnes sont retirées de leurs séances."))
	return serve.Redirect(w, r, p.Back)
}

// needs are the chosen needs, to be sent again.
func (p boardPage) needs() string {
	var list []string
	for _, n := range p.Form.IDs(boxNeed) {
		list = append(list, id(n))
	}
	return strings.Join(list, ",")
}

// ticked tells whether a box was chosen.
func (p boardPage) ticked(box string, n int64) bool { return slices.Contains(p.Form.IDs(box), n) }

// untoldPage is who is still to be told.
type untoldPage struct {
	Project  slot.Project
	Accounts []staff.News
	Others   []staff.News
	Ways     map[crew.Hand]crew.Member
	MayStaff bool
}

func (h *Handlers) showUntold(w http.ResponseWriter, r *http.Request) error {
	t, err := h.team(r)
	if err != nil {
		return err
	}
	news, err := h.staff.Untold(r.Context(), serve.By(r), t.Project.ID)
	if err != nil {
		return err
	}
	p := untoldPage{Project: t.Project, MayStaff: t.MayStaff, Ways: map[crew.Hand]crew.Member{}}
	for _, m := range t.Members {
		p.Ways[m.Hand] = m
	}
	for _, n := range news {
		if n.Hand.Person() != 0 {
			p.Accounts = append(p.Accounts, n)
		} else {
			p.Others = append(p.Others, n)
		}
	}
	return serve.Page(w, r, UntoldPage(p))
}

func (h *Handlers) tell(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	hand, err := crew.ParseHand(f.Text(staff.FieldHand))
	if err != nil {
		return err
	}
	told, err := h.staff.Tell(r.Context(), serve.By(r), project, hand)
	if err != nil {
		return err
	}
	said := french.Count(len(told), "personne est prévenue.", "personnes sont prévenues.")
	if hand.Outsider() != 0 {
		said = "C’est noté\u00a0: " + told[0].Name + " sait ce qui lui est confié."
	}
	serve.Flash(r, said)
	return serve.Redirect(w, r, urls.StaffTell(project))
}

// ways says how somebody without an account is reached.
func (p untoldPage) ways(n staff.News) string {
	m := p.Ways[n.Hand]
	var said []string
	for _, one := range []string{m.Phone.Text(), m.Email} {
		if one != "" {
			said = append(said, one)
		}
	}
	if len(said) == 0 {
		return "Ni téléphone ni adresse. "
	}
	return strings.Join(said, ", ") + ". "
}

// window is the title of the window: it says which day is shown, and which need is looked at.
func (p boardPage) window() string {
	said := "Postes"
	switch {
	case p.All && len(p.Days()) > 0:
		said += ", tous les jours"
	case !p.Day.IsZero():
		said += ", " + p.Day.French()
	}
	if p.Chosen != nil {
		said += ", " + p.Chosen.Text() + ", " + p.Chosen.Slot.Activity.Title + ", " + p.Chosen.Slot.Slot.Text() + ", " + p.Chosen.Slot.Place()
	}
	return said + " · " + p.Project.Title
}
