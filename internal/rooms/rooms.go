// Package rooms opens every room of the house over one database. Whoever needs the house (the
// command, the site, the demonstration, a test) opens it here, so that a new room is named once.
package rooms

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/agreement"
	"parvis/internal/attendance"
	"parvis/internal/calendar"
	"parvis/internal/crew"
	"parvis/internal/dashboard"
	"parvis/internal/daybook"
	"parvis/internal/document"
	"parvis/internal/edition"
	"parvis/internal/equipment"
	"parvis/internal/files"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/link"
	"parvis/internal/logistics"
	"parvis/internal/mail"
	"parvis/internal/notice"
	"parvis/internal/outbox"
	"parvis/internal/outing"
	"parvis/internal/partner"
	"parvis/internal/partnership"
	"parvis/internal/personal"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/privacy"
	"parvis/internal/programme"
	"parvis/internal/response"
	"parvis/internal/results"
	"parvis/internal/slot"
	"parvis/internal/space"
	"parvis/internal/staff"
	"parvis/internal/survey"
	"parvis/internal/territory"
	"parvis/internal/thread"
	"parvis/internal/trash"
	"parvis/internal/undo"
)

// Rooms is the house with its rooms open.
type Rooms struct {
	DB        *pgxpool.Pool
	Accounts  *account.Accounts
	Calendar  *calendar.Room
	Programme *programme.Room
	Plans     *plan.Room
	Spaces    *space.Room
	Crew      *crew.Room
	Notices   *notice.Room
	Threads   *thread.Room
	Files     *files.Room
	Dashboard *dashboard.Dashboard
	Undo      *undo.Room
	Links     *link.Room
	Mail      *mail.Room
	Imports   *imports.Room

	Territories  *territory.Room
	Partners     *partner.Room
	Agreements   *agreement.Room
	Activities   *activity.Room
	Slots        *slot.Room
	Staff        *staff.Room
	Partnerships *partnership.Room
	Privacy      *privacy.Room
	Documents    *document.Room
	Editions     *edition.Room
	Logistics    *logistics.Room
	Equipment    *equipment.Room
	Outings      *outing.Room

	Attendance *attendance.Room
	Daybook    *daybook.Room
	Responses  *response.Room
	Surveys    *survey.Room
	Results    *results.Room
}

// Options is what an installation chose about its rooms.
type Options struct {
	Accounts account.Options
	Files    files.Options
}

