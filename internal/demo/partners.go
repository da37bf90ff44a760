package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"parvis/internal/account"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/territory"
	"parvis/internal/workcal"
)

// place is an organisation of the story. Real ones are public places of which nothing is invented: no telephone, no address, nobody
// there. The others are fictional: their addresses end in example.org, and their numbers are those kept for fiction.
type place struct {
	name     string
	kind     kinds.Code
	town     string
	district string
	tags     []string
	real     bool
	notes    string
}

// places are the organisations of the story, in the order of their numbers.
var places = []place{
	{name: "Théâtre Nanterre-Amandiers", kind: kinds.Culturelle, town: "Nanterre", tags: []string{"spectacle"}, real: true},
	{name: "Maison de la musique de Nanterre", kind: kinds.Culturelle, town: "Nanterre", tags: []string{"spectacle"}, real: true},
	{name: "La Terrasse, espace d’art de Nanterre", kind: kinds.Culturelle, town: "Nanterre", tags: []string{"arts visuels"}, real: true},
	{name: "La Ferme du Bonheur", kind: kinds.Culturelle, town: "Nanterre", real: true},
	{name: "Université Paris Nanterre", kind: kinds.Scientifique, town: "Nanterre", tags: []string{"archéologie"}, real: true},
	{name: "Centre social et culturel P’arc en Ciel", kind: kinds.Socioculturel, town: "Nanterre", tags: []string{"jumelage"}, real: true},
	{name: "L’Avant Seine, théâtre de Colombes", kind: kinds.Culturelle, town: "Colombes", tags: []string{"spectacle"}, real: true},
	{name: "Cinéma L’Hélios", kind: kinds.Culturelle, town: "Colombes", real: true},
	{name: "CSC Europe", kind: kinds.Socioculturel, town: "Colombes", tags: []string{"jumelage"}, real: true},
	{name: "CSC Petit-Colombes", kind: kinds.Socioculturel, town: "Colombes", district: "Petit Colombes", tags: []string{"jumelage"}, real: true},
	{name: "CSC Fossés-Jean", kind: kinds.Socioculturel, town: "Colombes", district: "Fossés Jean", tags: []string{"jumelage"}, real: true},
	{name: "Mission locale de Colombes", kind: kinds.MissionLocale, town: "Colombes", tags: []string{"jumelage"}, real: true},

	{name: "Mission locale Exemple-Seine", kind: kinds.MissionLocale, town: "Nanterre", district: "Le Parc", tags: []string{"jumelage"}, notes: "Deux conseillères suivent les 16–25 ans du quartier. Réunion d’équipe le mardi matin."},
	{name: "École de la 2e chance, site du Test", kind: kinds.SecondChance, town: "Nanterre", district: "Petit Nanterre", tags: []string{"jumelage"}},
	{name: "Point info jeunesse du Test", kind: kinds.InfoJeunesse, town: "Nanterre", district: "Université I"},
	{name: "Club de prévention Les Passerelles", kind: kinds.Prevention, town: "Nanterre", district: "Petit Nanterre", tags: []string{"jumelage"}},
	{name: "Foyer Les Tilleuls", kind: kinds.JeunesActifs, town: "Nanterre", district: "Université II"},
	{name: "MJC des Marguerites", kind: kinds.MJC, town: "Nanterre", district: "Le Parc", tags: []string{"jumelage"}},
	{name: "Maison de quartier du Rond-Point", kind: kinds.MaisonQuartier, town: "Nanterre", district: "Secteur Anatole France"},
	{name: "Espace de vie sociale du Bac", kind: kinds.VieSociale, town: "Nanterre", district: "Chemin de l’Île", tags: []string{"jumelage"}},
	{name: "Association Tremplin", kind: kinds.Association, town: "Nanterre", district: "Université I", tags: []string{"jumelage"}},
	{name: "Fablab La Petite Forge", kind: kinds.Fablab, town: "Nanterre", district: "Université II"},
	{name: "Bibliothèque de l’Œuf bleu", kind: kinds.Bibliotheque, town: "Nanterre", district: "Chemin de l’Île"},
	{name: "Direction de la jeunesse (exemple)", kind: kinds.ServiceMunicipal, town: "Nanterre", tags: []string{"institution"}},
	{name: "Compagnie du Sas", kind: kinds.Artistique, town: "Nanterre", tags: []string{"spectacle"}},
	{name: "Laboratoire de dendrochronologie du Test", kind: kinds.Scientifique, town: "Nanterre", tags: []string{"archéologie"}},
	{name: "Collège des Platanes (exemple)", kind: kinds.Scolaire, town: "Nanterre", tags: []string{"scolaire"}},
	{name: "Lycée professionnel du Test", kind: kinds.Scolaire, town: "Colombes", tags: []string{"scolaire"}},
	{name: "IME Les Sources (exemple)", kind: kinds.MedicoSocial, town: "Nanterre", tags: []string{"atelier"}, notes: "L’équipe éducative relit les consignes avec les groupes."},
	{name: "Imprimerie du Pont (exemple)", kind: kinds.Fournisseur, town: "Nanterre", tags: []string{"impression"}},
	{name: "Le Journal d’ici (exemple)", kind: kinds.Presse, town: "Nanterre", tags: []string{"presse"}},
	{name: "Cars Exemple", kind: kinds.Fournisseur, town: "Colombes", tags: []string{"transport"}},
	{name: "Centre socioculturel Le Phare", kind: kinds.Socioculturel, town: "Colombes", district: "Petit Colombes", tags: []string{"jumelage"}},
	{name: "Association Les Amis du Gué", kind: kinds.Association, town: "Colombes", district: "Fossés Jean", tags: []string{"jumelage"}},
	{name: "Maison des jeunes de la Verrerie", kind: kinds.MJC, town: "Colombes", district: "Audra – Musiciens", tags: []string{"jumelage"}},
	{name: "Tiers-lieu La Grande Table", kind: kinds.TiersLieu, town: "Colombes"},
	{name: "Médiathèque du Canal (exemple)", kind: kinds.Bibliotheque, town: "Colombes", district: "Fossés Jean"},
	{name: "Club de prévention Horizons", kind: kinds.Prevention, town: "Colombes", district: "Audra – Musiciens", tags: []string{"jumelage"}},
	{name: "Résidence jeunes actifs du Test", kind: kinds.JeunesActifs, town: "Colombes", district: "Petit Colombes"},
	{name: "Service politique de la ville (exemple)", kind: kinds.Institution, town: "Colombes", tags: []string{"institution"}},
}

