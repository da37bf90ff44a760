package ui

import "parvis/web/urls"

// SettingsRoom is one of the tabs of the settings.
type SettingsRoom string

// The settings that exist, in the order of the tabs.
const (
	TeamSettings     SettingsRoom = "team"
	CalendarSettings SettingsRoom = "calendar"
)

// SettingsTabs are the pages of the settings, the current one marked.
func SettingsTabs(current SettingsRoom) []Tab {
	return []Tab{
		{Label: "Équipe", URL: urls.Team(), Current: current == TeamSettings},
		{Label: "Calendrier", URL: urls.Calendar(), Current: current == CalendarSettings},
	}
}
