package notice

import (
	"parvis/internal/french"
	"parvis/internal/journal"
)

// Sentence says what happened to a subject of a kind, and who did it last.
func (l Line) Sentence(about journal.Kind) string {
	who, several := french.Subject(l.By), l.Times > 1
	switch l.What {
	case Named:
		if several {
			return "Votre nom est écrit " + french.Count(l.Times, "fois", "fois") + " dans le fil, en dernier par " + who + "."
		}
		return who + " a écrit votre nom dans le fil."
	case Given:
		if about == journal.Project {
			return who + " vous a confié " + french.Tasks(l.Times) + "."
		}
		return who + " vous a confié cette tâche."
	case Asked:
		if several {
			return "La confirmation est demandée " + french.Count(l.Times, "fois", "fois") + ", en dernier par " + who + "."
		}
		return who + " demande la confirmation."
	case Confirmed:
		return who + " a confirmé le projet."
	case Unconfirmed:
		return who + " a retiré la confirmation du projet."
	case Retained:
		return who + " a retenu cette activité."
	case PutAside:
		return who + " a écarté cette activité\u00a0; sa fiche dit pourquoi."
	case SlotGiven:
		return who + " vous a confié cette séance. «\u00a0Mes séances\u00a0» attend votre réponse."
	case SlotMoved:
		return "Les heures ou le lieu de votre séance ont changé. «\u00a0Mes séances\u00a0» attend votre réponse."
	case SlotOff:
		return "Cette séance n’est plus sur votre feuille de route."
	case Dropped:
		return "Cette pièce est déposée par un lien\u00a0: elle est à vérifier."
	case Declined:
		if several {
			return "Vous avez confié cette séance\u00a0; " + french.Count(l.Times, "réponse est", "réponses sont") + " non."
		}
		return who + " a répondu non pour cette séance\u00a0: un poste est à pourvoir."
	case DayMessage:
		return who + " a écrit à toute l’équipe du jour."
	case Moved:
		if several {
			return "Les dates ont changé " + french.Count(l.Times, "fois", "fois") + ", en dernier par " + who + "."
		}
		return who + " a changé les dates."
	}
	return ""
}
