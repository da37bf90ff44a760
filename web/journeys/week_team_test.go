package journeys

import (
	"fmt"
	"net/url"
	"path/filepath"
	"testing"

	"parvis/internal/attendance"
	"parvis/internal/workcal"
	"parvis/web/urls"
)

// TestTheTeamLivesAWeek goes from what is hers to do to the next edition, what it offers and when, what it needs, whom it was written to, what is asked of
// whoever comes, and what last year’s answers ask for.
func TestTheTeamLivesAWeek(t *testing.T) {
	t.Parallel()
	lives(t, team, func(t *testing.T, w *week) {
		project := w.preparesTheNextEdition(t)
		slot := w.addsWhatIsOffered(t, project)
		w.booksWhatItNeeds(t, slot)
		w.notesWhatWasSaid(t)
		w.asksAForm(t, project)
		w.makesATaskOfAnAnswer(t)
		w.countsWhatNobodyCounted(t)
	})
}

// preparesTheNextEdition looks at her day, ticks a task, and begins a project from the edition of last year.
func (w *week) preparesTheNextEdition(t *testing.T) int64 {
	t.Helper()
	w.morning(t, workcal.Of(2025, 4, 7), "À faire cette semaine", "On attend votre réponse", "Mes projets", "À suivre", "pièces du dossier", "postes à pourvoir")
	last := w.s.project("Trois jours d’archéologie au musée, 2024")
	w.open(urls.ProjectEdition(last))
	w.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.NextEdition(last)))
	w.Set("#titre", "Trois jours d’archéologie, encore")
	w.Follow("main form.form .button")
	w.Follow(`section[aria-labelledby="ce-qui-est-copie"] .button.primary`)
	project := w.s.project("Trois jours d’archéologie, encore")
	w.wantText(t, "main", "Trois jours d’archéologie, encore")
	return project
}

// addsWhatIsOffered adds an activity, and a slot of it in a space.
func (w *week) addsWhatIsOffered(t *testing.T, project int64) int64 {
	t.Helper()
	w.morning(t, workcal.Of(2025, 4, 8))
	w.open(urls.ProjectActivities(project))
	w.Follow(fmt.Sprintf(`main a.primary[href="%s"]`, urls.NewActivity(project)))
	w.Set("#titre", "Le tamis du mardi")
	w.Follow("main form.form .button.primary")
	w.wantText(t, "h1", "Le tamis du mardi")
	w.open(urls.ProjectGrid(project))
	w.Follow(fmt.Sprintf(`main a.primary[href^="%s"]`, urls.NewSlot(project, nil)))
	h := hand{visitor: w.visitor}
	w.Put("#activite", h.option("#activite", "Le tamis du mardi"))
	w.Set("#jour", "14/06/2025")
	w.Set("#debut", "18h")
	w.Set("#fin", "19h")
	// the edition that was prepared already has its own slots there: the first space is taken, which is told before anything is kept
	for _, space := range []string{"Atelier pédagogique 1", "Atelier pédagogique 2", "Auditorium"} {
		w.Put("#espace", h.option("#espace", space))
		w.Follow("main form.form .button.primary")
		if !w.Exists(".summary") {
			break
		}
		w.wantText(t, ".summary", "au même endroit ("+space+")")
	}
	w.wantText(t, "#annonce", "La séance est ajoutée.")
	var slot int64
	if _, err := fmt.Sscanf(w.path(), "/seances/%d", &slot); err != nil {
		t.Fatalf("the slot is at %s: %.600s", w.path(), w.Text("main"))
	}
	return slot
}

// booksWhatItNeeds says who is needed at the slot.
func (w *week) booksWhatItNeeds(t *testing.T, slot int64) {
	t.Helper()
	w.morning(t, workcal.Of(2025, 4, 9))
	w.open(urls.Slot(slot))
	w.Follow(fmt.Sprintf(`main a[href="%s/besoins"]`, urls.Slot(slot)))
	w.Set("#besoins", "1 médiatrice")
	w.Follow("main form.form .button.primary")
	w.wantText(t, "main", "médiatrice")
	w.Follow(fmt.Sprintf(`main a[href="%s/materiel"]`, urls.Slot(slot)))
	w.wantText(t, "h1", "Matériel")
}

