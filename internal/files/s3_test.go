package files

import (
	"strings"
	"testing"
)

func TestAStoreIsWhollyConfiguredOrRefused(t *testing.T) {
	t.Parallel()
	whole := StoreConfig{Endpoint: "https://s3.musee.example", Bucket: "parvis-fichiers", AccessKey: "parvis", SecretKey: "sésame", Region: "fr-par"}
	if s, err := ReadStore(whole); err != nil || s.Where() != "compartiment «\u00a0parvis-fichiers\u00a0» sur https://s3.musee.example" {
		t.Errorf("%v, %v", s, err)
	}
	if s, err := ReadStore(StoreConfig{}); s != nil || err != nil {
		t.Errorf("nothing said: %v, %v", s, err)
	}
	for said, change := range map[string]func(*StoreConfig){
		"indiquez aussi PARVIS_S3_ENDPOINT":      func(c *StoreConfig) { c.Endpoint = "" },
		"indiquez aussi PARVIS_S3_BUCKET":        func(c *StoreConfig) { c.Bucket = "" },
		"indiquez aussi PARVIS_S3_ACCESS_KEY":    func(c *StoreConfig) { c.AccessKey = "" },
		"indiquez aussi PARVIS_S3_SECRET_KEY":    func(c *StoreConfig) { c.SecretKey = "" },
		"PARVIS_S3_ENDPOINT ne se lit pas":       func(c *StoreConfig) { c.Endpoint = "s3.musee.example" },
		"sans chemin ni mot de passe":            func(c *StoreConfig) { c.Endpoint = "https://parvis:sésame@s3.musee.example" },
		"PARVIS_S3_BUCKET vaut \"Nos fichiers\"": func(c *StoreConfig) { c.Bucket = "Nos fichiers" },
	} {
		c := whole
		change(&c)
		if s, err := ReadStore(c); s != nil || err == nil || !strings.Contains(err.Error(), said) || strings.Contains(err.Error(), "sésame") {
			t.Errorf("%s: %v, %v", said, s, err)
		}
	}
}

func TestWhatMayBeSentFollowsOneSetting(t *testing.T) {
	t.Parallel()
	for mb, want := range map[int]Limits{0: {50 * MB, 100 * MB}, 1: {MB, 10 * MB}, 20: {20 * MB, 100 * MB}, 500: {500 * MB, 500 * MB}} {
		if got := (Options{MB: mb}).Limits(); got != want {
			t.Errorf("%d MB: %+v", mb, got)
		}
	}
}
