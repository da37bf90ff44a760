package journeys

import (
	"strconv"

	"parvis/internal/account"
	"parvis/internal/agreement"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/territory"
	"parvis/internal/workcal"
	"parvis/web/serve"
)

// directory finds an organisation of the demonstration, and adds one that looks like it, records in the trash and ones named by one long word.
func (f *furnished) directory() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	found, _, err := f.Partners.List(ctx, claire, partner.Filter{Text: "Exemple-Seine"})
	f.must(err)
	f.organisation = found.List[0].ID
	sheet, err := f.Partners.Organisation(ctx, claire, f.organisation, 1)
	f.must(err)
	f.contact, f.post, f.exchange = sheet.Members[0].ID, sheet.Members[0].Post.ID, sheet.Exchanges.List[0].ID
	organisation := func(d partner.OrganisationDraft) int64 {
		made, err := f.Partners.Create(ctx, claire, "", d)
		f.must(err)
		return made
	}
	contact := func(d partner.ContactDraft, in int64) int64 {
		made, err := f.Partners.CreateContact(ctx, claire, "", d, in, partner.PostDraft{Role: longWord[:150]})
		f.must(err)
		return made
	}
	f.alike = organisation(partner.OrganisationDraft{Name: "Mission locale Exemple Seine", Kind: kinds.MissionLocale, Town: "Nanterre", Phones: sheet.Phones})
	f.other = contact(partner.ContactDraft{FirstName: sheet.Members[0].FirstName, LastName: sheet.Members[0].LastName, Emails: sheet.Members[0].Emails}, f.alike)
	f.goneOrganisation = organisation(partner.OrganisationDraft{Name: "Une structure supprimée", Kind: kinds.Autre})
	f.must(f.Partners.Delete(ctx, claire, f.goneOrganisation))
	f.goneContact = contact(partner.ContactDraft{LastName: "Supprimée"}, 0)
	f.must(f.Partners.DeleteContact(ctx, claire, f.goneContact))
	f.wideOrganisation = organisation(partner.OrganisationDraft{Name: longWord, Kind: kinds.Autre, Address: longWord, Town: longWord[:partner.MaxTown], Website: longWord, Tags: []string{longWord[:partner.MaxTag]}, Notes: longWord,
		Phones: []partner.Phone{partner.Phone("+33199000001 " + longWord[:80])}, Emails: []string{longWord[8:60] + "@example.org"}})
	f.wideContact = contact(partner.ContactDraft{FirstName: longWord[:100], LastName: longWord[:100], Notes: longWord, Consent: partner.ConsentRefused}, f.wideOrganisation)
	f.wideExchange, err = f.Partners.Log(ctx, claire, "", partner.InteractionDraft{Channel: partner.Call, Day: claire.Today(), Summary: longWord, NextStep: longWord, Organisations: []partner.Ref{{ID: f.wideOrganisation}},
		Contacts: []partner.Ref{{ID: f.wideContact}}, Projects: []partner.Ref{{ID: f.twinning}}}, partner.Next{Task: true})
	f.must(err)
}

// documents finds a model that comes with Parvis, and throws another away.
func (f *furnished) documents() {
	list, err := f.Documents.List(f.t.Context(), f.story.people[head].At(at(9, 0)))
	f.must(err)
	f.model, f.goneModel = list[0].ID, list[1].ID
	f.must(f.Documents.Delete(f.t.Context(), f.story.people[head].At(at(9, 0)), f.goneModel))
}

func (f *furnished) territories() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	one := func(text string) int64 {
		found, err := f.Territories.List(ctx, claire, territory.Filter{Text: text})
		f.must(err)
		return found[0].ID
	}
	f.town, f.district, f.plain = one("92050"), one("QN09213M"), one("Langevin")
	var err error
	f.goneTown, err = f.Territories.Create(ctx, claire, serve.NewKey(), territory.Draft{Kind: territory.Town, Name: "Une ville supprimée"})
	f.must(err)
	f.must(f.Territories.Delete(ctx, claire, f.goneTown))
}

// agreements are one of the JEA that ends soon, and one named by one long word.
func (f *furnished) agreements() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	with, err := f.Partners.Create(ctx, claire, serve.NewKey(), partner.OrganisationDraft{Name: "Maison des associations", Kind: kinds.Association, Town: "Nanterre"})
	f.must(err)
	d := agreement.Draft{Title: "Prêt de l’exposition itinérante", Kind: agreement.Loan, State: agreement.Signed, Organisations: []partner.Ref{{ID: with}}, Project: partner.Ref{ID: f.jea},
		Last: workcal.Of(2025, 5, 10), Signatories: "La directrice du musée\nLa présidente", Amount: agreement.Amount{Said: true, Cents: 123_450}, Notes: "À relire."}
	f.agreement, err = f.Agreements.Create(ctx, claire, serve.NewKey(), d)
	f.must(err)
	f.wideAgreement, err = f.Agreements.Create(ctx, claire, serve.NewKey(), agreement.Draft{Title: longWord[:agreement.MaxTitle], Kind: agreement.Other, State: agreement.ToWrite, Organisations: d.Organisations,
		Signatories: longWord[:agreement.MaxTitle]})
	f.must(err)
}

// partners finds a relay on the board of the twinning, which the demonstration has at every stage.
func (f *furnished) partners() {
	list, err := f.Partnerships.List(f.t.Context(), f.story.people[head].At(at(9, 0)), f.twinning)
	f.must(err)
	f.partner = list.Partners[0].ID
}

// imports are files that people brought: one that waits for answers, one that can go in, one that is in, one that runs and is silent.
func (f *furnished) imports() {
	ctx := account.Gesture(f.t.Context())
	bring := func(who, kind string, into int64, name, data string) int64 {
		id, err := f.Imports.Bring(ctx, f.story.people[who].At(at(9, 0)), kind, into, name, []byte(data), "fichier", "")
		f.must(err)
		return id
	}
	long := "N°;Tâche;Durée;À faire pour;Dépend de;Responsable;Remarque interne\n1;" + longWord[:150] + ";trois;fin mai;;Samir;x\n"
	for i := range 120 {
		long += strconv.Itoa(i+2) + ";Tâche " + strconv.Itoa(i+2) + ";2 j;bientôt;" + strconv.Itoa(i+1) + ";AB;\n"
	}
	f.waiting = bring(head, "retroplanning", f.empty, "rétroplanning "+longWord[:60]+".csv", long)
	f.ready = bring(head, "espaces", 0, "espaces.csv", "Nom;Capacité assise;Couleur\nSalle des imports;40;bleu\n")
	f.brought = bring(team, "espaces", 0, "espaces.csv", "Nom;Étage\nSalle de l’équipe;1\n")
	f.asked = bring(head, "seances", f.jea, "séances.csv", "Date;Activité;Horaire;Lieu;Jauge\n13/06;Visite des imports;9h30-10h30;Tente;vingt\n;;11h-12h;;-\n;;11h-12h;;-\n")
	f.imported = bring(head, "fermetures", 0, "fermetures.csv", "Fermeture;Premier jour\nPont du 10 novembre;10/11/2025\n")
	seen, err := f.Imports.Look(ctx, f.story.people[head].At(at(9, 0)), f.imported)
	f.must(err)
	over, err := f.Imports.Run(ctx, f.story.people[head].At(at(9, 0)), f.imported, seen.Seen)
	f.must(err)
	<-over
}