// notesWhatWasSaid notes a call to a partner.
func (w *week) notesWhatWasSaid(t *testing.T) {
	t.Helper()
	w.morning(t, workcal.Of(2025, 4, 10))
	w.open(urls.NewExchange(url.Values{}))
	w.Set("#structures", "Maison de la musique de Nanterre")
	w.Set("#resume", "Prêt de la sonorisation prolongé")
	w.Follow("main form.exchange-form .button.primary")
	w.wantText(t, "main", "Prêt de la sonorisation prolongé")
}

// asksAForm opens a collection for the project, whose poster has its symbol, and prints its questions.
func (w *week) asksAForm(t *testing.T, project int64) {
	t.Helper()
	w.morning(t, workcal.Of(2025, 4, 11))
	w.open(urls.ProjectCollections(project))
	w.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.NewCollection(project)))
	h := hand{visitor: w.visitor}
	w.Put("#questionnaire", h.option("#questionnaire", "Satisfaction tout public"))
	w.Set("#nom", "Sortie du tamis")
	w.Set("#attendues", "40")
	w.Set("#fin", "15/04/2025")
	w.Follow("main form.form .button.primary")
	var at int64
	if _, err := fmt.Sscanf(w.path(), "/recueils/%d", &at); err != nil {
		t.Fatalf("the collection is at %s", w.path())
	}
	for _, path := range []string{urls.CollectionPoster(at, nil), urls.CollectionPaper(at, nil)} {
		w.open(path)
		if pdf := w.PDF(filepath.Join(t.ArtifactDir(), "papier.pdf")); len(pdf.Pages) == 0 {
			t.Errorf("%s prints nothing", path)
		}
	}
	w.open(urls.Home())
	w.wantText(t, `section[aria-labelledby="suivre"]`, "Sortie du tamis", "0 sur 40 réponses attendues")
}

// makesATaskOfAnAnswer reads what last year’s visitors wrote, and makes a task of one of them.
func (w *week) makesATaskOfAnAnswer(t *testing.T) {
	t.Helper()
	w.morning(t, workcal.Of(2025, 4, 12))
	w.open(urls.Forms())
	w.Follow(`main tbody a[href="` + urls.FormResults(w.asked(t, "Satisfaction tout public"), nil) + `"]`)
	w.Follow(`main a[href*="/verbatims"]`)
	w.Follow(`main a[href*="/tache"]`)
	h := hand{visitor: w.visitor}
	if w.Exists("#projet") {
		w.Put("#projet", h.option("#projet", "JEA 2025"))
	}
	w.Set("#titre", "Ajouter des bancs à l’ombre")
	w.Follow("main form.stack .button.primary")
	w.wantText(t, "main", "Ajouter des bancs à l’ombre")
}

// countsWhatNobodyCounted comes back after the JEA, counts a slot from the first page, and sees that it is counted.
func (w *week) countsWhatNobodyCounted(t *testing.T) {
	t.Helper()
	w.on(workcal.Of(2025, 6, 16))
	w.open(urls.Home())
	jea := w.s.project("JEA")
	w.Follow(fmt.Sprintf(`section[aria-labelledby="suivre"] .button[href="%s"]`, urls.ProjectAttendance(jea, url.Values{"parmi": {"a-renseigner"}})))
	w.Follow(`main tbody tr td a[href$="/frequentation"]`)
	field := "#" + attendance.NumberField(1)
	w.Set(field, "18")
	w.Follow("main form.form .button.primary")
	w.wantText(t, "main", "18 présents")
	w.Set(field, "17")
	w.Follow("main form.form .button.primary")
	w.wantText(t, "main", "17 présents")
}
