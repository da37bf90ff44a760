package logisticsui

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/agreement"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/logistics"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/trash"
	"parvis/internal/workcal"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/ui"
	"parvis/web/urls"
)

// fieldNeed begins the names of the boxes of the pieces that a piece waits for.
const fieldNeed = "attend-"

// pieceView is a piece on its page, with what is said of it and attached to it.
type pieceView struct {
	logistics.Sheet
	Today  workcal.Date
	Form   *form.Form // of its state
	Thread *threadui.View
	Files  *fileui.View
}

// pieceForm is the form of a piece.
type pieceForm struct {
	*form.Form
	Of      plan.Project
	Piece   *logistics.Sheet // that is edited; nil for a new one
	Choices logistics.Choices
	Pick    partnerpick.Choice
	Amounts bool
	Today   workcal.Date
}

// piece finds the piece of the request.
func (h *Handlers) piece(r *http.Request) (logistics.Sheet, error) {
	id, err := serve.ID(r, "piece")
	if err != nil {
		return logistics.Sheet{}, err
	}
	return h.room.Piece(r.Context(), serve.By(r), id)
}

// mayChange refuses what is in the trash, as if it were not there, and whoever may not change what the file of its project holds.
func mayChange(r *http.Request, of plan.Project, deleted *time.Time) error {
	if deleted != nil {
		return fault.Missing(nil)
	}
	return cmp.Or(serve.By(r).Check(logistics.MayEdit, access.Tie{Member: of.Member}), of.Status.CheckOpen())
}

// living finds the piece of the request, unless it is in the trash or its reader may not change it.
func (h *Handlers) living(r *http.Request) (logistics.Sheet, error) {
	s, err := h.piece(r)
	if err == nil {
		err = mayChange(r, s.Of, s.DeletedAt)
	}
	return s, err
}

func (h *Handlers) viewPiece(r *http.Request, s logistics.Sheet, f *form.Form) (pieceView, error) {
	v := pieceView{Sheet: s, Today: serve.Today(r), Form: f}
	if s.DeletedAt != nil {
		return v, nil
	}
	var err error
	v.Thread, v.Files, err = h.threads.Of(r, journal.Piece, s.ID)
	return v, err
}

func (h *Handlers) showPiece(w http.ResponseWriter, r *http.Request) error {
	s, err := h.piece(r)
	if err != nil {
		return err
	}
	state := s.State
	if next := s.Next(); next != "" {
		state = next
	}
	v, err := h.viewPiece(r, s, form.Of(url.Values{logistics.FieldState: {string(state)}}))
	if err != nil {
		return err
	}
	return serve.Page(w, r, PiecePage(v))
}

// setState notes that a piece came to a state on a day, today where none is given, and that its task is done too where that is asked.
func (h *Handlers) setState(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	to, on := form.Choice(f, logistics.FieldState, logistics.States), f.Day(logistics.FieldOn, serve.Today(r))
	p := s.Piece
	if err = f.Err(); err == nil {
		p, err = h.room.SetState(r.Context(), serve.By(r), s.ID, to, on)
	}
	if f.Refuse(err) {
		v, err := h.viewPiece(r, s, f)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, PiecePage(v))
	}
	if err != nil {
		return err
	}
	said, err := h.noted(r, p, f.Flag(fieldTick))
	if err != nil {
		return err
	}
	serve.Say(r, said)
	return serve.Redirect(w, r, urls.Piece(s.ID))
}

// parse reads the form of a piece but for its organisation; the error is what is to mend.
func parse(f *form.Form, with []partner.Ref, near workcal.Date) (logistics.Draft, error) {
	d := logistics.Draft{Title: f.Text(logistics.FieldTitle), Kind: form.Choice(f, logistics.FieldKind, logistics.Kinds), Part: form.Choice(f, logistics.FieldPart, logistics.Parts),
		Direction: form.Choice(f, logistics.FieldDirection, logistics.Directions), Task: partner.Ref{ID: f.ID(logistics.FieldTask)}, Statutory: f.Flag("legal"), Source: f.Text("source"),
		Person: partner.Ref{ID: f.ID(logistics.FieldPerson)}, Contact: partner.Ref{ID: f.ID(logistics.FieldContact)}, Agreement: partner.Ref{ID: f.ID(logistics.FieldAgreement)},
		Reference: f.Text("reference"), Amount: form.Value(f, logistics.FieldAmount, agreement.ReadAmount), Notes: f.Text("notes")}
	var note string
	var err error
	if d.Offset, d.DueOn, note, err = plan.ParseDue(f.Text(logistics.FieldDue), near); err != nil {
		f.Add(logistics.FieldDue, err.Error())
	} else if note != "" {
		f.Note(note)
	}
	for _, name := range f.Flags(fieldNeed) {
		d.Needs = append(d.Needs, partner.Ref{ID: numberOf(name)})
	}
	if len(with) > 0 {
		d.Organisation = with[0]
	}
	d = d.Tidy()
	return d, f.Merge(d.Check())
}

