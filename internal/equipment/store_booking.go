package equipment

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// mostListed bounds a list: the largest event of a service has some thousands of lines.
const mostListed = 10_000

// bookingRow is a booking as the database gives it.
type bookingRow struct {
	ID, ProjectID      int64
	Project, ShortName string
	ProjectKind        programme.Kind
	ProjectStatus      programme.Status
	First, Last        *workcal.Date
	Member             bool
	SlotID             int64
	Title              string
	Status             slot.Status
	Living             bool
	Purpose, Place     string
	StartsAt, EndsAt   time.Time
	PersonID           int64
	Person             string
	Author             int64
	AuthorIs           string
	DeletedAt          *time.Time
	Version            int
}

func (r bookingRow) booking(lines []Line) Booking {
	b := Booking{ID: r.ID, Project: slot.Project{ID: r.ProjectID, Title: r.Project, ShortName: r.ShortName, Kind: r.ProjectKind, Status: r.ProjectStatus, Member: r.Member}, SlotID: r.SlotID, Title: r.Title,
		Status: r.Status, Living: r.Living, StartsAt: r.StartsAt, EndsAt: r.EndsAt, TakenFrom: r.StartsAt, TakenTo: r.EndsAt, Lines: lines, Author: r.Author, AuthorIs: r.AuthorIs, DeletedAt: r.DeletedAt, Version: r.Version,
		BookingDraft: BookingDraft{Purpose: r.Purpose, Place: r.Place, Person: partner.Ref{ID: r.PersonID, Name: r.Person}}}
	if r.First != nil && r.Last != nil {
		b.Project.First, b.Project.Last = *r.First, *r.Last
	}
	if r.SlotID == 0 {
		from, to := slot.TimesOf(r.StartsAt, r.StartsAt), slot.TimesOf(r.EndsAt, r.EndsAt)
		b.BookingDraft.First, b.From, b.BookingDraft.Last, b.To = from.Day, from.From, to.Day, to.From
	}
	for _, l := range lines { // with setting up and tidying
		if l.from != nil && l.to != nil {
			b.TakenFrom, b.TakenTo = earliest(b.TakenFrom, *l.from), latest(b.TakenTo, *l.to)
		}
	}
	b.What = WantsText(b.wants())
	return b
}

// bookingSQL reads the bookings b of projects that are not in the trash; a condition over b, p and s follows.
const bookingSQL = `SELECT b.id, b.project_id, p.title AS project, p.short_name, p.kind AS project_kind, p.status AS project_status, p.first, p.last,
	EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = @person) AS member, COALESCE(b.slot_id, 0) AS slot_id, COALESCE(s.title, b.purpose) AS title, COALESCE(s.status, '') AS status,
	b.slot_id IS NULL OR s.living AS living, b.purpose, COALESCE(s.place, b.place) AS place, COALESCE(s.starts_at, b.starts_at) AS starts_at, COALESCE(s.ends_at, b.ends_at) AS ends_at,
	COALESCE(b.person_id, 0) AS person_id, COALESCE(who.name, '') AS person, b.created_by AS author, author.name AS author_is, b.deleted_at, b.version
	FROM bookings b JOIN project_anchors p ON p.id = b.project_id JOIN people_named author ON author.id = b.created_by LEFT JOIN slots_named s ON s.id = b.slot_id LEFT JOIN people_named who ON who.id = b.person_id `

const bookingOrder = ` ORDER BY starts_at, ends_at, b.id LIMIT @most`

// lineSQL reads the lines l of bookings; which bookings follows.
const lineSQL = `SELECT l.id, l.booking_id AS booking, l.equipment_id AS item, e.name, l.quantity AS count, e.storage, e.set_up, COALESCE(r.firm, false) AS firm, lower(r.during) AS from_at, upper(r.during) AS to_at, l.out_at, COALESCE(o.name, '') AS out_by, l.back_at,
	COALESCE(k.name, '') AS back_by, l.broken, l.missing
	FROM booking_lines l JOIN equipment e ON e.id = l.equipment_id LEFT JOIN equipment_reserved r ON r.line_id = l.id LEFT JOIN people_named o ON o.id = l.out_by LEFT JOIN people_named k ON k.id = l.back_by
	WHERE l.booking_id IN (SELECT b.id FROM bookings b LEFT JOIN slots_named s ON s.id = b.slot_id `

