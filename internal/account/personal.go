package account

import (
	"parvis/internal/personal"
)

// Personal is what the accounts hold of the people of the service.
func Personal() personal.Holder {
	c := personal.Closed
	return personal.Holder{
		Finds: personal.Member, Find: findSubject, About: aboutPerson, MayErase: mayErase, Erase: erasePerson, Bytes: endNaming,
		Tables: []personal.Table{
			{Name: "people", Thing: "Personne du service", Title: "name", Place: "person", Columns: map[string]personal.How{"email": personal.Named, "name": personal.Named, "role": c, "password_hash": c}},
			{Name: "sessions", Key: "token", Thing: "Session", Columns: map[string]personal.How{"token": c, "data": personal.Bytes}},
			{Name: "login_failures", Thing: "Connexion refusée", Columns: map[string]personal.How{"account_key": c, "address_key": c}},
			{Name: "password_links", Key: "person_id", Thing: "Lien de mot de passe", Columns: map[string]personal.How{"hash": c}},
		},
		Kept: []personal.Kept{{Key: "comptes", Label: "Comptes désactivés", From: "la désactivation du compte", What: "Le nom et l’adresse sont remplacés\u00a0; ce que la personne a fait reste, dit d’«\u00a0un ancien membre du service\u00a0».",
			Why:    "Deux ans après un départ, savoir qui avait fait quoi ne sert plus qu’aux historiques. Choix prudent de l’application\u00a0; le service décide.",
			Months: 24, Min: 1, Max: 60, Subject: personal.Member, One: "compte", Many: "comptes", Due: dueAccounts}},
		Processings: []personal.Processing{{Key: "personnes", Name: "Personnes du service", Purpose: "Se connecter, se répartir le travail, planifier selon les jours de chacun.",
			Basis: "Mission d’intérêt public (article 6.1.e du RGPD).", People: "Agents, stagiaires et volontaires du service.",
			Data:    "Nom, adresse électronique, rôle, dernière connexion\u00a0; projets et tâches\u00a0; semaine de travail et absences, sans leur motif\u00a0; avis, messages envoyés.",
			Readers: "Le service pour les noms, les rôles et le travail\u00a0; la cheffe de service pour les adresses, les connexions et l’état des comptes.", Keeps: []string{"comptes"},
			Measures: "Mots de passe et jetons hachés, sessions de vingt heures au plus, adresses réseau jamais gardées en clair.", Source: "Choix prudent de l’application\u00a0; le service décide."}},
	}
}
