package journeys

import (
	"os"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/agreement"
	"parvis/internal/attendance"
	"parvis/internal/crew"
	"parvis/internal/daybook"
	"parvis/internal/equipment"
	"parvis/internal/logistics"
	"parvis/internal/outing"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/response"
	"parvis/internal/results"
	"parvis/internal/slot"
	"parvis/internal/space"
	"parvis/internal/staff"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"strings"
)

// papers are pieces of the file of the JEA, one that may be dropped by a link, deliveries, and one of each named by one long word.
func (f *furnished) papers() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	make := func(d logistics.Draft) int64 {
		d.Kind, d.Part, d.Direction = logistics.OtherKind, logistics.OtherPart, logistics.Obtain
		made, err := f.Logistics.Create(ctx, claire, serve.NewKey(), f.jea, d)
		f.must(err)
		return made
	}
	long := longWord[:logistics.MaxTitle]
	f.piece = make(logistics.Draft{Title: "Attestation d’essai", DueOn: workcal.Of(2025, 4, 9), Organisation: partner.Ref{ID: f.organisation}, Contact: partner.Ref{ID: f.contact}, Notes: "À relire.", Reference: "A-1",
		Amount: agreement.Amount{Said: true, Cents: 77_700}, Source: "Un texte", Statutory: true})
	f.widePiece = make(logistics.Draft{Title: long, Needs: []partner.Ref{{ID: f.piece}}, Notes: longWord, Reference: longWord[:logistics.MaxReference], Source: longWord, Organisation: partner.Ref{ID: f.wideOrganisation}})
	f.gonePiece = make(logistics.Draft{Title: "Une pièce supprimée"})
	f.must(f.Logistics.Delete(ctx, claire, f.gonePiece))
	deliver := func(d logistics.DeliveryDraft) int64 {
		made, err := f.Logistics.CreateDelivery(ctx, claire, serve.NewKey(), f.jea, d)
		f.must(err)
		return made
	}
	f.delivery = deliver(logistics.DeliveryDraft{Title: "Une palette", State: logistics.Incomplete, Day: workcal.Of(2025, 4, 7), ReceivedOn: workcal.Of(2025, 4, 7), Piece: partner.Ref{ID: f.piece}, Notes: "Un carton manque."})
	f.wideDelivery = deliver(logistics.DeliveryDraft{Title: long, State: logistics.Expected, Organisation: partner.Ref{ID: f.wideOrganisation}, Transport: long, Hours: longWord[:logistics.MaxHours], Place: long, Notes: longWord})
	entries, err := f.Logistics.Entries(ctx, claire)
	f.must(err)
	f.fileEntry = entries[0].ID
	made, err := f.Links.ShareDeposit(ctx, claire, f.piece, serve.NewKey(), "Mission locale", workcal.Of(2025, 6, 30))
	f.must(err)
	f.dropToken = made.Token
}

// crew finds somebody without an account, throws another one away, and adds one whose every text is long.
func (f *furnished) crew() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	list, err := f.Crew.List(ctx, claire, crew.Filter{Text: "nadia"})
	f.must(err)
	f.outsider, f.skill = list[0].Outsider(), list[0].Skills[0].ID
	f.goneOutsider, err = f.Crew.Create(ctx, claire, serve.NewKey(), crew.Draft{Name: "Une personne supprimée", Kind: crew.Other})
	f.must(err)
	f.must(f.Crew.Delete(ctx, claire, f.goneOutsider))
	f.wideOutsider, err = f.Crew.Create(ctx, claire, serve.NewKey(), crew.Draft{Name: longWord[:crew.MaxName], Kind: crew.Temporary, Phone: crew.Phone("+33199000046 " + longWord[:60]), Email: longWord[:60] + "@example.org",
		Skills: longWord[:crew.MaxSkillName], Notes: longWord, Active: true})
	f.must(err)
}

func (f *furnished) spaces() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	found, err := f.Spaces.List(ctx, claire, space.Filter{Text: "auditorium"})
	f.must(err)
	f.space = found[0].ID
	f.goneSpace, err = f.Spaces.Create(ctx, claire, serve.NewKey(), space.Draft{Name: "Une salle supprimée"})
	f.must(err)
	f.must(f.Spaces.Delete(ctx, claire, f.goneSpace))
}

