package document

import (
	"strings"

	"parvis/internal/account"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/programme"
	"parvis/internal/written"
)

// Field is something that models may name and that Parvis has a word for.
type Field struct {
	Name    string
	Label   string
	Example string
	Source  string // where it comes from, as a sentence's end: «\u00a0la fiche de la structure\u00a0»
	Long    bool   // it may take several lines
}

// Where fields come from.
const (
	fromOrganisation = "la fiche de la structure"
	fromContact      = "la fiche du contact choisi"
	fromContacts     = "les contacts de la structure, un par ligne d’un tableau ou d’une liste"
	fromProject      = "le projet"
	fromDay          = "le jour même, que vous pouvez changer"
	typed            = "ce que vous tapez au moment de remplir"
)

// Known lists what has a word, in the order of the help. Any other name may stand in a model: it is asked for.
var Known = []Field{
	{Name: "structure.nom", Label: "Nom de la structure", Example: "Mission locale des Deux Rives", Source: fromOrganisation},
	{Name: "structure.type", Label: "Type de la structure", Example: "mission locale", Source: fromOrganisation},
	{Name: "structure.adresse", Label: "Adresse de la structure", Example: "12, rue de l’Exemple", Source: fromOrganisation, Long: true},
	{Name: "structure.code_postal", Label: "Code postal de la structure", Example: "92000", Source: fromOrganisation},
	{Name: "structure.ville", Label: "Ville de la structure", Example: "Nanterre", Source: fromOrganisation},
	{Name: "structure.siret", Label: "SIRET", Example: "999 000 003 00015", Source: fromOrganisation},
	{Name: "structure.uai", Label: "UAI", Example: "0921234S", Source: fromOrganisation},
	{Name: "structure.telephone", Label: "Téléphone de la structure", Example: "01 99 00 00 01", Source: fromOrganisation},
	{Name: "structure.courriel", Label: "Adresse électronique de la structure", Example: "accueil@exemple.fr", Source: fromOrganisation},
	{Name: "contact.civilite", Label: "Civilité du contact", Example: "Mme", Source: fromContact},
	{Name: "contact.prenom", Label: "Prénom du contact", Example: "Zoé", Source: fromContact},
	{Name: "contact.nom", Label: "Nom du contact", Example: "Martineau-Duval", Source: fromContact},
	{Name: "contact.nom_complet", Label: "Nom complet du contact", Example: "Mme Zoé Martineau-Duval", Source: fromContact},
	{Name: "contact.fonction", Label: "Fonction du contact", Example: "conseillère", Source: fromContact},
	{Name: "contact.telephone", Label: "Téléphone du contact", Example: "01 99 00 00 01", Source: fromContact},
	{Name: "contact.courriel", Label: "Adresse électronique du contact", Example: "zoe@exemple.fr", Source: fromContact},
	{Name: "contacts.nom", Label: "Noms des contacts", Example: "Zoé Martineau-Duval", Source: fromContacts},
	{Name: "contacts.role", Label: "Fonctions des contacts", Example: "conseillère", Source: fromContacts},
	{Name: "contacts.tel", Label: "Téléphones des contacts", Example: "01 99 00 00 01", Source: fromContacts},
	{Name: "contacts.courriel", Label: "Adresses électroniques des contacts", Example: "zoe@exemple.fr", Source: fromContacts},
	{Name: "projet.titre", Label: "Titre du projet", Example: "Nuit européenne des musées 2025", Source: fromProject},
	{Name: "projet.dates", Label: "Dates du projet", Example: "13–15 juin 2025", Source: fromProject},
	{Name: "projet.premier_jour", Label: "Premier jour du projet", Example: "vendredi 13 juin 2025", Source: fromProject},
	{Name: "projet.dernier_jour", Label: "Dernier jour du projet", Example: "dimanche 15 juin 2025", Source: fromProject},
	{Name: "projet.pilote", Label: "Pilote du projet", Example: "Samir Benali", Source: fromProject},
	{Name: "projet.objectifs", Label: "Objectifs du projet", Example: "Faire venir de jeunes adultes", Source: fromProject, Long: true},
	{Name: "projet.publics", Label: "Publics du projet", Example: "18–25 ans", Source: fromProject, Long: true},
	{Name: "evenement.nom", Label: "Événement", Example: "Nuit européenne des musées", Source: fromProject},
	{Name: "date", Label: "Date du document", Example: "3 avril 2025", Source: fromDay},
	{Name: "service.nom", Label: "Nom du musée", Example: "Musée de l’Exemple", Source: typed},
	{Name: "service.adresse", Label: "Adresse du musée", Example: "1, place du Musée", Source: typed, Long: true},
	{Name: "service.telephone", Label: "Téléphone du service", Example: "01 99 00 00 10", Source: typed},
	{Name: "service.courriel", Label: "Adresse électronique du service", Example: "publics@exemple.fr", Source: typed},
	{Name: "signataire", Label: "Signataire", Example: "Claire Vasseur, cheffe de service", Source: typed},
	{Name: "representant", Label: "Représentant du partenaire", Example: "Zoé Martineau-Duval, directrice", Source: typed},
	{Name: "lieu", Label: "Lieu", Example: "Nanterre", Source: typed},
	{Name: "objet", Label: "Objet", Example: "Visite du musée", Source: typed},
	{Name: "du", Label: "Du", Example: "2 mai", Source: typed},
	{Name: "au", Label: "Au", Example: "9 mai", Source: typed},
	{Name: "jauge", Label: "Jauge", Example: "20 personnes", Source: typed},
	{Name: "duree", Label: "Durée", Example: "cinq ans", Source: typed},
	{Name: "dates_des_prises", Label: "Jour des prises de vues ou de son", Example: "samedi 14 juin 2025", Source: typed},
	{Name: "reseaux_sociaux", Label: "Réseaux sociaux", Example: "les comptes du musée", Source: typed},
}

