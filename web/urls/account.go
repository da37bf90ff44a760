package urls

import "net/url"

// Login is the login page; next is the local path to go on to, or "".
func Login(next string) string { return with("/connexion", url.Values{"suite": {next}}) }

// Logout ends this session (POST).
func Logout() string { return "/deconnexion" }

// MyAccount is the person's own page.
func MyAccount() string { return "/mon-compte" }

// Settings opens on the people of the service.
func Settings() string { return Team() }

// Team is the list of people and roles.
func Team() string { return "/reglages/equipe" }