// known are the people of the fictional organisations: sixty, given to them in turn.
var known = strings.Split(`Amina Belkacem,Hugo Ferrand,Élodie Lebrun,Ousmane Diarra,Nora Haddad,Théo Marchand,Aïda Cissé,Paul Rivoire,Samia Toumi,Lucas Perrin,Maëlys Obrien,Yacine Ferhat,
Clara Vidal,Mehdi Saïdi,Léa Fontanel,Ibrahim Koné,Anaïs Dupré,Karim Aouad,Julie Sabatier,Moussa Traoré,Chloé Garnier,Rachid Benyahia,Inès Lacombe,David Roussel,
Fatou Ndiaye,Marc Bellanger,Sonia Kaci,Antoine Leduc,Hélène Vasseur-Roy,Bilal Mansouri,Camille Noël,Adama Sow,Laure Pichon,Nabil Cherif,Émilie Caron,Sofiane Larbi,
Margot Delmas,Issa Camara,Claire Bonnet,Walid Hamdi,Pauline Giraud,Malik Bakari,Sarah Lemoine,Jules Carpentier-Aye,Khadija Idrissi,Romain Texier,Alice Nguyen,Omar Zidi,
Manon Chauvet,Tarek Slimani,Lina Barreau,Victor Ménard,Hawa Diallo,Nicolas Poirier,Myriam Essaïd,Baptiste Rolland,Leïla Amrani,Simon Gautier,Noémie Vallet,Aziz Boukari`, ",")