// Open opens every room over a database that is up to date.
func Open(db *pgxpool.Pool, o Options) Rooms {
	r := Rooms{DB: db, Accounts: account.New(db, o.Accounts), Calendar: calendar.New(db), Programme: programme.New(db), Plans: plan.New(db), Spaces: space.New(db), Links: link.New(db),
		Crew:        crew.New(db),
		Territories: territory.New(db),
		Partners:    partner.New(db),
		Agreements:  agreement.New(db),
		Activities:  activity.New(db),
		Slots:       slot.New(db),
	}
	r.Staff = staff.New(db, r.Slots)
	r.Slots.Staffed(staff.Staffed)
	r.Slots.Equipped(equipment.Gear)
	r.Slots.Repeating(staff.CopyNeeds)
	r.Slots.Repeating(equipment.CopyNeeds)
	r.Attendance = attendance.New(db)
	r.Daybook = daybook.New(db, r.Slots, r.Attendance)
	r.Surveys = survey.New(db, r.Attendance)
	r.Responses = response.New(db)
	r.Surveys.Answered(response.Answered, results.Aside)
	r.Surveys.Where(response.Where)
	r.Results = results.New(db)
	r.Partnerships = partnership.New(db, r.Plans)
	r.Logistics = logistics.New(db, r.Plans)
	r.Programme.Concerning(r.Plans.Responsibles)
	r.Notices, r.Threads = notice.New(db, Topics()...), thread.New(db, Topics()...)
	r.Files = files.New(db, o.Files, filed()...)
	r.Documents = document.New(db, r.Programme, r.Partners, r.Partnerships, r.Files)
	r.Editions = edition.New(db, r.Programme)
	r.Dashboard = dashboard.New(r.Plans, r.Notices).Filing(r.Logistics)
	r.Equipment = equipment.New(db, r.Slots)
	r.Outings = outing.New(db, r.Slots)
	r.Daybook.Listing(r.Equipment.DayLists)
	r.Daybook.Keeping(equipment.DayOut, r.Equipment.DayTick)
	r.Daybook.Keeping(equipment.DayBack, r.Equipment.DayTick)
	r.Mail = mail.New(db, r.Accounts, r.Notices, r.Plans)
	r.Mail.Asking(r.Logistics, r.Links)
	r.Imports = imports.New(db, r.Plans.Import(), r.Spaces.Import(), r.Calendar.Import(), imports.People(r.Accounts),
		r.Territories.Import(),
		r.Partners.Import(),
		r.Activities.Import(),
		r.Slots.Import(),
		r.Equipment.Import(),
		r.Attendance.Import(),
	)
	r.Partners.Merging(partnership.Movers...)
	r.Partners.Merging(agreement.Movers...)
	r.Partners.Merging(activity.Movers...)
	r.Partners.Merging(slot.Movers...)
	r.Partners.Merging(logistics.Movers...)
	r.Partners.Merging(outing.Movers...)
	r.Partners.Merging(
		partner.Mover{Kind: journal.Organisation, Moves: []string{"thread_texts.subject_id"}, Move: thread.Move},
		partner.Mover{Kind: journal.Organisation, Moves: []string{"files.subject_id"}, Move: files.Move},
	)
	r.Privacy = privacy.New(db, holders()...)
	r.Undo = undo.New(db, imports.UndoPeople{}, programme.Undoable{}, plan.Undoable{}, calendar.Undoable{}, space.Undoable{}, &files.Undoable{Topics: filed()},
		crew.Undoable{},
		territory.Undoable{},
		partner.Undoable{},
		privacy.Undoable{},
		document.Undoable{},
		thread.Undoable{},
		agreement.Undoable{},
		activity.Undoable{},
		slot.Undoable{},
		staff.Undoable{},
		equipment.Undoable{},
		outing.Undoable{},
		attendance.Undoable{},
		daybook.Undoable{},
		response.Undoable{},
		survey.Undoable{},
		results.Undoable{},
		partnership.Undoable{},
		logistics.Undoable{},
	)
	return r
}

// ForTests opens every room with a hash of passwords that costs next to nothing.
func ForTests(db *pgxpool.Pool) Rooms { return ForTestsWith(db, files.Options{}) }

// ForTestsWith is ForTests where files are kept, or looked at, as told.
func ForTestsWith(db *pgxpool.Pool, o files.Options) Rooms {
	return Open(db, Options{Accounts: account.Options{Hasher: account.Argon2id{MemoryKiB: 8, Iterations: 1}}, Files: o})
}

// Seed brings what the rooms come with and the service does not have yet.
func (r Rooms) Seed(ctx context.Context) error {
	if err := plan.SeedTemplates(ctx, r.DB); err != nil {
		return fmt.Errorf("seed the plan templates: %w", err)
	}
	if err := document.Seed(ctx, r.DB); err != nil {
		return fmt.Errorf("seed the models of documents: %w", err)
	}
	if err := logistics.Seed(ctx, r.DB); err != nil {
		return fmt.Errorf("seed the usual pieces of files: %w", err)
	}
	if err := survey.Seed(ctx, r.DB); err != nil {
		return fmt.Errorf("seed the bank of questions: %w", err)
	}
	return nil
}

// holders are what the rooms hold of people.
func holders() []personal.Holder {
	return []personal.Holder{account.Personal(), partner.Personal(), partnership.Personal(), agreement.Personal(), activity.Personal(), slot.Personal(), territory.Personal(), space.Personal(), programme.Personal(), plan.Personal(), calendar.Personal(), document.Personal(),
		crew.Personal(),
		staff.Personal(),
		logistics.Personal(),
		equipment.Personal(),
		outing.Personal(),
		attendance.Personal(),
		daybook.Personal(),
		response.Personal(),
		survey.Personal(),
		results.Personal(),
		thread.Personal(), files.Personal(), imports.Personal(), link.Personal(), notice.Personal(), outbox.Personal(), journal.Personal()}
}

