package journeys

import (
	"os"

	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/daybook"
	"parvis/internal/plan"
	"parvis/internal/response"
	"parvis/internal/results"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/web/serve"
	"strings"
)

// forms makes one form that was published and changed since, in two languages; one of one long word; one in the trash.
func (f *furnished) forms() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	make := func(s survey.Settings, questions []question.Question) int64 {
		id, err := f.Surveys.Create(ctx, claire, serve.NewKey(), s, questions)
		f.must(err)
		return id
	}
	ready, _ := survey.ReadyForm("tout-public")
	s := survey.SettingsOf(ready.Form, survey.Visitors)
	s.ProjectID = f.jea
	f.form = make(s, ready.Form.Questions)
	sheet, err := f.Surveys.Form(ctx, claire, f.form)
	f.must(err)
	_, err = f.Surveys.Publish(ctx, claire, f.form, sheet.Seen())
	f.must(err)
	f.must(f.Surveys.NoteReread(ctx, claire, f.form, 1, survey.Reread{By: "Un groupe de lecture", On: claire.Today()}))
	before := sheet.Draft.Questions[1]
	f.formBefore = before.Key
	f.formKey, err = f.Surveys.Add(ctx, claire, "", f.form, before.Key, survey.QuestionDraft{Kind: question.Single, Label: question.FR("Une question de plus\u00a0?"), Options: "Oui\nNon", Unsure: true})
	f.must(err)
	bank, err := f.Surveys.Bank(ctx, claire)
	f.must(err)
	f.banked = bank[0].ID
	wide := survey.Settings{Purpose: survey.Easy, Layout: question.Easy, Title: question.FR(longWord), Intro: question.FR(longWord), Langs: []question.Lang{question.French, "ar"}}
	f.wideForm = make(wide, nil)
	f.wideKey, err = f.Surveys.Add(ctx, claire, "", f.wideForm, "", survey.QuestionDraft{Kind: question.Matrix, Label: question.FR(longWord), Help: question.FR(longWord), Options: longWord + "\nNon\nPeut-être", Rows: longWord + "\nDeux"})
	f.must(err)
	f.goneForm = make(survey.Settings{Purpose: survey.Team, Layout: question.Paged, Title: question.FR("Un questionnaire supprimé")}, nil)
	f.must(f.Surveys.Delete(ctx, claire, f.goneForm))
}

// day notes what happens on the day of the slots: an incident, a delay, one long word, a message, one in the trash; and counts at two of them.
func (f *furnished) day() {
	ctx, claire, ines := f.t.Context(), f.story.people[head].At(at(9, 0)), f.story.people[intern].At(at(9, 0))
	note := func(by account.By, d daybook.Draft) int64 {
		id, err := f.Daybook.Note(ctx, by, serve.NewKey(), f.jea, theDay, by.At, d)
		f.must(err)
		return id
	}
	f.entry = note(ines, daybook.Draft{Kind: daybook.Incident, Slot: f.slot, Place: "Cour", Body: "Un bac s’est fendu.\nPas de blessé.", Done: "Sol balayé."})
	f.wideEntry = note(claire, daybook.Draft{Kind: daybook.Delay, Slot: f.wideSlot, Minutes: 10, Place: longWord, Body: longWord, Done: longWord})
	note(claire, daybook.Draft{Kind: daybook.Message, Body: "Bonjour à tous."})
	f.goneEntry = note(claire, daybook.Draft{Kind: daybook.Note, Body: "À oublier"})
	f.must(f.Daybook.Delete(ctx, claire, f.goneEntry))
	var err error
	f.audience, err = f.Attendance.CreateAudience(ctx, claire, "", attendance.AudienceDraft{Name: longWord[:attendance.MaxName], Heading: attendance.Group, Usual: true, Active: true, Position: 990})
	f.must(err)
	for _, of := range []int64{f.slot, f.wideSlot} {
		for _, n := range []int{12, -2} {
			_, err := f.Attendance.Add(ctx, ines, attendance.Tap{Key: serve.NewKey(), Slot: of, Audience: f.audience, Measure: attendance.Present, N: n, At: ines.At})
			f.must(err)
		}
	}
	for _, d := range []attendance.DoorDraft{{Name: strings.Repeat("W", attendance.MaxDoorName), Day: theDay}, {Name: "Porte nord", Slot: f.slot}} {
		made, err := f.Links.ShareDoor(ctx, claire, f.jea, serve.NewKey(), d)
		f.must(err)
		f.doorToken = made.Token
	}
	f.must(f.Daybook.Tick(ctx, ines, serve.NewKey(), f.jea, theDay, "montage:"+id(f.slot), true, ines.At))
}

