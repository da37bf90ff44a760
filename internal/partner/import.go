package partner

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/cardsheet"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/vcard"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// Import is how organisations, the people there and what was exchanged with them come from a spreadsheet or from the cards of an address
// book. An organisation of the same name in no other place is completed; one that only looks like another is asked about. A record is
// completed, and nothing that it says is replaced: what a file says otherwise goes to its notes.
func (r *Room) Import() imports.Kind { return importer{} }

type importer struct{}

// Name implements imports.Kind.
func (importer) Name() string { return "structures" }

// Check implements imports.Kind.
func (importer) Check(_ context.Context, _ postgres.Querier, by account.By, _ int64) (journal.Subject, error) {
	return journal.Subject{Kind: journal.Organisation, Name: "Structures et contacts"}, by.Check(MayExchange, access.Tie{})
}

// Hold implements imports.Kind: one import at a time. Whoever edits a record meanwhile does not wait: Apply finds it changed.
func (importer) Hold(ctx context.Context, tx pgx.Tx, by account.By, _ int64) error {
	if err := by.Check(MayExchange, access.Tie{}); err != nil {
		return err
	}
	return lockImports(ctx, tx)
}

// Read implements imports.Kind.
func (importer) Read(ctx context.Context, q postgres.Querier, by account.By, _ int64, data []byte, c intake.Choices) (imports.Read, error) {
	in := &incoming{choices: c, today: by.Today(), records: map[int64]*record{}, persons: map[int64]*person{}}
	if vcard.Is(data) {
		read, err := vcard.Read(data, c)
		if err != nil {
			return nil, err
		}
		in.cards, in.report, in.noun = read.Cards, &read.Report, "carte"
	} else {
		read, err := cardsheet.Read(data, cardsheet.Options{Choices: c, Today: by.Today()})
		if err != nil {
			return nil, err
		}
		in.cards, in.report, in.noun = read.Cards, &read.Report, "ligne"
	}
	groups := cards.Whole(in.cards)
	var err error
	if in.known, err = findKnown(ctx, q, groups); err != nil {
		return nil, err
	}
	in.judge(groups)
	return in, nil
}

// Report implements imports.Read.
func (in *incoming) Report() *intake.Report { return in.report }

// Seen implements imports.Read: the records that rows were compared with, as they stood, and the territories.
func (in *incoming) Seen() string {
	var b strings.Builder
	for _, o := range in.known.organisations {
		fmt.Fprint(&b, "o", o.ID, ".", o.Version, " ")
	}
	for _, c := range in.known.contacts {
		fmt.Fprint(&b, "c", c.ID, ".", c.Version, " ")
	}
	for _, p := range in.known.posts {
		fmt.Fprint(&b, "p", p.ID, ".", p.ContactID, ".", p.OrganisationID, ".", p.Role, " ")
	}
	for _, x := range in.known.exchanged {
		fmt.Fprint(&b, "x", x.ID, ".", x.Version, " ")
	}
	for _, t := range in.known.territories {
		fmt.Fprint(&b, "t", t.ID, ".", t.Code, ".", t.Name, ".", t.Towns, " ")
	}
	return b.String()
}
