package partner

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// ContactSheet is a contact as one person sees her.
type ContactSheet struct {
	Contact
	Posts     []Post
	Exchanges Page
	May       Rights
}

// ListedContact is a contact in a list, with what she does where.
type ListedContact struct {
	Contact
	Posts []Post
}

// Contacts gives a page of the contacts that pass a filter, with their posts. Three queries.
func (r *Room) Contacts(ctx context.Context, by account.By, f ContactFilter) (Found[ListedContact], error) {
	if err := visible(by); err != nil {
		return Found[ListedContact]{}, err
	}
	found, err := r.kept.contacts.Of(f.counted(by), f.name(), func() (Found[ListedContact], error) {
		found, err := listContacts(ctx, r.db, f, func() ([]string, error) {
			return r.kept.words.Of(by.Changes, "contacts", func() ([]string, error) { return contactWords(ctx, r.db) })
		})
		if err != nil {
			return Found[ListedContact]{}, err
		}
		list, err := withPosts(ctx, r.db, found.List)
		return Found[ListedContact]{List: list, Count: found.Count, More: found.More, Near: found.Near, Page: found.Page}, err
	})
	found.List = slices.Clone(found.List)
	return found, err
}

// AllContacts gives every contact that passes a filter, for paper or a file.
func (r *Room) AllContacts(ctx context.Context, by account.By, f ContactFilter) ([]ListedContact, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	all, err := allContacts(ctx, r.db, f)
	if err != nil {
		return nil, err
	}
	return withPosts(ctx, r.db, all)
}

func withPosts(ctx context.Context, q postgres.Querier, contacts []Contact) ([]ListedContact, error) {
	ids := make([]int64, len(contacts))
	for i, c := range contacts {
		ids[i] = c.ID
	}
	var rows []postRow
	b := &pgx.Batch{}
	queuePosts(b, &rows, ids)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	of := map[int64][]Post{}
	for _, row := range rows {
		of[row.ContactID] = append(of[row.ContactID], row.post())
	}
	list := make([]ListedContact, len(contacts))
	for i, c := range contacts {
		list[i] = ListedContact{c, of[c.ID]}
	}
	return list, nil
}

// People gives who is now in organisations, at most two hundred.
func (r *Room) People(ctx context.Context, by account.By, organisations []int64) ([]Member, error) {
	if err := visible(by); err != nil || len(organisations) == 0 {
		return nil, err
	}
	var rows []memberRow
	b := &pgx.Batch{}
	queueMembers(b, &rows, organisations...)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	var list []Member
	for _, m := range members(rows) {
		if m.Post.Current(by.Today()) {
			list = append(list, m)
		}
	}
	return list, nil
}

func members(rows []memberRow) []Member {
	var list []Member
	for _, m := range rows {
		list = append(list, Member{Contact: m.Contact, Post: Post{ID: m.Post, PostDraft: PostDraft{Role: m.Role, Since: m.Since, Until: m.Until}}})
	}
	return list
}

// Contact gives a contact, what she does where and a page of what was exchanged with her. Whoever may restore her also finds a
// deleted one.
func (r *Room) Contact(ctx context.Context, by account.By, id int64, page int) (ContactSheet, error) {
	if err := visible(by); err != nil {
		return ContactSheet{}, err
	}
	var found []Contact
	var posts []postRow
	var exchanged []interactionRow
	b := &pgx.Batch{}
	queueContact(b, &found, id)
	queuePosts(b, &posts, []int64{id})
	queueInteractions(b, &exchanged, "contact", id, page)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return ContactSheet{}, postgres.Translate(err)
	}
	may := Allowed(by)
	if len(found) == 0 || found[0].DeletedAt != nil && !may.Restore {
		return ContactSheet{}, fault.Missing(nil)
	}
	s := ContactSheet{Contact: found[0], Exchanges: pageOf(by, exchanged, page), May: may.of(found[0].DeletedAt == nil)}
	for _, row := range posts {
		s.Posts = append(s.Posts, row.post())
	}
	return s, nil
}

