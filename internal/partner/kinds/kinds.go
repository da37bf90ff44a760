// Package kinds lists what a partner may be: the relays of young people and the other organisations that a
// service works with, each with its code, its label and the words by which people write it. It is pure; the
// codes are stored, and stay.
package kinds

import (
	"slices"
	"strings"

	"parvis/internal/french"
)

// Code is a kind of organisation, as it is stored; "" is not known.
type Code string

// The kinds. Relays of young people come first.
const (
	MissionLocale    Code = "ML"
	SecondChance     Code = "E2C"
	Epide            Code = "EPIDE"
	PJJ              Code = "PJJ"
	Prevention       Code = "PREV"
	CentreSocial     Code = "CS"
	Socioculturel    Code = "CSC"
	VieSociale       Code = "EVS"
	MJC              Code = "MJC"
	MaisonQuartier   Code = "MQ"
	InfoJeunesse     Code = "PIJ"
	JeunesActifs     Code = "FJT"
	AideEnfance      Code = "ASE"
	Bibliotheque     Code = "BIB"
	Fablab           Code = "FABLAB"
	TiersLieu        Code = "TIERS_LIEU"
	MDPH             Code = "MDPH"
	Association      Code = "ASSO"
	ServiceMunicipal Code = "MUNI"
	Culturelle       Code = "CULTURE"
	Artistique       Code = "ARTISTE"
	Scientifique     Code = "SCIENCE"
	Scolaire         Code = "ECOLE"
	MedicoSocial     Code = "MEDICO"
	Institution      Code = "INSTITUTION"
	Fournisseur      Code = "FOURNISSEUR"
	Presse           Code = "PRESSE"
	Autre            Code = "AUTRE"
)

// Kind is a kind of organisation as people read and write it.
type Kind struct {
	Code  Code
	Label string
	Relay bool     // of young people
	words []string // other ways to write it
}

// All lists the kinds in the order in which they are offered.
var All = []Kind{
	{MissionLocale, "Mission locale", true, []string{"ml", "missions locales"}},
	{SecondChance, "École de la 2e chance", true, []string{"e2c", "ecole de la deuxieme chance", "ecole de la seconde chance", "ecole de la 2eme chance", "ecoles de la 2e chance"}},
	{Epide, "EPIDE", true, []string{"etablissement pour l'insertion dans l'emploi", "centre epide"}},
	{PJJ, "Protection judiciaire de la jeunesse", true, []string{"pjj", "uemo", "ueaj", "stemo"}},
	{Prevention, "Club de prévention", true, []string{"prev", "prevention", "prevention specialisee", "clubs de prevention", "educateurs de rue", "association de prevention"}},
	{CentreSocial, "Centre social", true, []string{"cs", "centres sociaux", "centre social et familial"}},
	{Socioculturel, "Centre socioculturel", true, []string{"csc", "centre socio-culturel", "centre social et culturel", "centres socioculturels", "centres socio-culturels", "centres sociaux et culturels", "espace socioculturel"}},
	{VieSociale, "Espace de vie sociale", true, []string{"evs", "espaces de vie sociale"}},
	{MJC, "MJC", true, []string{"maison des jeunes et de la culture", "maisons des jeunes et de la culture"}},
	{MaisonQuartier, "Maison de quartier", true, []string{"mq", "maisons de quartier", "maison des habitants", "maison du quartier"}},
	{InfoJeunesse, "Information jeunesse (PIJ, BIJ)", true, []string{"pij", "bij", "pij bij", "point information jeunesse", "point info jeunesse", "bureau information jeunesse", "bureau info jeunesse", "information jeunesse", "info jeunesse", "points information jeunesse", "sij", "structure information jeunesse"}},
	{JeunesActifs, "Foyer de jeunes travailleurs", true, []string{"fjt", "foyer jeunes travailleurs", "foyer des jeunes travailleurs", "foyers de jeunes travailleurs", "residence jeunes actifs", "residence habitat jeunes", "habitat jeunes"}},
	{AideEnfance, "Aide sociale à l’enfance", true, []string{"ase", "mecs", "maison d'enfants a caractere social"}},
	{Bibliotheque, "Bibliothèque", true, []string{"bib", "mediatheque", "bibliotheques", "mediatheques", "bibliotheque municipale", "mediatheque municipale", "bm", "bibliotheque mediatheque"}},
	{Fablab, "Fablab", true, []string{"fab lab", "fablabs", "atelier de fabrication numerique"}},
	{TiersLieu, "Tiers-lieu", true, []string{"tiers lieux", "tierslieu", "tiers_lieu"}},
	{MDPH, "MDPH", true, []string{"maison departementale des personnes handicapees"}},
	{Association, "Association", true, []string{"asso", "assos", "assoc", "associations", "association loi 1901", "asso loi 1901"}},
	{ServiceMunicipal, "Service municipal", true, []string{"muni", "services municipaux", "mairie", "ville", "commune", "service de la ville", "service jeunesse", "direction municipale"}},
	{Culturelle, "Structure culturelle", false, []string{"culture", "culturelle", "culturel", "lieu culturel", "equipement culturel", "musee", "theatre", "cinema", "conservatoire", "salle de spectacle", "structures culturelles", "etablissement culturel", "partenaire culturel"}},
	{Artistique, "Artiste ou compagnie", false, []string{"artiste", "artistes", "artistique", "compagnie", "cie", "collectif d'artistes", "partenaire artistique"}},
	{Scientifique, "Structure scientifique", false, []string{"science", "scientifique", "recherche", "laboratoire", "universite", "partenaire scientifique", "centre de recherche"}},
	{Scolaire, "Établissement scolaire", false, []string{"ecole", "college", "lycee", "etablissement scolaire", "etablissements scolaires", "scolaire", "ecole elementaire", "ecole maternelle", "ecole primaire", "lycee professionnel", "lp", "cfa", "ecoles", "colleges", "lycees"}},
	{MedicoSocial, "Structure médico-sociale", false, []string{"medico-social", "medico social", "medicosocial", "medico-sociale", "ime", "esat", "itep", "sessad", "hopital de jour", "foyer de vie", "etablissement medico-social", "ehpad", "savs", "samsah", "cmp", "gem"}},
	{Institution, "Institution", false, []string{"institutionnel", "institutionnelle", "prefecture", "departement", "conseil departemental", "region", "drac", "academie", "rectorat", "ministere", "etat", "institutions", "collectivite", "dsden", "caf"}},
	{Fournisseur, "Prestataire ou fournisseur", false, []string{"fournisseur", "prestataire", "fournisseurs", "prestataires", "entreprise", "imprimeur", "transporteur", "societe"}},
	{Presse, "Presse", false, []string{"media", "medias", "journaliste", "journal", "radio", "presse locale"}},
	{Autre, "Autre", false, []string{"autres", "divers"}},
}

