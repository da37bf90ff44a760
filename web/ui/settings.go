package ui

import "parvis/web/urls"

// SettingsRoom is a page of the settings.
type SettingsRoom string

// The settings that exist, in the order of the tabs.
const (
	AllSettings      SettingsRoom = "all"
	TeamSettings     SettingsRoom = "team"
	CalendarSettings SettingsRoom = "calendar"
	LinkSettings     SettingsRoom = "links"
	MessageSettings  SettingsRoom = "messages"
	PieceSettings    SettingsRoom = "pieces"
	PrivacySettings  SettingsRoom = "privacy"
	AudienceSettings SettingsRoom = "audiences"
)

// settingsRooms are the pages of the settings.
func settingsRooms() []Tab {
	return []Tab{
		{Key: string(AllSettings), Label: "Tous les réglages", URL: urls.Settings()},
		{Key: string(TeamSettings), Label: "Équipe", URL: urls.Team()},
		{Key: string(CalendarSettings), Label: "Calendrier", URL: urls.Calendar()},
		{Key: string(AudienceSettings), Label: "Publics", URL: urls.Audiences()},
		{Key: string(LinkSettings), Label: "Liens", URL: urls.AllLinks()},
		{Key: string(PieceSettings), Label: "Pièces habituelles", URL: urls.FileEntries()},
		{Key: string(MessageSettings), Label: "Messages", URL: urls.Messages()},
		{Key: string(PrivacySettings), Label: "Données personnelles", URL: urls.Privacy()},
	}
}

// settingsLinks are those that the site map leads to: everybody reads the calendar, which the head alone changes.
func settingsLinks(f Frame) []link {
	list := []link{{"Calendrier du service", urls.Calendar()}, {"Historique du calendrier", urls.CalendarHistory()}}
	if f.Creates {
		list = append(list, link{"Pièces habituelles", urls.FileEntries()})
	}
	if f.Settings {
		list = append(list, link{"Nouvelle pièce habituelle", urls.NewFileEntry()})
		list = append([]link{{"Équipe", urls.Team()}}, append(list, link{"Liens du service", urls.AllLinks()}, link{"Messages", urls.Messages()}, link{"Données personnelles", urls.Privacy()}, link{"Publics", urls.Audiences()}, link{"Nouveau public", urls.NewAudience()}, link{"Historique des publics", urls.AudiencesHistory()}, link{"Registre des traitements", urls.PrivacyRegister()}, link{"Historique des données personnelles", urls.PrivacyHistory()})...)
	}
	return list
}

// SettingsTabs are the pages of the settings, the current one marked.
func SettingsTabs(current SettingsRoom) Tabs {
	tabs := settingsRooms()
	for i := range tabs {
		tabs[i].Current = tabs[i].Key == string(current)
	}
	return Tabs{Label: "Réglages", Of: "des réglages", Tabs: tabs}
}
