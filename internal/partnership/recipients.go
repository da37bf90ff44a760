package partnership

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/partner"
)

// Recipient is a partner of a project as it may be written to.
type Recipient struct {
	Organisation partner.Ref
	Role         Role
	Contact      int64 // whom the service deals with there for this project; 0: nobody in particular
}

// Recipients gives the partners of a project that stand in the directory, by name, but for those that declined. One round trip.
func (r *Room) Recipients(ctx context.Context, by account.By, project int64) ([]Recipient, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	var rows []recipientRow
	if _, err := r.read(ctx, by, project, func(b *pgx.Batch) { queueRecipients(b, &rows, project) }); err != nil {
		return nil, err
	}
	list := make([]Recipient, len(rows))
	for i, one := range rows {
		list[i] = Recipient{Organisation: partner.Ref{ID: one.OrganisationID, Name: one.Organisation}, Role: one.Role, Contact: one.ContactID}
	}
	return list, nil
}
