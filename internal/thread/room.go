package thread

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// Room is the threads of every thing: every operation is one of its methods.
type Room struct {
	db     *pgxpool.Pool
	topics notice.Topics
	kept   *postgres.Kept[about] // what texts are about, with who may be named there, until something is counted
}

// mostKept is the things that people are at.
const mostKept = 200

// New opens the threads kept in a database, about the kinds of things that other rooms own.
func New(db *pgxpool.Pool, topics ...notice.Topic) *Room {
	return &Room{db: db, topics: topics, kept: postgres.Keep[about](mostKept)}
}

// mayBe is what a person may do with a text of a thing that stands, and may still be changed or not.
func (t Text) mayBe(by account.By, open bool) Rights {
	tie := access.Tie{Mine: t.AuthorID == by.ID}
	return Rights{Edit: open && by.Can(MayEdit, tie), Remove: by.Can(MayRemove, tie)}
}

// Thread gives a page, from 1 with the latest texts, of what was written about a thing, and reads what else is asked with it. One batch, once the
// thing is known.
func (r *Room) Thread(ctx context.Context, by account.By, kind journal.Kind, id int64, page int, also ...account.Also) (Thread, error) {
	found, err := r.read(ctx, by, kind, id, max(1, page), also)
	if err != nil {
		return Thread{}, err
	}
	about := found.found
	t := Thread{About: journal.Subject{Kind: kind, ID: id, Name: about.Name}, Project: about.Project, Texts: found.texts, Total: found.total,
		Page: max(1, page), People: slices.Clone(found.people), MayWrite: about.Open && by.Can(MayWrite, access.Tie{}), Closed: !about.Open, Unread: found.unread}
	slices.Reverse(t.Texts)
	for i := range t.Texts {
		t.Texts[i].May = t.Texts[i].mayBe(by, about.Open)
	}
	return t, nil
}

// ToEdit gives a text to who may edit it, with whom it may name; anybody else is refused.
func (r *Room) ToEdit(ctx context.Context, by account.By, id int64) (Text, notice.Found, []account.Choice, error) {
	t, about, err := r.text(ctx, r.db, by, id, stands)
	if err = cmp.Or(err, by.Check(MayEdit, access.Tie{Mine: t.AuthorID == by.ID}), checkOpen(about)); err != nil {
		return Text{}, notice.Found{}, nil, err
	}
	topic, _ := r.topics.Of(t.About.Kind)
	people, err := listReaders(ctx, r.db, topic, nil)
	return t, about, people, err
}

// Where tells what a text is about, whether it was removed or not: where its page is.
func (r *Room) Where(ctx context.Context, by account.By, id int64) (journal.Subject, error) {
	t, about, err := r.text(ctx, r.db, by, id, "")
	t.About.Name = about.Name
	return t.About, err
}

// Beside is what else is kept with a text, in the transaction that makes it.
type Beside func(ctx context.Context, tx pgx.Tx, text int64) error

// Write keeps a text about a thing, with what is beside it, and tells those whom it names. The same submission key writes once. A
// name that may be two people's is a problem of FieldText.
func (r *Room) Write(ctx context.Context, by account.By, kind journal.Kind, id int64, key, typed string, beside ...Beside) (Written, error) {
	typed = tidy(typed)
	var w Written
	made, err := postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) {
		about, err := r.about(ctx, tx, by, kind, id)
		if err = cmp.Or(err, by.Check(MayWrite, access.Tie{}), checkOpen(about)); err != nil {
			return 0, err
		}
		text, err := r.understood(ctx, tx, typed, kind, nil)
		if err != nil {
			return 0, err
		}
		w.Unknown = text.unknown
		made, err := insert(ctx, tx, by, kind, id, text.body)
		if err != nil {
			return 0, err
		}
		stored := Text{ID: made, About: journal.Subject{Kind: kind, ID: id}}
		if w.Named, err = r.name(ctx, tx, by, stored, text); err != nil {
			return 0, err
		}
		if err := r.record(ctx, tx, by, journal.Wrote, stored, about); err != nil {
			return 0, err
		}
		for _, keep := range beside {
			if err := keep(ctx, tx, made); err != nil {
				return 0, err
			}
		}
		return made, nil
	})
	w.ID = made
	return w, err
}

// understood reads a text that was typed about a thing of this kind; already are those it names before.
func (r *Room) understood(ctx context.Context, tx pgx.Tx, typed string, kind journal.Kind, already []int64) (understoodText, error) {
	if err := check(typed).Err(); err != nil {
		return understoodText{}, err
	}
	topic, _ := r.topics.Of(kind)
	people, err := listReaders(ctx, tx, topic, already)
	if err != nil {
		return understoodText{}, err
	}
	text := understoodText{read: understand(typed, people, already), people: people}
	return text, text.wrong.Err()
}

// understoodText is a text whose names are understood among those who may be named there.
type understoodText struct {
	read
	people []account.Choice
}

// named are the people whom a text names, but its author.
func (t Text) named() []int64 {
	var people []int64
	for _, p := range t.Parts {
		if p.Person != 0 && p.Person != t.AuthorID && !slices.Contains(people, p.Person) {
			people = append(people, p.Person)
		}
	}
	return people
}

// name notes whom a text names, and tells those who were not named by it before; it gives their names.
func (r *Room) name(ctx context.Context, tx pgx.Tx, by account.By, t Text, text understoodText) ([]string, error) {
	fresh, err := r.mention(ctx, tx, by, t, text.named)
	return namesOf(text.people, fresh), err
}