var roles = map[kinds.Code][]string{
	kinds.MissionLocale: {"Conseillère en insertion", "Directrice"}, kinds.Socioculturel: {"Référente jeunesse", "Directeur"}, kinds.Prevention: {"Éducateur", "Cheffe de service"},
	kinds.MJC: {"Animatrice", "Directeur"}, kinds.Scolaire: {"Professeure d’histoire-géographie", "Principal adjoint"}, kinds.MedicoSocial: {"Éducatrice spécialisée", "Chef de service"},
	kinds.Fournisseur: {"Commerciale", "Responsable des devis"}, kinds.Presse: {"Journaliste", "Rédactrice en chef"},
}

// fillDirectory has the team write down the organisations and the people there, and gives their numbers by name.
func (s story) fillDirectory(ctx context.Context) (map[string]int64, error) {
	by := s.people[lucie].At(at(workcal.Of(2024, time.November, 18), 10, 0))
	choices, err := s.rooms.Territories.Choices(ctx, by)
	if err != nil {
		return nil, fmt.Errorf("read the territories: %w", err)
	}
	numbers := map[string]int64{}
	var fictional []place
	for i, p := range places {
		d := partner.OrganisationDraft{Name: p.name, Kind: p.kind, Town: p.town, Tags: p.tags, Notes: p.notes, Territory: partner.Ref{ID: territoryOf(choices, p)}}
		if !p.real {
			fictional = append(fictional, p)
			d.PostalCode, d.Address = map[string]string{"Nanterre": "92000", "Colombes": "92700"}[p.town], fmt.Sprintf("%d, rue de l’Exemple", 2*len(fictional)+1)
			d.Phones = []partner.Phone{partner.Phone(fmt.Sprintf("+331990001%02d", len(fictional)))}
			d.Emails = []string{fmt.Sprintf("accueil%d@example.org", i+1)}
		}
		if numbers[p.name], err = s.rooms.Partners.Create(ctx, by, "", d); err != nil {
			return nil, fmt.Errorf("write down %q: %w", p.name, describe(err))
		}
	}
	if err := s.rooms.Partners.SetTags(ctx, by, []partner.Threshold{{Tag: "jumelage", Months: 2}, {Tag: "institution", Months: 6}}); err != nil {
		return nil, fmt.Errorf("set the tags: %w", describe(err))
	}
	return numbers, s.meet(ctx, by, fictional, numbers)
}

func territoryOf(choices []territory.Choice, p place) int64 {
	for _, c := range choices {
		if c.Name == p.district || p.district == "" && c.Name == p.town && c.Kind == territory.Town {
			return c.ID
		}
	}
	return 0
}

// meet gives the fictional organisations their people, one after the other; a few work in two.
func (s story) meet(ctx context.Context, by account.By, fictional []place, numbers map[string]int64) error {
	for i, name := range known {
		first, last, _ := strings.Cut(strings.TrimSpace(name), " ")
		at := fictional[i%len(fictional)]
		role := "Responsable"
		if list := roles[at.kind]; list != nil {
			role = list[i/len(fictional)%len(list)]
		}
		d := partner.ContactDraft{FirstName: first, LastName: last, Phones: []partner.Phone{partner.Phone(fmt.Sprintf("+331990002%02d", i))},
			Emails: []string{fmt.Sprintf("contact%d@example.org", i+1)}, Consent: partner.ConsentGiven, ConsentOn: workcal.Of(2024, time.November, 18)}
		switch i % 10 {
		case 3:
			d.Channel = partner.Email
		case 5:
			d.Consent, d.ConsentOn = partner.ConsentUnknown, 0
		case 7:
			d.Channel = partner.Call
		}
		if i == 38 {
			d.Consent = partner.ConsentRefused
		}
		id, err := s.rooms.Partners.CreateContact(ctx, by, "", d, numbers[at.name], partner.PostDraft{Role: role})
		if err != nil {
			return fmt.Errorf("meet %q: %w", name, describe(err))
		}
		if i%20 == 9 {
			other := fictional[(i+4)%len(fictional)]
			if _, err := s.rooms.Partners.AddPost(ctx, by, "", id, numbers[other.name], partner.PostDraft{Role: "Bénévole", Since: workcal.Of(2023, time.September, 1)}); err != nil {
				return fmt.Errorf("meet %q again: %w", name, describe(err))
			}
		}
	}
	return nil
}

