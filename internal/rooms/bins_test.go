package rooms_test

import (
	"regexp"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/crew"
	"parvis/internal/daybook"
	"parvis/internal/equipment"
	"parvis/internal/logistics"
	"parvis/internal/outing"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/response"
	"parvis/internal/rooms"
	"parvis/internal/slot"
	"parvis/internal/space"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/territory"
	"parvis/internal/workcal"
)

func TestBinsHaveTheirWordsAndAKeyOfTheirOwn(t *testing.T) {
	t.Parallel()
	keys := map[string]bool{}
	for _, bin := range (rooms.Rooms{}).Bins() {
		if !regexp.MustCompile(`^[a-z]+$`).MatchString(bin.Key) || keys[bin.Key] {
			t.Errorf("the key %q does not fit an address, or is another bin's", bin.Key)
		}
		keys[bin.Key] = true
		if bin.Label == "" || bin.Done == "" || bin.List == nil || bin.Restore == nil || bin.Purge == nil {
			t.Errorf("%s lacks something: %+v", bin.Key, bin)
		}
	}
	if len(keys) != 30 {
		t.Errorf("%d bins", len(keys))
	}
}

// TestPurgeLeavesWhatCanStillBeRestored throws an event, the project that prepared it, a task of
// another, a space and a territory away, and purges on the last day of the trash and on the next.
func TestPurgeLeavesWhatCanStillBeRestored(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	r, ctx := rooms.ForTests(db), t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	head, err := r.Accounts.Seed(ctx, account.Identity{Name: "Claire Vasseur", Email: "cheffe@musee.test", Role: access.Head}, "une phrase de passe")
	must(err)
	day := workcal.Of(2025, 4, 7)
	by := head.On(day)
	event, err := r.Programme.CreateEvent(ctx, by, "", programme.EventDraft{Name: "Fête", Year: 2025, First: day, Last: day})
	must(err)
	gone, err := r.Programme.Create(ctx, by, "", programme.ProjectDraft{Kind: programme.EAC, Title: "De la fête", PilotID: head.ID, EventID: event})
	must(err)
	kept, err := r.Programme.Create(ctx, by, "", programme.ProjectDraft{Kind: programme.EAC, Title: "Autre", PilotID: head.ID, First: day, Last: day})
	must(err)
	task, err := r.Plans.CreateTask(ctx, by, kept, plan.Draft{Title: "Louer", Category: plan.Logistics, Duration: 1}, "")
	must(err)
	hall, err := r.Spaces.Create(ctx, by, "", space.Draft{Name: "Hall"})
	must(err)
	town, err := r.Territories.Create(ctx, by, "", territory.Draft{Kind: territory.Town, Name: "Nanterre"})
	must(err)
	own, err := r.Plans.AddOwn(ctx, by, plan.OwnDraft{Title: "Appeler"}, "")
	must(err)
	must(r.Plans.DeleteOwn(ctx, by, own))
	visit, err := r.Activities.Create(ctx, by, "", kept, activity.Draft{Kind: activity.Visit, Title: "Visite"})
	must(err)
	other, err := r.Activities.Create(ctx, by, "", kept, activity.Draft{Kind: activity.Talk, Title: "Conférence"})
	must(err)
	at, _, err := r.Slots.Create(ctx, by, "", kept, slot.Draft{ActivityID: other, Times: slot.Times{Day: day, From: 600, To: 660}}, false)
	must(err)
	group, err := r.Slots.Register(ctx, by, "", at, slot.Group{Name: "CE2", People: 20}, false)
	must(err)
	must(r.Staff.SetNeeds(ctx, by, at, 1, "2 accueils"))
	must(r.Staff.SetNeeds(ctx, by, at, 2, ""))
	note, err := r.Daybook.Note(ctx, by, "cle-de-seize-signes", kept, day, by.At, daybook.Draft{Kind: daybook.Note, Body: "Une clé trouvée"})
	must(err)
	must(r.Daybook.Delete(ctx, by, note))
	_, err = r.Slots.RemoveGroup(ctx, by, group)
	must(err)
	must(r.Slots.Delete(ctx, by, at))
	must(r.Activities.Delete(ctx, by, visit))
	must(r.Spaces.Delete(ctx, by, hall))
	thing, err := r.Equipment.Create(ctx, by, "", equipment.Draft{Name: "Table pliante", Category: equipment.Furniture, Quantity: 4, Active: true})
	must(err)
	set, err := r.Equipment.CreateSet(ctx, by, "", equipment.SetDraft{Name: "Accueil", What: "2 tables pliantes"})
	must(err)
	booked, _, err := r.Equipment.Book(ctx, by, "", kept, equipment.BookingDraft{Purpose: "Essai", First: day, Last: day, To: 600, What: "1 table pliante"}, false)
	must(err)
	_, err = r.Equipment.CancelBooking(ctx, by, booked)
	must(err)
	must(r.Equipment.DeleteSet(ctx, by, set))
	asked, err := r.Surveys.Create(ctx, by, "", survey.Settings{Purpose: survey.Visitors, Layout: question.Paged, Title: question.FR("Brouillon")}, nil)
	must(err)
	must(r.Surveys.Delete(ctx, by, asked))
	out, err := r.Outings.Create(ctx, by, "", kept, outing.Draft{Title: "Au centre social", Permit: outing.Unknown})
	must(err)
	_, err = r.Outings.Delete(ctx, by, out)
	must(err)
	must(r.Equipment.Delete(ctx, by, thing))
	outsider, err := r.Crew.Create(ctx, by, "", crew.Draft{Name: "Vacataire", Kind: crew.Temporary, Skills: "Conte"})
	must(err)
	must(r.Crew.Delete(ctx, by, outsider))
	skills, err := r.Crew.Skills(ctx, by)
	must(err)
	must(r.Crew.DeleteSkill(ctx, by, skills[0].ID))
	must(r.Territories.Delete(ctx, by, town))
	piece, err := r.Logistics.Create(ctx, by, "", kept, logistics.Draft{Title: "Devis", Kind: logistics.Quote, Part: logistics.Suppliers, Direction: logistics.Obtain})
	must(err)
	must(r.Logistics.Delete(ctx, by, piece))
	delivery, err := r.Logistics.CreateDelivery(ctx, by, "", kept, logistics.DeliveryDraft{Title: "Tentes", State: logistics.Expected})
	must(err)
	must(r.Logistics.DeleteDelivery(ctx, by, delivery))
	entry, err := r.Logistics.AddEntry(ctx, by, "", logistics.EntryDraft{Title: "Plan de salle", Kind: logistics.OtherKind, Part: logistics.OtherPart, Direction: logistics.Send})
	must(err)
	must(r.Logistics.DeleteEntry(ctx, by, entry))
	form, err := postgres.Scalar[int64](ctx, db, `WITH f AS (INSERT INTO forms (title, purpose, draft, published, created_by, created_at, updated_at) VALUES ('Avis', 'visitors', '{}', 1, @by, now(), now()) RETURNING id)
		INSERT INTO form_versions (form_id, number, definition, published_by, published_at) SELECT id, 1, '{}', @by, now() FROM f RETURNING form_id`, pgx.NamedArgs{"by": head.ID})
	must(err)
	gathered, err := r.Responses.Create(ctx, by, "", kept, response.Draft{Form: response.Ref{ID: form}, Label: "Sortie"})
	must(err)
	_, err = r.Responses.Delete(ctx, by, gathered)
	must(err)
	must(r.Plans.DeleteTask(ctx, by, task))
	must(r.Programme.Delete(ctx, by, gone))
	must(r.Programme.DeleteEvent(ctx, by, event))

	must(r.Purge(ctx, head.On(day.AddDays(30)).At))
	if n := deleted(t, db); n != 22 {
		t.Errorf("%d things are left on the last day, want 22", n)
	}
	must(r.Purge(ctx, head.On(day.AddDays(31)).At))
	if n := deleted(t, db); n != 0 {
		t.Errorf("%d things are left once they cannot be restored", n)
	}
	history, err := r.Programme.History(ctx, by, kept, 1)
	must(err)
	if len(history.Entries) != 24 {
		t.Errorf("the history of what stays has %d entries, want 24", len(history.Entries))
	}
}