// slots are one of the JEA with groups, one of which waits, one that meets it, one past midnight, one called off, and one named by one long word.
func (f *furnished) slots() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	make := func(activity int64, from, to int, d slot.Draft) int64 {
		d.ActivityID, d.Times = activity, slot.Times{Day: workcal.Of(2025, 6, 13), From: from, To: to}
		id, _, err := f.Slots.Create(ctx, claire, serve.NewKey(), f.jea, d, true)
		f.must(err)
		return id
	}
	f.slot = make(f.activity, 600, 690, slot.Draft{Space: partner.Ref{ID: f.space}, SetUp: 30, Tidy: 15, Capacity: 30, Notes: "Prévoir l’eau."})
	make(f.activity, 645, 700, slot.Draft{Space: partner.Ref{ID: f.space}, Capacity: 12})
	make(f.activity, 23*60, 25*60, slot.Draft{Elsewhere: "12, rue de la Gare"})
	f.wideSlot = make(f.wideActivity, 840, 900, slot.Draft{Elsewhere: longWord, Notes: longWord})
	off := make(f.activity, 960, 1020, slot.Draft{})
	_, err := f.Slots.SetStatus(ctx, claire, f.jea, []int64{off}, slot.Cancelled, "Pluie", false)
	f.must(err)
	f.group, err = f.Slots.Register(ctx, claire, serve.NewKey(), f.slot, slot.Group{Name: "CE2 B", Organisation: partner.Ref{ID: f.organisation}, People: 24, Companions: 3, Needs: "2 fauteuils", Contact: "Mme Petit", Notes: "Arrive à pied."}, false)
	f.must(err)
	_, err = f.Slots.Register(ctx, claire, serve.NewKey(), f.slot, slot.Group{Name: "Famille", People: 4}, true)
	f.must(err)
	_, err = f.Slots.Register(ctx, claire, serve.NewKey(), f.wideSlot, slot.Group{Name: longWord, People: 40, Needs: longWord, Contact: longWord, Notes: longWord}, true)
	f.must(err)
}

// staff says what the slots need, and gives some of it: to who has no account, to the intern twice at once, to one named by one long word.
func (f *furnished) staff() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	need := func(of int64, text string) int64 {
		f.must(f.Staff.SetNeeds(ctx, claire, of, 0, text))
		s, err := f.Staff.OfSlot(ctx, claire, of)
		f.must(err)
		return s.Needs[0].ID
	}
	give := func(need int64, hands ...crew.Hand) {
		for _, hand := range hands {
			_, err := f.Staff.Give(ctx, claire, need, hand, true)
			f.must(err)
		}
	}
	made, err := f.Links.ShareSlots(ctx, claire, f.outsider, serve.NewKey(), 0)
	f.must(err)
	f.slotsToken = made.Token
	f.need, f.wideNeed = need(f.slot, "4 accueils\n1 médiatrice LSF"), need(f.wideSlot, longWord[:staff.MaxLabel]+"\n2 guides")
	give(f.need, crew.OfOutsider(f.outsider), crew.OfPerson(f.story.people[intern].ID))
	give(f.wideNeed, crew.OfOutsider(f.wideOutsider))
	_, err = f.Staff.Tell(ctx, claire, f.jea, 0)
	f.must(err)
	_, err = f.Slots.Move(ctx, claire, f.jea, []int64{f.slot}, slot.Moving{Minutes: 15}, true)
	f.must(err)
}

