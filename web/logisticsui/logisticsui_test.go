package logisticsui_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/agreement"
	"parvis/internal/logistics"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// house is a site with a project of which the intern is a member, and a supplier.
type house struct {
	*webtest.House
	t                  *testing.T
	head, team, intern *webtest.Client
	project            int64
	supplier           partner.Ref
}

func open(t *testing.T) house {
	t.Helper()
	h := house{House: webtest.New(t), t: t}
	h.head, h.team, h.intern = h.As(h.Head), h.As(h.Team), h.As(h.Intern)
	by := h.by(h.Team)
	var err error
	day := workcal.Of(2025, 6, 13)
	h.project, err = h.Programme.Create(t.Context(), by, "", programme.ProjectDraft{Title: "JEA <2025>", Kind: programme.EventProgramme, PilotID: h.Team.ID, First: day, Last: day.AddDays(2)})
	h.must(err)
	h.must(h.Programme.AddMember(t.Context(), by, h.project, h.Intern.ID))
	h.supplier.Name = "Toiles <et> Cie"
	h.supplier.ID, err = h.Partners.Create(t.Context(), by, "", partner.OrganisationDraft{Name: h.supplier.Name, Kind: kinds.Fournisseur})
	h.must(err)
	return h
}

func (h house) by(p account.Person) account.By { return p.At(h.Now) }

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) piece(d logistics.Draft) int64 {
	h.t.Helper()
	id, err := h.Logistics.Create(h.t.Context(), h.by(h.Team), "", h.project, d)
	h.must(err)
	return id
}

func (h house) of(id int64) logistics.Sheet {
	h.t.Helper()
	s, err := h.Logistics.Piece(h.t.Context(), h.by(h.Head), id)
	h.must(err)
	return s
}

