package partner

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
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// Room is the directory: every operation is one of its methods.
type Room struct {
	db     *pgxpool.Pool
	movers []Mover
	kept   kept
}

// New opens the directory kept in a database.
func New(db *pgxpool.Pool) *Room { return &Room{db: db, kept: keep()} }

// Topics are the kinds of things of this room that people talk about and attach files to.
var Topics = []notice.Topic{{Kind: journal.Organisation, MayRead: MayRead, SQL: organisationTopicSQL}}

// Rights is what a person may do with a record as it stands, for the page that shows it.
type Rights struct{ Edit, Log, Merge, Exchange, SetTags, Delete, Restore bool }

// Allowed is what a person may do with the directory as a whole.
func Allowed(by account.By) Rights {
	may := func(a *access.Action) bool { return by.Can(a, access.Tie{}) }
	return Rights{Edit: may(MayEdit), Log: may(MayLog), Merge: may(MayMerge), Exchange: may(MayExchange), SetTags: may(MaySetTags), Delete: may(MayDelete), Restore: may(MayDelete)}
}

// of narrows what may be done to what stands, or what is in the trash.
func (r Rights) of(living bool) Rights {
	if !living {
		return Rights{Restore: r.Restore}
	}
	r.Restore = false
	return r
}

// visible refuses whoever may not read the directory, as if there were none.
func visible(by account.By) error {
	if !by.Can(MayRead, access.Tie{}) {
		return fault.Missing(nil)
	}
	return nil
}

// List gives a page of the organisations that pass a filter, with after how many months tags ask for a call.
func (r *Room) List(ctx context.Context, by account.By, f Filter) (Found[Organisation], Thresholds, error) {
	if err := visible(by); err != nil {
		return Found[Organisation]{}, nil, err
	}
	l, err := r.kept.organisations.Of(f.counted(by), f.name(by), func() (listed, error) {
		found, err := listOrganisations(ctx, r.db, f, by.Today(), func() ([]string, error) {
			return r.kept.words.Of(by.Changes, "organisations", func() ([]string, error) { return organisationWords(ctx, r.db) })
		})
		if err != nil {
			return listed{}, err
		}
		thresholds, err := listSet(ctx, r.db)
		return listed{found, thresholds}, err
	})
	l.found.List = slices.Clone(l.found.List)
	return l.found, l.thresholds, err
}

// All gives every organisation that passes a filter, for paper or a file.
func (r *Room) All(ctx context.Context, by account.By, f Filter) ([]Organisation, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	return allOrganisations(ctx, r.db, f, by.Today())
}

// Sheet is an organisation as one person sees it.
type Sheet struct {
	Organisation
	Members   []Member
	Exchanges Page
	Months    int // after how many without an exchange its tags ask for a call; 0: never
	May       Rights
}

// Member is somebody in an organisation.
type Member struct {
	Contact
	Post Post
}

// Page is a page of exchanges, newest first.
type Page struct {
	List []Interaction
	Page int  // from 1
	More bool // there are older ones
}

func pageOf(by account.By, rows []interactionRow, page int) Page {
	list := interactions(rows)
	for i := range list {
		list[i] = list[i].seenBy(by)
	}
	p := Page{Page: max(1, page), More: len(list) > PerPage}
	p.List = list[:min(len(list), PerPage)]
	return p
}

// Organisation gives an organisation, the people there and a page of what was exchanged with it. Whoever may restore it also finds a
// deleted one. One that was merged is found with MergedInto.
func (r *Room) Organisation(ctx context.Context, by account.By, id int64, page int) (Sheet, error) {
	if err := visible(by); err != nil {
		return Sheet{}, err
	}
	var found []organisationRow
	var people []memberRow
	var exchanged []interactionRow
	var set []Threshold
	b := &pgx.Batch{}
	queueOrganisation(b, &found, id)
	queueMembers(b, &people, id)
	queueInteractions(b, &exchanged, "organisation", id, page)
	queueSet(b, &set)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return Sheet{}, postgres.Translate(err)
	}
	may := Allowed(by)
	if len(found) == 0 || found[0].DeletedAt != nil && !may.Restore {
		return Sheet{}, fault.Missing(nil)
	}
	s := Sheet{Organisation: found[0].organisation(), Members: members(people), Exchanges: pageOf(by, exchanged, page)}
	s.May = may.of(s.DeletedAt == nil)
	s.Months = Thresholds(set).Of(s.Tags)
	return s, nil
}

// History gives a page, from 1, of what was done to an organisation, newest first, and to those that were merged into it.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if err := visible(by); err != nil {
		return journal.Page{}, err
	}
	ids, err := absorbed(ctx, r.db, "organisations", id)
	if err != nil {
		return journal.Page{}, err
	}
	return journal.OfAny(ctx, r.db, by.Sight(), journal.Organisation, ids, page)
}

