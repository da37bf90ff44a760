package partner

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// Mover is what a room above has to do when a record becomes another one: its rows that name the first are to name the second. Its
// changes are of the act, so that taking the merge back takes them back.
type Mover struct {
	Kind  journal.Kind // Organisation or Contact
	Moves []string     // the columns it looks after: "agreement_organisations.organisation_id", or "files.subject_id" of the (kind, id) subjects
	Move  func(ctx context.Context, tx pgx.Tx, by account.By, from, to journal.Subject) error
}

// Merging registers what rooms above have to do in a merge.
func (r *Room) Merging(movers ...Mover) { r.movers = append(r.movers, movers...) }

// Movers gives every one of a kind, this room's own first.
func (r *Room) Movers(kind journal.Kind) []Mover {
	return slices.DeleteFunc(append([]Mover{
		{Kind: journal.Organisation, Moves: []string{"posts.organisation_id", "interaction_organisations.organisation_id"}, Move: moveOfOrganisation},
		{Kind: journal.Contact, Moves: []string{"posts.contact_id", "interaction_contacts.contact_id"}, Move: moveOfContact},
	}, r.movers...), func(m Mover) bool { return m.Kind != kind })
}

// Stays are the columns that name a record and that no merge touches, by why.
var Stays = map[string]string{
	"organisations.merged_into":          "it tells what became of one that was merged before, step by step",
	"contacts.merged_into":               "it tells what became of one that was merged before, step by step",
	"organisation_index.organisation_id": "it is worked out of the record, and goes with it",
	"contact_index.contact_id":           "it is worked out of the record, and goes with it",
	"not_duplicates.one_id":              "it was said of that record",
	"not_duplicates.other_id":            "it was said of that record",
	"journal.subject_id":                 "what was done to a record stays its own; the history of the other one tells it too",
	"journal.within_id":                  "what was done to a record stays its own; the history of the other one tells it too",
	"notices.subject_id":                 "what somebody was told is over; the thread itself moves",
	"links.subject_id":                   "links lead to people and projects only",
	"imports.subject_id":                 "a file goes into projects only",
}

// Pair is two records that may be one, as they stand.
type Pair[T any] struct {
	Keep, Lose T
	Reasons    []string // in French: why they look alike; none where somebody chose them herself
}

// Merged gives what an organisation becomes that absorbs another. What other names comes from the other one; what a field has twice and
// cannot keep is told in the notes: nothing is lost.
func (d OrganisationDraft) Merged(lose OrganisationDraft, other []string) OrganisationDraft {
	m := d
	take := map[string]func(){
		"nom": func() { m.Name = lose.Name }, "type": func() { m.Kind = lose.Kind }, "adresse": func() { m.Address = lose.Address }, "code_postal": func() { m.PostalCode = lose.PostalCode },
		"ville": func() { m.Town = lose.Town }, "territoire": func() { m.Territory = lose.Territory }, "site": func() { m.Website = lose.Website }, "siret": func() { m.SIRET = lose.SIRET }, "uai": func() { m.UAI = lose.UAI },
	}
	left := chosen(OrganisationFields, d, lose, other, take)
	m.Phones, m.Emails = once(append(slices.Clone(d.Phones), lose.Phones...)), once(append(slices.Clone(d.Emails), lose.Emails...))
	m.Phones, left = most(m.Phones, left, Phone.Text)
	m.Emails, left = most(m.Emails, left, func(s string) string { return s })
	m.Tags = append(slices.Clone(d.Tags), lose.Tags...)
	m.Notes = together(d.Notes, lose.Notes, left)
	return m.Tidy()
}

// Merged is the same for a contact. Who does not want to be contacted in one record does not in both.
func (d ContactDraft) Merged(lose ContactDraft, other []string) ContactDraft {
	m := d
	take := map[string]func(){
		"civilite": func() { m.Civility = lose.Civility }, "prenom": func() { m.FirstName = lose.FirstName }, "nom": func() { m.LastName = lose.LastName }, "canal": func() { m.Channel = lose.Channel },
	}
	left := chosen(ContactFields, d, lose, other, take)
	m.Phones, m.Emails = once(append(slices.Clone(d.Phones), lose.Phones...)), once(append(slices.Clone(d.Emails), lose.Emails...))
	m.Phones, left = most(m.Phones, left, Phone.Text)
	m.Emails, left = most(m.Emails, left, func(s string) string { return s })
	if d.Consent == ConsentUnknown || lose.Consent == ConsentRefused && d.Consent != ConsentRefused {
		m.Consent, m.ConsentOn = lose.Consent, lose.ConsentOn
	}
	m.Notes = together(d.Notes, lose.Notes, left)
	return m.Tidy()
}

