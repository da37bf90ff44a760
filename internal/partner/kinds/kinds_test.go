package kinds_test

import (
	"testing"

	"parvis/internal/partner/kinds"
)

func TestKindsAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]kinds.Code{
		"Mission locale": kinds.MissionLocale, "MISSIONS LOCALES": kinds.MissionLocale, "CSC": kinds.Socioculturel, "Centre socio-culturel": kinds.Socioculturel, "centre socioculturel": kinds.Socioculturel,
		"E2C": kinds.SecondChance, "École de la 2ème chance": kinds.SecondChance, "Bibliothèque": kinds.Bibliotheque, "PIJ": kinds.InfoJeunesse, "Asso": kinds.Association, "Assoc.": kinds.Association,
		"Service municipal": kinds.ServiceMunicipal, "FJT": kinds.JeunesActifs, "EVS": kinds.VieSociale, "Lycée": kinds.Scolaire, "Médico-social": kinds.MedicoSocial, "tiers-lieu": kinds.TiersLieu,
		"PIJ/BIJ": kinds.InfoJeunesse, "Prestataire": kinds.Fournisseur, "ml": kinds.MissionLocale,
	} {
		if code, ok := kinds.Of(text); code != want || !ok {
			t.Errorf("%q is %q", text, code)
		}
	}
	for _, text := range []string{"", "Mission", "Le Phare", "centre"} {
		if code, ok := kinds.Of(text); ok {
			t.Errorf("%q is %q", text, code)
		}
	}
}

func TestEachKindHasItsCodeAndWordsAlone(t *testing.T) {
	t.Parallel()
	seen := map[kinds.Code]bool{}
	for _, k := range kinds.All {
		if seen[k.Code] || !k.Code.Known() || k.Code.Label() != k.Label {
			t.Errorf("%+v", k)
		}
		seen[k.Code] = true
		for _, text := range []string{string(k.Code), k.Label} {
			if code, _ := kinds.Of(text); code != k.Code {
				t.Errorf("%q is read as %q", text, code)
			}
		}
	}
	if kinds.Code("X").Known() || kinds.Code("").Label() != "" {
		t.Error("a kind that is not listed")
	}
}

func TestANameIsBareOfWhatItIs(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Centre socioculturel « Le Phare »": "le phare", "CENTRE SOCIO-CULTUREL LE PHARE": "le phare", "CSC Le Phare": "le phare", "Mission locale des Deux Rives": "des deux rives",
		"Point info jeunesse": "point info jeunesse", `Association "Les Amis du Gué"`: "les amis du gue", "Théâtre de la Ville": "theatre de la ville", "Lycée Exemple": "exemple",
	} {
		if got := kinds.Bare(kinds.Key(name)); got != want {
			t.Errorf("%q is %q", name, got)
		}
	}
}

func TestChannelsAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]kinds.Channel{"Tél.": kinds.ByPhone, "RDV": kinds.Meeting, "Réunion": kinds.Meeting, "E-mail": kinds.ByEmail, "mél": kinds.ByEmail, "Visio": kinds.ByVideo, "Courrier": kinds.ByLetter, "Pigeon": ""} {
		if c, ok := kinds.ChannelOf(text); c != want || ok != (want != "") || ok && c.Label() == "" {
			t.Errorf("%q is %q", text, c)
		}
	}
}
