package serve

import (
	"net/http"
	"net/netip"
	"testing"
)

func TestClientAddressBelievesOnlyTrustedProxies(t *testing.T) {
	t.Parallel()
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for name, c := range map[string]struct {
		remote    string
		forwarded []string
		trusted   []netip.Prefix
		want      string
	}{
		"direct":                                   {"192.0.2.7:5000", nil, proxies, "192.0.2.7"},
		"direct, claiming to be another":           {"192.0.2.7:5000", []string{"1.2.3.4"}, proxies, "192.0.2.7"},
		"nobody is trusted":                        {"10.0.0.1:5000", []string{"1.2.3.4"}, nil, "10.0.0.1"},
		"behind a proxy":                           {"10.0.0.1:5000", []string{"198.51.100.3"}, proxies, "198.51.100.3"},
		"behind two":                               {"10.0.0.1:5000", []string{"198.51.100.3, 10.2.2.2"}, proxies, "198.51.100.3"},
		"behind two, in two headers":               {"10.0.0.1:5000", []string{"198.51.100.3", "10.2.2.2"}, proxies, "198.51.100.3"},
		"behind a proxy, claiming to be another":   {"10.0.0.1:5000", []string{"1.2.3.4, 198.51.100.3"}, proxies, "198.51.100.3"},
		"behind a proxy, claiming to be the proxy": {"10.0.0.1:5000", []string{"10.9.9.9, 198.51.100.3"}, proxies, "198.51.100.3"},
		"a proxy that says nothing":                {"10.0.0.1:5000", nil, proxies, "10.0.0.1"},
		"a proxy that says nonsense":               {"10.0.0.1:5000", []string{"1.2.3.4, unknown"}, proxies, "10.0.0.1"},
		"IPv6 is counted by /64":                   {"[2001:db8:1:2:3:4:5:6]:5000", nil, proxies, "2001:db8:1:2::"},
		"forwarded IPv6 is too":                    {"[fd00::1]:5000", []string{"2001:db8:1:2:ffff::1"}, proxies, "2001:db8:1:2::"},
		"IPv4 written as IPv6":                     {"[::ffff:192.0.2.7]:5000", nil, proxies, "192.0.2.7"},
		"a proxy written as IPv6":                  {"[::ffff:10.0.0.1]:5000", []string{"::ffff:198.51.100.3"}, proxies, "198.51.100.3"},
		"a zone":                                   {"[fe80::1%eth0]:5000", nil, proxies, "fe80::"},
		"a proxy that adds the port":               {"10.0.0.1:5000", []string{"203.0.113.9:41234"}, proxies, "203.0.113.9"},
		"two proxies that add theirs":              {"10.0.0.1:5000", []string{"203.0.113.9:41234, 10.2.2.2:80"}, proxies, "203.0.113.9"},
		"a proxy that adds the port of IPv6":       {"10.0.0.1:5000", []string{"[2001:db8:1:2::9]:41234"}, proxies, "2001:db8:1:2::"},
		"a proxy that writes IPv6 in brackets":     {"10.0.0.1:5000", []string{"[2001:db8:1:2::9]"}, proxies, "2001:db8:1:2::"},
		"a proxy that adds nonsense as a port":     {"10.0.0.1:5000", []string{"203.0.113.9:port"}, proxies, "10.0.0.1"},
		"no port":                                  {"192.0.2.7", nil, proxies, "192.0.2.7"},
		"a socket of this machine":                 {"@", []string{"1.2.3.4"}, proxies, "invalid IP"},
	} {
		r := &http.Request{RemoteAddr: c.remote, Header: http.Header{"X-Forwarded-For": c.forwarded}}
		if got := ClientAddress(r, c.trusted).String(); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}