// chosen takes what comes from the other record, and gives what is kept of neither as lines of text.
func chosen[T any](fields field.List[T], keep, lose T, other []string, take map[string]func()) (left []string) {
	for _, f := range fields {
		put := take[f.Name]
		mine, its := f.Said(keep), f.Said(lose)
		if put == nil || mine == its {
			continue
		}
		switch {
		case its == "":
		case mine == "":
			put()
		case slices.Contains(other, f.Name):
			put()
			left = append(left, f.Label+"\u00a0: "+mine)
		default:
			left = append(left, f.Label+"\u00a0: "+its)
		}
	}
	return left
}

// most keeps as many values as a record holds; the others are told.
func most[T any](list []T, left []string, text func(T) string) ([]T, []string) {
	for _, one := range list[min(len(list), maxWays):] {
		left = append(left, text(one))
	}
	return list[:min(len(list), maxWays)], left
}

// together puts two notes together, each paragraph once, and what was left.
func together(mine, its string, left []string) string {
	parts := []string{}
	for _, text := range []string{mine, its} {
		if text = strings.TrimSpace(text); text != "" && !slices.Contains(parts, text) {
			parts = append(parts, text)
		}
	}
	if len(left) > 0 {
		parts = append(parts, "Avant la fusion, "+strings.Join(left, "\u00a0; "))
	}
	return strings.Join(parts, "\n\n")
}

// Compare gives two organisations for the page that merges them.
func (r *Room) Compare(ctx context.Context, by account.By, keep, lose int64) (Pair[Organisation], error) {
	if err := cmp.Or(visible(by), by.Check(MayMerge, access.Tie{})); err != nil {
		return Pair[Organisation]{}, err
	}
	found, err := findOrganisations(ctx, r.db, []int64{keep, lose})
	if err != nil {
		return Pair[Organisation]{}, err
	}
	p, ok := pairOf(found, keep, func(o Organisation) (int64, bool) { return o.ID, o.DeletedAt == nil && o.MergedInto == 0 })
	if !ok {
		return Pair[Organisation]{}, fault.Missing(nil)
	}
	p.Reasons = organisationsAlike(p.Keep, p.Lose).Reasons
	return p, nil
}

// pairOf tells which of two records is kept; not ok where one is not there.
func pairOf[T any](found []T, keep int64, id func(T) (int64, bool)) (p Pair[T], ok bool) {
	if len(found) != 2 {
		return p, false
	}
	first, stands := id(found[0])
	_, other := id(found[1])
	p = Pair[T]{Keep: found[0], Lose: found[1]}
	if first != keep {
		p.Keep, p.Lose = p.Lose, p.Keep
	}
	return p, stands && other
}

// Versions are those of the two records that somebody compared: where one changed since, nothing is merged.
type Versions struct{ Keep, Lose int }

// Merge makes one organisation of two: all that the second has becomes the first's, and its page leads there. What other names is taken
// from the second.
func (r *Room) Merge(ctx context.Context, by account.By, keep, lose int64, seen Versions, other []string) error {
	if err := cmp.Or(visible(by), by.Check(MayMerge, access.Tie{})); err != nil {
		return err
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		found, err := lockOrganisations(ctx, tx, keep, lose)
		if err != nil {
			return err
		}
		p, ok := pairOf(found, keep, func(o Organisation) (int64, bool) { return o.ID, o.DeletedAt == nil && o.MergedInto == 0 })
		if !ok || keep == lose {
			return fault.Missing(nil)
		}
		if seen.Keep != p.Keep.Version || seen.Lose != p.Lose.Version {
			return comparedBefore()
		}
		merged := p.Keep.OrganisationDraft.Merged(p.Lose.OrganisationDraft, other)
		if err := merged.Check().Err(); err != nil {
			return err
		}
		if err := r.move(ctx, tx, by, p.Lose.Subject(), p.Keep.Subject()); err != nil {
			return err
		}
		if err := markMerged(ctx, tx, by, "organisations", lose, keep); err != nil {
			return err
		}
		if err := updateOrganisation(ctx, tx, by, keep, merged); err != nil {
			return err
		}
		if err := indexOrganisations(ctx, tx, keep, lose); err != nil {
			return err
		}
		return writeMerge(ctx, tx, by, p.Lose.Subject(), Organisation{ID: keep, OrganisationDraft: merged}.Subject(), OrganisationFields.Changes(p.Keep.OrganisationDraft, merged))
	})
}

