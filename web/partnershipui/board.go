package partnershipui

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/access"
	"parvis/internal/french"
	"parvis/internal/partnership"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// fieldBox is a box of the board; HTML checkers take a name that stands several times for an oversight unless it ends so.
const fieldBox = "p[]"

// fieldSeen holds at which stages the board showed its cards: « 57:1 58:0 », a partner and the place of its stage among all of them.
const fieldSeen = "vu"

// seen writes at which stages the cards stand.
func (p boardPage) seen() string {
	var list []string
	for _, one := range p.Partners {
		if at := slices.Index(partnership.Stages, one.Stage); at >= 0 {
			list = append(list, id(one.ID)+":"+strconv.Itoa(at))
		}
	}
	return strings.Join(list, " ")
}

// readSeen reads what seen wrote; what is not of this writing says nothing.
func readSeen(text string) map[int64]partnership.Stage {
	seen := map[int64]partnership.Stage{}
	for one := range strings.FieldsSeq(text) {
		number, place, _ := strings.Cut(one, ":")
		id, noID := strconv.ParseInt(number, 10, 64)
		at, noPlace := strconv.Atoi(place)
		if noID == nil && noPlace == nil && at >= 0 && at < len(partnership.Stages) {
			seen[id] = partnership.Stages[at]
		}
	}
	return seen
}

// boardPage is the board of a project's partners.
type boardPage struct {
	partnership.List
	partnership.Board
	Form *form.Form
}

// list finds the partners of the project of the request.
func (h *Handlers) list(r *http.Request) (partnership.List, error) {
	project, err := serve.ID(r, "project")
	if err != nil {
		return partnership.List{}, err
	}
	return h.partnerships.List(r.Context(), serve.By(r), project)
}

func (h *Handlers) board(r *http.Request, f *form.Form) (boardPage, error) {
	l, err := h.list(r)
	return boardPage{List: l, Board: l.Board(), Form: f}, err
}

func (h *Handlers) showBoard(w http.ResponseWriter, r *http.Request) error {
	p, err := h.board(r, form.Of(nil))
	if err != nil {
		return err
	}
	return serve.Page(w, r, BoardPage(p))
}

// move brings the chosen partners to a stage.
func (h *Handlers) move(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	asked := f.Text("etape")
	stage := form.Choice(f, "etape", append([]partnership.Stage{off}, partnership.Stages...))
	f.Require(stage != "" || asked != "", "etape", "Veuillez choisir une étape.")
	var out partnership.Moved
	if f.Valid() {
		if stage == off {
			stage = ""
		}
		if out, err = h.partnerships.Move(r.Context(), serve.By(r), project, f.IDs(fieldBox), readSeen(f.Text(fieldSeen)), stage); err == nil {
			serve.Say(r, ui.Said{Text: saidMoved(out, stage), Warn: out.Changed == 0 || out.Gone > 0 || len(out.Elsewhere) > 0})
			return serve.Redirect(w, r, urls.ProjectPartners(project))
		}
	}
	if f.Valid() && !f.Refuse(err) {
		return err
	}
	p, err := h.board(r, f)
	if err != nil {
		return err
	}
	if err := serve.By(r).Check(partnership.MayEdit, access.Tie{Member: p.Project.Member}); err != nil {
		return err
	}
	return serve.Invalid(w, r, BoardPage(p))
}

// off is what the form of the board sends for no stage.
const off partnership.Stage = "hors"

func saidMoved(out partnership.Moved, stage partnership.Stage) string {
	said := []string{"Rien n’a changé."}
	if out.Changed > 0 {
		said[0] = french.Count(out.Changed, "structure est maintenant à l’étape ", "structures sont maintenant à l’étape ") + french.Quote(stage.Label()) + "."
		if stage == "" {
			said[0] = french.Count(out.Changed, "structure n’est plus sur le tableau\u00a0: elle reste dans la liste.", "structures ne sont plus sur le tableau\u00a0: elles restent dans la liste.")
		}
	}
	if out.Already > 0 {
		said = append(said, french.Count(out.Already, "y était déjà.", "y étaient déjà."))
	}
	if out.Gone > 0 {
		said = append(said, french.Count(out.Gone, "structure a été retirée du projet entre-temps.", "structures ont été retirées du projet entre-temps."))
	}
	for _, one := range out.Elsewhere {
		at := "a quitté le tableau entre-temps"
		if one.Stage != "" {
			at = "est passée entre-temps à l’étape " + french.Quote(one.Stage.Label())
		}
		said = append(said, named(one)+" "+at+"\u00a0: elle y reste. Choisissez-la de nouveau pour la déplacer.")
	}
	return strings.Join(said, " ")
}

