package plansheet

// role is what a column says about its tasks.
type role int8

const (
	roleUnknown role = iota
	roleID
	roleTitle
	roleDuration
	roleNeeds
	roleSuccessors // links seen from the other end
	roleDue        // J−21 or a date, cell by cell
	roleNotBefore
	roleActualStart
	roleActualFinish
	rolePlanned // a wish, never a fact
	roleState
	rolePinnedStart
	rolePinnedFinish
	roleStatutory
	roleOptional
	roleCalendarDays
	roleMinDuration
	roleOutline     // "1.2": its place under a heading
	roleLevel       // how deep it stands under headings
	roleMilestone   // yes, or « Jalon » among kinds of tasks
	roleActive      // "no" leaves the row aside
	roleUnit        // what the numbers of the duration count
	roleOtherTitle  // what gathers the tasks of a finer title
	roleGrid        // a month of a drawn chart
	roleEffort      // days of work, which change no date
	roleInternal    // yes or no
	roleComputed    // what a plan worked out, as Export writes it: never read
	roleUnused      // known, and no date depends on it
	roleUnusedDates // the same, but it may well hold dates
)

// matters reports whether dates depend on what a column of this role says, beyond the name of the
// task.
func (r role) matters() bool { return r >= roleDuration && r < roleMilestone && r != rolePlanned }

// isDate reports whether the cells of a role are days.
func (r role) isDate() bool {
	switch r {
	case roleNotBefore, roleActualStart, roleActualFinish, rolePinnedStart, rolePinnedFinish:
		return true
	}
	return false
}