// numberOf reads an id that is a part of a field's name; what is none is -1, which nothing has.
func numberOf(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n <= 0 {
		return -1
	}
	return n
}

// filled is the form of a draft.
func filled(d logistics.Draft) *form.Form {
	values := partnerpick.Fill(logistics.Fields.Values(d), logistics.FieldOrganisation, chosen(d.Organisation))
	for _, need := range d.Needs {
		values[fieldNeed+id(need.ID)] = []string{"oui"}
	}
	return form.Of(values)
}

// chosen is the one that is chosen, as a list.
func chosen(one partner.Ref) []partner.Ref {
	if one.ID == 0 {
		return nil
	}
	return []partner.Ref{one}
}

// pageOf draws a form with what it offers.
func (h *Handlers) pageOf(r *http.Request, project int64, f pieceForm) (pieceForm, error) {
	d := logistics.Draft{Organisation: partner.Ref{ID: f.Pick.First()}, Agreement: partner.Ref{ID: max(0, f.ID(logistics.FieldAgreement))}, Person: partner.Ref{ID: max(0, f.ID(logistics.FieldPerson))}}
	piece := int64(0)
	if f.Piece != nil {
		piece = f.Piece.ID
	}
	var err error
	f.Of, f.Choices, err = h.room.ToWrite(r.Context(), serve.By(r), project, piece, d)
	f.Amounts, f.Today = serve.By(r).Can(account.MaySeeAmounts, access.Tie{}), serve.Today(r)
	return f, err
}

func (h *Handlers) newPiece(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	f, err := h.pageOf(r, project, pieceForm{Form: filled(logistics.Blank).Keyed(serve.NewKey()), Pick: partnerpick.OneOf()})
	if err != nil {
		return err
	}
	return serve.Page(w, r, PieceFormPage(f))
}

func (h *Handlers) createPiece(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	pick, err := h.pickOne(r, f)
	if err != nil {
		return err
	}
	d, err := parse(f, pick.Refs, serve.Ahead(r))
	var made int64
	if err == nil {
		made, err = h.room.Create(r.Context(), serve.By(r), f.Sending(), project, d)
	}
	if f.Refuse(fault.SeenAt(err, urls.Piece(made))) {
		p, err := h.pageOf(r, project, pieceForm{Form: f, Pick: pick})
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, PieceFormPage(p))
	}
	return serve.Saved(w, r, f, err, "La pièce est dans le dossier.", urls.Piece(made))
}

// pickOne reads the organisation of a form that may name one, or none.
func (h *Handlers) pickOne(r *http.Request, f *form.Form) (partnerpick.Choice, error) {
	if strings.TrimSpace(f.Text(logistics.FieldOrganisation)) == "" && len(f.IDs(partnerpick.Boxes(logistics.FieldOrganisation))) == 0 {
		return partnerpick.OneOf(), nil
	}
	return h.pick.One(r, f, logistics.FieldOrganisation)
}

func (h *Handlers) editPiece(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r)
	if err != nil {
		return err
	}
	f, err := h.pageOf(r, s.Project, pieceForm{Form: filled(s.Draft).Over(s.Version), Piece: &s, Pick: partnerpick.OneOf(chosen(s.Organisation)...)})
	if err != nil {
		return err
	}
	return serve.Page(w, r, PieceFormPage(f))
}

func (h *Handlers) savePiece(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	pick, err := h.pickOne(r, f)
	if err != nil {
		return err
	}
	d, err := parse(f, pick.Refs, serve.Ahead(r))
	if err == nil {
		err = h.room.Edit(r.Context(), serve.By(r), s.ID, f.Version(), d)
	}
	if f.Refuse(err) {
		p, err := h.pageOf(r, s.Project, pieceForm{Form: f, Piece: &s, Pick: pick})
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, PieceFormPage(p))
	}
	return serve.Saved(w, r, f, err, "La pièce est enregistrée.", urls.Piece(s.ID))
}

func (h *Handlers) showHistory(w http.ResponseWriter, r *http.Request) error {
	s, err := h.piece(r)
	if err != nil {
		return err
	}
	page, err := h.room.History(r.Context(), serve.By(r), s.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Projects, s.Subject(), page, crumbs(s.Of, fileCrumb(s.Of), ui.Crumb{Label: s.Title, URL: urls.Piece(s.ID)})...)
}

func (h *Handlers) askDelete(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeletePage(s))
}

func (h *Handlers) deletePiece(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r)
	if err != nil {
		return err
	}
	if err := h.room.Delete(r.Context(), serve.By(r), s.ID); err != nil {
		return err
	}
	return serve.Thrown(w, r, "La pièce est à la corbeille. Vous pouvez la rétablir pendant "+trash.Lasts+".", "pieces", s.ID, urls.Logistics(s.Project))
}