var byKey = func() map[string]Code {
	all := map[string]Code{}
	for _, k := range All {
		for _, word := range append([]string{string(k.Code), k.Label}, k.words...) {
			all[Key(word)] = k.Code
		}
	}
	return all
}()

var keySigns = strings.NewReplacer("-", " ", "_", " ", "'", " ", "(", " ", ")", " ", ",", " ", "/", " ", ".", "", `"`, " ")

// Key writes words the way names and kinds are compared: folded, "socio-culturel" as one word, without signs.
func Key(s string) string {
	s = " " + strings.Join(strings.Fields(keySigns.Replace(french.Fold(s))), " ") + " "
	s = strings.ReplaceAll(s, " socio culturel", " socioculturel")
	s = strings.ReplaceAll(s, " 2eme ", " 2e ")
	return strings.TrimSpace(s)
}

// Of gives the kind that words name, whole: "Asso", "CSC", "centre socio-culturel", "École de la 2e chance";
// not ok where they name none.
func Of(text string) (Code, bool) {
	if len(text) > 400 {
		return "", false
	}
	code, ok := byKey[Key(text)]
	return code, ok
}

// Label gives how people read a kind; "" for one that is not listed.
func (c Code) Label() string {
	at := slices.IndexFunc(All, func(k Kind) bool { return k.Code == c })
	if at < 0 {
		return ""
	}
	return All[at].Label
}

// Known tells whether a kind is listed.
func (c Code) Known() bool { return c.Label() != "" }

// Relay tells whether organisations of this kind are relays of young people.
func (c Code) Relay() bool { return slices.Contains(Relays(), c) }

// Relays gives the kinds that are relays of young people, in the order of All.
func Relays() []Code {
	var list []Code
	for _, k := range All {
		if k.Relay {
			list = append(list, k.Code)
		}
	}
	return list
}

// phrases are the ways to write a kind of which a name may hold one, the longest first. Words that tell
// organisations apart, "ville" or "théâtre", are none: "Théâtre de la Ville" is not "La".
// Each stands between two spaces.
var phrases = func() []string {
	kept := map[Code]bool{Culturelle: true, Artistique: true, Scientifique: true, Institution: true, Fournisseur: true, Presse: true, Autre: true, ServiceMunicipal: true}
	var all []string
	for key, code := range byKey {
		if !kept[code] || key == "service municipal" || key == "compagnie" || key == "cie" {
			all = append(all, " "+key+" ")
		}
	}
	slices.SortFunc(all, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return all
}()

// Bare gives a name, as Key writes it, without the words that only say what it is: "centre socioculturel le
// phare" is "le phare". A name of nothing else stays whole.
func Bare(key string) string {
	padded := " " + key + " "
	for _, phrase := range phrases {
		if at := strings.Index(padded, phrase); at >= 0 {
			padded = padded[:at] + " " + padded[at+len(phrase):]
		}
	}
	if bare := strings.Join(strings.Fields(padded), " "); bare != "" {
		return bare
	}
	return key
}