func named(title string) logistics.Draft {
	return logistics.Draft{Title: title, Kind: logistics.Quote, Part: logistics.Suppliers, Direction: logistics.Obtain}
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

func TestAPieceIsWrittenReadAndMended(t *testing.T) {
	t.Parallel()
	h := open(t)
	need := h.piece(named("Avenant"))
	form := url.Values{"cle": {serve.NewKey()}, "titre": {"Devis <du> son"}, "type": {"quote"}, "partie": {"suppliers"}, "sens": {"obtain"}, "avant": {"J-60"}, "qui": {number(h.Intern.ID)}, "structure": {h.supplier.Name},
		"reference": {"DV-1"}, "montant": {"1 840,50"}, "attend-" + number(need): {"oui"}, "notes": {"À relancer."}}
	made := h.head.Post(urls.ProjectPieces(h.project), form).Want(t, http.StatusSeeOther)
	h.head.Get(made.Location).Want(t, http.StatusOK).Has(t, "Devis &lt;du&gt; son", "Lun. 14 avril", "Toiles &lt;et&gt; Cie", "1\u202f840,50", "À relancer.", "Bloquée", "La pièce est dans le dossier.")
	h.intern.Get(made.Location).Want(t, http.StatusOK).Has(t, "Devis &lt;du&gt; son", "DV-1").Lacks(t, "1\u202f840", "Montant")
	id, err := strconv.ParseInt(strings.TrimPrefix(made.Location, "/pieces/"), 10, 64)
	h.must(err)
	// The intern's form has no amount, and what she saves leaves it.
	h.intern.Get(urls.PieceEdit(id)).Want(t, http.StatusOK).Lacks(t, "Montant", "1840")
	form.Del("montant")
	form.Del("cle")
	form.Set("titre", "Devis du son")
	form.Set("version", "1")
	h.intern.Post(urls.Piece(id), form).Want(t, http.StatusSeeOther)
	if got := h.of(id); got.Amount.Cents != 184_050 || got.Title != "Devis du son" || got.Organisation.ID != h.supplier.ID || len(got.Needs) != 1 {
		t.Errorf("%+v", got.Draft)
	}
	// A stale edit shows both texts, without the amount to whoever may not see it.
	h.intern.Post(urls.Piece(id), form).Want(t, http.StatusConflict).Has(t, "Devis du son").Lacks(t, "Montant", "1840")
	for field, value := range map[string]string{"titre": "", "type": "cirque", "avant": "bientôt", "structure": "Personne de ce nom", "montant": "beaucoup"} {
		bad := url.Values{}
		for k, v := range form {
			bad[k] = v
		}
		bad.Set("version", "2")
		bad.Set(field, value)
		page := h.head.Post(urls.Piece(id), bad).Want(t, http.StatusUnprocessableEntity)
		if value != "" && field != "type" {
			page.Has(t, value)
		}
	}
}

func TestTheFileTellsWhatIsMissingAndWhatComesNext(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.intern.Get(urls.Logistics(h.project)).Want(t, http.StatusOK).Has(t, "Aucune pièce pour l’instant", "Partir des pièces habituelles")
	late := named("Avenant")
	late.DueOn = webtest.Today.AddDays(-3)
	rider := h.piece(late)
	blocked := named("Contrat du loueur")
	blocked.Needs = []partner.Ref{{ID: rider}}
	blocked.Amount = agreement.Amount{Said: true, Cents: 987_600}
	h.piece(blocked)
	for i := range 3 {
		h.piece(named(fmt.Sprint("Sans date ", i)))
	}
	page := h.intern.Get(urls.Logistics(h.project)).Want(t, http.StatusOK).Has(t, "0\u00a0pièce réunie sur 5.", "1\u00a0manque aujourd’hui", "Les trois prochaines choses", "Demander\u00a0: Avenant", "3\u00a0jours de retard", "Bloque 1\u00a0pièce.", "bloquée").
		Lacks(t, "9\u202f876", "Montant", "Demander\u00a0: Contrat")
	_ = page
	h.head.Get(urls.Logistics(h.project)).Want(t, http.StatusOK).Has(t, "9\u202f876", "Montant")
	a := h.intern.Post(urls.LogisticsStates(h.project), url.Values{"vers": {number(rider) + ".done"}, "retour": {urls.Logistics(h.project)}}).Want(t, http.StatusSeeOther)
	if a.Location != urls.Logistics(h.project) {
		t.Errorf("leads to %s", a.Location)
	}
	h.intern.Get(a.Location).Want(t, http.StatusOK).Has(t, "Demander\u00a0: Contrat du loueur", "1\u00a0pièce réunie sur 5.").Lacks(t, "manque aujourd’hui")
	h.intern.Get(urls.LogisticsOf(h.project, url.Values{"vue": {"reunies"}})).Want(t, http.StatusOK).Has(t, ">Avenant<").Lacks(t, ">Sans date 1<")
	for _, bad := range []string{"", "x.done", "0.done", number(rider) + ".perdue", "-4.done"} {
		h.intern.Post(urls.LogisticsStates(h.project), url.Values{"vers": {bad}}).Want(t, http.StatusUnprocessableEntity)
	}
	h.intern.Post(urls.LogisticsStates(h.project), url.Values{"vers": {"99999.done"}}).Want(t, http.StatusNotFound)
	for _, path := range []string{urls.LogisticsPrint(h.project, nil), urls.LogisticsPrint(h.project, url.Values{"forme": {"sommaire"}})} {
		h.intern.Get(path).Want(t, http.StatusOK).Has(t, "Contrat du loueur").Lacks(t, "9\u202f876")
	}
	h.intern.Get(urls.LogisticsExport(h.project, "csv")).Want(t, http.StatusOK).Has(t, "Contrat du loueur").Lacks(t, "9876", "Montant")
	h.team.Get(urls.LogisticsExport(h.project, "csv")).Want(t, http.StatusOK).Has(t, "9876", "Montant")
}

func TestATaskAndItsPieceAskAboutEachOther(t *testing.T) {
	t.Parallel()
	h := open(t)
	task, err := h.Plans.CreateTask(t.Context(), h.by(h.Team), h.project, plan.Draft{Title: "Assurer", Category: plan.Administrative, Duration: 1, Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 60}}, "")
	h.must(err)
	d := named("Avenant")
	d.Task.ID = task
	id := h.piece(d)
	ticked := func() bool {
		v, err := h.Plans.Task(t.Context(), h.by(h.Head), task)
		h.must(err)
		return v.Row.State == retroplan.Done
	}
	// The piece is there: its task is only offered, unless the box is ticked.
	h.team.Post(urls.LogisticsStates(h.project), url.Values{"vers": {number(id) + ".done"}}).Want(t, http.StatusSeeOther)
	h.team.Get(urls.Logistics(h.project)).Has(t, "Sa tâche est encore ouverte")
	if ticked() {
		t.Error("the task is ticked by itself")
	}
	h.team.Post(urls.PieceState(id), url.Values{"etat": {"asked"}}).Want(t, http.StatusSeeOther)
	// The task is ticked: its piece is asked about, and answered on the same line.
	h.team.Post(urls.Ticks(), url.Values{"faite": {number(task)}, "retour": {urls.Plan(h.project)}}).Want(t, http.StatusSeeOther)
	h.team.Get(urls.Plan(h.project)).Has(t, "«\u00a0Avenant\u00a0» est encore «\u00a0demandée\u00a0» dans le dossier.", "La pièce aussi", `value="`+number(id)+`.done"`)
	h.team.Post(urls.LogisticsStates(h.project), url.Values{"vers": {number(id) + ".done"}, "retour": {urls.Plan(h.project)}}).Want(t, http.StatusSeeOther)
	if h.of(id).State != logistics.Done {
		t.Error("the piece is still open")
	}
	// With the box, both at once.
	h.must(h.Plans.UntickTask(t.Context(), h.by(h.Team), task))
	h.team.Post(urls.PieceState(id), url.Values{"etat": {"asked"}}).Want(t, http.StatusSeeOther)
	h.team.Get(urls.Logistics(h.project)).Has(t, "Cocher aussi sa tâche")
	h.team.Post(urls.LogisticsStates(h.project), url.Values{"vers": {number(id) + ".done"}, "tachefaite": {number(id)}}).Want(t, http.StatusSeeOther)
	if !ticked() {
		t.Error("the task is not ticked")
	}
	// Finished on its own page with a day, it asks too.
	h.must(h.Plans.UntickTask(t.Context(), h.by(h.Team), task))
	h.team.Post(urls.PieceState(id), url.Values{"etat": {"to_sign"}}).Want(t, http.StatusSeeOther)
	h.team.Post(urls.TaskState(task), url.Values{"etat": {string(plan.AskFinish)}, plan.FieldFinish: {"04/04/2025"}}).Want(t, http.StatusSeeOther)
	h.team.Get(urls.Task(task)).Has(t, "La tâche est faite.", "est encore «\u00a0à signer\u00a0»", "La pièce aussi")
	h.team.Post(urls.PieceState(id), url.Values{"etat": {"done"}}).Want(t, http.StatusSeeOther)
	// Where nothing is open, a tick asks nothing.
	h.must(h.Plans.UntickTask(t.Context(), h.by(h.Team), task))
	h.team.Post(urls.Ticks(), url.Values{"faite": {number(task)}, "retour": {urls.Plan(h.project)}}).Want(t, http.StatusSeeOther)
	h.team.Get(urls.Plan(h.project)).Lacks(t, "La pièce aussi")
}

func TestTheUsualPiecesAreProposedOnceAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.piece(named("Avenant d’assurance")) // called like one of the list
	page := h.intern.Get(urls.UsualPieces(h.project, url.Values{"q-musique": {"oui"}})).Want(t, http.StatusOK).Has(t, "Déclaration Sacem ou SACD", "à vérifier", "J-15, jeu. 29 mai", "1\u00a0pièce est déjà dans le dossier").
		Lacks(t, "Autorisation de buvette", ">Avenant d’assurance<")
	sent := webtest.ReadPage(t, "", page.Body)
	var form webtest.Form
	for _, f := range sent.Forms {
		if strings.HasPrefix(f.Action, urls.UsualPieces(h.project, nil)) {
			form = f
		}
	}
	a := h.intern.Post(form.Action, form.Values).Want(t, http.StatusSeeOther)
	h.intern.Get(a.Location).Want(t, http.StatusOK).Has(t, "Déclaration Sacem ou SACD", "dans le dossier.", ">Annuler</button>")
	f, err := h.Logistics.Of(t.Context(), h.by(h.Head), h.project)
	h.must(err)
	n := len(f.Pieces)
	if n < 5 {
		t.Errorf("%d pieces", n)
	}
	h.intern.Get(urls.UsualPieces(h.project, url.Values{"q-musique": {"oui"}})).Want(t, http.StatusOK).Has(t, "Rien d’autre n’est à proposer")
	h.intern.Post(urls.UsualPieces(h.project, nil), url.Values{"cle": {serve.NewKey()}}).Want(t, http.StatusUnprocessableEntity).Has(t, "Aucune pièce n’est à ajouter")
	// One act: it goes as it came.
	back := strings.Split(strings.Split(h.intern.Get(urls.ProjectHistory(h.project)).Body, `action="/gestes/`)[1], `"`)[0]
	h.intern.Post("/gestes/"+back, url.Values{}).Want(t, http.StatusSeeOther)
	if f, err = h.Logistics.Of(t.Context(), h.by(h.Head), h.project); err != nil || len(f.Pieces) != 1 {
		t.Errorf("%d pieces stay, %v", len(f.Pieces), err)
	}
}

