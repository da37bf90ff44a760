package walks_test

import (
	"bytes"
	"context"
	"net/url"
	"strconv"

	"parvis/internal/account"
	"parvis/internal/crew"
	"parvis/internal/demo"
	"parvis/internal/document"
	"parvis/internal/exchange/docx"
	"parvis/internal/logistics"
	"parvis/internal/partner"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/web/urls"
)

// papers adds a piece and a delivery to a project, and gives the pages that offer acts of theirs, with the one by which the piece is dropped.
func papers(ctx context.Context, h rooms.Rooms, claire account.By, project int64) ([]string, error) {
	piece, err := h.Logistics.Create(ctx, claire, "", project, logistics.Draft{Title: "Devis du car", Kind: logistics.Quote, Part: logistics.Transport, Direction: logistics.Obtain})
	if err != nil {
		return nil, err
	}
	delivery, err := h.Logistics.CreateDelivery(ctx, claire, "", project, logistics.DeliveryDraft{Title: "Pique-niques", State: logistics.Expected})
	if err != nil {
		return nil, err
	}
	entries, err := h.Logistics.Entries(ctx, claire)
	if err != nil {
		return nil, err
	}
	made, err := h.Links.ShareDeposit(ctx, claire, piece, "", "Cars Exemple", demo.Day.AddDays(60))
	return []string{urls.Logistics(project), urls.Piece(piece), urls.PieceRemind(piece), urls.Deliveries(project), urls.Delivery(delivery), urls.UsualPieces(project, nil), urls.NewPiece(project), urls.NewDelivery(project),
		urls.FileEntries(), urls.NewFileEntry(), urls.FileEntry(entries[0].ID), urls.Deposit(made.Token)}, err
}

// directory adds to the partners of the demonstration what offers acts of its own, and gives the pages that do: a pair of contacts, a list
// that is kept, a model in Word's format, a board with a card.
func directory(ctx context.Context, h rooms.Rooms, claire account.By) ([]string, error) {
	projects, err := h.Programme.List(ctx, claire, programme.Filter{Kind: programme.Twinning})
	if err != nil {
		return nil, err
	}
	twinning := projects[0].ID
	partners, err := h.Partnerships.List(ctx, claire, twinning)
	if err != nil {
		return nil, err
	}
	var contacts [3]int64
	for i := range contacts {
		if contacts[i], err = h.Partners.CreateContact(ctx, claire, "", partner.ContactDraft{FirstName: "Double", LastName: []string{"Contact", "Contact", "Autrement"}[i], Emails: []string{"double@example.org"}}, partners.Partners[0].Organisation.ID, partner.PostDraft{}); err != nil {
			return nil, err
		}
	}
	kept := url.Values{"texte": {"mission"}}
	if _, err := h.Partners.SaveList(ctx, claire, partner.SavedList{Name: "Missions", Query: kept.Encode()}); err != nil {
		return nil, err
	}
	hands, err := h.Crew.List(ctx, claire, crew.Filter{Text: "nadia"})
	if err != nil {
		return nil, err
	}
	var word bytes.Buffer
	if err := docx.Write(&word, docx.Text{Title: "Lettre", Letters: []docx.Letter{{Blocks: []docx.Block{{Kind: docx.Paragraph, Words: docx.Plain("Bonjour {{structure.nom}}")}}}}}); err != nil {
		return nil, err
	}
	model, err := h.Documents.Create(ctx, claire, "", document.Draft{Name: "Lettre en Word", Kind: "lettre", Format: "docx", File: "lettre.docx"}, word.Bytes())
	if err != nil {
		return nil, err
	}
	filled := url.Values{"modele": {strconv.FormatInt(model, 10)}, "structure": {strconv.FormatInt(partners.Partners[0].Organisation.ID, 10)}}
	return []string{urls.MergeContacts(contacts[0], contacts[1]), urls.OrganisationsOf(kept), urls.Model(model), urls.FillDocument(0, filled), urls.FillDocument(twinning, filled), urls.Partner(partners.Partners[0].ID),
		urls.PartnerDelete(partners.Partners[0].ID), urls.ProjectPartners(twinning), urls.CallSheet(twinning), urls.SpotOf(twinning, url.Values{"cherche": {"oui"}, "tout": {"oui"}}), urls.PrivacyContact(contacts[2]), urls.PrivacyOutsider(hands[0].Outsider()), urls.OutsiderLinks(hands[0].Outsider()),
		urls.PurgeOf("contacts")}, nil
}
