package shareui

import (
	"net/http"
	"net/url"
	"strings"

	"parvis/internal/fault"
	"parvis/internal/files"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/link"
	"parvis/internal/logistics"
	"parvis/internal/workcal"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// remindPage is what to write to whoever has to send a piece, with the links by which it is dropped.
type remindPage struct {
	linksPage
	logistics.Reminder
	Leaves bool         // Parvis can send the message
	Reply  string       // where its answers go
	By     string       // who writes
	Until  workcal.Date // the last day on which the link that was made opens
}

// FieldBy says who sends the message: Parvis, or its reader.
const (
	fieldBy  = "envoi"
	byParvis = "parvis"
)

// lasts is for how many days a link to drop a piece opens unless somebody says otherwise.
const lasts = 60

// body is the message, with the address where the piece is dropped.
func (p remindPage) body(address string) string {
	text := "Bonjour,\n\n" + strings.Join(p.Asks(p.Today), "\n") + "\n\nVous pouvez déposer le fichier à cette adresse, sans compte ni mot de passe\u00a0:\n" + address
	if !p.Until.IsZero() {
		text += "\nElle s’ouvre jusqu’au " + p.Until.FrenchDay() + "."
	}
	return text + "\n\n" + logistics.Thanks + "\n" + p.By
}

// asked says what is waited for, of whom, and where she is written to.
func (p remindPage) asked() string {
	text := "Pièce attendue\u00a0: " + french.Quote(p.Title)
	if p.To != "" {
		text += ", de " + p.To
	}
	if len(p.Emails) == 0 {
		return text + ". Aucune adresse électronique n’est connue\u00a0: vous la donnerez dans votre message."
	}
	return text + ". Adresse\u00a0: " + p.Emails[0] + "."
}

// mailto opens the message in the reader's own mail program.
func (p remindPage) mailto() string {
	to := ""
	if len(p.Emails) > 0 {
		to = url.PathEscape(p.Emails[0])
	}
	q := "subject=" + escape(p.MessageSubject()) + "&body=" + escape(strings.ReplaceAll(p.body(p.Made), "\n", "\r\n"))
	return "mailto:" + to + "?" + q
}

// escape writes a text as mail programs read it: a space is no plus there.
func escape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

func (h *Handlers) reminder(r *http.Request, f *form.Form) (remindPage, error) {
	id, err := serve.ID(r, "piece")
	if err != nil {
		return remindPage{}, err
	}
	p := remindPage{linksPage: h.page(r, f, urls.PieceRemind(id)), Reply: serve.By(r).Email, By: serve.By(r).Name}
	if p.Reminder, err = h.logistics.Reminder(r.Context(), serve.By(r), id); err != nil {
		return p, err
	}
	p.Leaves = h.leaves && p.May && len(p.Emails) > 0
	p.Links, err = h.links.OfPiece(r.Context(), serve.By(r), id)
	return p, err
}

func (h *Handlers) showRemind(w http.ResponseWriter, r *http.Request) error {
	p, err := h.reminder(r, form.Of(map[string][]string{link.FieldLastDay: {serve.Today(r).AddDays(lasts).Digits()}}).Keyed(serve.NewKey()))
	if err != nil {
		return err
	}
	return serve.Page(w, r, RemindPage(p))
}

// remind has Parvis write to whoever has to send the piece; else it makes a link to drop it, and shows the message that holds its address: the only
// time that it can be shown.
func (h *Handlers) remind(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	p, err := h.reminder(r, f)
	if err != nil {
		return err
	}
	if h.address == "" {
		return errNoAddress()
	}
	last := f.Day(link.FieldLastDay, serve.Ahead(r))
	f.Require(!f.Valid() || !last.IsZero(), link.FieldLastDay, "Dites jusqu’à quel jour la pièce peut être déposée.")
	if f.Valid() && p.Leaves && f.Text(fieldBy) == byParvis {
		return h.write(w, r, p, f, last)
	}
	var made link.Made
	if err = f.Err(); err == nil {
		made, err = h.links.ShareDeposit(r.Context(), serve.By(r), p.Piece.ID, f.Sending(), p.ForWhom(), last)
	}
	if f.Refuse(fault.SeenAt(err, p.Back)) {
		return serve.Invalid(w, r, RemindPage(p))
	}
	if err != nil {
		return err
	}
	if made.Token == "" {
		serve.Flash(r, "C’était déjà fait. L’adresse d’un lien ne se montre qu’une fois\u00a0: si elle est perdue, arrêtez-le et faites-en un autre.")
		return serve.Redirect(w, r, p.Back)
	}
	p.Made, p.Until = h.address+urls.Deposit(made.Token), made.LastDay
	return serve.Page(w, r, ReminderPage(p))
}

// write has Parvis send the message; what was still to ask for is then asked for.
func (h *Handlers) write(w http.ResponseWriter, r *http.Request, p remindPage, f *form.Form, last workcal.Date) error {
	again, err := h.links.MailDeposit(r.Context(), serve.By(r), p.Piece.ID, f.Sending(), p.ForWhom(), last)
	if f.Refuse(fault.SeenAt(err, p.Back)) {
		return serve.Invalid(w, r, RemindPage(p))
	}
	if err != nil {
		return err
	}
	if again {
		serve.Flash(r, "C’était déjà fait\u00a0: le message n’est envoyé qu’une fois.")
		return serve.Redirect(w, r, p.Back)
	}
	said := ui.Said{Text: "Le message part dans l’instant à " + p.Emails[0] + ". La réponse arrivera à votre adresse."}
	if p.State == logistics.ToDo && p.Direction == logistics.Obtain {
		piece, err := h.logistics.SetState(r.Context(), serve.By(r), p.Piece.ID, logistics.Asked, 0)
		if err != nil {
			return err
		}
		said.Effects = []ui.Effect{{Text: french.Quote(piece.Title) + " est maintenant " + french.Quote(piece.StateText())}}
	}
	serve.Say(r, said)
	return serve.Redirect(w, r, p.Back)
}

// fate says what became of the message that holds a link.
func fate(l link.Link, today workcal.Date) string {
	switch {
	case !l.ByMail:
		return ""
	case l.Letter == nil || l.Letter.EndedAt == nil && !l.Letter.Waits():
		return "message envoyé par Parvis"
	case l.Letter.Left():
		return "message envoyé par Parvis " + ui.When(*l.Letter.EndedAt, today)
	case l.Letter.Failed():
		return "message non parti\u00a0: vérifiez l’adresse dans l’annuaire, ou écrivez de votre messagerie"
	case l.Letter.Waits():
		return "message en attente de départ"
	}
	return "message non parti\u00a0: il n’était plus nécessaire"
}

func remindCrumbs(p remindPage) []ui.Crumb {
	return append(ui.ProjectCrumbs(p.Of.ID, p.Of.Short()), ui.Crumb{Label: "Dossier", URL: urls.Logistics(p.Of.ID)}, ui.Crumb{Label: p.Title, URL: urls.Piece(p.Piece.ID)})
}

// depositPage is a piece as whoever has to drop it sees it.
type depositPage struct {
	logistics.Awaited
	Form  *form.Form
	Token string
	Until workcal.Date
	Most  files.Limits
	Done  bool
}

// lead says what is waited for, and until when.
func (p depositPage) lead() string {
	said := "Le musée attend cette pièce pour " + french.Quote(p.Project)
	if !p.Due.IsZero() && p.Open {
		said += ", au plus tard le " + p.Due.French()
	}
	said += "."
	if !p.Until.IsZero() && p.Open {
		said += " Cette page s’ouvre jusqu’au " + p.Until.FrenchDay() + "."
	}
	return said + " Pour toute question, répondez à la personne du musée qui vous a donné ce lien."
}

// depositOf finds what a token opens.
func (h *Handlers) depositOf(r *http.Request) (link.Link, depositPage, error) {
	one, err := h.links.Read(r.Context(), link.Deposit, r.PathValue("token"), nobody(r))
	if err != nil {
		return one, depositPage{}, err
	}
	p := depositPage{Token: r.PathValue("token"), Until: one.LastDay, Most: h.files.Limits(), Form: form.Of(nil).Keyed(serve.NewKey()), Done: form.Query(r).Flag("recu")}
	p.Awaited, err = h.logistics.Awaited(r.Context(), nobody(r), one.SubjectID)
	return one, p, err
}

func (h *Handlers) showDeposit(w http.ResponseWriter, r *http.Request) error {
	_, p, err := h.depositOf(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DepositPage(p))
}

// deposit keeps what is dropped for a piece, which is then to be checked.
func (h *Handlers) deposit(w http.ResponseWriter, r *http.Request) error {
	one, p, err := h.depositOf(r)
	if err == nil && !p.Open {
		err = fault.New(fault.Conflict, "Cette pièce n’est plus attendue. Merci\u00a0: vous n’avez rien d’autre à faire.", nil)
	}
	if err != nil {
		serve.Drop(r)
		return err
	}
	arrived, problems, err := h.attached.Receive(r, files.FieldFiles)
	defer fileui.Close(arrived)
	if err == nil {
		if p.Form, err = form.Read(r); err != nil {
			return err
		}
		if err = p.Form.Beside(files.Sum(arrived)).Merge(problems); err == nil {
			err = h.keep(r, one, p, arrived)
		}
	}
	if p.Form.Refuse(err) {
		return serve.Invalid(w, r, DepositPage(p))
	}
	if again, ok := fault.TwiceOf(err); err != nil && !(ok && again.Same) {
		return err
	}
	return serve.Redirect(w, r, urls.Deposit(p.Token)+"?recu=oui")
}

func (h *Handlers) keep(r *http.Request, one link.Link, p depositPage, arrived []*files.Arrived) error {
	attach, err := h.files.Attaching(r.Context(), journal.Piece, arrived)
	if err != nil {
		return err
	}
	return h.logistics.Drop(r.Context(), nobody(r), one.SubjectID, p.Form.Sending(), one.CreatedByID, one.Label, attach)
}