// equipment is a thing of which the slots of the JEA want more than there are, with what left and came back, and all of it named by one long word.
func (f *furnished) equipment() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	thing := func(name string, count int) int64 {
		made, err := f.Equipment.Create(ctx, claire, serve.NewKey(), equipment.Draft{Name: name, Category: equipment.Audiovisual, Quantity: count, Broken: 1, Storage: name, SetUp: name, Notes: name, Active: true})
		f.must(err)
		return made
	}
	set := func(name, what string) int64 {
		made, err := f.Equipment.CreateSet(ctx, claire, serve.NewKey(), equipment.SetDraft{Name: name, What: what, Notes: name})
		f.must(err)
		return made
	}
	book := func(name, what string) int64 {
		made, _, err := f.Equipment.Book(ctx, claire, serve.NewKey(), f.jea, equipment.BookingDraft{Purpose: name, Place: name, First: workcal.Of(2025, 6, 13), From: 540, Last: workcal.Of(2025, 6, 14), To: 1080, What: what,
			Person: partner.Ref{ID: f.story.people[intern].ID}}, true)
		f.must(err)
		return made
	}
	long := longWord[:equipment.MaxName]
	f.thing, f.wideThing, f.goneThing = thing("Micro des pages", 3), thing(long, 2), thing("Un article supprimé", 2)
	f.lot, f.wideLot = set("Sonorisation des pages", "2 micros des pages"), set(long, long)
	f.booking, f.wideBooking, f.goneBooking = book("Répétition", "2 micros des pages"), book(long, "5 × "+long), book("Une réservation annulée", "1 micro des pages")
	for of, what := range map[int64]string{f.slot: "2 micros des pages", f.wideSlot: "1 × " + long} {
		_, err := f.Equipment.SetSlot(ctx, claire, of, 1, what, true)
		f.must(err)
	}
	b, err := f.Equipment.Booking(ctx, claire, f.booking)
	f.must(err)
	f.bookingLine = b.Lines[0].ID
	f.must(f.Equipment.Tick(ctx, claire, b.Lines[0].Ref(), true, claire.At))
	w, err := f.Equipment.Booking(ctx, claire, f.wideBooking)
	f.must(err)
	f.must(f.Equipment.Return(ctx, claire, w.Lines[0].Ref(), 1, 0))
	_, err = f.Equipment.CancelBooking(ctx, claire, f.goneBooking)
	f.must(err)
	f.must(f.Equipment.Delete(ctx, claire, f.goneThing))
	out := func(d outing.Draft) int64 {
		d.Permit = outing.Asked
		made, err := f.Outings.Create(ctx, claire, serve.NewKey(), f.jea, d)
		f.must(err)
		return made
	}
	full := outing.Blank
	full.Title, full.Day, full.Hours, full.Host, full.Contact, full.Address, full.Travel, full.Driver, full.Fallback, full.Notes = "Au centre social", theDay, "9 h - 12 h", partner.Ref{ID: f.organisation}, "Mme Petit", "1, place du Test, Nanterre",
		"Par le pont", "Samir", "La salle", "À relire."
	f.outing, f.goneOuting = out(full), out(outing.Draft{Title: "Une action supprimée"})
	f.wideOuting = out(outing.Draft{Title: long, Day: theDay, Hours: long, Contact: long, Address: long, Travel: longWord, Driver: long, PermitText: long, Risks: longWord + "\u00a0: " + longWord, Fallback: longWord, Emergency: longWord, Notes: longWord})
	_, err = f.Outings.Delete(ctx, claire, f.goneOuting)
	f.must(err)
}

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
	_, err = f.Responses.Enter(ctx, claire, o, response.Given{Key: serve.NewKey(), Channel: response.OnPaper, Language: "fr", Help: response.Alone, Answers: question.Answers{"satisfaction": {Chosen: []string{"4"}}}})
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

// activities are one of the JEA that says everything, proposed by the intern, the same taken up for another project, and one named by
// one long word.
func (f *furnished) activities() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	var err error
	f.activity, err = f.Activities.Create(ctx, f.story.people[intern].At(at(9, 0)), serve.NewKey(), f.jea, activity.Draft{Kind: activity.Workshop, Title: "Fouille pour tous", Summary: "Une fouille, une heure.",
		Text: "Première ligne\nseconde ligne", Audiences: "familles, scolaires", AgeFrom: 6, AgeTo: 12, Duration: 90, Languages: "français", Access: [5]activity.Answer{activity.Accessible, activity.NotAccessible},
		Offers: [5]bool{true, true}, Price: 550, Booking: activity.ByPhone, BookingText: "Le matin", GroupMost: 24, PerStaff: 12, Speakers: "Une archéologue", Organisations: []partner.Ref{{ID: f.organisation}},
		Materials: "Truelles", Credits: "Service des publics", Notes: "À relire."})
	f.must(err)
	f.must(f.Activities.SetState(ctx, f.story.people[intern].At(at(9, 0)), f.activity, 1, activity.Proposed, ""))
	f.taken, err = f.Activities.TakeUp(ctx, claire, serve.NewKey(), f.activity, f.empty)
	f.must(err)
	f.must(f.Activities.Edit(ctx, claire, f.taken, 1, activity.Draft{Kind: activity.Workshop, Title: "Fouille"}))
	long := longWord[:activity.MaxTitle]
	f.wideActivity, err = f.Activities.Create(ctx, claire, serve.NewKey(), f.jea, activity.Draft{Kind: activity.Other, Title: long, Summary: long, Text: longWord, Audiences: long, Languages: long, BookingText: long,
		Speakers: longWord, Materials: longWord, Credits: long, Notes: longWord})
	f.must(err)
	f.must(f.Activities.SetState(ctx, claire, f.wideActivity, 1, activity.SetAside, long))
}
