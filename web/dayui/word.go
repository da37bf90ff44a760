package dayui

import (
	"bytes"
	"net/http"

	"parvis/internal/daybook"
	"parvis/internal/exchange/docx"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/web/serve"
)

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// writeAccount gives the account of a day as a file that Word opens: the bilan is written from there.
func (h *Handlers) writeAccount(w http.ResponseWriter, r *http.Request) error {
	v, err := h.whole(r, h.day.Whole)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := docx.Write(&out, v.text()); err != nil {
		return err
	}
	return serve.File(w, r, "compte-rendu-"+v.frame.Day.String()+".docx", wordType, out.Bytes())
}

func paragraph(text string) docx.Block { return docx.Block{Words: docx.Plain(text)} }

func heading(text string) docx.Block {
	return docx.Block{Kind: docx.Heading, Level: 1, Words: docx.Plain(text)}
}

func item(text string) docx.Block { return docx.Block{Kind: docx.Item, Words: docx.Plain(text)} }

// text is the account, with what the bilan still has to say.
func (v wholeView) text() docx.Text {
	title := "Compte rendu du " + v.frame.Day.French()
	blocks := []docx.Block{{Kind: docx.Title, Words: docx.Plain(title)}, paragraph(v.frame.Project.Title + "."), paragraph(v.summary()), heading("Fréquentation")}
	if len(v.Slots) == 0 {
		blocks = append(blocks, paragraph("Aucune séance ce jour-là."))
	} else {
		blocks = append(blocks, docx.Block{Kind: docx.Table, Rows: v.rows()})
	}
	for _, part := range []struct {
		title string
		kind  daybook.Kind
	}{{"Incidents", daybook.Incident}, {"Retards", daybook.Delay}, {"Notes", daybook.Note}, {"Messages à l’équipe", daybook.Message}} {
		list := v.Of(part.kind)
		if len(list) > 0 {
			blocks = append(blocks, heading(part.title))
		}
		for _, e := range list {
			blocks = append(blocks, item(accountText(e)))
		}
	}
	if left := v.left(); len(left) > 0 {
		blocks = append(blocks, heading("Lignes qui n’ont pas été cochées"))
		for _, l := range left {
			blocks = append(blocks, item(l.Label+", "+l.Where))
		}
	}
	for _, ask := range []string{"Ce qui a bien marché", "Ce qui est à changer la prochaine fois"} {
		blocks = append(blocks, heading(ask), paragraph(""))
	}
	return docx.Text{Title: title, Letters: []docx.Letter{{Blocks: blocks}}}
}

// rows are the slots of the day, as the printed account has them.
func (v wholeView) rows() [][]docx.Cell {
	row := func(texts ...string) []docx.Cell {
		cells := make([]docx.Cell, len(texts))
		for i, text := range texts {
			cells[i] = docx.Plain(text)
		}
		return cells
	}
	rows := [][]docx.Cell{row("Heures", "Séance", "Jauge", "Inscrits", "Présents", "Absents")}
	for _, s := range v.Slots {
		present := countText(s.Count)
		if s.Count.Present.Known {
			present = number(s.Count.Present)
			for _, l := range s.Count.Lines {
				present += "\n" + l.Name + "\u00a0: " + french.Number(l.N)
			}
		}
		rows = append(rows, row(s.Hours(), s.Activity.Title+"\n"+slotNote(s), orDash(s.Capacity), orDash(s.Taken), present, number(s.Count.Absent)))
	}
	return rows
}

// slotNote says where a slot was, and what became of it.
func slotNote(s daybook.Seen) string {
	said := s.Place()
	if s.Status != slot.Planned {
		said += ", " + s.Status.Label()
	}
	if s.Late > 0 {
		said += ", " + french.Count(s.Late, "minute", "minutes") + " de retard"
	}
	return said
}

// accountText is a line of the daybook in the account.
func accountText(e daybook.Entry) string {
	said := entryTitle(e) + "\n" + entryFacts(e) + entryOutcome(e)
	if e.Done != "" {
		said += "\nFait\u00a0: " + e.Done
	}
	return said
}

// entryOutcome says of an incident whether it is over.
func entryOutcome(e daybook.Entry) string {
	switch {
	case e.Kind != daybook.Incident:
		return ""
	case e.Closed:
		return " · clos"
	}
	return " · ouvert"
}