func TestTheHeadAloneCorrectsTheUsualPieces(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.intern.Get(urls.FileEntries()).Want(t, http.StatusForbidden)
	h.team.Get(urls.FileEntries()).Want(t, http.StatusOK).Has(t, "Avenant d’assurance", "à vérifier").Lacks(t, "Ajouter une ligne")
	h.team.Get(urls.NewFileEntry()).Want(t, http.StatusForbidden)
	form := url.Values{"cle": {serve.NewKey()}, "titre": {"Plan de circulation"}, "type": {"safety"}, "partie": {"safety"}, "sens": {"send"}, "question": {"voirie"}, "avant": {"J-20"}, "legal": {"oui"}, "source": {"Arrêté"}, "verifie": {"01/04/2025"}}
	h.team.Post(urls.FileEntries(), form).Want(t, http.StatusForbidden)
	h.head.Post(urls.FileEntries(), form).Want(t, http.StatusSeeOther)
	h.head.Get(urls.FileEntries()).Want(t, http.StatusOK).Has(t, "Plan de circulation", "vérifié le 1er avril 2025")
	for field, value := range map[string]string{"titre": "", "avant": "J-3o", "verifie": "01/05/2025", "question": ""} {
		bad := url.Values{}
		for k, v := range form {
			bad[k] = v
		}
		bad.Set("cle", serve.NewKey())
		bad.Set(field, value)
		want := http.StatusUnprocessableEntity
		if field == "question" {
			want = http.StatusSeeOther // always
		}
		h.head.Post(urls.FileEntries(), bad).Want(t, want)
	}
}

func TestDeliveriesComeAndAreReceived(t *testing.T) {
	t.Parallel()
	h := open(t)
	form := url.Values{"cle": {serve.NewKey()}, "titre": {"4 tentes"}, "structure": {h.supplier.Name}, "transport": {"Camion"}, "jour": {"04/04/2025"}, "heures": {"matin"}, "lieu": {"Cour"}, "etat": {"expected"}, "qui": {number(h.Intern.ID)}}
	made := h.intern.Post(urls.Deliveries(h.project), form).Want(t, http.StatusSeeOther)
	h.intern.Get(urls.Deliveries(h.project)).Want(t, http.StatusOK).Has(t, "4 tentes", "en retard", "Toiles &lt;et&gt; Cie", "Noter reçue")
	h.intern.Post(made.Location+"/reception", nil).Want(t, http.StatusSeeOther)
	h.intern.Get(made.Location).Want(t, http.StatusOK).Has(t, "Livraison reçue", "le 7 avril 2025").Lacks(t, ">Noter reçue<")
	form.Set("version", "1")
	h.intern.Post(made.Location, form).Want(t, http.StatusConflict)
	form.Set("version", "2")
	form.Set("etat", "incomplete")
	form.Set("recue", "08/04/2025") // tomorrow
	h.intern.Post(made.Location, form).Want(t, http.StatusUnprocessableEntity)
	form.Set("recue", "07/04/2025")
	form.Set("notes", "Une tente manque.")
	h.intern.Post(made.Location, form).Want(t, http.StatusSeeOther)
	h.intern.Get(made.Location).Has(t, "Une tente manque.", "incomplète")
	h.intern.Get(urls.DeliveriesPrint(h.project)).Want(t, http.StatusOK).Has(t, "4 tentes")
	h.intern.Post(made.Location+"/suppression", nil).Want(t, http.StatusSeeOther)
	h.intern.Get(urls.Deliveries(h.project)).Want(t, http.StatusOK).Has(t, "à la corbeille").Lacks(t, "Camion")
}

func TestTheFileAsksNoMoreForManyPieces(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.piece(named("Une"))
	h.intern.Get(urls.Logistics(h.project)) // works the plan out
	h.piece(named("Deux"))
	one := h.Queries(h.Intern, urls.Logistics(h.project))
	for i := range 40 {
		h.piece(named(fmt.Sprint("Pièce ", i)))
	}
	if many := h.Queries(h.Intern, urls.Logistics(h.project)); many != one {
		t.Errorf("%d queries for two pieces, %d for many", one, many)
	}
}