// headerWords are the headers of each role as people and programs write them; headerOf compares them
// without case, accents and the like. A header in several lists is decided by its cells.
var headerWords = map[role][]string{
	roleID: {"id", "n°", "n", "no", "num", "numéro", "identifiant", "identifier", "code", "réf", "ref", "référence", "reference", "#", "task id", "id tâche"},
	roleTitle: {"titre", "tâche", "tâches", "action", "actions", "étape", "étapes", "nom", "noms", "nom de la tâche", "libellé", "intitulé", "désignation", "quoi",
		"task", "tasks", "name", "task name", "title", "sujet", "objet", "activité", "activités", "activity", "opération", "démarche", "démarches", "description",
		"choses à faire", "à faire", "todo", "to do", "what", "item", "subject", "summary", "jalon", "jalons", "milestone",
		"sous-tâche", "sous-tâches", "sous-action", "sous-actions", "sous-étape", "subtask"},
	roleDuration: {"durée", "durées", "durée en jours", "durée en jours ouvrés", "durée jours", "durée j", "duration", "durations", "duration in days", "nb jours", "nb de jours",
		"nbre de jours", "nbre jours", "nb semaines", "nb de semaines", "nombre de semaines", "nb heures", "nombre d’heures", "nombre de jours", "jours", "jours ouvrés", "days", "temps", "temps nécessaire", "combien de temps", "temps prévu", "temps estimé", "délai de réalisation"},
	roleNeeds: {"needs", "needs ids", "besoins", "dépend de", "dépend", "dépendance", "dépendances", "attend", "attend la tâche", "attend les tâches", "après", "après la tâche",
		"à faire après", "commence après", "elle commence après", "prédécesseur", "prédécesseurs", "prédéc", "pred", "preds", "antécédent", "antécédents", "antériorité", "antériorités",
		"antérieur", "tâche antérieure", "tâches antérieures", "préalable", "préalables", "tâche préalable", "tâches préalables", "prérequis", "pré-requis",
		"précédent", "précédents", "précédente", "précédentes", "tâche précédente", "tâches précédentes", "étape précédente", "action précédente",
		"predecessor", "predecessors", "depends on", "depends", "dependency", "dependencies", "after", "blocked by", "bloquée par", "prerequisite", "prerequisites", "liens", "liaisons"},
	roleSuccessors: {"successeur", "successeurs", "successor", "successors", "suivante", "suivantes", "tâche suivante", "tâches suivantes", "suivie de", "attendue par",
		"elle est attendue par", "est attendue par", "avant", "avant la tâche", "blocks"},
	roleDue: {"à faire pour", "à faire pour le", "à faire avant", "à faire avant le", "à rendre pour", "à rendre pour le", "à rendre le", "pour quand", "pour le", "pour", "quand",
		"j-", "j-n", "j-x", "j-xx", "j+/-", "s-", "m-", "e+", "jour j", "échéance", "échéances", "échéance fixe", "échéance relative", "date d’échéance", "dates d’échéance", "date limite", "dates limites",
		"limite", "date butoir", "date butoire", "dates butoirs", "butoir", "butée", "date de butée", "délai", "délais", "délai légal", "décalage", "offset", "offsets", "deadline", "deadlines",
		"due", "due date", "due by", "due on", "rétro", "rétroplanning", "rétro-planning", "terme", "au plus tard", "au plus tard le", "date au plus tard", "avant", "avant le", "date de rendu",
		"when"},
	roleNotBefore: {"pas avant", "pas avant le", "not before", "notbefore", "au plus tôt", "au plus tôt le", "date au plus tôt", "début au plus tôt", "à partir de", "à partir du",
		"start no earlier than", "earliest"},
	roleActualStart: {"début réel", "début effectif", "date de début réel", "date de début réelle", "date de début effectif", "date de début effective", "date réelle de début",
		"date effective de début", "actual start", "actual start date", "actual begin", "start actual", "commencé le", "commencée le", "démarré le", "démarrée le", "started on"},
	roleActualFinish: {"fin réelle", "fin effective", "date de fin réelle", "date de fin effective", "date réelle de fin", "date effective de fin", "date réelle", "date effective",
		"actual finish", "actual end", "actual finish date", "actual end date", "finish actual", "fait le", "faite le", "terminé le", "terminée le", "fini le", "finie le",
		"réalisé le", "réalisée le", "effectué le", "effectuée le", "date de réalisation effective", "achevé le", "achevée le", "finished on", "completed on", "done on",
		"fait", "faite", "terminé", "terminée", "réalisé", "réalisée", "fini", "finie", "done"},
	rolePlanned: {"début", "débuts", "date de début", "date début", "dates de début", "start", "start date", "begin", "begin date", "du", "de", "from", "départ", "démarrage",
		"début prévu", "début prévisionnel", "début planifié", "date de début prévue", "planned start", "scheduled start", "baseline start", "prévu du", "commence le",
		"fin", "fins", "date de fin", "date fin", "dates de fin", "finish", "finish date", "end", "end date", "au", "jusqu’au", "fin prévue", "fin prévisionnelle", "fin planifiée",
		"date de fin prévue", "planned finish", "planned end", "scheduled finish", "baseline finish", "période", "périodes", "dates prévues", "date prévue", "prévu le", "prévue le", "planifié le",
		"semaine", "semaines", "mois", "trimestre", "week", "month"},
	roleState: {"état", "états", "statut", "statuts", "state", "status", "avancement", "état d’avancement", "% achevé", "% avancement", "% d’avancement", "% complete", "% completed",
		"percent complete", "pourcentage", "pourcentage achevé", "pourcentage d’avancement", "taux d’avancement", "taux de réalisation", "completion", "complete", "completed", "complété",
		"achèvement", "progress", "progression", "fait", "faite", "fait o/n", "ok", "terminé", "terminée", "réalisé", "réalisée", "fini", "finie", "done", "coche", "coché", "à cocher",
		"case à cocher", "check", "effectué", "effectuée", "exécuté", "% réalisé", "% réalisée", "% effectué", "% effectuée", "% fait", "% terminé", "% d’achèvement", "% de réalisation", "% progress",
		"% done", "avancement en %", "avancement %", "avancement en pourcentage", "pourcentage réalisé", "pourcentage effectué", "pourcentage de réalisation", "percent done", "✓", "✔", "☑", "%", "à faire", "suivi"},
	rolePinnedStart:  {"début fixé par vous", "début fixé", "début imposé", "pinned start", "must start on"},
	rolePinnedFinish: {"fin fixée par vous", "fin fixée", "fin imposée", "pinned finish", "must finish on"},
	roleStatutory:    {"obligation légale ou réglementaire", "obligation légale", "obligation réglementaire", "légal", "légale", "statutory"},
	roleOptional:     {"facultative : peut être abandonnée si le temps manque", "facultative", "facultatif", "optional", "optionnelle", "optionnel"},
	roleCalendarDays: {"la durée compte tous les jours", "calendar days", "jours calendaires", "calendaire"},
	roleMinDuration:  {"durée minimale", "durée minimum", "durée min", "durée mini", "min duration", "minimum duration"},
	roleOutline:      {"outline number", "outline", "n° hiérarchique", "numéro hiérarchique", "n° de plan", "numéro de plan", "wbs", "code wbs", "wbs code"},
	roleMilestone:    {"jalon", "jalons", "jalon ?", "est un jalon", "milestone", "is milestone", "type", "type de tâche", "type d’activité", "nature"},
	roleActive:       {"actif", "active", "activé", "activée", "tâche active"},
	roleUnit:         {"unité", "unités", "unité de durée", "unité de temps", "unit", "units", "duration unit", "unité durée"},
	roleLevel:        {"outline level", "niveau hiérarchique", "niveau de plan"},
	// Any of these may hold something else, so that each is also among those of roleUnused: the cells decide.
	roleEffort: {"charge", "charge de travail", "charge en jours", "charge j", "charge jh", "charge j/h", "effort", "efforts", "effort days", "travail", "work", "workload", "jours-homme", "jours homme",
		"jour homme", "jours/homme", "jh", "man days", "person days", "nb jours homme"},
	roleInternal: {"interne", "interne ?", "usage interne", "tâche interne", "internal"},
	roleUnused: {"responsable", "responsables", "resp", "qui", "par qui", "qui fait quoi", "référent", "référente", "référents", "référentes", "pilote", "pilotes", "porteur", "porteuse",
		"en charge", "chargé de", "assigné à", "assigned to", "assignee", "affecté à", "affectation", "affectations", "assignments", "owner", "who", "personne", "personnes",
		"personne responsable", "en charge de", "chargé de projet", "chargée de projet", "personne en charge", "à faire par", "fait par", "qui fait", "attribué à", "attribuée à", "intervenant", "intervenants", "intervenante", "intervenantes", "acteur", "acteurs", "service", "services", "équipe", "équipes", "team", "partenaire", "partenaires", "prestataire",
		"prestataires", "fournisseur", "fournisseurs", "contact", "contacts", "catégorie", "catégories", "category", "type", "thème", "domaine", "rubrique", "famille", "phase", "phases",
		"lot", "lots", "groupe", "volet", "axe", "projet", "project", "événement", "notes", "note", "remarque", "remarques", "rq", "commentaire", "commentaires", "comment", "comments",
		"observation", "observations", "obs", "précisions", "détail", "détails", "details", "information", "informations", "info", "infos", "points à cocher", "source", "sources", "source du délai",
		"ressource", "ressources", "resource", "resources", "resource names", "noms ressources", "nom ressources", "noms des ressources", "coordinator", "coordinateur", "coordinatrice",
		"cost", "coût", "coûts", "budget", "budgets", "prix", "montant", "montants", "tarif", "dépense", "dépenses", "lieu", "lieux", "location", "salle", "salles", "endroit", "où",
		"priorité", "priorités", "priority", "importance", "urgence", "email", "e-mail", "mail", "courriel", "téléphone", "tél", "phone", "task color", "couleur", "couleur de la tâche",
		"color", "web link", "lien web", "lien internet", "url", "site", "default role", "rôle", "rôles", "role", "matériel", "matériels", "moyens", "outils", "besoins", "quantité", "quantités", "qté", "nombre", "nb",
		"effectif", "effectifs", "participants", "public", "publics", "livrable", "livrables", "deliverable", "deliverables", "document", "documents", "pièces", "fichier", "fichiers",
		"marge", "marge totale", "marge libre", "total slack", "free slack", "slack", "alerte", "pourquoi", "raison", "charge", "charge de travail", "travail", "work", "workload", "effort", "efforts", "heures", "interne", "internal", "indicateurs",
		"indicators", "mode tâche", "mode de la tâche", "task mode", "n° unique", "unique id", "id unique", "nature", "unité", "unités", "unit", "critique", "critical", "difficulté", "risque", "risques",
		"objectif", "objectifs", "suivi", "lien", "liens", "motif du blocage", "motif", "raison du blocage", "checklist", "check-list", "liste à cocher"},
	roleComputed: {computedStart, computedFinish},
	roleUnusedDates: {"créé le", "créée le", "date de création", "ajouté le", "modifié le", "date de modification", "mis à jour le", "mise à jour", "date de mise à jour",
		"dernière mise à jour", "dernière modification", "date de saisie", "created", "created at", "updated", "updated at", "modified", "maj"},
}
