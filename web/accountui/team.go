package accountui

import (
	"net/http"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// TeamRow is a person in the list of the team.
type TeamRow struct {
	ID                   int64
	Name, Email          string
	Role, State, Tone    string
	LastLogin            string // « lundi 7 avril 2025 », or ""
	Me, Active, Disabled bool
	Invite               bool // another invitation may be sent to her
}

func (h *Handlers) showTeam(w http.ResponseWriter, r *http.Request) error {
	me := serve.By(r)
	people, err := h.accounts.People(r.Context(), me)
	if err != nil {
		return err
	}
	rows := make([]TeamRow, len(people))
	for i, m := range people {
		rows[i] = rowOf(m, me)
	}
	return serve.Page(w, r, TeamPage(rows))
}

func rowOf(m account.Member, me account.By) TeamRow {
	row := TeamRow{ID: m.ID, Name: m.Name, Email: m.Email, Role: m.Role.Label(), State: m.State(),
		Me: m.ID == me.ID, Active: m.Active(), Disabled: !m.Active()}
	if m.LastLoginAt != nil {
		row.LastLogin = workcal.FromTime(m.LastLoginAt.In(me.At.Location())).French()
	}
	switch {
	case row.Disabled:
		row.Tone = "muted"
	case m.MustChangePassword:
		row.Tone = "warn"
	default:
		row.Tone = "good"
	}
	return row
}

// addLead says what follows when somebody is added.
func addLead(mail bool) string {
	if mail {
		return "Parvis lui enverra un message pour qu’elle choisisse son mot de passe."
	}
	return "Parvis fabriquera un mot de passe provisoire, que vous lui remettrez."
}

// mayManage refuses at the door of pages that only show a form.
func mayManage(r *http.Request) error {
	return serve.By(r).Check(account.MayManagePeople, access.Tie{})
}

func teamCrumbs() []ui.Crumb { return []ui.Crumb{{Label: "Équipe", URL: urls.Team()}} }

func memberCrumbs(row TeamRow) []ui.Crumb {
	return append(teamCrumbs(), ui.Crumb{Label: row.Name, URL: urls.Member(row.ID)})
}
