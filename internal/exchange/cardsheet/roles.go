package cardsheet

import (
	"slices"
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/partner/kinds"
)

// role is what a column says, by the name that intake.Choices keep.
type role string

// The roles.
const (
	unread         role = intake.Aside
	roleKind       role = "type"
	roleName       role = "structure"
	roleUnit       role = "service"
	roleAddress    role = "adresse"
	rolePostal     role = "cp"
	roleTown       role = "ville"
	rolePostalTown role = "cp_ville"
	roleSIRET      role = "siret"
	roleUAI        role = "uai"
	roleOwnPhone   role = "tel_structure"
	roleOwnEmail   role = "mail_structure"
	roleSite       role = "site"
	roleTags       role = "etiquettes"
	roleTerritory  role = "territoire"
	roleNotes      role = "notes"
	roleCivility   role = "civilite"
	rolePerson     role = "contact"
	roleFirst      role = "prenom"
	roleFamily     role = "nom"
	roleFunction   role = "fonction"
	rolePhone      role = "tel"
	roleMobile     role = "mobile"
	roleEmail      role = "mail"
	roleReach      role = "coordonnees" // telephones and addresses together
	rolePrefers    role = "canal_prefere"
	roleAnswer     role = "accord"
	roleOfPerson   role = "notes_contact"
	roleDay        role = "date"
	roleChannel    role = "canal"
	roleSubject    role = "objet"
	roleSummary    role = "compte_rendu"
	roleFollowUp   role = "suite"
	roleDue        role = "echeance"
)

// columnRole is a role with its words.
type columnRole struct {
	role    role
	label   string
	group   string
	repeats bool // several columns may have it
	words   []string
}

const (
	ofOrganisation = "La structure"
	ofPerson       = "Le contact"
	ofExchange     = "Les échanges"
)

