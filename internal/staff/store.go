package staff

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// mostListed bounds a list: the largest event of a service has some hundreds of slots, of a few people each.
const mostListed = 10_000

// needRow is a need as the database gives it.
type needRow struct {
	ID, SlotID, SkillID int64
	Label, Skill        string
	Wanted, Version     int
}

func (r needRow) need() Need {
	return Need{ID: r.ID, SlotID: r.SlotID, Version: r.Version, Want: Want{Label: r.Label, Count: r.Wanted, Skill: crew.Skill{ID: r.SkillID, Name: r.Skill}}}
}

// needSQL reads needs; a skill that is in the trash is nobody's, and asked for no more.
const needSQL = `SELECT n.id, n.slot_id, COALESCE(k.id, 0) AS skill_id, n.label, COALESCE(k.name, '') AS skill, n.wanted, n.version
	FROM slot_needs n JOIN slots_named s ON s.id = n.slot_id LEFT JOIN skills_named k ON k.id = n.skill_id AND k.living WHERE `

const needOrder = ` ORDER BY n.slot_id, n.position, n.id LIMIT @most`

// queueNeeds reads the needs, not in the trash, that a condition over n and s, with @of, takes.
func queueNeeds(b *pgx.Batch, into *[]needRow, where string, of int64) {
	postgres.Queue(b, into, needSQL+where+` AND n.deleted_at IS NULL`+needOrder, pgx.NamedArgs{"of": of, "most": mostListed})
}

// queueNeedsOf reads the needs of slots.
func queueNeedsOf(b *pgx.Batch, into *[]needRow, slots []int64) {
	postgres.Queue(b, into, needSQL+`n.slot_id = ANY(@slots) AND n.deleted_at IS NULL`+needOrder, pgx.NamedArgs{"slots": slots, "most": mostListed})
}

// needsOf gives the needs of a slot with who is given them, and their version as a whole.
func needsOf(ctx context.Context, q postgres.Querier, id int64) ([]Need, int, error) {
	var needs []needRow
	var posts []postRow
	var version []int
	b := &pgx.Batch{}
	queueNeedsOf(b, &needs, []int64{id})
	queuePostsOf(b, &posts, []int64{id})
	b.Queue(`SELECT (1 + COALESCE(sum(version), 0))::int FROM slot_needs WHERE slot_id = @slot`, pgx.NamedArgs{"slot": id}).
		Query(func(rows pgx.Rows) (err error) { version, err = pgx.CollectRows(rows, pgx.RowTo[int]); return err })
	if err := q.SendBatch(ctx, b).Close(); err != nil || len(version) == 0 {
		return nil, 0, postgres.Translate(err)
	}
	return together(needs, posts)[id], version[0], nil
}

// thrown finds a need that is in the trash, and since when.
func thrown(ctx context.Context, q postgres.Querier, id int64) (Need, time.Time, error) {
	row, err := postgres.One[struct {
		ID, SlotID, SkillID int64
		Label, Skill        string
		Wanted, Version     int
		DeletedAt           time.Time
	}](ctx, q, `SELECT n.id, n.slot_id, COALESCE(k.id, 0) AS skill_id, n.label, COALESCE(k.name, '') AS skill, n.wanted, n.version, n.deleted_at
		FROM slot_needs n LEFT JOIN skills_named k ON k.id = n.skill_id AND k.living WHERE n.id = @id AND n.deleted_at IS NOT NULL`, pgx.NamedArgs{"id": id})
	return needRow{row.ID, row.SlotID, row.SkillID, row.Label, row.Skill, row.Wanted, row.Version}.need(), row.DeletedAt, err
}

// slotsOf gives the slots of needs; NotFound where one of the needs is not there.
func slotsOf(ctx context.Context, q postgres.Querier, needs []int64) ([]int64, error) {
	list, err := postgres.Scalars[int64](ctx, q, `SELECT slot_id FROM slot_needs WHERE id = ANY(@needs) AND deleted_at IS NULL`, pgx.NamedArgs{"needs": needs})
	if err == nil && len(list) < len(needs) {
		err = fault.Missing(nil)
	}
	return unique(list), err
}

func skills(ctx context.Context, q postgres.Querier) ([]crew.Skill, error) {
	return postgres.List[crew.Skill](ctx, q, `SELECT id, name FROM skills_named WHERE living ORDER BY name COLLATE "fr-x-icu", id`, nil)
}

// postRow is what somebody is given as the database tells it.
type postRow struct {
	ID, NeedID, SlotID   int64
	Hand                 crew.Hand
	Name, Need, Title    string
	StartsAt, EndsAt     time.Time
	Place                string
	Status               slot.Status
	ProjectID            int64
	Project              string
	Answer               Answer
	AnsweredAt           *time.Time
	Ended, Needed        bool
	Living               bool
	ToldAt               *time.Time
	ToldStarts, ToldEnds *time.Time
	ToldPlace            string
	GivenBy              int64
	Version              int
}

