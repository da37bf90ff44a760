package app

import (
	"strings"
	"testing"
)

func TestTheAddressPeopleTypeIsAnOrigin(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "", "https://parvis.musee.example": "https://parvis.musee.example", "https://Parvis.musee.example:443/": "https://parvis.musee.example",
		"https://musee.example:8443": "https://musee.example:8443", "http://10.0.0.1:80": "http://10.0.0.1",
	} {
		if got, err := origin("PARVIS_URL", text); err != nil || got != want {
			t.Errorf("%q: %q %v, want %q", text, got, err, want)
		}
	}
	for text, said := range map[string]string{
		"parvis.musee.example": "adresse que l’on tape", "ftp://musee.example": "adresse que l’on tape", "https://": "adresse que l’on tape",
		"https://musee.example/parvis/": "ne fonctionne qu’à la racine", "https://musee.example/?a=b": "adresse que l’on tape",
	} {
		if got, err := origin("PARVIS_URL", text); err == nil || !strings.Contains(err.Error(), said) {
			t.Errorf("%q: %q %v, want %q", text, got, err, said)
		}
	}
}

func TestMailIsWhollyConfiguredOrRefused(t *testing.T) {
	t.Parallel()
	const address, from, origin = "smtp://parvis@smtp.musee.example", "parvis@musee.example", "https://parvis.musee.example"
	if server, err := mailServer("", "", "", origin); server != nil || err != nil {
		t.Errorf("nothing said: %v, %v", server, err)
	}
	if server, err := mailServer(address, "secret", from, origin); err != nil || server.Host != "smtp.musee.example" {
		t.Errorf("all said: %v, %v", server, err)
	}
	for _, c := range []struct{ address, password, from, origin, lacks string }{
		{"", "secret", from, origin, "PARVIS_SMTP_URL"}, {"", "", from, origin, "PARVIS_SMTP_URL"},
		{address, "secret", "", origin, "PARVIS_MAIL_FROM"}, {address, "secret", from, "", "PARVIS_URL"}, {address, "", from, origin, "PARVIS_SMTP_PASSWORD"},
	} {
		server, err := mailServer(c.address, c.password, c.from, c.origin)
		if server != nil || err == nil || !strings.Contains(err.Error(), "indiquez") || !strings.Contains(err.Error(), c.lacks) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%+v: %v, %v", c, server, err)
		}
	}
}