const lineOrder = `) ORDER BY e.name COLLATE "fr-x-icu", l.id LIMIT @most`

type lineRow struct {
	ID, Booking, Item int64
	Name              string
	Count             int
	Storage, SetUp    string
	Firm              bool
	FromAt, ToAt      *time.Time
	OutAt             *time.Time
	OutBy             string
	BackAt            *time.Time
	BackBy            string
	Broken, Missing   int
}

func (r lineRow) line() Line {
	return Line{from: r.FromAt, to: r.ToAt, Want: Want{r.Item, r.Name, r.Count}, ID: r.ID, Booking: r.Booking, Storage: r.Storage, SetUp: r.SetUp, Firm: r.Firm, OutAt: r.OutAt, OutBy: r.OutBy, BackAt: r.BackAt, BackBy: r.BackBy,
		Broken: r.Broken, Missing: r.Missing}
}

// bookings reads those that a condition over b and s takes, with their lines.
func bookings(ctx context.Context, q postgres.Querier, by account.By, where string, args pgx.NamedArgs) ([]Booking, error) {
	var rows []bookingRow
	var lines []lineRow
	args["person"], args["most"] = by.ID, mostListed
	b := &pgx.Batch{}
	postgres.Queue(b, &rows, bookingSQL+where+bookingOrder, args)
	postgres.Queue(b, &lines, lineSQL+where+lineOrder, args)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	of := map[int64][]Line{}
	for _, l := range lines {
		of[l.Booking] = append(of[l.Booking], l.line())
	}
	list := make([]Booking, len(rows))
	for i, r := range rows {
		list[i] = r.booking(of[r.ID])
	}
	slices.SortStableFunc(list, func(a, b Booking) int { return a.TakenFrom.Compare(b.TakenFrom) })
	return list, nil
}

func booking(ctx context.Context, q postgres.Querier, by account.By, id int64) (Booking, error) {
	list, err := bookings(ctx, q, by, `WHERE b.id = @id`, pgx.NamedArgs{"id": id})
	if err == nil && len(list) == 0 {
		err = fault.Missing(nil)
	}
	if err != nil {
		return Booking{}, err
	}
	return list[0], nil
}

// ofSlot is what a slot needs; one of which nothing was said has version 1.
func ofSlot(ctx context.Context, q postgres.Querier, by account.By, id int64) (Booking, error) {
	list, err := bookings(ctx, q, by, `WHERE b.slot_id = @slot`, pgx.NamedArgs{"slot": id})
	if err != nil || len(list) == 0 {
		return Booking{SlotID: id, Version: 1}, err
	}
	return list[0], nil
}

func projectOfBooking(ctx context.Context, q postgres.Querier, id int64) (int64, error) {
	return postgres.Scalar[int64](ctx, q, `SELECT project_id FROM bookings WHERE id = @id`, pgx.NamedArgs{"id": id})
}

// bookingOfLine gives the booking that a line is of.
func bookingOfLine(ctx context.Context, q postgres.Querier, id int64) (int64, error) {
	return postgres.Scalar[int64](ctx, q, `SELECT booking_id FROM booking_lines WHERE id = @id`, pgx.NamedArgs{"id": id})
}

// lockBooking keeps a booking from changing until the transaction ends, and reads it as it stands then.
func lockBooking(ctx context.Context, tx pgx.Tx, by account.By, id int64) (Booking, error) {
	if _, err := postgres.Scalar[int64](ctx, tx, `SELECT id FROM bookings WHERE id = @id FOR NO KEY UPDATE`, pgx.NamedArgs{"id": id}); err != nil {
		return Booking{}, err
	}
	return booking(ctx, tx, by, id)
}

// stands tells whether a booking still does, for a form that is sent again.
func stands(ctx context.Context) func(pgx.Tx, int64) (bool, error) {
	return func(tx pgx.Tx, id int64) (bool, error) {
		return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM bookings WHERE id = @id AND deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
	}
}

