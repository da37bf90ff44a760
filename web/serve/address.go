package serve

import (
	"net/http"
	"net/netip"
	"strings"
)

// ClientAddress gives the address that attempts are counted under: IPv4 as it is, IPv6 as its /64,
// since one subscriber owns all of it. X-Forwarded-For is believed only as far as trusted proxies
// wrote it, from the nearest back. What is not an address gives the zero Addr.
func ClientAddress(r *http.Request, trusted []netip.Prefix) netip.Addr {
	client := remote(r.RemoteAddr)
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && isTrusted(client, trusted); i-- {
		before := remote(strings.TrimSpace(hops[i])) // some proxies add a port
		if !before.IsValid() {
			break
		}
		client = before
	}
	if client.Is6() {
		return netip.PrefixFrom(client, 64).Masked().Addr()
	}
	return client
}

// remote reads the address of a connection, with or without its port; what is none gives the zero Addr.
func remote(text string) netip.Addr {
	if both, err := netip.ParseAddrPort(text); err == nil {
		return both.Addr().Unmap().WithZone("")
	}
	if inside, ok := strings.CutPrefix(text, "["); ok {
		text = strings.TrimSuffix(inside, "]")
	}
	alone, err := netip.ParseAddr(text)
	if err != nil {
		return netip.Addr{}
	}
	return alone.Unmap().WithZone("")
}

func isTrusted(a netip.Addr, trusted []netip.Prefix) bool {
	for _, p := range trusted {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