// spoken is an exchange of the story.
type spoken struct {
	on      workcal.Date
	by      who
	with    []string
	channel partner.Channel
	outcome partner.Outcome
	text    string
	next    string
	nextOn  workcal.Date
	project string // its chapter's short name
	asTask  bool
}

// exchanged is what was said over six months.
var exchanged = []spoken{
	{on: workcal.Of(2024, time.October, 8), by: lucie, with: []string{"IME Les Sources (exemple)"}, channel: partner.Visit, text: "Visite de l’établissement\u00a0: les ateliers durent une heure, le matin de préférence."},
	{on: workcal.Of(2024, time.October, 15), by: samir, with: []string{"Imprimerie du Pont (exemple)"}, channel: partner.Email, text: "Devis reçu pour le programme des Journées de l’archéologie."},
	{on: workcal.Of(2024, time.November, 5), by: samir, with: []string{"Direction de la jeunesse (exemple)", "Service politique de la ville (exemple)"}, channel: partner.Meeting, text: "Les deux services soutiennent le projet et proposent de réunir les relais en février."},
	{on: workcal.Of(2024, time.November, 19), by: lucie, with: []string{"Collège des Platanes (exemple)"}, channel: partner.Call, outcome: partner.Reached, text: "Deux classes de cinquième intéressées par une venue en juin."},
	{on: workcal.Of(2024, time.December, 3), by: lucie, with: []string{"Compagnie du Sas"}, channel: partner.Call, outcome: partner.Reached, text: "La compagnie est libre les 17 mai et 14 juin."},
	{on: workcal.Of(2024, time.December, 12), by: samir, with: []string{"Le Journal d’ici (exemple)"}, channel: partner.Email, text: "Le calendrier des événements de l’année est envoyé à la rédaction."},
	{on: workcal.Of(2025, time.January, 14), by: lucie, with: []string{"Laboratoire de dendrochronologie du Test"}, channel: partner.Call, outcome: partner.Reached, text: "Une chercheuse peut tenir un stand le samedi des Journées de l’archéologie.", project: "JEA 2025"},
	{on: workcal.Of(2025, time.January, 28), by: samir, with: []string{"Cars Exemple"}, channel: partner.Email, text: "Demande de devis pour le transport de quatre groupes."},
	{on: workcal.Of(2025, time.February, 11), by: samir, with: []string{"Mission locale Exemple-Seine"}, channel: partner.Call, outcome: partner.Reached, text: "Le projet est présenté\u00a0; la directrice propose une rencontre avec ses conseillères.", project: "Jumelage Nanterre"},
	{on: workcal.Of(2025, time.February, 13), by: ines, with: []string{"École de la 2e chance, site du Test"}, channel: partner.Call, outcome: partner.Message, text: "Message laissé au secrétariat.", project: "Jumelage Nanterre"},
	{on: workcal.Of(2025, time.February, 18), by: ines, with: []string{"Club de prévention Les Passerelles"}, channel: partner.Call, outcome: partner.Reached, text: "L’équipe de rue connaît une dizaine de jeunes que le projet peut intéresser.", project: "Jumelage Nanterre"},
	{on: workcal.Of(2025, time.February, 20), by: samir, with: []string{"Mission locale Exemple-Seine"}, channel: partner.Visit, text: "Rencontre avec les deux conseillères. Elles s’engagent à proposer le projet à six jeunes.", project: "Jumelage Nanterre"},
	{on: workcal.Of(2025, time.February, 25), by: ines, with: []string{"Association Tremplin"}, channel: partner.Email, text: "Présentation du projet envoyée.", project: "Jumelage Nanterre"},
	{on: workcal.Of(2025, time.March, 4), by: ines, with: []string{"MJC des Marguerites"}, channel: partner.Call, outcome: partner.Reached, text: "Intéressée\u00a0; demande les dates des visites avant de répondre.", project: "Jumelage Nanterre"},
	{on: workcal.Of(2025, time.March, 6), by: ines, with: []string{"Centre socioculturel Le Phare"}, channel: partner.Call, outcome: partner.Reached, text: "La référente jeunesse accompagne un groupe de huit jeunes et veut venir en mai.", project: "Jumelage Nanterre"},
	{on: workcal.Of(2025, time.March, 11), by: samir, with: []string{"Centre socioculturel Le Phare"}, channel: partner.Visit, text: "Accord sur le principe\u00a0: le centre est relais du jumelage au Petit Colombes.", project: "Jumelage Nanterre"},
	{on: workcal.Of(2025, time.March, 13), by: ines, with: []string{"Association Les Amis du Gué"}, channel: partner.Call, outcome: partner.Reached, text: "L’association n’a pas d’activité pour les 16–25 ans cette année.", project: "Jumelage Nanterre"},
	{on: workcal.Of(2025, time.March, 18), by: ines, with: []string{"Maison des jeunes de la Verrerie"}, channel: partner.Call, outcome: partner.NoAnswer, text: "Deux appels sans réponse.", project: "Jumelage Nanterre"},
	{on: workcal.Of(2025, time.March, 20), by: ines, with: []string{"CSC Petit-Colombes", "CSC Fossés-Jean"}, channel: partner.Email, text: "Présentation du projet envoyée aux deux centres.", project: "Jumelage Nanterre"},
	{on: workcal.Of(2025, time.March, 25), by: ines, with: []string{"Club de prévention Horizons"}, channel: partner.Call, outcome: partner.CallBack, text: "L’éducateur demande à être rappelé après les vacances.", next: "Rappeler le club Horizons", nextOn: day(time.April, 28), project: "Jumelage Nanterre", asTask: true},
	{on: workcal.Of(2025, time.March, 27), by: lucie, with: []string{"IME Les Sources (exemple)"}, channel: partner.Meeting, text: "Les consignes de l’atelier sont relues avec les groupes en avril.", project: "Toucher la terre"},
	{on: workcal.Of(2025, time.April, 1), by: ines, with: []string{"MJC des Marguerites"}, channel: partner.Email, text: "Les dates des visites sont envoyées.", next: "Appeler la MJC pour sa réponse", nextOn: day(time.April, 8), project: "Jumelage Nanterre"},
	{on: workcal.Of(2025, time.April, 3), by: ines, with: []string{"Association Tremplin"}, channel: partner.Call, outcome: partner.Message, text: "Message laissé au coordinateur.", next: "Rappeler l’association Tremplin", nextOn: day(time.April, 7), project: "Jumelage Nanterre"},
	{on: workcal.Of(2025, time.April, 4), by: samir, with: []string{"Université Paris Nanterre"}, channel: partner.Email, text: "Invitation envoyée pour les Journées de l’archéologie.", project: "JEA 2025"},
}

// speak keeps what was said, on its day, by whoever said it.
func (s story) speak(ctx context.Context, organisations map[string]int64, projects map[string]int64) error {
	for i, x := range exchanged {
		d := partner.InteractionDraft{Channel: x.channel, Day: x.on, Outcome: x.outcome, Summary: x.text, NextStep: x.next, NextDay: x.nextOn}
		for _, name := range x.with {
			d.Organisations = append(d.Organisations, partner.Ref{ID: organisations[name]})
		}
		next := partner.Next{Task: x.next != ""}
		if id := projects[x.project]; id != 0 {
			d.Projects = []partner.Ref{{ID: id}}
			if x.asTask {
				next.Project = id
			}
		}
		if _, _, err := s.rooms.Partnerships.Log(ctx, s.people[x.by].At(at(x.on, 14, i%60)), "", d, next); err != nil {
			return fmt.Errorf("speak with %v: %w", x.with, describe(err))
		}
	}
	return nil
}