// Of gives the field of a name; one that Parvis has no word for is called by its name.
func Of(name string) Field {
	name = plain(name)
	for _, f := range Known {
		if f.Name == name {
			return f
		}
	}
	return Field{Name: name, Label: french.Capital(strings.NewReplacer("_", " ", ".", "\u00a0: ").Replace(name)), Source: typed}
}

// IsKnown tells whether Parvis finds what a field says by itself, where it is written down.
func (f Field) IsKnown() bool { return f.Source != typed }

// plain is the name of a field without its other names: what is an organisation to some models is a structure here.
func plain(name string) string {
	if rest, ok := strings.CutPrefix(name, "organisation."); ok {
		name = "structure." + rest
	}
	switch name {
	case "contacts.fonction":
		return "contacts.role"
	case "contacts.telephone":
		return "contacts.tel"
	}
	return name
}

// ofEach tells whether a field differs from letter to letter.
func ofEach(name string) bool {
	name = plain(name)
	return strings.HasPrefix(name, "structure.") || strings.HasPrefix(name, "contact.") || ofList(name)
}

func ofList(name string) bool { return strings.HasPrefix(name, "contacts.") }

func organisationFacts(o partner.Organisation) map[string]string {
	return map[string]string{"structure.nom": o.Name, "structure.type": o.Kind.Label(), "structure.adresse": o.Address, "structure.code_postal": o.PostalCode, "structure.ville": o.Town,
		"structure.siret": written.SIRETText(o.SIRET), "structure.uai": o.UAI, "structure.telephone": firstPhone(o.Phones), "structure.courriel": first(o.Emails)}
}

func contactFacts(m partner.Member) map[string]string {
	return map[string]string{"contact.civilite": m.Civility, "contact.prenom": m.FirstName, "contact.nom": m.LastName, "contact.nom_complet": m.Formal(), "contact.fonction": m.Post.Role,
		"contact.telephone": firstPhone(m.Phones), "contact.courriel": first(m.Emails)}
}

// row is somebody as a row of a list names her.
func row(m partner.Member) map[string]string {
	phone := firstPhone(m.Phones)
	return map[string]string{"nom": m.Name(), "role": m.Post.Role, "fonction": m.Post.Role, "tel": phone, "telephone": phone, "courriel": first(m.Emails)}
}

func projectFacts(p programme.Project) map[string]string {
	facts := map[string]string{"projet.titre": p.Title, "projet.pilote": p.PilotName, "projet.objectifs": p.Objectives, "projet.publics": p.Audiences, "evenement.nom": p.EventName}
	if p.Dated() {
		facts["projet.dates"], facts["projet.premier_jour"], facts["projet.dernier_jour"] = p.DaysText(), p.First.FrenchDay(), p.Last.FrenchDay()
	}
	return facts
}

func dayFacts(by account.By) map[string]string {
	return map[string]string{"date": by.Today().FrenchDay()}
}

func firstPhone(list []partner.Phone) string {
	if len(list) == 0 {
		return ""
	}
	return written.PhoneText(list[0].Number())
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
