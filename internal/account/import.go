package account

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/written"
)

// Listed is a person as a row of a table has her.
type Listed struct {
	Identity
	First string // her first name, where it stands in a column of its own: Name is then her last name
}

// PeopleTable is how the people of the service are written as a file and read from one.
var PeopleTable = table.Table[Listed]{Name: "Personnes", Columns: []table.Column[Listed]{
	{Name: FieldName, Label: "Prénom et nom", Aliases: []string{"Nom", "Personne", "Nom complet", "Prénom Nom", "Nom et prénom", "Nom Prénom", "Nom de famille"}, Required: true,
		Cell: func(l Listed) table.Cell { return table.Text(l.Name) }, Read: func(l *Listed, text string) error { l.Name = text; return nil }},
	{Name: fieldFirst, Label: "Prénom", Rare: true, Cell: func(l Listed) table.Cell { return table.Text(l.First) },
		Read: func(l *Listed, text string) error { l.First = text; return nil }},
	{Name: FieldEmail, Label: "Adresse électronique", Aliases: []string{"Courriel", "E-mail", "Mail", "Adresse mail", "Adresse"}, Required: true, Cell: func(l Listed) table.Cell { return table.Text(l.Email) },
		Read: func(l *Listed, text string) error { l.Email = text; return nil }},
	{Name: FieldRole, Label: "Rôle", Aliases: []string{"Fonction"}, Required: true, Cell: func(l Listed) table.Cell { return table.Text(l.roleText()) },
		Read: func(l *Listed, text string) (err error) { l.Role, err = readRole(text); return err }},
}}

// fieldFirst is the column of first names.
const fieldFirst = "first"

// Normal gives the identity of a row as it is stored, and what is to mend in it. Her name becomes « Inès Carpentier », be
// it written « CARPENTIER Inès » or in two columns.
func (l Listed) Normal() (Identity, fault.Problems) {
	i, first, last := l.Identity, strings.Fields(l.First), strings.Fields(l.Name)
	if len(last) > 1 && len(first) > 0 && slices.ContainsFunc(last, func(w string) bool { return french.Fold(w) == french.Fold(first[0]) }) {
		first = nil // the other column has her whole name
	}
	if n := leadingCapitals(last); n > 0 && len(first) == 0 {
		last = append(slices.Clone(last[n:]), last[:n]...)
	}
	if len(last) > 0 {
		last = append(slices.Clone(first), last...)
	}
	if loud := slices.ContainsFunc(last, func(w string) bool { return isCapitals(w) && utf8.RuneCountInString(w) > 2 }); loud { // « JP » alone are initials
		for at, word := range last {
			if isCapitals(word) {
				last[at] = nameCase(word)
			}
		}
	}
	i.Name = strings.Join(last, " ")
	return i.normal()
}

// leadingCapitals counts the words in capitals that begin a name, the last name, where others follow; 0 for none. Two
// letters are rather those of a first name, « JP Martin ».
func leadingCapitals(words []string) int {
	n, letters := 0, 0
	for n < len(words) && isCapitals(words[n]) {
		letters += utf8.RuneCountInString(words[n])
		n++
	}
	if n == len(words) || letters < 3 {
		return 0
	}
	return n
}

// isCapitals tells whether a word has two letters or more, all of them capitals.
func isCapitals(word string) bool {
	capitals := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLetter(r):
			return false
		}
	}
	return capitals > 1
}

// nameCase writes a word in capitals as names are: « D’ALEMBERT-ROUX » is « D’Alembert-Roux ».
func nameCase(word string) string {
	inside := false
	return strings.Map(func(r rune) rune {
		if within := inside; unicode.IsLetter(r) || unicode.IsMark(r) {
			if inside = true; within {
				return unicode.ToLower(r)
			}
			return r
		}
		inside = false
		return r
	}, word)
}

// otherRoles are what people call the roles besides, folded.
var otherRoles = map[access.Role][]string{access.Head: {"cheffe", "chef de service", "chef", "responsable du service"},
	access.Team: {"membre de l'equipe", "membre", "mediatrice", "mediateur", "charge de mediation", "chargee de mediation"}, access.Intern: {"stage", "alternant", "alternante", "apprenti", "apprentie"}}