// ContactHistory gives a page, from 1, of what was done to a contact, newest first, and to those that were merged into her.
func (r *Room) ContactHistory(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if err := visible(by); err != nil {
		return journal.Page{}, err
	}
	ids, err := absorbed(ctx, r.db, "contacts", id)
	if err != nil {
		return journal.Page{}, err
	}
	return journal.OfAny(ctx, r.db, by.Sight(), journal.Contact, ids, page)
}

// CreateContact keeps a new contact, with her post in an organisation where one is given (0: none), and gives her id. The same
// submission key creates once.
func (r *Room) CreateContact(ctx context.Context, by account.By, key string, d ContactDraft, organisation int64, post PostDraft) (int64, error) {
	d, post = d.Tidy(), post.Tidy()
	if err := cmp.Or(visible(by), by.Check(MayEdit, access.Tie{}), append(d.Check(), post.Check()...).Err()); err != nil {
		return 0, err
	}
	return postgres.CreateAlike(ctx, r.db, key, lives(ctx, "contacts"), func(tx pgx.Tx) (int64, error) {
		if organisation != 0 {
			if _, err := hold(ctx, tx, by, organisation, false, MayEdit); err != nil {
				return 0, gone(err, "structure", "Cette structure n’existe plus\u00a0: veuillez en choisir une autre.")
			}
		}
		id, err := insertContact(ctx, tx, by, d)
		if err != nil {
			return 0, err
		}
		if organisation != 0 {
			if _, err := insertPost(ctx, tx, id, organisation, post); err != nil {
				return 0, err
			}
		}
		if err := indexContacts(ctx, tx, id); err != nil {
			return 0, err
		}
		return id, journal.Write(ctx, tx, by.Did(journal.Created, Contact{ID: id, ContactDraft: d}.Subject()))
	})
}

// gone says that what was chosen is no longer there, beside its field.
func gone(err error, name, sentence string) error {
	if fault.Is(err, fault.NotFound) {
		return fault.Problems{{Field: name, Sentence: sentence}}.Err()
	}
	return err
}

// EditContact replaces what was typed about a contact, if she is still at this version.
func (r *Room) EditContact(ctx context.Context, by account.By, id int64, version int, d ContactDraft) error {
	d = d.Tidy()
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := holdContact(ctx, tx, by, id, false, MayEdit)
		if err != nil {
			return err
		}
		if err := d.Check().Err(); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Ce contact", before.Subject(), before.Version, ContactFields.Both(before.ContactDraft, d))
		}
		return replaceContact(ctx, tx, by, before, d)
	})
}

func replaceContact(ctx context.Context, tx pgx.Tx, by account.By, before Contact, d ContactDraft) error {
	changes := ContactFields.Changes(before.ContactDraft, d)
	if len(changes) == 0 {
		return nil
	}
	if err := updateContact(ctx, tx, by, before.ID, d); err != nil {
		return err
	}
	if err := indexContacts(ctx, tx, before.ID); err != nil {
		return err
	}
	return journal.Write(ctx, tx, by.Did(journal.Edited, Contact{ID: before.ID, ContactDraft: d}.Subject(), changes...))
}

// holdContact is hold for a contact.
func holdContact(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool, action *access.Action) (Contact, error) {
	if err := visible(by); err != nil || trashed && !Allowed(by).Restore {
		return Contact{}, fault.Missing(err)
	}
	found, err := lockContacts(ctx, tx, id)
	if err != nil {
		return Contact{}, err
	}
	if len(found) == 0 || (found[0].DeletedAt != nil) != trashed || found[0].MergedInto != 0 {
		return Contact{}, fault.Missing(nil)
	}
	return found[0], by.Check(action, access.Tie{})
}