// Create keeps a new organisation and gives its id. The same submission key creates once.
func (r *Room) Create(ctx context.Context, by account.By, key string, d OrganisationDraft) (int64, error) {
	d = d.Tidy()
	if err := cmp.Or(by.Check(MayEdit, access.Tie{}), d.Check().Err()); err != nil {
		return 0, err
	}
	return postgres.CreateAlike(ctx, r.db, key, lives(ctx, "organisations"), func(tx pgx.Tx) (int64, error) {
		id, err := insertOrganisation(ctx, tx, by, d)
		if err != nil {
			return 0, err
		}
		if err := indexOrganisations(ctx, tx, id); err != nil {
			return 0, err
		}
		return id, journal.Write(ctx, tx, by.Did(journal.Created, Organisation{ID: id, OrganisationDraft: d}.Subject()))
	})
}

// Edit replaces what was typed about an organisation, if it is still at this version: otherwise nothing is
// written, and the failure carries both texts (fault.StaleOf).
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d OrganisationDraft) error {
	d = d.Tidy()
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := hold(ctx, tx, by, id, false, MayEdit)
		if err != nil {
			return err
		}
		if err := d.Check().Err(); err != nil {
			return err
		}
		if d.Territory.Name, err = nameTerritory(ctx, tx, d.Territory.ID); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Cette structure", before.Subject(), before.Version, OrganisationFields.Both(before.OrganisationDraft, d))
		}
		return replace(ctx, tx, by, before, d)
	})
}

// replace writes what differs, and nothing if nothing does.
func replace(ctx context.Context, tx pgx.Tx, by account.By, before Organisation, d OrganisationDraft) error {
	changes := OrganisationFields.Changes(before.OrganisationDraft, d)
	if len(changes) == 0 {
		return nil
	}
	if err := updateOrganisation(ctx, tx, by, before.ID, d); err != nil {
		return err
	}
	if err := indexOrganisations(ctx, tx, before.ID); err != nil {
		return err
	}
	return journal.Write(ctx, tx, by.Did(journal.Edited, Organisation{ID: before.ID, OrganisationDraft: d}.Subject(), changes...))
}

// hold finds an organisation, living or in the trash, that this person may see, keeps it from changing until
// the transaction ends, and asks access for the action.
func hold(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool, action *access.Action) (Organisation, error) {
	if err := visible(by); err != nil || trashed && !Allowed(by).Restore {
		return Organisation{}, fault.Missing(err)
	}
	found, err := lockOrganisations(ctx, tx, id)
	if err != nil {
		return Organisation{}, err
	}
	if len(found) == 0 || (found[0].DeletedAt != nil) != trashed || found[0].MergedInto != 0 {
		return Organisation{}, fault.Missing(nil)
	}
	return found[0], by.Check(action, access.Tie{})
}

// Delete puts an organisation in the trash.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		o, err := hold(ctx, tx, by, id, false, MayDelete)
		if err != nil {
			return err
		}
		if err := markOrganisationDeleted(ctx, tx, by, id, &by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Deleted, o.Subject()))
	})
}

// Restore takes an organisation out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		o, err := hold(ctx, tx, by, id, true, MayDelete)
		if err != nil {
			return err
		}
		if err := trash.Check(o.DeletedAt, by.At); err != nil {
			return err
		}
		if err := markOrganisationDeleted(ctx, tx, by, id, nil); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Restored, o.Subject()))
	})
}

// Bins are where records of the directory are thrown away: exchanges go for good before those they were with.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{
		{Key: "echanges", Label: "Échanges", Done: "L’échange est rétabli.", List: r.trashedInteractions, Restore: r.RestoreInteraction, Purge: r.purgeInteractions},
		{Key: "contacts", Label: "Contacts", Done: "Le contact est rétabli.", List: r.trashedContacts, Restore: r.RestoreContact, Purge: r.purgeContacts},
		{Key: "structures", Label: "Structures", Done: "La structure est rétablie.", List: r.trashedOrganisations, Restore: r.Restore, Purge: r.purgeOrganisations},
	}
}

// Tags gives every tag with what it asks for.
func (r *Room) Tags(ctx context.Context, by account.By) (Thresholds, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	return listThresholds(ctx, r.db)
}

// SetTags says after how many months tags ask for a call, 0 for never; tags that are not named keep what they have.
func (r *Room) SetTags(ctx context.Context, by account.By, set []Threshold) error {
	if err := cmp.Or(visible(by), by.Check(MaySetTags, access.Tie{})); err != nil {
		return err
	}
	for _, one := range set {
		if one.Months < 0 || one.Months > 120 || one.Tag == "" || len(one.Tag) > 4*MaxTag {
			return fault.Problems{{Field: "mois_" + one.Tag, Sentence: "Veuillez donner un nombre de mois entre 1 et 120, ou rien."}}.Err()
		}
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := listThresholds(ctx, tx)
		if err != nil {
			return err
		}
		changes, err := setThresholds(ctx, tx, by, before, set)
		if err != nil || len(changes) == 0 {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Edited, journal.Subject{Kind: journal.Tags}, changes...))
	})
}

func monthsChange(tag string, before, after int) field.Change {
	return field.Change{Name: tag, Label: "Rappel de " + french.Quote(tag), Before: monthsText(before), After: monthsText(after)}
}

// monthsText is after how many months a tag asks for a call, as people read it.
func monthsText(months int) string {
	if months == 0 {
		return "jamais"
	}
	return "après " + french.Months(months)
}
