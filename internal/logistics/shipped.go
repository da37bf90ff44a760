package logistics

import (
	"context"
	"fmt"

	"parvis/internal/postgres"
	"parvis/internal/retroplan"
)

// shippedEntry is a line that Parvis comes with. Its delay is to verify until somebody of the service did.
type shippedEntry struct {
	key string
	EntryDraft
}

func before(days int) retroplan.Offset {
	return retroplan.Offset{Side: retroplan.BeforeEvent, Count: days}
}

func after(days int) retroplan.Offset {
	return retroplan.Offset{Side: retroplan.AfterEvent, Count: days}
}

const (
	erp   = "Établissements recevant du public\u00a0: demande à la mairie ou à la préfecture au moins 30 jours avant un usage exceptionnel des locaux."
	usage = "Usage du service\u00a0: aucun texte n’est cité."
)

// shipped are the pieces that files of the service's projects need, with the delays that public texts give them.
var shipped = []shippedEntry{
	{"assurance", EntryDraft{Title: "Avenant d’assurance", Kind: Insurance, Part: SafetyPart, Direction: Obtain, Offset: before(60), Source: usage}},
	{"reunion-securite", EntryDraft{Title: "Demande de réunion de sécurité", Kind: Safety, Part: SafetyPart, Direction: Send, Offset: before(60), Source: usage}},
	{"vigipirate", EntryDraft{Title: "Consignes Vigipirate", Kind: Safety, Part: SafetyPart, Direction: Send, Offset: before(7), Source: "Plan Vigipirate\u00a0: consignes à l’équipe avant toute manifestation ouverte au public."}},
	{"locaux", EntryDraft{Title: "Demande d’utilisation exceptionnelle des locaux", Kind: Permit, Part: SafetyPart, Direction: Send, Switch: Building, Offset: before(60), Statutory: true, Source: erp}},
	{"plans-issues", EntryDraft{Title: "Plans des issues de secours", Kind: Safety, Part: SafetyPart, Direction: Obtain, Switch: Building, Offset: before(60), Statutory: true, Source: erp}},
	{"avis-commission", EntryDraft{Title: "Dernier avis de la commission de sécurité", Kind: Safety, Part: SafetyPart, Direction: Obtain, Switch: Building, Offset: before(60), Statutory: true, Source: erp}},
	{"reaction-au-feu", EntryDraft{Title: "Certificats de réaction au feu", Kind: Safety, Part: SafetyPart, Direction: Obtain, Switch: Building, Offset: before(60), Statutory: true, Source: erp}},
	{"jauge", EntryDraft{Title: "Calcul de la jauge et des dégagements", Kind: Safety, Part: SafetyPart, Direction: Send, Switch: Building, Offset: before(60), Source: "Type Y\u00a0: une personne pour 5\u00a0m² à défaut d’autre calcul."}},
	{"rassemblement", EntryDraft{Title: "Déclaration d’un rassemblement de plus de 1\u202f500 personnes", Kind: Permit, Part: SafetyPart, Direction: Send, Switch: Crowd, Offset: before(30), Statutory: true, Source: "Un mois avant, en mairie\u00a0: délai à confirmer."}},
	{"domaine-public", EntryDraft{Title: "Autorisation d’occuper le domaine public", Kind: Permit, Part: SafetyPart, Direction: Obtain, Switch: Domain, Offset: before(90), Statutory: true, Source: "Deux à trois mois selon la commune."}},
	{"voirie", EntryDraft{Title: "Déclaration de manifestation sur la voie publique", Kind: Permit, Part: SafetyPart, Direction: Send, Switch: Road, Offset: before(15), Statutory: true, Source: "Entre quinze et trois jours francs avant, en mairie ou en préfecture."}},
	{"buvette", EntryDraft{Title: "Autorisation de buvette temporaire", Kind: Permit, Part: SafetyPart, Direction: Obtain, Switch: Drinks, Offset: before(15), Statutory: true, Source: "Débit de boissons temporaire\u00a0: demande quinze jours avant, en mairie."}},
	{"devis", EntryDraft{Title: "Devis des fournisseurs", Kind: Quote, Part: Suppliers, Direction: Obtain, Offset: before(120), Source: usage}},
	{"commandes", EntryDraft{Title: "Bons de commande", Kind: Order, Part: Suppliers, Direction: Send, Offset: before(60), Source: usage}},
	{"factures", EntryDraft{Title: "Factures et service fait", Kind: Invoice, Part: Suppliers, Direction: Obtain, Offset: after(15), Source: usage}},
	{"contrats", EntryDraft{Title: "Contrats d’engagement des artistes", Kind: Contract, Part: Artists, Direction: Send, Switch: Paid, Offset: before(90), Source: usage}},
	{"drac", EntryDraft{Title: "Déclaration d’organisateur occasionnel de spectacles", Kind: Permit, Part: Artists, Direction: Send, Switch: Paid, Offset: before(30), Statutory: true,
		Source: "À la DRAC un mois avant, six représentations par an au plus sans licence\u00a0: à confirmer."}},
	{"dpae", EntryDraft{Title: "Déclaration d’embauche des artistes", Kind: Employment, Part: Artists, Direction: Send, Switch: Paid, Offset: before(8), Statutory: true,
		Source: "GUSO\u00a0: au plus tôt huit jours avant, et avant l’embauche\u00a0; une œuvre, un lieu et un moment font une représentation."}},
	{"guso", EntryDraft{Title: "Déclaration et cotisations au GUSO", Kind: Employment, Part: Artists, Direction: Send, Switch: Paid, Offset: after(15), Statutory: true, Source: "Quinze jours après le contrat."}},
	{"sacem", EntryDraft{Title: "Déclaration Sacem ou SACD", Kind: Copyright, Part: Artists, Direction: Send, Switch: Music, Offset: before(15), Statutory: true, Source: "Avant la diffusion\u00a0; tarif réduit si elle est déclarée à l’avance."}},
	{"sacem-programme", EntryDraft{Title: "Programme des œuvres diffusées", Kind: Copyright, Part: Artists, Direction: Send, Switch: Music, Offset: after(15), Statutory: true, Source: "Après l’événement, à la Sacem."}},
	{"lieu-accueil", EntryDraft{Title: "Accord écrit du lieu d’accueil", Kind: Contract, Part: Publics, Direction: Obtain, Switch: Outside, Offset: before(90), Source: usage}},
	{"fiche-risques", EntryDraft{Title: "Fiche de risques de l’action hors les murs", Kind: Safety, Part: SafetyPart, Direction: Send, Switch: Outside, Offset: before(30), Source: usage}},
	{"ordres-mission", EntryDraft{Title: "Ordres de mission et assurance du véhicule", Kind: Insurance, Part: Transport, Direction: Obtain, Switch: Outside, Offset: before(21), Source: usage}},
}

// Seed brings the lines that Parvis comes with and that were never there; what the service corrected or threw away stays as it is.
func Seed(ctx context.Context, db postgres.Querier) error {
	for _, one := range shipped {
		if err := insertShipped(ctx, db, one); err != nil {
			return fmt.Errorf("%s: %w", one.key, err)
		}
	}
	return nil
}
