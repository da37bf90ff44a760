package staffui_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/crew"
	"parvis/internal/partner"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/space"
	"parvis/internal/staff"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

var saturday = workcal.Of(2025, 6, 14)

// house is a site with a project of two days, of which the intern is a member, and Nadia, who has no account and signs.
type house struct {
	*webtest.House
	t                    *testing.T
	head, team, intern   *webtest.Client
	project, visit, hall int64
	nadia                crew.Hand
}

func open(t *testing.T) house {
	t.Helper()
	h := house{House: webtest.New(t), t: t}
	h.head, h.team, h.intern = h.As(h.Head), h.As(h.Team), h.As(h.Intern)
	by := h.by(h.Team)
	var err error
	h.project, err = h.Programme.Create(t.Context(), by, "", programme.ProjectDraft{Title: "JEA 2025", Kind: programme.EventProgramme, PilotID: h.Team.ID, First: saturday, Last: saturday.AddDays(1)})
	h.must(err)
	h.must(h.Programme.AddMember(t.Context(), by, h.project, h.Intern.ID))
	h.visit, err = h.Activities.Create(t.Context(), by, "", h.project, activity.Draft{Kind: activity.Visit, Title: "Visite <des> réserves"})
	h.must(err)
	h.hall, err = h.Spaces.Create(t.Context(), by, "", space.Draft{Name: "Auditorium", Active: true})
	h.must(err)
	outsider, err := h.Crew.Create(t.Context(), by, "", crew.Draft{Name: "Nadia <Rahmani>", Kind: crew.Temporary, Phone: "+33199000021", Skills: "LSF", Active: true})
	h.must(err)
	h.nadia = crew.OfOutsider(outsider)
	return h
}

func (h house) by(p account.Person) account.By { return p.At(h.Now) }

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) slot(by account.Person, from, to int) int64 {
	h.t.Helper()
	id, _, err := h.Slots.Create(h.t.Context(), h.by(by), "", h.project, slot.Draft{ActivityID: h.visit, Times: slot.Times{Day: saturday, From: from * 60, To: to * 60}, Space: partner.Ref{ID: h.hall}}, true)
	h.must(err)
	return id
}

// needs says what a slot needs through its form, and gives the numbers of the needs.
func (h house) needs(of int64, text string) []int64 {
	h.t.Helper()
	h.team.Post(urls.SlotNeeds(of), url.Values{"version": {strconv.Itoa(h.of(of).Version)}, "besoins": {text}}).Want(h.t, http.StatusSeeOther)
	var ids []int64
	for _, n := range h.of(of).Needs {
		ids = append(ids, n.ID)
	}
	return ids
}

func (h house) of(of int64) staff.Slot {
	h.t.Helper()
	s, err := h.Staff.OfSlot(h.t.Context(), h.by(h.Head), of)
	h.must(err)
	return s
}

func (h house) post(of int64, hand crew.Hand) staff.Post {
	h.t.Helper()
	for _, n := range h.of(of).Needs {
		for _, p := range n.Posts {
			if p.Hand == hand {
				return p
			}
		}
	}
	h.t.Fatalf("%d is not on %d", hand, of)
	return staff.Post{}
}

func to(hand crew.Hand, more ...string) url.Values {
	v := url.Values{"personne": {hand.String()}}
	for i := 0; i < len(more); i += 2 {
		v.Add(more[i], more[i+1])
	}
	return v
}

