package partnerui

import (
	"bytes"
	"net/http"

	exchanged "parvis/internal/exchange/cards"
	"parvis/internal/exchange/vcard"
	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/web/serve"
)

// cards is the format of an export for address books.
const cards = "vcf"

// contactCard sends a contact as a file for an address book.
func (h *Handlers) contactCard(w http.ResponseWriter, r *http.Request) error {
	c, err := h.livingContact(r, partner.MayRead)
	if err != nil {
		return err
	}
	return sendCards(w, r, []partner.ListedContact{{Contact: c.Contact, Posts: c.Posts}}, c.Name())
}

// sendCards answers with contacts as one file of cards.
func sendCards(w http.ResponseWriter, r *http.Request, list []partner.ListedContact, name string) error {
	if len(list) > partner.MaxCards {
		return fault.New(fault.TooLarge, "Un fichier de cartes compte au plus 5\u202f000 contacts. Filtrez la liste, puis recommencez.", nil)
	}
	all := make([]exchanged.Card, len(list))
	for i, c := range list {
		all[i] = c.Card(serve.Today(r))
	}
	var out bytes.Buffer
	if err := vcard.Write(&out, all); err != nil {
		return err
	}
	return serve.File(w, r, name+"."+cards, "text/vcard; charset=utf-8", out.Bytes())
}