// mention notes whom a text names, and tells those who were not named by it before; it gives these.
func (r *Room) mention(ctx context.Context, tx pgx.Tx, by account.By, t Text, named []int64) ([]int64, error) {
	if len(named) == 0 {
		return nil, nil
	}
	fresh, err := insertMentions(ctx, tx, t.ID, named)
	if err != nil {
		return nil, err
	}
	fresh = slices.DeleteFunc(fresh, func(id int64) bool { return id == by.ID })
	return fresh, r.tell(ctx, tx, by, t, fresh)
}

// tell tells people that a text names them.
func (r *Room) tell(ctx context.Context, tx pgx.Tx, by account.By, t Text, people []int64) error {
	topic, _ := r.topics.Of(t.About.Kind)
	return notice.Tell(ctx, tx, by, notice.News{What: notice.Named, About: t.About, MayRead: topic.MayRead, To: people})
}

// unname takes back what people were told of a text that names them no more, where they did not look: it is as if it never had.
func (r *Room) unname(ctx context.Context, tx pgx.Tx, t Text, people []int64) error {
	untold, err := notice.Untell(ctx, tx, notice.Named, t.About, people, 1)
	if err != nil || len(untold) == 0 {
		return err
	}
	return deleteMentions(ctx, tx, t.ID, untold)
}

// Edit replaces a text of one's own, if it is still at this version: otherwise nothing is written, and the failure carries
// both texts (fault.StaleOf). It tells only those whom it did not name before; whoever it names no more, and did not look, is not told of it any longer.
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, typed string) (Written, error) {
	typed = tidy(typed)
	w := Written{ID: id}
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		t, about, err := r.hold(ctx, tx, by, id, stands)
		if err = cmp.Or(err, by.Check(MayEdit, access.Tie{Mine: t.AuthorID == by.ID}), checkOpen(about)); err != nil {
			return err
		}
		already, err := listMentioned(ctx, tx, id)
		if err != nil {
			return err
		}
		text, err := r.understood(ctx, tx, typed, t.About.Kind, already)
		if err != nil {
			return err
		}
		w.Unknown = text.unknown
		if t.Version != version {
			return journal.Met(ctx, tx, "Ce message", t.Subject(), t.Version, fields.Both(t.Typed(), typed))
		}
		if !slices.ContainsFunc(fields.Changes(t.Typed(), typed), field.Change.Differs) {
			return nil
		}
		if err := update(ctx, tx, by, id, text.body); err != nil {
			return err
		}
		if w.Named, err = r.name(ctx, tx, by, t, text); err != nil {
			return err
		}
		left := slices.DeleteFunc(t.named(), func(id int64) bool { return slices.Contains(text.named, id) })
		if err := r.unname(ctx, tx, t, left); err != nil {
			return err
		}
		return r.record(ctx, tx, by, journal.Edited, t, about)
	})
	return w, err
}

// Remove takes a text out of its thread; Restore puts it back. Whom it named and did not look is not told of it any longer.
func (r *Room) Remove(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		t, about, err := r.hold(ctx, tx, by, id, stands)
		if err = cmp.Or(err, by.Check(MayRemove, access.Tie{Mine: t.AuthorID == by.ID})); err != nil {
			return err
		}
		if err := markRemoved(ctx, tx, by, id, true); err != nil {
			return err
		}
		if _, err := notice.Untell(ctx, tx, notice.Named, t.About, t.named(), 1); err != nil {
			return err
		}
		return r.record(ctx, tx, by, journal.Removed, t, about)
	})
}

// Restore puts a text back that one removed oneself, or anybody's for the head of service; NotFound once it is too late.
// Only whom it named and who never looked is told, as when it was written.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		t, about, err := r.hold(ctx, tx, by, id, removed)
		if err != nil {
			return err
		}
		if !by.Can(MayRemove, access.Tie{Mine: t.RemovedBy == by.ID}) {
			return fault.Missing(nil)
		}
		if err := trash.Check(t.RemovedAt, by.At); err != nil {
			return err
		}
		if err := markRemoved(ctx, tx, by, id, false); err != nil {
			return err
		}
		people, err := notice.NotTold(ctx, tx, notice.Named, t.About, t.named())
		if err = cmp.Or(err, r.tell(ctx, tx, by, t, people)); err != nil {
			return err
		}
		return r.record(ctx, tx, by, journal.Restored, t, about)
	})
}

// record notes what was done to a text in the history of what it is about. What was written is not told there: the journal
// is kept for ten years, and what is removed here is to be gone.
func (r *Room) record(ctx context.Context, tx pgx.Tx, by account.By, verb journal.Verb, t Text, about notice.Found) error {
	did := by.Did(verb, t.Subject())
	did.Within = journal.Subject{Kind: t.About.Kind, ID: t.About.ID, Name: about.Name}
	if about.ProjectID != 0 {
		did.Projects = []int64{about.ProjectID}
	}
	return journal.Write(ctx, tx, did)
}

// about finds a living thing that a person may read.
func (r *Room) about(ctx context.Context, q postgres.Querier, by account.By, kind journal.Kind, id int64) (notice.Found, error) {
	found, err := notice.Find(ctx, q, r.topics.For(by), kind, id)
	if err == nil && !found.Living {
		return found, fault.Missing(nil)
	}
	return found, err
}

// checkOpen refuses what may not be written about a thing that is closed.
func checkOpen(about notice.Found) error {
	if about.Open {
		return nil
	}
	return fault.New(fault.Forbidden, "Ce projet est archivé\u00a0: son fil se lit mais ne se continue plus.", nil)
}

// Bins are where texts are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{{Key: "messages", Label: "Messages", Done: "Le message est rétabli.", List: r.trashed, Restore: r.Restore, Purge: r.purge}}
}
