package shareui

import (
	"net/http"
	"strconv"
	"strings"

	"parvis/internal/attendance"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/link"
	"parvis/internal/slot"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// doorsPage is the links by which people without an account count at a project, and the form that makes one.
type doorsPage struct {
	linksPage
	Of   slot.Project
	Slot *slot.Slot // that the form is about; nil: all those of a day
	Days []workcal.Date
	Code string // of the one that was just made
	QR   ui.Symbol
}

// doorLabels name the fields of the form.
var doorLabels = map[string]string{attendance.FieldDoorName: "Nom du lien", attendance.FieldDoorDay: "Jour", attendance.FieldDoorSlot: "Séance"}

func (h *Handlers) doors(r *http.Request, f *form.Form, of int64) (doorsPage, error) {
	id, err := serve.ID(r, "project")
	if err != nil {
		return doorsPage{}, err
	}
	p := doorsPage{linksPage: h.page(r, f, urls.ProjectDoors(id))}
	if p.Links, err = h.links.DoorsOf(r.Context(), serve.By(r), id); err != nil {
		return p, err
	}
	programme, err := h.slots.OfProject(r.Context(), serve.By(r), id)
	if err != nil {
		return p, err
	}
	p.Of, p.May = programme.Project, p.May && programme.Project.Status.Open()
	held := map[workcal.Date]bool{}
	for i, s := range programme.Slots {
		if s.ID == of && s.Status.Held() {
			p.Slot = &programme.Slots[i]
		}
		held[s.Day] = held[s.Day] || s.Status.Held()
	}
	for _, day := range programme.Days() {
		if held[day] && day >= p.Today.AddDays(-1) { // a link lasts until the day after
			p.Days = append(p.Days, day)
		}
	}
	if of != 0 && p.Slot == nil {
		err = fault.Missing(nil)
	}
	return p, err
}

func (h *Handlers) showDoors(w http.ResponseWriter, r *http.Request) error {
	f := form.Of(nil).Keyed(serve.NewKey())
	p, err := h.doors(r, f, form.Query(r).ID(attendance.FieldDoorSlot))
	if err != nil {
		return err
	}
	return serve.Page(w, r, DoorsPage(p))
}

// shareDoor makes a link to a door, and shows its address and its code: the only time that they can be shown.
func (h *Handlers) shareDoor(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	p, err := h.doors(r, f, f.ID(attendance.FieldDoorSlot))
	if err != nil {
		return err
	}
	if h.address == "" {
		return errNoAddress()
	}
	d := attendance.DoorDraft{Name: f.Text(attendance.FieldDoorName), Slot: f.ID(attendance.FieldDoorSlot)}
	if day, err := workcal.Parse(f.Text(attendance.FieldDoorDay)); err == nil && d.Slot == 0 {
		d.Day = day
	}
	made, err := h.links.ShareDoor(r.Context(), serve.By(r), p.Of.ID, f.Sending(), d)
	if f.Refuse(fault.SeenAt(err, p.Back)) {
		return serve.Invalid(w, r, DoorsPage(p))
	}
	if err != nil {
		return err
	}
	if made.Token == "" {
		serve.Flash(r, "C’était déjà fait. L’adresse et le code d’un lien ne se montrent qu’une fois\u00a0: s’ils sont perdus, arrêtez-le et faites-en un autre.")
		return serve.Redirect(w, r, p.Back)
	}
	p.Made, p.Code = h.address+urls.Door(made.Token), made.Code
	if p.QR, err = ui.SymbolOf(p.Made); err != nil {
		return err
	}
	return serve.Page(w, r, MadeDoorPage(p, made.Link))
}

// title is the title of the window.
func (p doorsPage) title() string {
	if p.Slot != nil {
		return "Lien de comptage · " + p.Slot.Name()
	}
	return "Liens de comptage · " + p.Of.Title
}

func (p doorsPage) crumbs() []ui.Crumb {
	return append(ui.ProjectCrumbs(p.Of.ID, p.Of.Short()), ui.Crumb{Label: "Fréquentation", URL: urls.ProjectAttendance(p.Of.ID, nil)})
}

// days are the days that a link may be made for, by month where there are many.
func (p doorsPage) days() []ui.Option {
	var list []ui.Option
	for _, d := range p.Days {
		list = append(list, ui.Option{Value: d.String(), Label: french.Capital(d.FrenchIn(p.Today.Year())), Group: french.Capital(workcal.FrenchMonth(d.Month())) + " " + strconv.Itoa(d.Year())})
	}
	return list
}

// spelt is the code as it is read to somebody: « 123 456 ».
func (p doorsPage) spelt() string {
	if len(p.Code) < 6 {
		return p.Code
	}
	return strings.Join([]string{p.Code[:3], p.Code[3:]}, "\u00a0")
}

// what names what is counted with a link.
func (p doorsPage) what(l link.Link) string {
	return l.Purpose.Label() + ", «\u00a0" + l.Label + "\u00a0»"
}