// readRole reads a role by its name.
func readRole(text string) (access.Role, error) {
	var labels []string
	for _, r := range access.Roles {
		if french.Fold(r.Label()) == french.Fold(text) || slices.Contains(otherRoles[r], french.Fold(text)) {
			return r, nil
		}
		labels = append(labels, r.Label())
	}
	return "", written.Problem(written.Quoted(text) + " n’est pas un rôle\u00a0: écrivez " + french.Or(labels) + ".")
}

// Taken is somebody whom an import makes known, or changes.
type Taken struct {
	Before Person // zero for somebody new
	Identity
}

// Changes lists what an import would write about her: a disabled account that is named again is active again.
func (t Taken) Changes() []field.Change {
	changes := IdentityFields.Changes(t.Before.Identity(), t.Identity)
	if t.Before.ID == 0 {
		changes = IdentityFields.Changes(Identity{}, t.Identity)
	}
	if t.Before.DisabledAt != nil {
		changes = append(changes, field.Change{Name: "etat", Label: "Compte", Before: "désactivé", After: "actif"})
	}
	return changes
}

// Everybody lists the people for an import, those whose account is disabled among them.
func Everybody(ctx context.Context, q postgres.Querier, by By) ([]Member, error) {
	if err := mayManage(by); err != nil {
		return nil, err
	}
	return listMembers(ctx, q)
}

// HoldPeople keeps the people from changing until the transaction ends, for a head who still is one.
func HoldPeople(ctx context.Context, tx pgx.Tx, by By) error {
	if err := mayManage(by); err != nil {
		return err
	}
	heads, err := lockHeads(ctx, tx)
	if err != nil {
		return err
	}
	if err := stillHead(by, heads); err != nil {
		return err
	}
	return LockPeople(ctx, tx)
}

// Take makes people known, or changes them, in the transaction of an import that holds them. Somebody new has a password that nobody
// knows: she is invited, or given a provisional one, from her page. Rows are noted, without passwords, so that the act can be taken back.
func (a *Accounts) Take(ctx context.Context, tx pgx.Tx, by By, list []Taken) error {
	hash, err := a.hash(ctx, newProvisional()+newProvisional())
	if err != nil {
		return err
	}
	b := &pgx.Batch{}
	for _, t := range list {
		p := t.Before
		if p.ID == 0 {
			if p, err = insertPerson(ctx, tx, t.Identity, hash, true); err != nil {
				return err
			}
			journal.QueueRow(b, "people", p.ID, nil, rowOf(t.Identity, nil))
			journal.Queue(b, by.Did(journal.Created, p.Subject(), t.Changes()...))
			continue
		}
		if _, err := updateIdentity(ctx, tx, p.ID, t.Identity); err != nil {
			return err
		}
		if !p.Active() {
			if err := updateDisabled(ctx, tx, p.ID, nil); err != nil {
				return err
			}
		}
		journal.QueueRow(b, "people", p.ID, rowOf(p.Identity(), p.DisabledAt), rowOf(t.Identity, nil))
		journal.Queue(b, by.Did(journal.Edited, p.Subject(), t.Changes()...))
	}
	if b.Len() > 0 {
		if err := postgres.Translate(tx.SendBatch(ctx, b).Close()); err != nil {
			return err
		}
	}
	return postgres.Bump(ctx, tx, room, 0)
}

// rowOf is what is noted of a person's row.
func rowOf(i Identity, disabled *time.Time) map[string]any {
	return map[string]any{"name": i.Name, "email": i.Email, "role": string(i.Role), "disabled_at": disabled}
}

// SomeHead refuses a service without any active head.
func SomeHead(ctx context.Context, tx pgx.Tx) error {
	heads, err := lockHeads(ctx, tx)
	if err == nil && len(heads) == 0 {
		err = fault.New(fault.Conflict, "Rien n’a été annulé\u00a0: le service n’aurait plus de cheffe active.", nil)
	}
	return err
}

// Changed notes that the people changed: see postgres.Bump.
func Changed(ctx context.Context, tx pgx.Tx) error { return postgres.Bump(ctx, tx, room, 0) }
