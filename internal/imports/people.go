package imports

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// People is how the people of the service come from a spreadsheet. It stands here because their room lies below this one. A row is the
// person of its address, or a new one.
func People(accounts *account.Accounts) Kind { return people{accounts} }

type people struct{ accounts *account.Accounts }

// Name implements Kind.
func (people) Name() string { return "personnes" }

// Check implements Kind.
func (people) Check(_ context.Context, _ postgres.Querier, by account.By, _ int64) (journal.Subject, error) {
	return journal.Subject{Kind: journal.Person, Name: "Équipe"}, by.Check(account.MayManagePeople, access.Tie{})
}

// Hold implements Kind.
func (people) Hold(ctx context.Context, tx pgx.Tx, by account.By, _ int64) error {
	return account.HoldPeople(ctx, tx, by)
}

// Read implements Kind.
func (p people) Read(ctx context.Context, q postgres.Querier, by account.By, _ int64, data []byte, c intake.Choices) (Read, error) {
	all, err := account.Everybody(ctx, q, by)
	if err != nil {
		return nil, err
	}
	read, err := account.PeopleTable.ReadWith(data, c)
	if err != nil {
		return nil, err
	}
	in := &incomingPeople{accounts: p.accounts}
	in.judge(read, all)
	return in, nil
}

// mostPeople is how many people a file may hold: each has an account.
const mostPeople = 500

// incomingPeople is a file of people beside those who are known.
type incomingPeople struct {
	accounts *account.Accounts
	report   intake.Report
	seen     strings.Builder
	taken    []account.Taken
}

// Report implements Read.
func (in *incomingPeople) Report() *intake.Report { return &in.report }

// Seen implements Read.
func (in *incomingPeople) Seen() string { return in.seen.String() }

func (in *incomingPeople) judge(read *table.Reading[account.Listed], all []account.Member) {
	known, rowOf := make(map[string]account.Person, len(all)), map[string]int{}
	for _, m := range all {
		known[account.NormalEmail(m.Email)] = m.Person
		fmt.Fprint(&in.seen, m.ID, ".", m.Version, ".", m.Active(), " ")
	}
	taken := make([]account.Taken, len(read.Rows))
	shortened := map[int]bool{} // by row
	for i := range read.Rows {
		value := read.Rows[i].Value
		identity, broken := value.Normal()
		one := account.Taken{Before: known[identity.Email], Identity: identity}
		if b := one.Before; b.ID != 0 && value.First == "" && value.Name == b.Name {
			one.Name = b.Name
		}
		if b := one.Before; b.ID != 0 && isPartOf(one.Name, b.Name) {
			broken.Add(account.FieldName, sayShortened(one.Name, b.Name))
			shortened[read.Rows[i].Number] = true
		}
		if b := one.Before; b.ID != 0 && b.Active() && b.Role == access.Head && identity.Role != access.Head {
			broken.Add(account.FieldRole, "Le rôle d’une cheffe de service se change sur sa fiche, pas par un import.")
		}
		if first, twice := rowOf[identity.Email]; twice && identity.Email != "" {
			broken.Add(account.FieldEmail, "La ligne "+strconv.Itoa(first)+" porte déjà cette adresse.")
		}
		if i >= mostPeople {
			broken.Add(account.FieldName, "Un fichier compte au plus "+strconv.Itoa(mostPeople)+" personnes.")
		}
		rowOf[identity.Email] = read.Rows[i].Number
		read.Refuse(i, broken)
		taken[i] = one
	}
	in.report = read.Report()
	namesakes := namesakesOf(all)
	for i, one := range taken {
		row := in.report.Row(read.Rows[i].Number)
		if shortened[row.Number] && read.Rows[i].Value.First == "" {
			proposeName(row, one)
		}
		if row.Outcome == intake.Created {
			in.settle(row, one)
		}
		namesakes.tell(row, one)
	}
}

// isPartOf tells whether a name has some of the words of another one and no others.
func isPartOf(name, whole string) bool {
	words := nameWords(whole)
	some := nameWords(name)
	return len(some) > 0 && len(some) < len(words) && !slices.ContainsFunc(some, func(w string) bool { return !slices.Contains(words, w) })
}

func nameWords(name string) []string {
	return strings.FieldsFunc(french.Fold(name), func(r rune) bool { return r == ' ' || r == '-' || r == '\'' })
}