// columnRoles lists the roles in the order in which they are offered. A heading of several is settled by
// settleHeadings.
var columnRoles = []columnRole{
	{roleKind, "Type de structure", ofOrganisation, false, []string{"type", "type de structure", "type de relais", "categorie", "nature", "type de partenaire", "type d'organisme", "statut juridique", "famille", "secteur"}},
	{roleName, "Nom de la structure", ofOrganisation, false, []string{"structure", "nom de la structure", "nom structure", "structures", "organisme", "organisation", "nom de l'organisme", "nom de l'organisation", "partenaire", "nom du partenaire", "etablissement", "nom de l'etablissement", "raison sociale", "association", "nom de l'association", "relais", "nom du relais", "entite", "denomination", "company", "organization", "societe", "nom", "intitule"}},
	{roleUnit, "Service ou pôle", ofOrganisation, false, []string{"service", "pole", "direction", "departement", "unite", "antenne", "site geographique"}},
	{roleAddress, "Adresse", ofOrganisation, true, []string{"adresse", "adresses", "adresse postale", "rue", "voie", "adresse 1", "adresse 2", "complement d'adresse", "complement adresse", "complement", "numero et voie", "n° et voie", "bp", "street", "address", "adresse complete"}},
	{rolePostal, "Code postal", ofOrganisation, false, []string{"cp", "code postal", "codepostal", "code post", "zip", "postal code"}},
	{roleTown, "Ville", ofOrganisation, false, []string{"ville", "villes", "commune", "localite", "city", "town"}},
	{rolePostalTown, "Code postal et ville", ofOrganisation, false, []string{"cp ville", "cp et ville", "code postal ville", "code postal et ville", "cp commune", "cp - ville"}},
	{roleSIRET, "SIRET", ofOrganisation, false, []string{"siret", "n° siret", "no siret", "numero siret", "siret siren"}},
	{roleUAI, "Code UAI", ofOrganisation, false, []string{"uai", "code uai", "rne", "code rne", "uai rne", "n° uai"}},
	{roleOwnPhone, "Téléphone de la structure", ofOrganisation, true, []string{"tel structure", "telephone structure", "telephone de la structure", "standard", "tel standard", "telephone standard", "tel accueil", "telephone accueil", "tel fixe structure"}},
	{roleOwnEmail, "Courriel de la structure", ofOrganisation, true, []string{"mail structure", "email structure", "e mail structure", "courriel structure", "courriel de la structure", "mail generique", "mail accueil", "mail de la structure", "email generique", "adresse mail structure"}},
	{roleSite, "Site internet", ofOrganisation, false, []string{"site", "site web", "site internet", "web", "url", "website", "lien", "page web"}},
	{roleTags, "Étiquettes", ofOrganisation, true, []string{"etiquettes", "etiquette", "tags", "tag", "mots cles", "mot cle", "thematique", "thematiques", "theme", "themes", "domaine", "domaines", "public", "publics", "reseau", "reseaux", "groupe", "groupes"}},
	{roleTerritory, "Territoire ou quartier", ofOrganisation, false, []string{"territoire", "territoires", "quartier", "quartiers", "qpv", "code qpv", "quartier prioritaire", "zone", "secteur geographique", "bassin"}},
	{roleNotes, "Observations", ofOrganisation, true, []string{"observations", "observation", "notes", "note", "remarques", "remarque", "commentaires", "commentaire", "infos", "informations", "divers", "obs", "precisions", "complement d'information", "memo", "rq"}},
	{roleCivility, "Civilité", ofPerson, false, []string{"civ", "civilite", "titre", "m mme", "mme m", "genre"}},
	{rolePerson, "Contact (nom et prénom)", ofPerson, true, []string{"nom prenom", "nom et prenom", "prenom nom", "prenom et nom", "contact", "contacts", "interlocuteur", "interlocutrice", "interlocuteurs", "referent", "referente", "referents", "nom du contact", "nom contact", "nom du referent", "personne", "personne contact", "personne ressource", "personne a contacter", "responsable", "responsables", "directeur", "directrice", "nom du responsable", "nom prenom du contact", "coordinateur", "coordinatrice", "educateur", "educatrice", "animateur", "animatrice", "contact principal", "name", "full name", "nom complet", "avec qui", "qui"}},
	{roleFirst, "Prénom", ofPerson, false, []string{"prenom", "prenoms", "first name", "given name", "prenom du contact", "prenom contact"}},
	{roleFamily, "Nom de famille", ofPerson, false, []string{"nom", "nom de famille", "last name", "family name", "surname", "nom patronymique", "nom usuel"}},
	{roleFunction, "Fonction", ofPerson, false, []string{"fonction", "fonctions", "poste", "role", "titre", "qualite", "fonction du contact", "job title", "metier", "profession"}},
	{rolePhone, "Téléphone", ofPerson, true, []string{"tel", "tels", "telephone", "telephones", "n° tel", "n° de telephone", "numero de telephone", "numero", "phone", "tel fixe", "fixe", "telephone fixe", "ligne directe", "tel direct", "tel pro", "tel 1", "tel 2", "telephone 1", "telephone 2", "tel contact", "telephone contact", "telephone du contact", "tel bureau", "numeros de telephone"}},
	{roleMobile, "Téléphone portable", ofPerson, true, []string{"portable", "mobile", "tel portable", "telephone portable", "tel mobile", "gsm", "port", "telephone mobile"}},
	{roleEmail, "Courriel", ofPerson, true, []string{"mail", "mails", "email", "emails", "e mail", "e mails", "courriel", "courriels", "mel", "adresse mail", "adresse email", "adresse e mail", "adresse electronique", "adresse de messagerie", "mail contact", "email contact", "mail du contact", "email address", "mail 1", "mail 2", "mail pro"}},
	{roleReach, "Téléphone et courriel ensemble", ofPerson, true, []string{"coordonnees", "tel mail", "mail tel", "telephone mail", "tel et mail", "telephone et mail", "telephone email", "tel email", "coordonnees du contact", "contact"}},
	{rolePrefers, "Canal préféré", ofPerson, false, []string{"canal prefere", "moyen de contact", "contact prefere", "preference", "preference de contact", "mode de contact prefere", "a contacter par", "moyen de contact prefere"}},
	{roleAnswer, "Accord de contact", ofPerson, false, []string{"accord", "accord du contact", "accord pour etre contacte", "consentement", "consentement rgpd", "accord rgpd"}},
	{roleOfPerson, "Notes sur le contact", ofPerson, false, []string{"notes du contact", "note sur le contact", "observations sur le contact", "remarques sur le contact"}},
	{roleDay, "Date de l’échange", ofExchange, false, []string{"date", "dernier contact", "date du dernier contact", "date dernier contact", "date de contact", "date contact", "dernier echange", "date de l'echange", "date echange", "contacte le", "contactee le", "rencontre le", "date du rdv", "date rdv", "derniere relance", "date de rencontre", "dernieres nouvelles", "premier contact", "date du premier contact"}},
	{roleChannel, "Canal", ofExchange, false, []string{"canal", "mode", "mode de contact", "type de contact", "type d'echange", "nature de l'echange", "moyen", "type", "nature", "par", "type d'interaction"}},
	{roleSubject, "Objet", ofExchange, false, []string{"objet", "sujet", "motif", "objet de l'echange", "objet du contact", "theme de l'echange", "objet du rdv", "intitule", "subject"}},
	{roleSummary, "Compte-rendu", ofExchange, true, []string{"compte rendu", "compte rendu de l'echange", "cr", "resume", "contenu", "echange", "echanges", "synthese", "details", "detail", "releve", "description"}},
	{roleFollowUp, "Suite à donner", ofExchange, true, []string{"suite a donner", "suites a donner", "suite", "suites", "suites donnees", "a faire", "action", "actions", "prochaine etape", "relance", "a suivre", "actions a mener"}},
	{roleDue, "Échéance", ofExchange, false, []string{"echeance", "pour le", "date limite", "avant le", "date de relance", "relancer le", "a relancer le", "date echeance", "rappel", "deadline", "prochain contact"}},
}