// collections asks the forms of the demonstration about the JEA: one to everybody, with a sheet of paper typed, one easy to read, one named by one long word that is closed,
// one in the trash; and fills a grid at a slot.
func (f *furnished) collections() {
	ctx, claire, ines := f.t.Context(), f.story.people[head].At(at(9, 0)), f.story.people[intern].At(at(9, 0))
	forms, err := f.Surveys.List(ctx, claire, survey.Filter{})
	f.must(err)
	of := map[survey.Purpose]int64{}
	for _, one := range forms {
		if one.Published > 0 {
			of[one.Purpose] = one.ID
		}
	}
	second, _ := survey.ReadyForm("observation") // so that there is a grid to choose
	settings := survey.SettingsOf(second.Form, survey.Observation)
	settings.Title = question.FR("Une seconde grille")
	grids, err := f.Surveys.Create(ctx, claire, serve.NewKey(), settings, second.Form.Questions)
	f.must(err)
	sheet, err := f.Surveys.Form(ctx, claire, grids)
	f.must(err)
	_, err = f.Surveys.Publish(ctx, claire, grids, sheet.Seen())
	f.must(err)
	collect := func(d response.Draft) (int64, string) {
		made, err := f.Responses.Create(ctx, claire, serve.NewKey(), f.jea, d)
		f.must(err)
		c, err := f.Responses.Collection(ctx, claire, made)
		f.must(err)
		return made, c.Token
	}
	public := response.Ref{ID: of[survey.Visitors]}
	f.collection, f.askedToken = collect(response.Draft{Form: public, Label: "Sortie de la fouille", Slot: response.Ref{ID: f.slot}, Wanted: 60, Asker: response.Ref{ID: ines.ID}, When: "À la sortie"})
	f.easyCollection, f.easyToken = collect(response.Draft{Form: response.Ref{ID: of[survey.Easy]}, Label: "Version simplifiée"})
	f.wideCollection, f.shutToken = collect(response.Draft{Form: public, Label: longWord[:response.MaxLabel], When: longWord})
	f.must(f.Responses.Close(ctx, claire, f.wideCollection))
	f.goneCollection, _ = collect(response.Draft{Form: public, Label: "Un recueil supprimé"})
	_, err = f.Responses.Delete(ctx, claire, f.goneCollection)
	f.must(err)
	o, err := f.Responses.ForStaff(ctx, claire, f.collection)
	f.must(err)
	f.typedSheet, err = f.Responses.Enter(ctx, claire, o, response.Given{Key: serve.NewKey(), Channel: response.OnPaper, Language: "fr", Help: response.Alone, Answers: question.Answers{"satisfaction": {Chosen: []string{"4"}}}})
	f.must(err)
	f.grid = of[survey.Observation]
	grid, err := f.Responses.Grid(ctx, f.grid, 0)
	f.must(err)
	f.observation, err = f.Responses.Observe(ctx, ines, f.slot, grid, response.Given{Key: serve.NewKey(), Language: "fr", Help: response.Alone, Answers: question.Answers{"observation": {Rows: map[string]string{"engagement": "3"}}, "note_libre": {Text: longWord}}})
	f.must(err)
}

// results are the answers to two forms of the JEA, of which one is named by one long word, one response is set aside and a task is made of a question.
func (f *furnished) results() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	answers, err := os.ReadFile("../../internal/results/testdata/answers.sql")
	f.must(err)
	fill := func(more ...string) (form int64) {
		sql := strings.NewReplacer(append(more, ":person", id(claire.ID), ":project", id(f.jea), ":other", id(f.twinning), ":slot", id(f.slot), ":audience", id(f.audience))...).Replace(string(answers))
		_, err := f.DB.Exec(ctx, sql)
		f.must(err)
		f.must(f.DB.QueryRow(ctx, `SELECT max(id) FROM forms`).Scan(&form))
		return form
	}
	f.answered = fill()
	f.wideAnswered = fill("Satisfaction tout public", longWord, "Les horaires", longWord, "En famille", longWord, "Comment êtes-vous venu ?", longWord, "Trop d’attente au carré de fouille, les enfants n’ont pas pu creuser.", longWord)
	f.must(f.DB.QueryRow(ctx, `SELECT min(id) FROM responses WHERE form_id = $1`, f.answered).Scan(&f.response))
	_, err = f.Results.Put(ctx, claire, f.answered, []int64{f.response}, results.SetAside{Reason: results.Another, Note: "répétition générale"})
	f.must(err)
	from, err := f.Results.OfQuestion(ctx, claire, f.answered, "grille")
	f.must(err)
	_, err = f.Results.MakeTask(ctx, claire, serve.NewKey(), from, f.jea, plan.Draft{Title: "Revoir la signalisation", Category: plan.Evaluation, Duration: 1})
	f.must(err)
}