// lead says how the board stands.
func (p boardPage) lead() string {
	if p.Cards == 0 {
		return ""
	}
	engaged := p.Counts[3]
	said := french.Count(p.Cards, "structure", "structures")
	if p.Districts > 0 {
		said += " dans " + french.Count(p.Districts, "quartier", "quartiers")
	}
	return said + ", " + french.Count(engaged, "engagée", "engagées") + "."
}

// lacking says in which districts nobody is engaged.
func (p boardPage) lacking() string {
	if len(p.Lacking) == 0 {
		return ""
	}
	return french.Count(len(p.Lacking), "quartier sans relais engagé", "quartiers sans relais engagé") + "\u00a0: " + french.AndOthers(partnership.Names(p.Lacking), 4) + "."
}

// untouched says which districts of these towns have nobody on the board.
func (p boardPage) untouched() string {
	if len(p.Untouched) == 0 {
		return ""
	}
	return french.Count(len(p.Untouched), "quartier où personne n’est repéré", "quartiers où personne n’est repéré") + "\u00a0: " + french.AndOthers(partnership.Names(p.Untouched), 4) + "."
}

func stageOptions(first ...ui.Option) []ui.Option {
	for _, s := range partnership.Stages {
		first = append(first, ui.Option{Value: string(s), Label: french.Capital(s.Label())})
	}
	return first
}

func id(n int64) string { return strconv.FormatInt(n, 10) }

// nextText is what follows with a partner: « Rappeler, le 10 avril ».
func nextText(p partnership.Partner) string {
	switch {
	case p.Last.Next == "":
		return ""
	case p.Last.NextDay.IsZero():
		return p.Last.Next
	}
	return p.Last.Next + ", le " + p.Last.NextDay.FrenchDay()
}

// lastText is the last exchange with a partner: « appel, 2 avril 2025 ».
func lastText(p partnership.Partner) string {
	if p.Last.ID == 0 {
		return ""
	}
	return p.Last.Channel.Label() + ", " + p.Last.DayText()
}

// callText says who has to make the first call.
func callText(p partnership.Partner) string {
	if !p.Call.Open() || p.Stage.Over() {
		return ""
	}
	if p.Call.Who == "" {
		return "à appeler"
	}
	return "à appeler, " + p.Call.Who
}

// cardText is what a card says under its name.
func cardText(p partnership.Partner) []string {
	var said []string
	for _, one := range []string{p.Kind.Label(), cmpOr(callText(p), followText(p)), cmpOr(nextText(p), lastText(p))} {
		if one != "" {
			said = append(said, one)
		}
	}
	if p.Stage.Over() {
		said = append(said, p.Stage.Label())
	}
	return said
}

func followText(p partnership.Partner) string {
	if p.Follower.ID == 0 {
		return ""
	}
	return "suivi par " + p.Follower.Name
}

func cmpOr(one, other string) string {
	if one != "" {
		return one
	}
	return other
}

// named is a partner's name, told apart from others of the same name on the page.
func named(p partnership.Partner) string {
	if !p.Namesake {
		return p.Organisation.Name
	}
	place := cmpOr(p.Territory.Name, p.Town)
	if place != "" {
		place += ", "
	}
	return p.Organisation.Name + " (" + place + french.Number(p.Rank) + ")"
}

// logURL is the form of an exchange with a partner about the project.
func logURL(p partnership.Partner) string {
	from := url.Values{"structure": {id(p.Organisation.ID)}, "projet": {id(p.Project)}}
	if p.Contact.ID != 0 {
		from.Set("contact", id(p.Contact.ID))
	}
	return urls.NewExchange(from)
}

// here is what a page of the project's partners is about.
func here(project partnership.Project, may partnership.Rights) ui.Here {
	return ui.Here{Project: project.ID, Adds: may.AddTasks}
}

// townName is the heading of a town's rows.
func townName(t partnership.Town) string { return cmpOr(t.Name, "Sans territoire") }

// rowName is the heading of a row: the town itself is told apart from its districts.
func rowName(t partnership.Town, l partnership.Line) string {
	switch l.Place.Name {
	case "":
		return "Territoire non précisé"
	case t.Name:
		return t.Name + ", hors quartiers"
	}
	return l.Place.Name
}

func hasID(list []int64, id int64) bool { return slices.Contains(list, id) }

// callState says whose the first call is and whether it is made.
func callState(p partnership.Partner) string {
	if p.Call.Done {
		return "fait"
	}
	return callText(p)
}

// callLine is where and what an organisation is, on the sheet of calls.
func callLine(p partnership.Partner) string {
	return strings.Join(told(p.Kind.Label(), cmpOr(p.Territory.Name, p.Town), callText(p)), " · ")
}
