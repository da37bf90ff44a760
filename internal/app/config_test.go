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
