package daybook

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/personal"
	"parvis/internal/postgres"
)

// Personal is what the day holds of people.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{
		About: aboutSubject, Erase: eraseSubject,
		Tables: []personal.Table{
			{Name: "day_entries", Thing: "Main courante", Title: "body", Place: "day_entry", Columns: map[string]personal.How{"key": c, "digest": c, "kind": c, "place": typed, "body": typed, "done": typed}},
			{Name: "day_ticks", Thing: "Ligne cochée le jour même", Columns: map[string]personal.How{"key": c, "line": c}},
			{Name: "duty_phones", Key: "person_id", Thing: "Numéro du jour", Columns: map[string]personal.How{"phone": personal.Named}},
		},
		Processings: []personal.Processing{{Key: "jour", Name: "Jour J et main courante", Purpose: "Faire tenir la journée\u00a0: savoir qui appeler, et garder ce qui est arrivé et ce qui a été fait.",
			Basis: "Mission d’intérêt public (article 6.1.e du RGPD).", People: "Personnes du service, vacataires, bénévoles\u00a0; quiconque est nommé dans une note.",
			Data:    "Numéro de téléphone que chacun donne pour le jour même, qui a noté, compté ou coché et quand, incidents, photos jointes.",
			Readers: "Toutes les personnes du service\u00a0; le nom et le numéro de qui fait un lien vers des séances ou vers un comptage, la personne qui a ce lien, et pour un comptage son code.", Kept: "Autant que le projet\u00a0; le numéro, tant que la personne le laisse.",
			Measures: "Un avertissement sous le texte\u00a0; sur un téléphone, ce qui attend n’est montré qu’à son auteur, et les pages gardées s’effacent à la déconnexion.", Source: "Choix prudent de l’application\u00a0; le service décide."}},
	}
}

func aboutSubject(ctx context.Context, q postgres.Querier, s personal.Subject) ([]personal.Section, error) {
	if s.Kind != personal.Member {
		return nil, nil
	}
	phone, err := phoneOf(ctx, q, s.ID)
	if err != nil || phone == "" {
		return nil, err
	}
	return []personal.Section{{Title: "Jour J", Facts: []personal.Fact{{Label: "Numéro donné pour le jour même", Value: phone.Text()}}}}, nil
}

func eraseSubject(ctx context.Context, tx pgx.Tx, _ time.Time, s personal.Subject) ([]string, error) {
	if s.Kind != personal.Member {
		return nil, nil
	}
	return erasePhone(ctx, tx, s.ID)
}
