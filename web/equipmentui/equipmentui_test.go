package equipmentui_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/equipment"
	"parvis/internal/exchange/intake"
	"parvis/internal/fault"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

var (
	whole = equipment.Draft{Name: "Tout « y est »", Category: equipment.Furniture, Quantity: 12, Broken: 2, Missing: 1, Storage: "Réserve <A>", SetUp: "Deux prises\nà deux", Notes: "Une ligne\nune autre", Active: true}
	bare  = equipment.Draft{Name: "Rien de plus", Category: equipment.Other, Quantity: 3}
	day   = workcal.Of(2025, 6, 14)
)

// sent is what a browser sends of a draft, and more: field, value, field, value…
func sent(d equipment.Draft, more ...string) url.Values {
	form := url.Values(equipment.Fields.Values(d))
	if !d.Active {
		form.Del("actif")
	}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

func made(t *testing.T, a webtest.Answer) int64 {
	t.Helper()
	a.Want(t, http.StatusSeeOther)
	id, err := strconv.ParseInt(a.Location[strings.LastIndex(a.Location, "/")+1:], 10, 64)
	if err != nil {
		t.Fatal(a.Location, err)
	}
	return id
}

// setting is a house with a project of which the intern is a member, a slot of it on the Saturday, and another project; there are two projectors.
type setting struct {
	*webtest.House
	project, other, slot, projector int64
}

func open(t *testing.T) setting {
	t.Helper()
	s := setting{House: webtest.New(t)}
	ctx, team := t.Context(), s.Team.At(s.Now)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var err error
	s.project, err = s.Programme.Create(ctx, team, "", programme.ProjectDraft{Title: "JEA 2025", Kind: programme.EventProgramme, PilotID: team.ID, First: day, Last: day})
	must(err)
	s.other, err = s.Programme.Create(ctx, team, "", programme.ProjectDraft{Title: "Résidence", Kind: programme.EventProgramme, PilotID: team.ID, First: day, Last: day})
	must(err)
	must(s.Programme.AddMember(ctx, team, s.project, s.Intern.ID))
	visit, err := s.Activities.Create(ctx, team, "", s.project, activity.Draft{Kind: activity.Visit, Title: "Visite"})
	must(err)
	s.slot, _, err = s.Slots.Create(ctx, team, "", s.project, slot.Draft{ActivityID: visit, Times: slot.Times{Day: day, From: 600, To: 720}, Elsewhere: "Place du Marché"}, true)
	must(err)
	s.projector, err = s.Equipment.Create(ctx, team, "", equipment.Draft{Name: "Vidéoprojecteur", Category: equipment.Audiovisual, Quantity: 2, Storage: "Réserve A", Active: true})
	must(err)
	return s
}

func booking(what string, more ...string) url.Values {
	form := url.Values{"objet": {"Montage"}, "articles": {what}, "du": {"14/06/2025"}, "heure_depart": {"9 h"}, "au": {"14/06/2025"}, "heure_retour": {"18 h"}, "destination": {"Cour"}}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

var tag = regexp.MustCompile(`(?s)<(input|textarea|select)\b[^>]*\bname="([^"]+)"[^>]*>`)

// TestEveryFieldComesBackFromItsForm sends every field, alone and all together, and reads back what was kept.
func TestEveryFieldComesBackFromItsForm(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	var asked []string
	for _, m := range tag.FindAllStringSubmatch(team.Get(urls.NewEquipment()).Want(t, http.StatusOK).Body, -1) {
		if m[2] != "cle" {
			asked = append(asked, m[2])
		}
	}
	if got, want := strings.Join(asked, " "), strings.Join(equipment.Fields.Names(), " "); got != want {
		t.Fatalf("the form asks for %s, want %s", got, want)
	}
	stored := func(id int64) equipment.Sheet {
		t.Helper()
		s, err := h.Equipment.Item(t.Context(), h.Team.At(h.Now), id)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	drafts := []equipment.Draft{whole, bare}
	for i := range reflect.TypeFor[equipment.Draft]().NumField() {
		one := bare
		value := reflect.ValueOf(whole).Field(i)
		if value.IsZero() {
			t.Fatalf("field %d of the whole draft says nothing", i)
		}
		reflect.ValueOf(&one).Elem().Field(i).Set(value)
		drafts = append(drafts, one)
	}
	id := made(t, team.Post(urls.Equipment(), sent(equipment.Draft{Name: "Première", Category: equipment.Other})))
	for i, d := range drafts {
		d.Name += " " + strconv.Itoa(i)
		if got := stored(made(t, team.Post(urls.Equipment(), sent(d)))).Draft; got != d {
			t.Errorf("created %+v, want %+v", got, d)
		}
		d.Name += " bis"
		team.Post(urls.EquipmentItem(id), sent(d, "version", strconv.Itoa(stored(id).Version))).Want(t, http.StatusSeeOther)
		if got := stored(id).Draft; got != d {
			t.Errorf("edited %+v, want %+v", got, d)
		}
		page := team.Get(urls.EquipmentEdit(id)).Want(t, http.StatusOK)
		for _, f := range equipment.Fields {
			if said := f.Sent(d); f.Name != "categorie" && !strings.Contains(page.Body, html.EscapeString(said)) {
				t.Errorf("the form does not show %q", said)
			}
		}
	}
	h.As(h.Other).Post(urls.EquipmentItem(id), sent(whole, "version", strconv.Itoa(stored(id).Version), "nom", "Le texte de Lucie")).Want(t, http.StatusSeeOther)
	clash := team.Post(urls.EquipmentItem(id), sent(bare, "version", "1")).Want(t, http.StatusConflict).Has(t, "Le texte de Lucie", "par Lucie Morel")
	clash.Has(t, "Lieu de rangement", "Quantité")
}

func TestProblemsStandBesideTheirFields(t *testing.T) {
	t.Parallel()
	s := open(t)
	team := s.As(s.Team)
	for field, c := range map[string]struct{ typed, says string }{
		"nom":       {"videoprojecteur", "Un autre article porte déjà ce nom"},
		"quantite":  {"beaucoup", "nombre entier"},
		"casses":    {"-1", "Veuillez donner un nombre"},
		"manquants": {"x", "nombre entier"},
		"rangement": {strings.Repeat("é", equipment.MaxStorage+1), "le maximum est de"},
	} {
		page := team.Post(urls.Equipment(), sent(whole, field, c.typed)).Want(t, http.StatusUnprocessableEntity)
		page.Has(t, `id="`+field+`-problem"`, c.says, `href="#`+field+`"`)
	}
	team.Post(urls.Equipment(), sent(whole, "casses", "20")).Want(t, http.StatusUnprocessableEntity).Has(t, "plus petite que ce qui est à réparer")
	for field, c := range map[string]struct{ typed, says string }{
		"objet": {"", "pour quoi"}, "articles": {"3 licornes", "n’est pas dans le catalogue"}, "du": {"", "jour du départ"}, "heure_depart": {"quand vous voulez", "n’est pas une heure"},
		"heure_retour": {"", "l’heure du retour"}, "au": {"13/06/2025", "avant le départ"},
	} {
		page := team.Post(urls.ProjectEquipment(s.project), booking("1 vidéoprojecteur", field, c.typed)).Want(t, http.StatusUnprocessableEntity)
		page.Has(t, `id="`+field+`-problem"`, c.says)
	}
	team.Post(urls.EquipmentSets(), url.Values{"nom": {""}, "articles": {"une licorne"}}).Want(t, http.StatusUnprocessableEntity).Has(t, `id="nom-problem"`, `id="articles-problem"`, "une licorne")
	team.Post(urls.SlotEquipment(s.slot), url.Values{"version": {"1"}, "articles": {"9 licornes"}}).Want(t, http.StatusUnprocessableEntity).Has(t, `id="articles-problem"`, "9 licornes")
}

// TestABookingIsMadeLackedLoadedAndCancelled walks what people do, page by page.
func TestABookingIsMadeLackedLoadedAndCancelled(t *testing.T) {
	t.Parallel()
	s := open(t)
	team, intern := s.As(s.Team), s.As(s.Intern)
	intern.Get(urls.ProjectEquipment(s.project)).Want(t, http.StatusOK).Has(t, "Aucun matériel réservé pour ce projet", urls.NewBooking(s.project, nil))
	intern.Get(urls.NewBooking(s.project, nil)).Want(t, http.StatusOK).Has(t, `value="14/06/2025"`, "9\u00a0h", "18\u00a0h")
	id := made(t, intern.Post(urls.ProjectEquipment(s.project), booking("1 vidéoprojecteur", "heure_retour", "24 h")))
	intern.Get(urls.Booking(id)).Want(t, http.StatusOK).Has(t, "Samedi 14 juin 2025, 9\u00a0h\u00a0–\u00a024\u00a0h", "1 × Vidéoprojecteur", "Cour", "Inès Carpentier")
	asked := team.Post(urls.ProjectEquipment(s.other), booking("2 vidéoprojecteurs", "cle", "abcdefghijklmnopqrst")).Want(t, http.StatusUnprocessableEntity)
	asked.Has(t, "Vidéoprojecteur\u00a0: il en manque 1, samedi 14 juin 2025, 9\u00a0h\u00a0–\u00a018\u00a0h (3\u00a0demandés, 2\u00a0disponibles).", `name="malgre"`, "2 vidéoprojecteurs", `href="#malgre"`)
	second := made(t, team.Post(urls.ProjectEquipment(s.other), booking("2 vidéoprojecteurs", "malgre", "oui", "cle", "abcdefghijklmnopqrst")))
	again := team.Post(urls.ProjectEquipment(s.other), booking("2 vidéoprojecteurs", "malgre", "oui", "cle", "abcdefghijklmnopqrst")).Want(t, http.StatusSeeOther)
	if again.Location != urls.Booking(second) {
		t.Errorf("sent again, it led to %s", again.Location)
	}
	team.Get(urls.Booking(second)).Want(t, http.StatusOK).Has(t, "Il n’y en a pas assez pour tout", "il en manque")
	intern.Get(urls.EquipmentShortages()).Want(t, http.StatusOK).Has(t, "Vidéoprojecteur", "JEA 2025, Montage", "Résidence, Montage", "9\u00a0h\u00a0–\u00a018\u00a0h")
	intern.Get(urls.EquipmentDay(url.Values{"jour": {"2025-06-14"}})).Want(t, http.StatusOK).Has(t, `<strong class="late">−1</strong>`, "Vidéoprojecteur")
	intern.Get(urls.EquipmentItem(s.projector)).Want(t, http.StatusOK).Has(t, "Il en manque 1", "JEA 2025, Montage")
	intern.Get(urls.ProjectEquipment(s.project)).Want(t, http.StatusOK).Has(t, "Manques", "Résidence, Montage")

	b, err := s.Equipment.Booking(t.Context(), s.Intern.At(s.Now), id)
	if err != nil {
		t.Fatal(err)
	}
	saturday := url.Values{"jour": {"2025-06-14"}}
	loading := intern.Get(urls.ProjectLoadingOf(s.project, saturday)).Want(t, http.StatusOK).Has(t, "Cour", "Réserve A", "1 × Vidéoprojecteur", `name="sorti"`)
	if strings.Contains(loading.Body, `name="revenu"`) {
		t.Error("what did not leave can come back")
	}
	key := b.Lines[0].Ref()
	intern.Post(urls.ProjectLoading(s.project), url.Values{"sorti": {key}, "retour": {urls.ProjectLoadingOf(s.project, saturday)}}).Want(t, http.StatusSeeOther)
	intern.Get(urls.ProjectLoadingOf(s.project, saturday)).Want(t, http.StatusOK).Has(t, `name="pas-sorti"`, `name="revenu"`, "9\u00a0h\u00a030, Inès Carpentier")
	intern.Get(urls.BookingReturn(b.Lines[0].ID)).Want(t, http.StatusOK).Has(t, "Retour de 1 × Vidéoprojecteur")
	intern.Post(urls.BookingReturn(b.Lines[0].ID), url.Values{"casses": {"2"}}).Want(t, http.StatusUnprocessableEntity).Has(t, `id="casses-problem"`, "ce qui est parti")
	intern.Post(urls.BookingReturn(b.Lines[0].ID), url.Values{"casses": {"1"}}).Want(t, http.StatusSeeOther)
	intern.Get(urls.EquipmentItem(s.projector)).Want(t, http.StatusOK).Has(t, "1\u00a0à réparer", "dont 1\u00a0disponible")
	intern.Get(urls.ProjectLoadingPrint(s.project, saturday)).Want(t, http.StatusOK).Has(t, "☑", "Imprimé le 7 avril 2025 par Inès Carpentier")
	for _, bad := range []string{"", "x", "0", "99999"} {
		if a := intern.Post(urls.ProjectLoading(s.project), url.Values{"sorti": {bad}}); a.Status != http.StatusNotFound && a.Status != http.StatusUnprocessableEntity && a.Status != http.StatusBadRequest {
			t.Errorf("%q answered %d", bad, a.Status)
		}
	}
	intern.Post(urls.BookingCancel(id), nil).Want(t, http.StatusSeeOther)
	intern.Get(urls.Booking(id)).Want(t, http.StatusOK).Has(t, "Cette réservation est à la corbeille", urls.Restore("reservations", id))
	intern.Get(urls.BookingEdit(id)).Want(t, http.StatusNotFound)
	intern.Get(urls.Trash()).Want(t, http.StatusOK).Has(t, "Montage")
	back := intern.Post(urls.Restore("reservations", id), nil).Want(t, http.StatusSeeOther)
	if back.Location != urls.Booking(id) {
		t.Errorf("restored, and led to %s", back.Location)
	}
	intern.Get(urls.BookingHistory(id)).Want(t, http.StatusOK).Has(t, "Inès Carpentier a noté le retour du matériel de la réservation")
	team.Post(urls.Booking(id), booking("1 vidéoprojecteur", "version", "1", "objet", "Autre")).Want(t, http.StatusConflict).Has(t, "Rien n’a été écrasé")
}

func TestASlotSaysWhatItNeeds(t *testing.T) {
	t.Parallel()
	s := open(t)
	team, intern := s.As(s.Team), s.As(s.Intern)
	set := made(t, team.Post(urls.EquipmentSets(), url.Values{"nom": {"Conférence"}, "articles": {"2 vidéoprojecteurs"}}))
	intern.Get(urls.Slot(s.slot)).Want(t, http.StatusOK).Has(t, "Rien n’est réservé pour cette séance", urls.SlotEquipment(s.slot))
	intern.Get(urls.SlotEquipment(s.slot)).Want(t, http.StatusOK).Has(t, "Conférence", "2\u00a0libres sur 2")
	intern.Post(urls.SlotEquipment(s.slot), url.Values{"version": {"1"}, "articles": {"1 vidéoprojecteur"}}).Want(t, http.StatusSeeOther)
	intern.Get(urls.Slot(s.slot)).Want(t, http.StatusOK).Has(t, "1 × Vidéoprojecteur")
	asked := intern.Post(urls.SlotEquipmentSet(s.slot), url.Values{"lot": {fmt.Sprint(set)}}).Want(t, http.StatusUnprocessableEntity)
	asked.Has(t, "il en manque 1, samedi 14 juin 2025, 10\u00a0h\u00a0–\u00a012\u00a0h", "Ajouter le lot «\u00a0Conférence\u00a0» malgré cela")
	intern.Post(urls.SlotEquipmentSet(s.slot), url.Values{"lot": {fmt.Sprint(set)}, "malgre": {"oui"}}).Want(t, http.StatusSeeOther)
	intern.Get(urls.Slot(s.slot)).Want(t, http.StatusOK).Has(t, "3 × Vidéoprojecteur", "il en manque")
	intern.Post(urls.SlotEquipmentSet(s.slot), url.Values{"lot": {"999"}}).Want(t, http.StatusNotFound)
	team.Post(urls.SlotEquipment(s.slot), url.Values{"version": {"1"}, "articles": {""}}).Want(t, http.StatusConflict).Has(t, "3 × Vidéoprojecteur")
	intern.Get(urls.SlotHistory(s.slot)).Want(t, http.StatusOK).Has(t, "Inès Carpentier a changé le matériel de la séance")
	team.Get(urls.ProjectLoadingOf(s.project, url.Values{"jour": {"2025-06-14"}})).Want(t, http.StatusOK).Has(t, "Place du Marché", "3 × Vidéoprojecteur", "Visite, 10\u00a0h\u00a0–\u00a012\u00a0h")
}

func TestEachRoleSeesWhatItMayDo(t *testing.T) {
	t.Parallel()
	s := open(t)
	team, head, intern := s.As(s.Team), s.As(s.Head), s.As(s.Intern)
	set := made(t, team.Post(urls.EquipmentSets(), url.Values{"nom": {"Conférence"}, "articles": {"2 vidéoprojecteurs"}}))
	theirs := made(t, team.Post(urls.ProjectEquipment(s.other), booking("1 vidéoprojecteur")))
	edits := []string{urls.EquipmentEdit(s.projector), urls.EquipmentSetEdit(set), urls.NewEquipment(), urls.NewEquipmentSet(), urls.EquipmentImport(), urls.EquipmentExport(nil)}
	deletes := []string{urls.EquipmentDelete(s.projector), urls.EquipmentSetDelete(set)}
	for _, path := range append(edits, deletes...) {
		intern.Get(path).Want(t, http.StatusForbidden).Has(t, "peut faire cela.")
	}
	for _, path := range []string{urls.Equipment(), urls.EquipmentItem(s.projector), urls.EquipmentSets(), urls.EquipmentSet(set), urls.ProjectEquipment(s.other), urls.Booking(theirs), urls.BookingCancel(theirs)} {
		intern.Post(path, booking("1 vidéoprojecteur")).Want(t, http.StatusForbidden)
	}
	intern.Get(urls.NewBooking(s.other, nil)).Want(t, http.StatusForbidden)
	intern.Get(urls.Booking(theirs)).Want(t, http.StatusOK).Lacks(t, urls.BookingEdit(theirs), urls.BookingCancel(theirs))
	intern.Get(urls.ProjectLoadingOf(s.other, url.Values{"jour": {"2025-06-14"}})).Want(t, http.StatusOK).Lacks(t, `name="sorti"`)
	intern.Get(urls.Equipment()).Want(t, http.StatusOK).Has(t, "Vidéoprojecteur").Lacks(t, urls.NewEquipment(), "Télécharger")
	for _, path := range deletes {
		team.Get(path).Want(t, http.StatusForbidden).Has(t, "Seule la cheffe de service")
		team.Post(path, nil).Want(t, http.StatusForbidden)
		head.Get(path).Want(t, http.StatusOK).Has(t, "30\u00a0jours")
		head.Post(path, nil).Want(t, http.StatusSeeOther)
	}
	team.Get(urls.EquipmentItem(s.projector)).Want(t, http.StatusNotFound)
	head.Get(urls.EquipmentItem(s.projector)).Want(t, http.StatusOK).Has(t, "Cet article est à la corbeille")
	head.Get(urls.EquipmentSet(set)).Want(t, http.StatusOK).Has(t, "Ce lot est à la corbeille")
	team.Get(urls.Booking(theirs)).Want(t, http.StatusOK).Has(t, "il en manque")
	for _, one := range []struct {
		bin  string
		id   int64
		back string
	}{{"materiel", s.projector, urls.EquipmentItem(s.projector)}, {"lots", set, urls.EquipmentSet(set)}} {
		team.Post(urls.Restore(one.bin, one.id), nil).Want(t, http.StatusNotFound)
		if a := head.Post(urls.Restore(one.bin, one.id), nil).Want(t, http.StatusSeeOther); a.Location != one.back {
			t.Errorf("led to %s", a.Location)
		}
	}
	csv := team.Get(urls.EquipmentExport(url.Values{"format": {"csv"}})).Want(t, http.StatusOK)
	if want := "\ufeffNom;Catégorie;Quantité;À réparer;Manquants;Lieu de rangement;Pour l’installer;Notes;En service\r\nVidéoprojecteur;audiovisuel;2;;;Réserve A;;;oui\r\n"; csv.Body != want {
		t.Errorf("%q", csv.Body)
	}
}

// TestACatalogueComesFromASheet brings rows that add, change, say nothing new, and wait for a correction.
func TestACatalogueComesFromASheet(t *testing.T) {
	t.Parallel()
	s := open(t)
	ctx, team := account.Gesture(t.Context()), s.Team.At(s.Now)
	data := "Désignation;Type;Qté;Rangement\nVIDEOPROJECTEUR;;5;\nBanc;mobilier;12;Réserve B\nChaise;licorne;4;\n"
	id, err := s.Imports.Bring(ctx, team, "materiel", 0, "materiel.csv", []byte(data), "fichier", "")
	if err != nil {
		t.Fatal(err)
	}
	seen, err := s.Imports.Look(ctx, team, id)
	if err != nil {
		t.Fatal(err)
	}
	r := seen.Report
	if r.Count(intake.Created) != 1 || r.Count(intake.Changed) != 1 || r.Count(intake.Waits) != 1 {
		t.Errorf("%d created, %d changed, %d wait", r.Count(intake.Created), r.Count(intake.Changed), r.Count(intake.Waits))
	}
	if _, err := s.Imports.Bring(ctx, s.Intern.At(s.Now), "materiel", 0, "materiel.csv", []byte(data), "fichier", ""); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an intern brings a catalogue: %v", err)
	}
	id, err = s.Imports.Bring(ctx, team, "materiel", 0, "materiel.csv", []byte(strings.Replace(data, "licorne", "mobilier", 1)), "fichier", "")
	if err != nil {
		t.Fatal(err)
	}
	if seen, err = s.Imports.Look(ctx, team, id); err != nil {
		t.Fatal(err)
	}
	over, err := s.Imports.Run(ctx, team, id, seen.Seen)
	if err != nil {
		t.Fatal(err)
	}
	<-over
	list, err := s.Equipment.List(ctx, team, equipment.Filter{})
	if err != nil || len(list) != 3 || list[2].Name != "VIDEOPROJECTEUR" || list[2].Quantity != 5 || list[2].Storage != "Réserve A" || list[2].Category != equipment.Audiovisual {
		t.Errorf("%+v, %v", list, err)
	}
}