func (r postRow) post() Post {
	p := Post{Times: slot.TimesOf(r.StartsAt, r.EndsAt), ID: r.ID, NeedID: r.NeedID, SlotID: r.SlotID, Hand: r.Hand, Name: r.Name, Need: r.Need, Title: r.Title, Place: r.Place, Status: r.Status,
		ProjectID: r.ProjectID, Project: r.Project, Answer: r.Answer, AnsweredAt: r.AnsweredAt, Ended: r.Ended, Needed: r.Needed, Living: r.Living, GivenBy: r.GivenBy, Version: r.Version,
		Told: Told{At: r.ToldAt}}
	if r.ToldStarts != nil && r.ToldEnds != nil {
		p.Told.Times, p.Told.Place, p.Told.GivenBefore = slot.TimesOf(*r.ToldStarts, *r.ToldEnds), r.ToldPlace, true
	}
	return p
}

func postsOf(rows []postRow) []Post {
	list := make([]Post, len(rows))
	for i, r := range rows {
		list[i] = r.post()
	}
	return list
}

const postSQL = `SELECT o.id, o.need_id, o.slot_id, o.hand, COALESCE(who.name, x.name, '') AS name, n.label AS need, s.title, s.starts_at, s.ends_at, s.place, s.status, s.project_id,
	COALESCE(NULLIF(p.short_name, ''), p.title, '') AS project, o.answer, o.answered_at, o.ended_at IS NOT NULL AS ended, n.deleted_at IS NULL AS needed, s.living,
	o.told_at, o.told_starts, o.told_ends, o.told_place, o.created_by AS given_by, o.version
	FROM postings o JOIN slot_needs n ON n.id = o.need_id JOIN slots_named s ON s.id = o.slot_id LEFT JOIN project_anchors p ON p.id = s.project_id
		LEFT JOIN people_named who ON who.id = o.person_id LEFT JOIN outsiders_named x ON x.id = o.outsider_id WHERE `

const postOrder = ` ORDER BY COALESCE(who.name, x.name) COLLATE "fr-x-icu", o.hand, s.starts_at, s.ends_at, o.id LIMIT @most`

// queuePosts reads the posts that a condition over o, n and s, with @of, takes: by the names of people, then in time.
func queuePosts(b *pgx.Batch, into *[]postRow, where string, of int64) {
	postgres.Queue(b, into, postSQL+where+postOrder, pgx.NamedArgs{"of": of, "most": mostListed})
}

// queuePostsOf reads who is given slots.
func queuePostsOf(b *pgx.Batch, into *[]postRow, slots []int64) {
	postgres.Queue(b, into, postSQL+`o.slot_id = ANY(@slots) AND o.ended_at IS NULL`+postOrder, pgx.NamedArgs{"slots": slots, "most": mostListed})
}

// queueElsewhere reads what those who are given slots of a project are given of others, on these days.
func queueElsewhere(b *pgx.Batch, into *[]postRow, project int64, first, last workcal.Date) {
	postgres.Queue(b, into, postSQL+`s.project_id <> @of AND o.ended_at IS NULL AND o.answer <> 'no' AND n.deleted_at IS NULL AND s.living AND s.status IN ('proposed', 'planned')
		AND s.starts_at < @to AND s.ends_at > @from AND o.hand IN (SELECT a.hand FROM postings a JOIN slots_named b ON b.id = a.slot_id WHERE b.project_id = @of AND a.ended_at IS NULL)`+postOrder,
		pgx.NamedArgs{"of": project, "from": slot.Times{Day: first}.Start(), "to": slot.Times{Day: last, To: slot.Day}.End(), "most": mostListed})
}

func findPosts(ctx context.Context, q postgres.Querier, where string, of int64) ([]Post, error) {
	rows, err := postgres.List[postRow](ctx, q, postSQL+where+postOrder, pgx.NamedArgs{"of": of, "most": mostListed})
	return postsOf(rows), err
}

// queueLeaves reads who is away on some of these days.
func queueLeaves(b *pgx.Batch, into *[]leave, first, last workcal.Date) {
	postgres.Queue(b, into, `SELECT person_id, first_day, last_day FROM leaves_named WHERE first_day <= @last AND last_day >= @first ORDER BY person_id, first_day`,
		pgx.NamedArgs{"first": first, "last": last})
}