func sayShortened(name, whole string) string {
	return french.Quote(name) + " n’est qu’une partie du nom de cette personne, " + french.Quote(whole) + "\u00a0: écrivez-le en entier. Un nom se raccourcit sur la fiche de la personne."
}

// proposeName has the whole name stand ready in a row that would shorten it.
func proposeName(row *intake.Row, one account.Taken) {
	says := sayShortened(one.Name, one.Before.Name)
	for i := range row.Remarks {
		if m := &row.Remarks[i]; m.Text == says {
			m.Proposal = one.Before.Name
		}
	}
}

// namesakes are who bears a name, by the name folded: her address, and her row where she has one in the file.
type namesakes map[string][]namesake

type namesake struct {
	email string
	row   int
}

func namesakesOf(all []account.Member) namesakes {
	n := namesakes{}
	for _, m := range all {
		key := french.Fold(m.Name)
		n[key] = append(n[key], namesake{email: account.NormalEmail(m.Email)})
	}
	return n
}

// tell notes that somebody else bears the name of a row, which may be one person with two addresses.
func (n namesakes) tell(row *intake.Row, one account.Taken) {
	key := french.Fold(one.Name)
	if key == "" || one.Email == "" {
		return
	}
	at := slices.IndexFunc(n[key], func(other namesake) bool { return other.email != one.Email })
	if at >= 0 && row.Outcome == intake.Created {
		who := "Une personne déjà connue"
		if other := n[key][at]; other.row > 0 {
			who = "La personne de la ligne " + strconv.Itoa(other.row)
		}
		row.Remarks = append(row.Remarks, intake.Remark{Text: who + " porte le même nom, avec l’adresse " + n[key][at].email + "\u00a0: vérifiez que ce n’est pas la même."})
	}
	n[key] = append(n[key], namesake{one.Email, row.Number})
}

// settle says what a row that goes in does.
func (in *incomingPeople) settle(row *intake.Row, one account.Taken) {
	row.Title, row.Changes = one.Name, one.Changes()
	switch {
	case one.Before.ID == 0:
	case len(row.Changes) > 0:
		row.Outcome = intake.Changed
	default:
		row.Outcome = intake.Same
		return
	}
	in.taken = append(in.taken, one)
}

// Apply implements Read.
func (in *incomingPeople) Apply(ctx context.Context, tx pgx.Tx, by account.By, past func(int)) error {
	did := by.Did(journal.Imported, journal.Subject{Kind: journal.Sheet}, Counts(&in.report, "Personnes ajoutées", "Personnes modifiées")...)
	if err := journal.Write(ctx, tx, did); err != nil {
		return err
	}
	defer past(len(in.taken))
	return in.accounts.Take(ctx, tx, by, in.taken)
}

// UndoPeople is how an import of people is taken back: whoever came with it is disabled, for what she did meanwhile stays hers.
type UndoPeople struct{}

var _ undo.Owner = UndoPeople{}

// Tables implements undo.Owner.
func (UndoPeople) Tables() []undo.Table {
	return []undo.Table{{Name: "people", Keys: []string{"id"}, Thing: "le compte", Of: "du compte", Title: "name", Gone: "disabled_at", Touch: "version = t.version + 1, updated_at = @now",
		Beside: []string{"created_at", "updated_at"},
		Labels: map[string]string{"name": "le nom", "email": "l’adresse", "role": "le rôle", "disabled_at": "l’état"}}}
}

// Lock implements undo.Owner.
func (UndoPeople) Lock(ctx context.Context, tx pgx.Tx, _ []undo.Row) error {
	return account.LockPeople(ctx, tx)
}

// Judge implements undo.Owner.
func (UndoPeople) Judge(_ context.Context, _ postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	refused := map[string]error{}
	for _, row := range rows {
		err := by.Check(account.MayManagePeople, access.Tie{})
		if err == nil && row.Before == nil && row.ID("id") == by.ID {
			err = fault.New(fault.Conflict, "Vous êtes venue avec cet import\u00a0: une autre cheffe de service peut l’annuler.", nil)
		}
		if err != nil && refused[row.Act] == nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// Settle implements undo.Owner.
func (UndoPeople) Settle(ctx context.Context, tx pgx.Tx, _ account.By, _ []undo.Row) error {
	if err := account.SomeHead(ctx, tx); err != nil {
		return err
	}
	return account.Changed(ctx, tx)
}