// people finds who of the service may take care of a booking: one by her number, all for 0.
func people(ctx context.Context, q postgres.Querier, id int64) ([]partner.Ref, error) {
	return postgres.List[partner.Ref](ctx, q, `SELECT id, name FROM people_named WHERE active AND (@id::bigint = 0 OR id = @id) ORDER BY name COLLATE "fr-x-icu", id`, pgx.NamedArgs{"id": id})
}

func (d BookingDraft) args(by account.By, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "purpose": d.Purpose, "place": d.Place, "starts": d.Start(), "ends": d.End(), "who": d.Person.ID}
}

func insertBooking(ctx context.Context, tx pgx.Tx, by account.By, project int64, d BookingDraft) (int64, error) {
	args := d.args(by, 0)
	args["project"] = project
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO bookings (project_id, purpose, place, starts_at, ends_at, person_id, created_by, created_at, updated_at)
		VALUES (@project, @purpose, @place, @starts, @ends, NULLIF(@who::bigint, 0), @by, @now, @now) RETURNING id`, args)
}

func updateBooking(ctx context.Context, tx pgx.Tx, by account.By, id int64, d BookingDraft) error {
	_, err := tx.Exec(ctx, `UPDATE bookings SET purpose = @purpose, place = @place, starts_at = @starts, ends_at = @ends, person_id = NULLIF(@who::bigint, 0), updated_at = @now, version = version + 1 WHERE id = @id`, d.args(by, id))
	return postgres.Translate(err)
}

// touchSlot gives the booking of a slot, which it makes where there is none, at its next version.
func touchSlot(ctx context.Context, tx pgx.Tx, by account.By, s slot.Slot) (int64, error) {
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO bookings (project_id, slot_id, created_by, created_at, updated_at, version) VALUES (@project, @slot, @by, @now, @now, 2)
		ON CONFLICT (slot_id) WHERE slot_id IS NOT NULL DO UPDATE SET updated_at = @now, version = bookings.version + 1 RETURNING id`,
		pgx.NamedArgs{"project": s.Project.ID, "slot": s.ID, "by": by.ID, "now": by.At})
}