// queueLeavesOf reads when some people are away around some time.
func queueLeavesOf(b *pgx.Batch, into *[]leave, hands []crew.Hand, from, to time.Time) {
	postgres.Queue(b, into, `SELECT person_id, first_day, last_day FROM leaves_named WHERE person_id = ANY(@hands)
		AND first_day <= (@to::timestamptz AT TIME ZONE 'Europe/Paris')::date AND last_day >= (@from::timestamptz AT TIME ZONE 'Europe/Paris')::date ORDER BY person_id, first_day`,
		pgx.NamedArgs{"hands": numbers(hands), "from": from, "to": to})
}

// queuePresences reads which slots take some people around some time.
func queuePresences(b *pgx.Batch, into *[]presence, hands []crew.Hand, from, to time.Time) {
	postgres.Queue(b, into, `SELECT r.slot_id, r.hand, s.project_id, '' AS name FROM presences r JOIN slots_named s ON s.id = r.slot_id
		WHERE r.hand = ANY(@hands) AND r.during && tstzrange(@from, @to) ORDER BY r.slot_id, r.hand`, pgx.NamedArgs{"hands": numbers(hands), "from": from, "to": to})
}

// queueTaken reads which slots of a project take whom, and which others take the same people at these times or so long before or after.
func queueTaken(b *pgx.Batch, into *[]presence, project int64, around time.Duration) {
	postgres.Queue(b, into, `WITH own AS (SELECT r.posting_id, r.slot_id, r.hand, r.during FROM presences r JOIN slots_named s ON s.id = r.slot_id WHERE s.project_id = @project)
		SELECT t.slot_id, t.hand, s.project_id, COALESCE(who.name, x.name, '') AS name
		FROM (SELECT posting_id, slot_id, hand FROM own
			UNION SELECT r.posting_id, r.slot_id, r.hand FROM own JOIN presences r ON r.hand = own.hand
				AND r.during && tstzrange(lower(own.during) - make_interval(secs => @around), upper(own.during) + make_interval(secs => @around))) t
			JOIN slots_named s ON s.id = t.slot_id JOIN postings o ON o.id = t.posting_id
			LEFT JOIN people_named who ON who.id = o.person_id LEFT JOIN outsiders_named x ON x.id = o.outsider_id
		ORDER BY t.slot_id, t.hand`, pgx.NamedArgs{"project": project, "around": seconds(around)})
}

// queueTakenLeaves reads when those who are given slots of a project are away.
func queueTakenLeaves(b *pgx.Batch, into *[]leave, project int64) {
	postgres.Queue(b, into, `SELECT DISTINCT l.person_id, l.first_day, l.last_day FROM leaves_named l JOIN presences r ON r.hand = l.person_id JOIN slots_named s ON s.id = r.slot_id
		WHERE s.project_id = @project ORDER BY l.person_id, l.first_day`, pgx.NamedArgs{"project": project})
}

func numbers(hands []crew.Hand) []int64 {
	list := make([]int64, len(hands))
	for i, h := range hands {
		list[i] = int64(h)
	}
	return list
}

// holdPosts locks what people are given of a project.
func holdPosts(ctx context.Context, tx pgx.Tx, project int64) error {
	_, err := tx.Exec(ctx, `SELECT o.id FROM postings o JOIN slots_named s ON s.id = o.slot_id WHERE s.project_id = @project ORDER BY o.id FOR NO KEY UPDATE OF o`, pgx.NamedArgs{"project": project})
	return postgres.Translate(err)
}

func (w Want) args(by account.By, id int64, position int) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "label": w.Label, "skill": w.Skill.ID, "wanted": w.Count, "position": position, "by": by.ID, "now": by.At}
}

// Refusals are the problems that what is typed can meet in the database.
var Refusals = postgres.Refusals{
	"postings_hand_key": {Field: FieldHand, Sentence: "Cette personne est déjà sur cette séance."},
}

// queueOnDuty reads slots by when they begin: one that lasts longer than half a day and began the day before is passed over.
func queueOnDuty(b *pgx.Batch, into *bool, person int64, from, to time.Time) {
	b.Queue(`SELECT EXISTS (SELECT FROM presences p WHERE p.hand = (SELECT @person::bigint) AND p.during && tstzrange(@from, @to) AND EXISTS (SELECT FROM slots_held s WHERE s.id = p.slot_id))
			OR EXISTS (SELECT FROM slots_held s JOIN project_anchors p ON p.id = s.project_id
				WHERE s.starts_at >= @from::timestamptz - interval '12 hours' AND s.starts_at < @to AND s.ends_at > @from AND p.pilot_id = (SELECT @person::bigint))`,
		postgres.Named{"person": person, "from": from, "to": to}).QueryRow(func(row pgx.Row) error { return row.Scan(into) })
}
