// Package noticeui draws what a person has to know: what she did not look at first, and what she chooses to be told.
package noticeui

import (
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/french"
	"parvis/internal/notice"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Handlers answers the page of notices.
type Handlers struct {
	notices *notice.Room
	places  []ui.Place
	mail    bool // messages leave
}

// New gives the handlers over notices about the things that stand in these places. Where messages leave (mail), they are
// switched off here too.
func New(notices *notice.Room, mail bool, places ...ui.Place) *Handlers {
	return &Handlers{notices: notices, places: places, mail: mail}
}

// Routes lists the pages of notices.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	page(urls.Notices(), h.show)
	post(urls.NoticesRead(), h.readAll)
	post(urls.NoticesChosen(), h.choose)
}

// sheetView is the page of a person's notices.
type sheetView struct {
	notice.Sheet
	places []ui.Place
	Today  workcal.Date
	Kinds  []notice.Kind // that may concern her
	Mail   []notice.Kind // what she may be written by mail
	Form   *form.Form    // of what she chooses
}

// kindsFor are the kinds that may concern a person: only who may confirm a project is asked to.
func kindsFor(by account.By) []notice.Kind {
	if by.Can(programme.MayConfirm, access.Tie{}) {
		return notice.Kinds
	}
	return slices.DeleteFunc(slices.Clone(notice.Kinds), func(k notice.Kind) bool { return k == notice.Requests })
}

// letters are what people may be written by mail: nothing where no message leaves.
func (h *Handlers) letters() []notice.Kind {
	if !h.mail {
		return nil
	}
	return notice.Letters
}

// kinds are all that a person may switch off.
func (h *Handlers) kinds(by account.By) []notice.Kind {
	return slices.Concat(kindsFor(by), h.letters())
}

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	by := serve.By(r)
	sheet, err := h.notices.Sheet(r.Context(), by)
	if err != nil {
		return err
	}
	v := sheetView{Sheet: sheet, places: h.places, Today: by.Today(), Kinds: kindsFor(by), Mail: h.letters(), Form: form.Of(map[string][]string{})}
	chosen := map[string][]string{}
	for _, k := range h.kinds(by) {
		if !slices.Contains(sheet.Off, k) {
			chosen[string(k)] = []string{"oui"}
		}
	}
	v.Form = form.Of(chosen)
	return serve.Page(w, r, NoticesPage(v))
}

func (h *Handlers) readAll(w http.ResponseWriter, r *http.Request) error {
	if _, err := form.Read(r); err != nil {
		return err
	}
	if err := h.notices.ReadAll(r.Context(), serve.By(r)); err != nil {
		return err
	}
	serve.Flash(r, "Tous vos avis sont marqués comme lus.")
	return serve.Redirect(w, r, urls.Notices())
}

func (h *Handlers) choose(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	by := serve.By(r)
	var wanted []notice.Kind
	for _, k := range h.kinds(by) {
		if f.Flag(string(k)) {
			wanted = append(wanted, k)
		}
	}
	if err := f.Merge(nil); err != nil {
		return err
	}
	if err := h.notices.Choose(r.Context(), by, h.kinds(by), wanted); err != nil {
		return err
	}
	serve.Flash(r, "Vos choix sont enregistrés.")
	return serve.Redirect(w, r, urls.Notices())
}

// kindWords say what each kind tells.
var kindWords = map[notice.Kind]string{
	notice.Mentions:    "Quand quelqu’un me nomme dans un fil",
	notice.Tasks:       "Quand quelqu’un me confie des tâches",
	notice.Slots:       "Quand une séance m’est confiée, change ou m’est retirée, et quand une personne à qui j’en ai confié une répond non",
	notice.Dates:       "Quand les dates d’un projet où je travaille changent",
	notice.Validations: "Quand un de mes projets est confirmé, ou ne l’est plus, et quand une activité que j’ai proposée est retenue ou écartée",
	notice.ByMail:      "Les avis que je n’ai pas lus, une fois par heure au plus",
	notice.Week:        "Ma semaine, le lundi matin",
	notice.Requests:    "Quand la confirmation d’un projet m’est demandée",
}

// place is where the subject of a notice stands.
func (v sheetView) place(n notice.Notice) ui.Place {
	i := slices.IndexFunc(v.places, func(p ui.Place) bool { return p.Kind == n.About.Kind })
	if i < 0 {
		return ui.Place{Page: func(int64) string { return urls.Notices() }}
	}
	return v.places[i]
}

// url leads to the subject: to its thread, where she is named there.
func (v sheetView) url(n notice.Notice) string {
	page := v.place(n).Page(n.About.ID)
	if slices.ContainsFunc(n.Lines, func(l notice.Line) bool { return l.What == notice.Named }) {
		return urls.InThread(page)
	}
	return page
}

// title says how many notices wait.
func (v sheetView) title() string {
	if len(v.Unread) == 0 {
		return "Avis"
	}
	return "Avis (" + french.Count(len(v.Unread), "non lu", "non lus") + ")"
}

// box is the question whether she wants a kind.
func (v sheetView) box(k notice.Kind) ui.Field {
	return v.Form.Box(ui.Field{Name: string(k), Label: kindWords[k]})
}
