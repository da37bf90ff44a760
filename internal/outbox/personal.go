package outbox

import (
	"parvis/internal/personal"
)

// Personal is what the messages that wait hold of people.
func Personal() personal.Holder {
	c := personal.Closed
	return personal.Holder{
		Tables: []personal.Table{
			{Name: "outbox", Thing: "Message à envoyer", Columns: map[string]personal.How{"kind": c, "period": c, "message_id": c, "state": c, "lease": c, "reason": c}},
			{Name: "outbox_kept", Key: "letter_id", Thing: "Message de la démonstration",
				Columns: map[string]personal.How{"name": personal.Copied, "address": personal.Copied, "subject": personal.Copied, "body": personal.Copied}},
		},
		Erase: erasePerson,
	}
}