// fillBooking writes what is booked: only what differs is touched, so that a line that stays keeps when it left.
func fillBooking(ctx context.Context, tx pgx.Tx, id int64, wants []Want) error {
	ids, counts := columnsOf(wants)
	args := pgx.NamedArgs{"id": id, "ids": ids, "counts": counts}
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM booking_lines WHERE booking_id = @id AND equipment_id <> ALL(@ids)`, args)
	b.Queue(`UPDATE booking_lines l SET quantity = t.wanted, broken = least(l.broken, t.wanted), missing = least(l.missing, t.wanted - least(l.broken, t.wanted))
		FROM unnest(@ids::bigint[], @counts::int[]) t (thing, wanted) WHERE l.booking_id = @id AND l.equipment_id = t.thing AND l.quantity <> t.wanted`, args)
	b.Queue(`INSERT INTO booking_lines (booking_id, equipment_id, quantity) SELECT @id, t.thing, t.wanted FROM unnest(@ids::bigint[], @counts::int[]) t (thing, wanted)
		WHERE NOT EXISTS (SELECT FROM booking_lines l WHERE l.booking_id = @id AND l.equipment_id = t.thing)`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

func markBooking(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE bookings SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}

// stockOf gives how many of some things can be lent, and what takes them during a time, but for one booking.
func stockOf(ctx context.Context, q postgres.Querier, ids []int64, from, to time.Time, but int64) (map[int64]int, map[int64][]Take, error) {
	var stock []struct {
		ID     int64
		Usable int
	}
	var taken []takeRow
	args := pgx.NamedArgs{"ids": ids, "from": from, "to": to, "but": but}
	b := &pgx.Batch{}
	postgres.Queue(b, &stock, `SELECT e.id, `+usable+` AS usable FROM equipment e WHERE e.id = ANY(@ids)`, args)
	postgres.Queue(b, &taken, `SELECT r.line_id, r.equipment_id AS item, r.quantity AS count, lower(r.during) AS from_at, upper(r.during) AS to_at FROM equipment_reserved r JOIN booking_lines l ON l.id = r.line_id
		WHERE r.equipment_id = ANY(@ids) AND r.during && tstzrange(@from, @to) AND l.booking_id <> @but ORDER BY r.line_id`, args)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return nil, nil, postgres.Translate(err)
	}
	usable, takes := map[int64]int{}, map[int64][]Take{}
	for _, s := range stock {
		usable[s.ID] = s.Usable
	}
	for _, t := range taken {
		takes[t.Item] = append(takes[t.Item], t.take())
	}
	return usable, takes, nil
}

// queueTakes reads what takes anything during a time, but for one booking.
func queueTakes(b *pgx.Batch, into *[]takeRow, from, to time.Time, but int64) {
	postgres.Queue(b, into, `SELECT r.line_id, r.equipment_id AS item, r.quantity AS count, lower(r.during) AS from_at, upper(r.during) AS to_at FROM equipment_reserved r JOIN booking_lines l ON l.id = r.line_id
		WHERE r.during && tstzrange(@from, @to) AND l.booking_id <> @but ORDER BY r.line_id`, pgx.NamedArgs{"from": from, "to": to, "but": but})
}

// usable is how many of a thing e can be lent.
const usable = `CASE WHEN e.active AND e.deleted_at IS NULL THEN e.quantity - e.broken - e.missing ELSE 0 END`

type takeRow struct {
	LineID, Item int64
	Count        int
	FromAt, ToAt time.Time
}

func (r takeRow) take() Take { return Take{r.LineID, r.FromAt, r.ToAt, r.Count} }

// heldRow is what takes a thing, with whose it is.
type heldRow struct {
	takeRow
	Name, Storage      string
	Usable             int
	Booking, ProjectID int64
	Project, ShortName string
	SlotID             int64
	Title              string
	Firm               bool
}

// which are the things that held reads what takes: all, or those that a condition over r takes, with @of.
type which string

const (
	everything which = `true`
	oneThing   which = `r.equipment_id = @of`
	// unsure are those of which not all is firm: nothing is lacking of the others.
	unsure      which = `r.equipment_id IN (SELECT x.equipment_id FROM equipment_reserved x WHERE NOT x.firm AND x.during && tstzrange(@from, @to))`
	unsureThere which = unsure + ` AND r.equipment_id IN (SELECT x.equipment_id FROM booking_lines x JOIN bookings y ON y.id = x.booking_id WHERE y.project_id = @of)`
)

// held reads what takes things during a time.
func held(ctx context.Context, q postgres.Querier, from, to time.Time, things which, of int64) ([]heldRow, error) {
	return postgres.List[heldRow](ctx, q, `SELECT r.line_id, r.equipment_id AS item, r.quantity AS count, lower(r.during) AS from_at, upper(r.during) AS to_at, e.name, e.storage, `+usable+` AS usable,
			b.id AS booking, b.project_id, p.title AS project, p.short_name, COALESCE(b.slot_id, 0) AS slot_id, COALESCE(s.title, b.purpose) AS title, r.firm
		FROM equipment_reserved r JOIN booking_lines l ON l.id = r.line_id JOIN bookings b ON b.id = l.booking_id JOIN equipment e ON e.id = r.equipment_id JOIN project_anchors p ON p.id = b.project_id
			LEFT JOIN slots_named s ON s.id = b.slot_id
		WHERE r.during && tstzrange(@from, @to) AND `+string(things)+`
		ORDER BY e.name COLLATE "fr-x-icu", e.id, from_at, r.line_id LIMIT @most`, pgx.NamedArgs{"from": from, "to": to, "of": of, "most": mostListed})
}

// thingRow is a thing that a project takes.
type thingRow struct {
	ID     int64
	Name   string
	Usable int
}

// bookedRow is a booking of a project by hand.
type bookedRow struct {
	ID               int64
	Purpose          string
	StartsAt, EndsAt time.Time
}

// lineTaken is a line of a booking of a project: for a slot, or by hand.
type lineTaken struct {
	Item, Booking, SlotID int64
	Count                 int
}

// gearRows are what a project takes and did not bring back, held or not, and what others take of it during a time.
type gearRows struct {
	things []thingRow
	booked []bookedRow
	lines  []lineTaken
	others []takeRow
}

func (g *gearRows) read(ctx context.Context, q postgres.Querier, project int64, from, to time.Time) error {
	args := pgx.NamedArgs{"project": project, "from": nil, "to": nil, "most": mostListed}
	if !from.IsZero() {
		args["from"], args["to"] = from, to
	}
	const own = `FROM bookings b JOIN booking_lines l ON l.booking_id = b.id WHERE b.project_id = @project AND b.deleted_at IS NULL AND l.back_at IS NULL`
	b := &pgx.Batch{}
	postgres.Queue(b, &g.things, `SELECT e.id, e.name, `+usable+` AS usable FROM equipment e WHERE e.id IN (SELECT l.equipment_id `+own+`) ORDER BY e.id`, args)
	postgres.Queue(b, &g.booked, `SELECT b.id, b.purpose, b.starts_at, b.ends_at FROM bookings b WHERE b.project_id = @project AND b.deleted_at IS NULL AND b.slot_id IS NULL ORDER BY b.id LIMIT @most`, args)
	b.Queue(`SELECT l.equipment_id, b.id, COALESCE(b.slot_id, 0), l.quantity `+own+` ORDER BY l.id LIMIT @most`, args).Query(func(rows pgx.Rows) error {
		var one lineTaken
		_, err := pgx.ForEachRow(rows, []any{&one.Item, &one.Booking, &one.SlotID, &one.Count}, func() error {
			g.lines = append(g.lines, one)
			return nil
		})
		return err
	})
	postgres.Queue(b, &g.others, `WITH own AS (SELECT DISTINCT l.equipment_id `+own+`),
			span AS (SELECT tstzrange(least(@from::timestamptz, min(b.starts_at)), greatest(@to::timestamptz, max(b.ends_at))) AS during FROM bookings b WHERE b.project_id = @project AND b.deleted_at IS NULL)
		SELECT r.line_id, r.equipment_id AS item, r.quantity AS count, lower(r.during) AS from_at, upper(r.during) AS to_at
		FROM span CROSS JOIN own o JOIN equipment_reserved r ON r.equipment_id = o.equipment_id AND r.during && span.during JOIN booking_lines l ON l.id = r.line_id JOIN bookings b ON b.id = l.booking_id
		WHERE b.project_id <> @project ORDER BY r.line_id LIMIT @most`, args)
	return postgres.Translate(q.SendBatch(ctx, b).Close())
}

// queueLackingThings counts the things of which a line of a project is not firm during a time; what is only proposed never is.
func queueLackingThings(b *pgx.Batch, into *[]LackingThings, from, to time.Time) {
	postgres.Queue(b, into, `SELECT b.project_id AS project, count(DISTINCT r.equipment_id)::int AS things FROM equipment_reserved r JOIN booking_lines l ON l.id = r.line_id JOIN bookings b ON b.id = l.booking_id
		WHERE NOT r.firm AND r.during && tstzrange(@from, @to) AND (b.slot_id IS NULL OR EXISTS (SELECT FROM slots_held s WHERE s.id = b.slot_id)) GROUP BY b.project_id ORDER BY b.project_id LIMIT @most`,
		pgx.NamedArgs{"from": from, "to": to, "most": mostListed})
}

// trashedBookings lists what this person can still restore.
func (r *Room) trashedBookings(ctx context.Context, by account.By) ([]trash.Item, error) {
	if visible(by) != nil {
		return nil, nil
	}
	list, err := bookings(ctx, r.db, by, `WHERE b.deleted_at >= @since`, pgx.NamedArgs{"since": trash.Since(by.At)})
	var items []trash.Item
	for _, b := range list {
		if by.Can(MayBook, tieOf(b.Project.Member)) {
			items = append(items, trash.Item{ID: b.ID, Name: b.Title, ProjectID: b.Project.ID, Project: b.Project.Title, DeletedAt: *b.DeletedAt, May: b.Project.Status.Open()})
		}
	}
	return items, err
}

func (r *Room) purgeBookings(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM bookings WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// lockAny finds a thing, in the trash or not, and holds it until the transaction ends.
func lockAny(ctx context.Context, tx pgx.Tx, id int64) (Item, error) {
	return postgres.One[Item](ctx, tx, `SELECT `+columns+` FROM equipment WHERE id = @id FOR NO KEY UPDATE`, pgx.NamedArgs{"id": id})
}

func writeMove(ctx context.Context, tx pgx.Tx, by account.By, id int64, was, is move) error {
	_, err := tx.Exec(ctx, `UPDATE booking_lines SET out_at = @out::timestamptz, out_by = CASE WHEN @out::timestamptz IS NULL THEN NULL WHEN @left THEN out_by ELSE @by::bigint END,
			back_at = @back::timestamptz, back_by = CASE WHEN @back::timestamptz IS NULL THEN NULL WHEN @came THEN back_by ELSE @by::bigint END, broken = @broken, missing = @missing WHERE id = @id`,
		pgx.NamedArgs{"id": id, "by": by.ID, "out": is.out, "back": is.back, "left": was.out != nil, "came": was.back != nil, "broken": is.broken, "missing": is.missing})
	return postgres.Translate(err)
}

// loadingDays are those on which a project takes something, in order; of what lasts longer than a month, its first month.
func loadingDays(ctx context.Context, q postgres.Querier, project int64) ([]workcal.Date, error) {
	return postgres.Scalars[workcal.Date](ctx, q, `SELECT DISTINCT d::date AS day FROM bookings b LEFT JOIN slots_named s ON s.id = b.slot_id
			CROSS JOIN LATERAL (SELECT COALESCE(b.starts_at, s.starts_at) AT TIME ZONE 'Europe/Paris' AS first, (COALESCE(b.ends_at, s.ends_at) - interval '1 second') AT TIME ZONE 'Europe/Paris' AS last) t
			CROSS JOIN LATERAL generate_series(t.first::date, least(t.last::date, t.first::date + 31), interval '1 day') d
		WHERE b.project_id = @project AND b.deleted_at IS NULL AND (b.slot_id IS NULL OR s.living AND s.status IN ('proposed', 'planned')) AND EXISTS (SELECT FROM booking_lines l WHERE l.booking_id = b.id)
		ORDER BY day LIMIT @most`, pgx.NamedArgs{"project": project, "most": mostListed})
}

// loaded gives what a project takes during a time, setting up and tidying included; of what is back, its own times.
func loaded(ctx context.Context, q postgres.Querier, by account.By, project int64, from, to time.Time) ([]Booking, error) {
	return bookings(ctx, q, by, `WHERE b.project_id = @project AND b.deleted_at IS NULL AND (COALESCE(s.starts_at, b.starts_at) < @to AND COALESCE(s.ends_at, b.ends_at) > @from
		OR b.id IN (SELECT w.booking_id FROM equipment_reserved r JOIN booking_lines w ON w.id = r.line_id WHERE r.during && tstzrange(@from, @to)))`, pgx.NamedArgs{"project": project, "from": from, "to": to})
}

// copyEach copies what slots need to others, which need nothing yet.
func copyEach(ctx context.Context, tx pgx.Tx, by account.By, from, to []int64) error {
	args := pgx.NamedArgs{"from": from, "to": to, "by": by.ID, "now": by.At}
	b := &pgx.Batch{}
	b.Queue(`INSERT INTO bookings (project_id, slot_id, created_by, created_at, updated_at, version) SELECT s.project_id, t.made, @by, @now, @now, 2
		FROM unnest(@from::bigint[], @to::bigint[]) t (of, made) JOIN slots_named s ON s.id = t.made
		WHERE EXISTS (SELECT FROM bookings b JOIN booking_lines l ON l.booking_id = b.id WHERE b.slot_id = t.of) ORDER BY t.made`, args)
	b.Queue(`INSERT INTO booking_lines (booking_id, equipment_id, quantity) SELECT n.id, l.equipment_id, l.quantity
		FROM unnest(@from::bigint[], @to::bigint[]) t (of, made) JOIN bookings b ON b.slot_id = t.of JOIN booking_lines l ON l.booking_id = b.id JOIN equipment e ON e.id = l.equipment_id AND e.deleted_at IS NULL
			JOIN bookings n ON n.slot_id = t.made ORDER BY n.id, l.id`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}