// Topics are the kinds of things that people are told of, talk about and attach files to: a room that has one adds it here.
func Topics() []notice.Topic {
	return slices.Concat(programme.Topics, plan.Topics,
		partner.Topics,
		agreement.Topics,
		activity.Topics,
		slot.Topics,
		logistics.Topics,
		equipment.Topics,
		daybook.Topics,
	)
}

// filed are the kinds of things that files are attached to: the same, and what people write about them.
func filed() []notice.Topic { return slices.Concat(Topics(), thread.Topics(Topics())) }

// Actions is every line of the decision table.
func Actions() []*access.Action {
	return slices.Concat(account.Actions, undo.Actions, thread.Actions, calendar.Actions, programme.Actions, plan.Actions, space.Actions, link.Actions, files.Actions, mail.Actions, imports.Actions,
		crew.Actions,
		territory.Actions,
		partner.Actions,
		document.Actions,
		agreement.Actions,
		activity.Actions,
		slot.Actions,
		staff.Actions,
		equipment.Actions,
		outing.Actions,
		attendance.Actions,
		daybook.Actions,
		response.Actions,
		survey.Actions,
		results.Actions,
		edition.Actions,
		partnership.Actions,
		logistics.Actions,
		privacy.Actions,
	)
}

// Refusals is every constraint that what is typed in a form can meet, with what is said then.
func Refusals() postgres.Refusals {
	all := postgres.Refusals{}
	for _, room := range []postgres.Refusals{account.Refusals, calendar.Refusals, programme.Refusals, space.Refusals,
		crew.Refusals,
		staff.Refusals,
		equipment.Refusals,
		attendance.Refusals,
		survey.Refusals,
		territory.Refusals,
		partner.Refusals,
		document.Refusals,
		partnership.Refusals,
	} {
		maps.Copy(all, room)
	}
	return all
}

// Bins are what every room throws things into, those of the highest rooms first: what hangs on other
// things is purged before them. What was said of a thing goes after it, and so do its files.
func (r Rooms) Bins() []trash.Bin {
	return slices.Concat(
		r.Logistics.Bins(),
		r.Outings.Bins(),
		r.Responses.Bins(),
		r.Equipment.Bins(),
		r.Daybook.Bins(),
		r.Surveys.Bins(),
		r.Staff.Bins(),
		r.Slots.Bins(),
		r.Activities.Bins(),
		r.Agreements.Bins(),
		r.Partnerships.Bins(),
		r.Documents.Bins(),
		r.Partners.Bins(),
		r.Territories.Bins(),
		r.Crew.Bins(),
		r.Plans.Bins(), r.Programme.Bins(), r.Spaces.Bins(), r.Threads.Bins(), r.Files.Bins())
}

// keptSubmissions is how long a form that was sent is known again.
const keptSubmissions = 7 * 24 * time.Hour

// Purge removes for good what each room no longer keeps: what expired, and what was in the trash for
// longer than it can be restored. A room that fails does not keep the others from it.
func (r Rooms) Purge(ctx context.Context, now time.Time) error {
	var failed []error
	for _, bin := range r.Bins() {
		if err := bin.Purge(ctx, trash.Since(now)); err != nil {
			failed = append(failed, fmt.Errorf("purge %s: %w", bin.Key, err))
		}
	}
	for _, room := range []struct {
		what  string
		purge func() error
	}{
		{"sessions, links and login failures", func() error { return r.Accounts.Purge(ctx, now) }},
		{"messages", func() error { return r.Mail.Purge(ctx, now) }},
		{"submissions", func() error { return postgres.ForgetSubmissions(ctx, r.DB, keptSubmissions) }},
		{"links", func() error { return r.Links.Purge(ctx, now) }},
		{"imports", func() error { return r.Imports.Purge(ctx, now) }},
		{"notices", func() error { return r.Notices.Purge(ctx, now) }},
		{"journal", func() error { return journal.Purge(ctx, r.DB, now) }},
		{"what is left in the store of files", func() error { return r.Files.Sweep(ctx, now) }},
	} {
		if err := room.purge(); err != nil {
			failed = append(failed, fmt.Errorf("purge %s: %w", room.what, err))
		}
	}
	return errors.Join(failed...)
}