func deleted(t *testing.T, db *pgxpool.Pool) int {
	t.Helper()
	n, err := postgres.Scalar[int](t.Context(), db, `SELECT ((SELECT count(*) FROM tasks WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM collections WHERE deleted_at IS NOT NULL)
		+ (SELECT count(*) FROM projects WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM events WHERE deleted_at IS NOT NULL)
		+ (SELECT count(*) FROM spaces WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM territories WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM own_tasks WHERE deleted_at IS NOT NULL)
		+ (SELECT count(*) FROM activities WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM slots WHERE deleted_at IS NOT NULL)
		+ (SELECT count(*) FROM registrations WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM outsiders WHERE deleted_at IS NOT NULL)
		+ (SELECT count(*) FROM skills WHERE deleted_at IS NOT NULL)
		+ (SELECT count(*) FROM pieces WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM deliveries WHERE deleted_at IS NOT NULL)
		+ (SELECT count(*) FROM file_entries WHERE deleted_at IS NOT NULL)
		+ (SELECT count(*) FROM slot_needs WHERE deleted_at IS NOT NULL)
		+ (SELECT count(*) FROM equipment WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM equipment_sets WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM bookings WHERE deleted_at IS NOT NULL)
		+ (SELECT count(*) FROM day_entries WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM outings WHERE deleted_at IS NOT NULL) + (SELECT count(*) FROM forms WHERE deleted_at IS NOT NULL))::int`, nil)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