// DeleteContact puts a contact in the trash.
func (r *Room) DeleteContact(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		c, err := holdContact(ctx, tx, by, id, false, MayDelete)
		if err != nil {
			return err
		}
		if err := markContactDeleted(ctx, tx, by, id, &by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Deleted, c.Subject()))
	})
}

// RestoreContact takes a contact out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) RestoreContact(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		c, err := holdContact(ctx, tx, by, id, true, MayDelete)
		if err != nil {
			return err
		}
		if err := trash.Check(c.DeletedAt, by.At); err != nil {
			return err
		}
		if err := markContactDeleted(ctx, tx, by, id, nil); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Restored, c.Subject()))
	})
}

// AddPost says what a contact does in an organisation, and gives the post's id. The same submission key adds once.
func (r *Room) AddPost(ctx context.Context, by account.By, key string, contact, organisation int64, d PostDraft) (int64, error) {
	d = d.Tidy()
	if err := d.Check().Err(); err != nil {
		return 0, err
	}
	return postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) {
		c, err := holdContact(ctx, tx, by, contact, false, MayEdit)
		if err != nil {
			return 0, err
		}
		o, err := hold(ctx, tx, by, organisation, false, MayEdit)
		if err != nil {
			return 0, gone(err, "structure", "Cette structure n’existe plus\u00a0: veuillez en choisir une autre.")
		}
		id, err := insertPost(ctx, tx, contact, organisation, d)
		if err != nil {
			return 0, err
		}
		return id, writePost(ctx, tx, by, journal.PostAdded, c, o.Name, PostDraft{}, d)
	})
}

// writePost keeps in the journal of a contact what became of a post.
func writePost(ctx context.Context, tx pgx.Tx, by account.By, verb journal.Verb, c Contact, organisation string, before, after PostDraft) error {
	changes := PostFields.Changes(before, after)
	for i := range changes {
		changes[i].Label += " (" + organisation + ")"
	}
	return journal.Write(ctx, tx, by.Did(verb, c.Subject(), changes...))
}

// changePost finds a post with its contact, holds both and runs do.
func (r *Room) changePost(ctx context.Context, by account.By, id int64, do func(tx pgx.Tx, c Contact, p Post) error) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := visible(by); err != nil {
			return err
		}
		p, err := lockPost(ctx, tx, id)
		if err != nil {
			return err
		}
		c, err := holdContact(ctx, tx, by, p.Contact.ID, false, MayEdit)
		if err != nil {
			return err
		}
		return do(tx, c, p)
	})
}

// EditPost replaces what was typed about a post.
func (r *Room) EditPost(ctx context.Context, by account.By, id int64, d PostDraft) error {
	d = d.Tidy()
	if err := d.Check().Err(); err != nil {
		return err
	}
	return r.changePost(ctx, by, id, func(tx pgx.Tx, c Contact, p Post) error {
		if p.PostDraft == d {
			return nil
		}
		if err := updatePost(ctx, tx, id, d); err != nil {
			return err
		}
		return writePost(ctx, tx, by, journal.PostEdited, c, p.Organisation.Name, p.PostDraft, d)
	})
}

// RemovePost takes a post off, which was never right; who left has a day on which she did.
func (r *Room) RemovePost(ctx context.Context, by account.By, id int64) error {
	return r.changePost(ctx, by, id, func(tx pgx.Tx, c Contact, p Post) error {
		if err := deletePost(ctx, tx, id); err != nil {
			return err
		}
		return writePost(ctx, tx, by, journal.PostRemoved, c, p.Organisation.Name, p.PostDraft, PostDraft{})
	})
}

// Post gives a post and its contact, for the form that edits it.
func (r *Room) Post(ctx context.Context, by account.By, id int64) (Post, error) {
	if err := cmp.Or(visible(by), by.Check(MayEdit, access.Tie{})); err != nil {
		return Post{}, err
	}
	return findPost(ctx, r.db, id)
}