func comparedBefore() error {
	return fault.New(fault.Conflict, "Une de ces fiches a changé depuis que vous les avez comparées\u00a0: rien n’a été fusionné. Veuillez les comparer de nouveau.", nil)
}

// move has every room move what it has of a record to another one.
func (r *Room) move(ctx context.Context, tx pgx.Tx, by account.By, from, to journal.Subject) error {
	for _, m := range r.Movers(from.Kind) {
		if err := m.Move(ctx, tx, by, from, to); err != nil {
			return err
		}
	}
	return nil
}

// writeMerge keeps both sides of a merge in the journal.
func writeMerge(ctx context.Context, tx pgx.Tx, by account.By, lose, keep journal.Subject, changes []field.Change) error {
	gone := by.Did(journal.Merged, lose, field.Change{Name: "fiche", Label: "Fiche gardée", After: keep.Name})
	if err := journal.Write(ctx, tx, gone); err != nil {
		return err
	}
	changes = append([]field.Change{{Name: "fiche", Label: "Fiche fusionnée", After: lose.Name}}, changes...)
	return journal.Write(ctx, tx, by.Did(journal.Absorbed, keep, changes...))
}

// CompareContacts gives two contacts for the page that merges them.
func (r *Room) CompareContacts(ctx context.Context, by account.By, keep, lose int64) (Pair[Contact], error) {
	if err := cmp.Or(visible(by), by.Check(MayMerge, access.Tie{})); err != nil {
		return Pair[Contact]{}, err
	}
	found, err := findContacts(ctx, r.db, []int64{keep, lose})
	if err != nil {
		return Pair[Contact]{}, err
	}
	p, ok := pairOf(found, keep, contactStands)
	if !ok {
		return Pair[Contact]{}, fault.Missing(nil)
	}
	p.Reasons = contactsAlike(p.Keep, p.Lose).Reasons
	return p, nil
}

func contactStands(c Contact) (int64, bool) { return c.ID, c.DeletedAt == nil && c.MergedInto == 0 }

// MergeContacts makes one contact of two.
func (r *Room) MergeContacts(ctx context.Context, by account.By, keep, lose int64, seen Versions, other []string) error {
	if err := cmp.Or(visible(by), by.Check(MayMerge, access.Tie{})); err != nil {
		return err
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		found, err := lockContacts(ctx, tx, keep, lose)
		if err != nil {
			return err
		}
		p, ok := pairOf(found, keep, contactStands)
		if !ok || keep == lose {
			return fault.Missing(nil)
		}
		if seen.Keep != p.Keep.Version || seen.Lose != p.Lose.Version {
			return comparedBefore()
		}
		merged := p.Keep.ContactDraft.Merged(p.Lose.ContactDraft, other)
		if err := merged.Check().Err(); err != nil {
			return err
		}
		if err := r.move(ctx, tx, by, p.Lose.Subject(), p.Keep.Subject()); err != nil {
			return err
		}
		if err := markMerged(ctx, tx, by, "contacts", lose, keep); err != nil {
			return err
		}
		if err := updateContact(ctx, tx, by, keep, merged); err != nil {
			return err
		}
		if err := indexContacts(ctx, tx, keep, lose); err != nil {
			return err
		}
		return writeMerge(ctx, tx, by, p.Lose.Subject(), Contact{ID: keep, ContactDraft: merged}.Subject(), ContactFields.Changes(p.Keep.ContactDraft, merged))
	})
}