func (r role) known() (columnRole, bool) {
	at := slices.IndexFunc(columnRoles, func(c columnRole) bool { return c.role == r })
	if at < 0 {
		return columnRole{}, false
	}
	return columnRoles[at], true
}

// rolesByKey are the roles of every heading, in the order of columnRoles.
var rolesByKey = func() map[string][]role {
	all := map[string][]role{}
	for _, c := range columnRoles {
		for _, word := range append([]string{c.label}, c.words...) {
			if key := kinds.Key(word); !slices.Contains(all[key], c.role) {
				all[key] = append(all[key], c.role)
			}
		}
	}
	return all
}()

// mostHeading is the longest heading, in bytes, that is compared with those that are known.
const mostHeading = 200

// rolesOf gives the roles that a heading may have; none when nobody knows it.
func rolesOf(heading string) []role {
	if len(heading) > mostHeading {
		return nil
	}
	first, _, _ := strings.Cut(strings.TrimSpace(heading), "\n")
	for _, text := range []string{heading, withoutBrackets(heading), withoutBrackets(first)} {
		if roles := rolesByKey[headingKey(text)]; len(roles) > 0 {
			return roles
		}
	}
	return nil
}

var headingSigns = strings.NewReplacer(":", " ", "*", " ", "&", " ", "+", " ", "?", " ")

// headingKey writes a heading the way it is compared.
func headingKey(text string) string {
	return strings.TrimRight(kinds.Key(headingSigns.Replace(text)), " ")
}

// withoutBrackets leaves out notes such as "(fixe)".
func withoutBrackets(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(0, depth-1)
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return strings.TrimSpace(b.String())
}

func knownHeading(cell string) bool { return len(rolesOf(cell)) > 0 }
