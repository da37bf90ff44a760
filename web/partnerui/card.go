package partnerui

import (
	"net/http"

	"parvis/internal/fault"
)

// cards is the format of an export for address books.
const cards = "vcf"

// contactCard sends a contact as a file for an address book.
func (h *Handlers) contactCard(http.ResponseWriter, *http.Request) error { return fault.Missing(nil) }
