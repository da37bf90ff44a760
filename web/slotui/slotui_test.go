package slotui_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/activity"
	"parvis/internal/partner"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/space"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

var friday = workcal.Of(2025, 6, 13)

// house is a service with a project of three days, one activity and two spaces.
type house struct {
	*webtest.House
	t                         *testing.T
	project, visit, hall, bay int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{House: webtest.New(t), t: t}
	by := h.Team.At(h.Now)
	var err error
	h.project, err = h.Programme.Create(t.Context(), by, "", programme.ProjectDraft{Title: "JEA 2025", Kind: programme.EventProgramme, PilotID: h.Team.ID, First: friday, Last: friday.AddDays(2)})
	h.must(err)
	h.must(h.Programme.AddMember(t.Context(), by, h.project, h.Intern.ID))
	h.visit, err = h.Activities.Create(t.Context(), by, "", h.project, activity.Draft{Kind: activity.Visit, Title: "Visite <b>des réserves", Duration: 60})
	h.must(err)
	h.hall, err = h.Spaces.Create(t.Context(), by, "", space.Draft{Name: "Auditorium", Seated: 20, Active: true})
	h.must(err)
	h.bay, err = h.Spaces.Create(t.Context(), by, "", space.Draft{Name: "Cour", Active: true})
	h.must(err)
	return h
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func text(n int64) string { return strconv.FormatInt(n, 10) }

// add makes a slot in the hall, whatever it meets.
func (h house) add(from, to int) int64 {
	h.t.Helper()
	id, _, err := h.Slots.Create(h.t.Context(), h.Team.At(h.Now), "", h.project, slot.Draft{ActivityID: h.visit, Times: slot.Times{Day: friday, From: from, To: to}, Space: partner.Ref{ID: h.hall}, Capacity: 12}, true)
	h.must(err)
	return id
}

// typed is what a browser sends of a new slot, and more: field, value…
func (h house) typed(more ...string) url.Values {
	v := url.Values{"activite": {text(h.visit)}, "jour": {"13/06/2025"}, "debut": {"9h30"}, "fin": {"10 h 30"}, "espace": {text(h.hall)}}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

func TestASlotIsAddedAsItIsSaid(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	team.Get(urls.ProjectGrid(h.project)).Want(t, http.StatusOK).Has(t, "Aucune séance pour l’instant", urls.NewSlot(h.project, nil))
	team.Get(urls.NewSlot(h.project, url.Values{"jour": {"2025-06-14"}, "debut": {"14h"}, "espace": {text(h.bay)}})).Want(t, http.StatusOK).Has(t, `value="14/06/2025"`, `value="14h"`, "Visite &lt;b&gt;des réserves")
	for typed, want := range map[string]string{"9h30|10 h 30": "9\u00a0h\u00a030\u00a0–\u00a010\u00a0h\u00a030", "11h-12h15|": "11\u00a0h\u00a0–\u00a012\u00a0h\u00a015", "14 h|": "14\u00a0h\u00a0–\u00a015\u00a0h", "22h30|0h15": "22\u00a0h\u00a030\u00a0–\u00a00\u00a0h\u00a015"} {
		from, to, _ := strings.Cut(typed, "|")
		a := team.Post(urls.ProjectSlots(h.project), h.typed("debut", from, "fin", to)).Want(t, http.StatusSeeOther)
		team.Get(a.Location).Want(t, http.StatusOK).Has(t, want, "La séance est ajoutée.", "Auditorium", "prévue")
	}
	team.Get(urls.ProjectGridOf(h.project, url.Values{"jour": {"2025-06-13"}})).Want(t, http.StatusOK).Has(t, "Vendredi 13 juin 2025", "4\u00a0séances", "Visite &lt;b&gt;des réserves", "(nuit)").Lacks(t, "<b>des")
	team.Get(urls.ProjectSlots(h.project)).Want(t, http.StatusOK).Has(t, "Vendredi 13 juin 2025", "Auditorium")
	team.Get(urls.SlotsOf(url.Values{"mois": {"2025-06"}})).Want(t, http.StatusOK).Has(t, "JEA 2025", "Visite &lt;b&gt;des réserves")
	team.Get(urls.SlotsOf(url.Values{"mois": {"2025-07"}})).Want(t, http.StatusOK).Has(t, "Aucune séance ce mois-ci")
	team.Get(urls.SlotsPrint(url.Values{"mois": {"2025-06"}})).Want(t, http.StatusOK).Has(t, "Séances du service, juin 2025")
	team.Get(urls.ProjectGridPrint(h.project, url.Values{"jour": {"2025-06-13"}})).Want(t, http.StatusOK).Has(t, "Programme · JEA 2025")
	team.Get(urls.ProjectSlotsExport(h.project, "csv")).Want(t, http.StatusOK).Has(t, "Auditorium", "13/06/2025")
	h.As(h.Intern).Get(urls.ProjectSlotsExport(h.project, "csv")).Want(t, http.StatusForbidden)
	team.Get(urls.ProjectSlotsPrint(h.project, nil)).Want(t, http.StatusOK).Has(t, "Séances · JEA 2025")
}

func TestWhatCannotBeIsToldBesideItsField(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	for _, c := range []struct{ field, typed, want string }{
		{"jour", "31/06/2025", "n’existe pas"}, {"debut", "midi passé", "n’est pas une heure"}, {"debut", "", "l’heure du début"}, {"fin", "9h", "vient avant le début"}, {"fin", "25h", "n’est pas une heure"},
		{"activite", "", "Veuillez choisir une activité"}, {"espace", "12345", "n’est plus en service"}, {"jauge", "beaucoup", "nombre"}, {"montage", "longtemps", "durée"}, {"ailleurs", "12, rue de la Gare", "pas les deux"},
	} {
		team.Post(urls.ProjectSlots(h.project), h.typed(c.field, c.typed)).Want(t, http.StatusUnprocessableEntity).Has(t, c.want)
	}
	if n := len(h.list()); n != 0 {
		t.Errorf("%d slots", n)
	}
}

func (h house) list() []slot.Slot {
	h.t.Helper()
	p, err := h.Slots.OfProject(h.t.Context(), h.Head.At(h.Now), h.project)
	h.must(err)
	return p.Slots
}

func TestConflictsAreAskedAboutOnThePage(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	first := h.add(570, 630)
	team.Post(urls.ProjectSlots(h.project), h.typed("debut", "10h")).Want(t, http.StatusUnprocessableEntity).Has(t, "au même endroit (Auditorium)", "Enregistrer malgré cela", `value="10h"`)
	a := team.Post(urls.ProjectSlots(h.project), h.typed("debut", "10h", "malgre", "oui")).Want(t, http.StatusSeeOther)
	team.Get(a.Location).Want(t, http.StatusOK).Has(t, "1\u00a0point à régler apparaît", "À régler", "au même endroit (Auditorium)")
	team.Get(urls.ProjectConflicts(h.project)).Want(t, http.StatusOK).Has(t, "Ce qui ne peut pas aller ensemble", "Voir la première", urls.Slot(first))
	form := url.Values{"p[]": {text(first)}, "acte": {"deplacer"}, "pret": {"oui"}, "espace": {text(h.bay)}, "retour": {urls.ProjectGrid(h.project)}}
	team.Post(urls.ProjectGrid(h.project), form).Want(t, http.StatusSeeOther)
	team.Get(urls.ProjectGrid(h.project)).Has(t, "1\u00a0séance est déplacée.", "1\u00a0conflit est réglé", "Annuler")
	team.Get(urls.ProjectConflicts(h.project)).Want(t, http.StatusOK).Has(t, "Rien à régler")
}

func TestChosenSlotsAreMovedPlannedAndCalledOff(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	a, b := h.add(570, 630), h.add(660, 720)
	grid := urls.ProjectGrid(h.project)
	team.Post(grid, url.Values{"acte": {"deplacer"}, "retour": {grid}}).Want(t, http.StatusSeeOther)
	team.Get(grid).Has(t, "Cochez d’abord des séances")
	both := url.Values{"p[]": {text(a), text(b)}, "acte": {"deplacer"}, "retour": {grid}}
	team.Post(grid, both).Want(t, http.StatusOK).Has(t, "Déplacer 2\u00a0séances", "De combien de temps", "Le même lieu")
	both.Set("pret", "oui")
	for field, typed := range map[string]string{"jours": "demain", "minutes": "longtemps", "espace": "12345"} {
		bad := url.Values{}
		for k, v := range both {
			bad[k] = v
		}
		bad.Set(field, typed)
		team.Post(grid, bad).Want(t, http.StatusUnprocessableEntity).Has(t, "Déplacer 2\u00a0séances")
	}
	team.Post(grid, both).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez dire de combien")
	both.Set("minutes", "-30 min")
	both.Set("jours", "1")
	team.Post(grid, both).Want(t, http.StatusSeeOther)
	if l := h.list(); l[0].Day != friday.AddDays(1) || l[0].From != 540 || l[1].From != 630 {
		t.Errorf("%+v", l)
	}
	both = url.Values{"p[]": {text(a) + "," + text(b)}, "acte": {"annuler"}, "retour": {grid}}
	team.Post(grid, both).Want(t, http.StatusOK).Has(t, "Annuler 2\u00a0séances", "Pourquoi")
	both.Set("pret", "oui")
	both.Set("motif", "Alerte orange")
	team.Post(grid, both).Want(t, http.StatusSeeOther)
	team.Get(urls.Slot(a)).Want(t, http.StatusOK).Has(t, "annulée", "Alerte orange")
	team.Post(grid, url.Values{"p[]": {text(a)}, "acte": {"prevoir"}, "retour": {"//ailleurs.test"}}).Want(t, http.StatusSeeOther)
	if l := h.list(); l[0].Status != slot.Planned || l[1].Status != slot.Cancelled {
		t.Errorf("%+v", l)
	}
	team.Post(urls.SlotStatus(b), url.Values{"statut": {"loin"}}).Want(t, http.StatusUnprocessableEntity)
	team.Post(urls.SlotStatus(b), url.Values{"statut": {"postponed"}, "motif": {"À la rentrée"}}).Want(t, http.StatusSeeOther)
	team.Get(urls.Slot(b)).Want(t, http.StatusOK).Has(t, "La séance est reportée.", "À la rentrée")
}

func TestASlotIsRepeatedFromItsPage(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	id := h.add(570, 630)
	team.Get(urls.SlotRepeat(id)).Want(t, http.StatusOK).Has(t, "Répéter la séance", "Vendredi 13 juin 2025", "Dimanche 15 juin 2025")
	form := url.Values{"toutes": {"1 h"}, "fois": {"4"}, "jour-2025-06-13": {"oui"}, "jour-2025-06-14": {"oui"}}
	team.Post(urls.SlotRepeat(id), form).Want(t, http.StatusSeeOther)
	if n := len(h.list()); n != 8 {
		t.Errorf("%d slots", n)
	}
	team.Get(urls.ProjectGrid(h.project)).Has(t, "7\u00a0autres séances sont ajoutées.", "Annuler")
	for field, typed := range map[string]string{"toutes": "souvent", "fois": "-1", "jusqua": "tard"} {
		bad := url.Values{"toutes": {"1 h"}, "fois": {"4"}, "jour-2025-06-15": {"oui"}}
		bad.Set(field, typed)
		team.Post(urls.SlotRepeat(id), bad).Want(t, http.StatusUnprocessableEntity)
	}
	team.Post(urls.SlotRepeat(id), url.Values{"toutes": {"1 h"}, "fois": {"4"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez choisir au moins un jour")
}

func TestGroupsAreEnteredAndLetIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	id := h.add(570, 630)
	team.Get(urls.NewGroup(id)).Want(t, http.StatusOK).Has(t, "Inscrire un groupe", "Jamais qui")
	team.Post(urls.SlotGroups(id), url.Values{"groupe": {"CE2 <i>B"}, "effectif": {"10"}, "accompagnateurs": {"2"}, "besoins": {"2 fauteuils"}}).Want(t, http.StatusSeeOther)
	team.Get(urls.Slot(id)).Want(t, http.StatusOK).Has(t, "Le groupe est inscrit.", "CE2 &lt;i&gt;B", "10 sur 12", "2\u00a0accompagnateurs", "2 fauteuils")
	team.Post(urls.SlotGroups(id), url.Values{"groupe": {"Famille"}, "effectif": {"4"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "Il reste 2\u00a0places", `value="Famille"`)
	team.Post(urls.SlotGroups(id), url.Values{"groupe": {"Famille"}, "effectif": {"4"}, "attente": {"oui"}}).Want(t, http.StatusSeeOther)
	s, err := h.Slots.Slot(t.Context(), h.Team.At(h.Now), id)
	h.must(err)
	class, family := s.Groups[0].ID, s.Groups[1].ID
	team.Post(urls.GroupIn(family), nil).Want(t, http.StatusConflict).Has(t, "Il reste 2\u00a0places")
	team.Post(urls.Group(class), url.Values{"version": {"1"}, "groupe": {"CE2"}, "effectif": {"8"}}).Want(t, http.StatusSeeOther)
	team.Post(urls.Group(class), url.Values{"version": {"1"}, "groupe": {"CE1"}, "effectif": {"7"}}).Want(t, http.StatusConflict).Has(t, "CE1", "CE2")
	team.Post(urls.GroupIn(family), nil).Want(t, http.StatusSeeOther)
	team.Get(urls.Slot(id)).Has(t, "12 sur 12", "complète")
	team.Post(urls.SlotGroups(id), url.Values{"groupe": {"Encore"}, "effectif": {"4"}, "attente": {"oui"}}).Want(t, http.StatusSeeOther)
	team.Post(urls.GroupRemove(class), nil).Want(t, http.StatusSeeOther)
	team.Get(urls.Slot(id)).Has(t, "Le groupe est retiré", "Les places suffisent maintenant pour «\u00a0Encore\u00a0»", "Rétablir")
	team.Post(urls.SlotGroups(id), url.Values{"groupe": {"Vide"}, "effectif": {"0"}}).Want(t, http.StatusUnprocessableEntity)
	team.Get(urls.Group(999)).Want(t, http.StatusNotFound)
}

func TestEachRoleSeesWhatItMayDo(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.add(570, 630)
	intern, head := h.As(h.Intern), h.As(h.Head)
	intern.Get(urls.Slot(id)).Want(t, http.StatusOK).Lacks(t, "Changer le statut", urls.SlotEdit(id), urls.SlotDelete(id)).Has(t, urls.NewGroup(id))
	intern.Get(urls.SlotEdit(id)).Want(t, http.StatusForbidden)
	intern.Post(urls.SlotStatus(id), url.Values{"statut": {"cancelled"}}).Want(t, http.StatusForbidden)
	intern.Post(urls.ProjectGrid(h.project), url.Values{"p[]": {text(id)}, "acte": {"annuler"}}).Want(t, http.StatusForbidden)
	intern.Post(urls.ProjectGrid(h.project), url.Values{"p[]": {text(id)}, "acte": {"deplacer"}, "pret": {"oui"}, "minutes": {"30 min"}}).Want(t, http.StatusForbidden)
	a := intern.Post(urls.ProjectSlots(h.project), h.typed("debut", "14h", "fin", "15h")).Want(t, http.StatusSeeOther)
	intern.Get(a.Location).Want(t, http.StatusOK).Has(t, "proposée").Lacks(t, "Changer le statut")
	head.Get(urls.SlotDelete(id)).Want(t, http.StatusOK).Has(t, "Mettre à la corbeille")
	h.As(h.Team).Post(urls.SlotDelete(id), nil).Want(t, http.StatusForbidden)
	head.Post(urls.SlotDelete(id), nil).Want(t, http.StatusSeeOther)
	intern.Get(urls.Slot(id)).Want(t, http.StatusNotFound)
	head.Get(urls.Slot(id)).Want(t, http.StatusOK).Has(t, "à la corbeille", "Rétablir")
	head.Get(urls.SlotHistory(id)).Want(t, http.StatusOK).Has(t, "a mis à la corbeille la séance")
	head.Get(urls.Slot(12345)).Want(t, http.StatusNotFound)
	head.Get(urls.ProjectGrid(12345)).Want(t, http.StatusNotFound)
	h.Visitor().Get(urls.Slot(id)).Want(t, http.StatusSeeOther)
}

// TestQueriesDoNotGrowWithTheSlots compares the pages of one slot with those of many.
func TestQueriesDoNotGrowWithTheSlots(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.add(570, 630)
	pages := []string{urls.ProjectGrid(h.project), urls.ProjectSlots(h.project), urls.ProjectConflicts(h.project), urls.SlotsOf(url.Values{"mois": {"2025-06"}}), urls.Slot(1), urls.ProjectGridPrint(h.project, nil)}
	few := map[string]int64{}
	for _, p := range pages {
		few[p] = h.Queries(h.Head, p)
	}
	for i := range 30 {
		h.add(9*60+i*10, 10*60+i*10)
	}
	for _, p := range pages {
		if n := h.Queries(h.Head, p); n != few[p] {
			t.Errorf("%s: %d queries, %d with one slot", p, n, few[p])
		}
	}
}
