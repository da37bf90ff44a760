// Package vcard reads the cards of address books (vCard 2.1, 3.0 and 4.0, .vcf) into what is known of partners
// (internal/exchange/cards), and writes them as cards.
//
// # Reading
//
// Each card has one outcome, by its place in the file: created, skipped, or waits, as one that has no end or no
// name, until it is left out. What a card says that is not kept, a birthday, a photograph, is said: a service has
// no use for it. What cannot be read of a card is said, and the card goes in without it.
//
// # Writing
//
// Write writes vCard 3.0, since Outlook and old telephones read no 4.0, and every program that reads 4.0 reads 3.0.
package vcard

import (
	"bytes"
	"strconv"
	"strings"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/intake"
	"parvis/internal/fault"
	"parvis/internal/french"
)

// The bounds of a file.
const (
	MostBytes      = 5 << 20
	MostCards      = 5_000
	mostProperties = 200 // of a card
)

// Reading is a file of cards as far as it could be read. A card's Row is its place in the file, from 1.
type Reading struct {
	Cards  []cards.Card
	Report intake.Report
}

// Is tells whether a file is one of cards.
func Is(data []byte) bool {
	data = bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 1024)], []byte("\ufeff")))
	return len(data) >= 11 && strings.EqualFold(string(data[:11]), "BEGIN:VCARD")
}

// Read reads a file of cards for somebody who is asked about those that look alike. Its error is a fault.Invalid
// that says why nothing can be read at all.
func Read(data []byte, c intake.Choices) (*Reading, error) {
	if len(data) > MostBytes {
		return nil, fault.New(fault.Invalid, "Ce fichier dépasse 5\u00a0Mo. Exportez moins de contacts à la fois, ou sans leurs photos.", nil)
	}
	all, stray := unfold(data)
	switch {
	case len(all) == 0:
		return nil, fault.New(fault.Invalid, "Ce fichier ne contient aucune carte de contact (BEGIN:VCARD).", nil)
	case len(all) > MostCards:
		return nil, fault.New(fault.Invalid, "Ce fichier compte plus de 5\u202f000 cartes. Importez-le en plusieurs fois.", nil)
	}
	r := &Reading{}
	if stray > 0 {
		r.Report.Notes = append(r.Report.Notes, french.Count(stray, "ligne est hors de toute carte, et n’est pas lue.", "lignes sont hors de toute carte, et ne sont pas lues."))
	}
	for i, one := range all {
		row := intake.Row{Number: i + 1, Outcome: intake.Skipped}
		if c.LeavesOut(i + 1) {
			row.Title, row.Remarks = titleOf(one), []intake.Remark{{Text: "Vous laissez cette carte de côté."}}
			r.Report.Rows = append(r.Report.Rows, row)
			continue
		}
		k := &reader{card: cards.Card{Row: i + 1}, labels: map[string]string{}}
		k.read(one)
		if row.Title = intake.Shown(k.card.Called()); row.Title == "" {
			row.Title = titleOf(one)
		}
		if row.Remarks = k.remarks; k.empty == "" {
			r.Cards = append(r.Cards, k.card)
			row.Outcome = intake.Waits
		} else {
			row.Remarks = append([]intake.Remark{{Text: k.empty}}, row.Remarks...)
		}
		r.Report.Rows = append(r.Report.Rows, row)
	}
	r.judge(c)
	return r, nil
}

// judge gives the cards that are alike their questions, and each card its outcome.
func (r *Reading) judge(c intake.Choices) {
	judged := cards.Judge(r.Cards, c, "carte")
	r.Report.Asks = judged.Asks
	for i := range r.Cards {
		one := &r.Cards[i]
		row := &r.Report.Rows[one.Row-1]
		row.Remarks = append(row.Remarks, judged.Remarks[one.Row]...)
		for _, m := range row.Remarks {
			one.Waits = one.Waits || m.Waits
		}
		if !one.Waits {
			row.Outcome = one.Outcome()
		}
	}
}

// titleOf is what a card that is not read is called.
func titleOf(one raw) string {
	for _, line := range one.lines {
		if p, ok := parse(line); ok && (p.name == "FN" || p.name == "ORG") {
			if text := intake.Shown(strings.Join(split(p.value, ';'), " ")); text != "" {
				return text
			}
		}
	}
	return "Carte " + strconv.Itoa(one.line)
}