func TestNeedsAreTypedAndCorrected(t *testing.T) {
	t.Parallel()
	h := open(t)
	of := h.slot(h.Team, 10, 12)
	h.team.Get(urls.SlotNeeds(of)).Want(t, http.StatusOK).Has(t, "Besoins de la séance", "Visite &lt;des&gt; réserves", "LSF")
	h.needs(of, "1 médiatrice LSF\n2 accueils")
	h.team.Get(urls.SlotNeeds(of)).Has(t, "1 médiatrice LSF\n2 accueils")
	h.team.Post(urls.SlotNeeds(of), url.Values{"version": {"3"}, "besoins": {"100 <accueils>"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "entre 1 et", "100 &lt;accueils&gt;")
	h.head.Post(urls.SlotNeeds(of), url.Values{"version": {"2"}, "besoins": {"3 guides"}}).Want(t, http.StatusConflict).Has(t, "3 guides", "2 accueils", h.Team.Name)
	h.intern.Get(urls.SlotNeeds(of)).Want(t, http.StatusForbidden)
	h.intern.Post(urls.SlotNeeds(of), url.Values{"version": {"3"}, "besoins": {""}}).Want(t, http.StatusForbidden)
	proposed := h.slot(h.Intern, 14, 16)
	h.intern.Post(urls.SlotNeeds(proposed), url.Values{"version": {"1"}, "besoins": {"1 accueil"}}).Want(t, http.StatusSeeOther)
	for _, at := range []string{urls.SlotNeeds(9999), urls.SlotNeed(9999), "/besoins/x"} {
		h.team.Get(at).Want(t, http.StatusNotFound)
	}
}

func TestANeedIsGivenToWhoeverIsFreeAndAskedAboutOtherwise(t *testing.T) {
	t.Parallel()
	h := open(t)
	of, meanwhile := h.slot(h.Team, 10, 12), h.slot(h.Team, 11, 13)
	need := h.needs(of, "1 médiatrice LSF")[0]
	h.team.Get(urls.SlotNeed(need)).Want(t, http.StatusOK).Has(t, "Libres et qualifiés", "Nadia &lt;Rahmani&gt;", "Les autres", h.Intern.Name+" n’a pas la compétence demandée (LSF).")
	h.intern.Get(urls.SlotNeed(need)).Want(t, http.StatusOK).Lacks(t, "Confier")
	h.intern.Post(urls.SlotNeed(need), to(h.nadia)).Want(t, http.StatusForbidden)
	h.team.Post(urls.SlotNeed(need), to(crew.OfPerson(h.Intern.ID))).Want(t, http.StatusUnprocessableEntity).Has(t, "n’a pas la compétence demandée", "Confier malgré cela", `name="malgre" value="oui"`)
	h.team.Post(urls.SlotNeed(need), url.Values{}).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez choisir une personne de la liste.")
	h.team.Post(urls.SlotNeed(need), url.Values{"personne": {"x"}}).Want(t, http.StatusUnprocessableEntity)
	h.team.Post(urls.SlotNeed(need), to(-9999)).Want(t, http.StatusUnprocessableEntity).Has(t, "peut recevoir des séances")
	h.team.Post(urls.SlotNeed(need), to(h.nadia)).Want(t, http.StatusSeeOther)
	h.team.Get(urls.SlotNeed(need)).Has(t, "1\u00a0poste est confié à ", "1 sur 1", "à prévenir")
	other := h.needs(meanwhile, "1 accueil")[0]
	h.team.Post(urls.SlotNeed(other), to(h.nadia)).Want(t, http.StatusUnprocessableEntity).Has(t, "deux séances en même temps")
	h.team.Post(urls.SlotNeed(other), to(h.nadia, "malgre", "oui")).Want(t, http.StatusSeeOther)
	p := h.post(of, h.nadia)
	h.intern.Post(urls.PostingTake(p.ID), nil).Want(t, http.StatusForbidden)
	h.intern.Post(urls.PostingAnswer(p.ID), url.Values{"reponse": {"yes"}}).Want(t, http.StatusForbidden)
	h.team.Post(urls.PostingAnswer(p.ID), url.Values{"reponse": {"maybe"}}).Want(t, http.StatusUnprocessableEntity)
	h.team.Post(urls.PostingAnswer(p.ID), url.Values{"reponse": {"yes"}}).Want(t, http.StatusSeeOther)
	h.team.Get(urls.SlotNeed(need)).Has(t, "a dit oui")
	h.team.Post(urls.PostingTake(p.ID), nil).Want(t, http.StatusSeeOther)
	h.team.Post(urls.PostingTake(p.ID), nil).Want(t, http.StatusNotFound)
	h.team.Post(urls.PostingAnswer(9999), url.Values{"reponse": {"yes"}}).Want(t, http.StatusNotFound)
	if got := h.of(of).Needs[0].Lacking(); got != 1 {
		t.Errorf("%d lack", got)
	}
}

func TestTheBoardGivesAndTakesBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.team.Get(urls.ProjectStaff(h.project)).Want(t, http.StatusOK).Has(t, "Aucune séance pour l’instant")
	of, meanwhile := h.slot(h.Team, 10, 12), h.slot(h.Team, 11, 13)
	h.team.Get(urls.ProjectStaff(h.project)).Want(t, http.StatusOK).Has(t, "Aucun besoin n’est dit")
	one, two := h.needs(of, "2 accueils")[0], h.needs(meanwhile, "1 accueil")[0]
	board := urls.ProjectStaffOf(h.project, url.Values{"jour": {saturday.String()}})
	h.team.Get(board).Want(t, http.StatusOK).Has(t, "À pourvoir", "3\u00a0postes à pourvoir", "2 accueils", "Les 2 jours", "Confier", "Retirer la personne")
	h.intern.Get(board).Want(t, http.StatusOK).Lacks(t, "Confier", `type="checkbox"`)
	h.team.Get(board+"&besoin="+strconv.FormatInt(one, 10)).Want(t, http.StatusOK).Has(t, "Ne plus montrer ce poste", "Nadia &lt;Rahmani&gt;")
	h.team.Get(board+"&besoin=9999").Want(t, http.StatusNotFound)
	at := urls.ProjectStaff(h.project)
	h.intern.Post(at, to(h.nadia, "acte", "confier", "b[]", strconv.FormatInt(one, 10))).Want(t, http.StatusForbidden)
	h.team.Post(at, to(h.nadia, "acte", "confier")).Want(t, http.StatusUnprocessableEntity).Has(t, "Cochez d’abord")
	h.team.Post(at, to(0, "acte", "confier", "b[]", strconv.FormatInt(one, 10))).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez choisir une personne", "checked")
	both := to(h.nadia, "acte", "confier", "b[]", strconv.FormatInt(one, 10), "b[]", strconv.FormatInt(two, 10))
	h.team.Post(at, both).Want(t, http.StatusUnprocessableEntity).Has(t, "deux séances en même temps", "Confier malgré cela", `name="b[]" value="`+strconv.FormatInt(one, 10)+","+strconv.FormatInt(two, 10)+`"`)
	both.Set("malgre", "oui")
	h.team.Post(at, both).Want(t, http.StatusSeeOther)
	h.team.Get(board).Has(t, "en double", "2\u00a0séances en double", "1\u00a0poste à pourvoir", "3\u00a0h")
	h.team.Get(urls.ProjectStaffOf(h.project, url.Values{"jour": {"tous"}})).Want(t, http.StatusOK).Has(t, "Tous les jours", "Nadia &lt;Rahmani&gt;", "en double")
	h.team.Post(at, url.Values{"acte": {"retirer"}}).Want(t, http.StatusUnprocessableEntity)
	h.team.Post(at, url.Values{"acte": {"retirer"}, "p[]": {strconv.FormatInt(h.post(of, h.nadia).ID, 10), strconv.FormatInt(h.post(meanwhile, h.nadia).ID, 10)}}).Want(t, http.StatusSeeOther)
	h.team.Get(board).Has(t, "2\u00a0personnes sont retirées", "3\u00a0postes à pourvoir", "Annuler")
	h.team.Post(at, url.Values{"acte": {"retirer"}, "p[]": {"x"}}).Want(t, http.StatusNotFound)
	h.team.Get(urls.ProjectStaff(9999)).Want(t, http.StatusNotFound)
}

func TestPeopleAreToldAndAnswer(t *testing.T) {
	t.Parallel()
	h := open(t)
	of := h.slot(h.Team, 10, 12)
	need := h.needs(of, "2 accueils")[0]
	h.team.Post(urls.SlotNeed(need), to(h.nadia)).Want(t, http.StatusSeeOther)
	h.team.Post(urls.SlotNeed(need), to(crew.OfPerson(h.Intern.ID))).Want(t, http.StatusSeeOther)
	tell := urls.StaffTell(h.project)
	h.intern.Get(tell).Want(t, http.StatusOK).Has(t, "Prévenir les personnes", h.Intern.Name, "nouveau").Lacks(t, "C’est dit")
	h.intern.Post(tell, nil).Want(t, http.StatusForbidden)
	h.team.Get(tell).Want(t, http.StatusOK).Has(t, "Prévenir 1", "C’est dit", "01")
	h.team.Post(tell, nil).Want(t, http.StatusSeeOther)
	h.team.Post(tell, to(h.nadia)).Want(t, http.StatusSeeOther)
	h.team.Get(tell).Has(t, "Chacun sait déjà")
	h.team.Post(tell, nil).Want(t, http.StatusConflict)
	h.team.Post(tell, url.Values{"personne": {"x"}}).Want(t, http.StatusUnprocessableEntity)
	h.intern.Get(urls.Notices()).Has(t, "vous a confié cette séance")
	h.intern.Get(urls.MySlots()).Want(t, http.StatusOK).Has(t, "1\u00a0réponse attendue", "Oui, j’y serai", "Auditorium")
	own := h.post(of, crew.OfPerson(h.Intern.ID))
	h.intern.Post(urls.PostingAnswer(own.ID), url.Values{"reponse": {"yes"}, "retour": {urls.MySlots()}}).Want(t, http.StatusSeeOther)
	h.intern.Get(urls.MySlots()).Has(t, "vous avez dit oui")
	_, err := h.Slots.Move(t.Context(), h.by(h.Team), h.project, []int64{of}, slot.Moving{Minutes: 30}, true)
	h.must(err)
	h.intern.Get(urls.MySlots()).Has(t, "Depuis que l’on vous l’a dit", "avant")
	h.intern.Get(urls.MySlotsPrint()).Want(t, http.StatusOK).Has(t, "Feuille de route", "avant")
	h.team.Get(urls.MySlots()).Want(t, http.StatusOK).Has(t, "Aucune séance ne vous est confiée")
	h.team.Get(urls.StaffSheets(h.project, nil)).Want(t, http.StatusOK).Has(t, "Nadia &lt;Rahmani&gt;", h.Intern.Name, "avant")
	h.team.Get(urls.StaffSheets(h.project, to(h.nadia))).Has(t, "Nadia &lt;Rahmani&gt;").Lacks(t, "Séances de "+h.Intern.Name)
	h.team.Get(urls.StaffSheets(h.project, url.Values{"jour": {saturday.AddDays(1).String()}})).Has(t, "Personne n’est sur une séance")
	h.team.Post(urls.PostingTake(own.ID), nil).Want(t, http.StatusSeeOther)
	h.intern.Get(urls.MySlots()).Has(t, "retiré de votre feuille de route")
	h.team.Get(urls.StaffSheets(h.project, nil)).Has(t, "retiré de votre feuille de route")
	h.intern.Get(urls.StaffPlaces(h.project, nil)).Want(t, http.StatusOK).Has(t, "Auditorium", "Nadia &lt;Rahmani&gt;", "à pourvoir, 1")
	h.intern.Get(urls.StaffSigning(h.project, nil)).Want(t, http.StatusOK).Has(t, "Signature", "Nadia &lt;Rahmani&gt;")
	for _, at := range []string{urls.StaffTell(9999), urls.StaffSheets(9999, nil), urls.StaffPlaces(9999, nil), urls.StaffSigning(9999, nil)} {
		h.team.Get(at).Want(t, http.StatusNotFound)
	}
}

// TestQueriesDoNotGrowWithPeople counts what the board asks of the database.
func TestQueriesDoNotGrowWithPeople(t *testing.T) {
	t.Parallel()
	h := open(t)
	need := h.needs(h.slot(h.Team, 10, 12), "9 accueils")[0]
	few := h.Queries(h.Team, urls.ProjectStaff(h.project))
	for _, hand := range []crew.Hand{h.nadia, crew.OfPerson(h.Intern.ID), crew.OfPerson(h.Team.ID), crew.OfPerson(h.Head.ID)} {
		h.team.Post(urls.SlotNeed(need), to(hand)).Want(t, http.StatusSeeOther)
	}
	if many := h.Queries(h.Team, urls.ProjectStaff(h.project)); many > few {
		t.Errorf("%d queries for four people, %d for none", many, few)
	}
}

// TestAllIsAcceptedInOnePress says yes to what waits, and leaves what was refused.
func TestAllIsAcceptedInOnePress(t *testing.T) {
	t.Parallel()
	h := open(t)
	me := crew.OfPerson(h.Intern.ID)
	var slots []int64
	for _, hour := range []int{9, 12, 15} {
		of := h.slot(h.Team, hour, hour+1)
		h.team.Post(urls.SlotNeed(h.needs(of, "1 accueil")[0]), to(me)).Want(t, http.StatusSeeOther)
		slots = append(slots, of)
	}
	h.intern.Post(urls.PostingAnswer(h.post(slots[0], me).ID), url.Values{"reponse": {"no"}}).Want(t, http.StatusSeeOther)
	h.intern.Get(urls.MySlots()).Want(t, http.StatusOK).Has(t, "Oui aux 2 séances sans réponse")
	h.intern.Post(urls.MySlots(), nil).Want(t, http.StatusSeeOther)
	h.intern.Get(urls.MySlots()).Has(t, "Vous avez dit oui à 2\u00a0séances.").Lacks(t, "sans réponse")
	for i, want := range []staff.Answer{staff.No, staff.Yes, staff.Yes} {
		if got := h.post(slots[i], me).Answer; got != want {
			t.Errorf("%d: %q", i, got)
		}
	}
	h.intern.Post(urls.MySlots(), nil).Want(t, http.StatusSeeOther)
	h.intern.Get(urls.MySlots()).Has(t, "Vous aviez déjà répondu à tout.")
}
