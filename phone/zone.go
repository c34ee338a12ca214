package phone

import (
	"slices"

	"github.com/nyaruka/phonenumbers"
)

// Zone is the IANA zone in which a number lies, by its prefix; "" when nobody can tell. A
// mobile number of a country with many zones lies where most of its people live.
func (n Number) Zone() string {
	p, err := phonenumbers.Parse(string(n), "")
	if err != nil {
		return ""
	}
	found, err := phonenumbers.GetTimezonesForNumber(p)
	if err == nil && len(found) == 1 {
		if z := current(found[0]); slices.Contains(Zones(), z) {
			return z
		}
	}
	return mainZone(phonenumbers.GetRegionCodeForNumber(p))
}

// current is today's name of a zone that was renamed.
func current(zone string) string {
	if zone == "Europe/Kiev" || zone == "Europe/Zaporozhye" || zone == "Europe/Uzhgorod" {
		return "Europe/Kyiv"
	}
	return zone
}

// mainZone is where most people of a country live, "" for a country that is not listed:
// those whom a centre here may call.
func mainZone(region string) string {
	for _, r := range regions() {
		if r.region == region {
			return r.zone
		}
	}
	return ""
}

type regionZone struct{ region, zone string }

func regions() []regionZone {
	return []regionZone{
		{"AM", "Asia/Yerevan"}, {"AT", "Europe/Vienna"}, {"AZ", "Asia/Baku"}, {"BE", "Europe/Brussels"}, {"BG", "Europe/Sofia"},
		{"BY", "Europe/Minsk"}, {"CH", "Europe/Zurich"}, {"CY", "Asia/Nicosia"}, {"CZ", "Europe/Prague"}, {"DE", "Europe/Berlin"},
		{"DK", "Europe/Copenhagen"}, {"EE", "Europe/Tallinn"}, {"ES", "Europe/Madrid"}, {"FI", "Europe/Helsinki"}, {"FR", "Europe/Paris"},
		{"GB", "Europe/London"}, {"GE", "Asia/Tbilisi"}, {"GR", "Europe/Athens"}, {"HR", "Europe/Zagreb"}, {"HU", "Europe/Budapest"},
		{"IE", "Europe/Dublin"}, {"IL", "Asia/Jerusalem"}, {"IT", "Europe/Rome"}, {"KG", "Asia/Bishkek"}, {"KZ", "Asia/Almaty"},
		{"LT", "Europe/Vilnius"}, {"LU", "Europe/Luxembourg"}, {"LV", "Europe/Riga"}, {"MD", "Europe/Chisinau"}, {"ME", "Europe/Podgorica"},
		{"MN", "Asia/Ulaanbaatar"}, {"NL", "Europe/Amsterdam"}, {"NO", "Europe/Oslo"}, {"PL", "Europe/Warsaw"}, {"PT", "Europe/Lisbon"},
		{"RO", "Europe/Bucharest"}, {"RS", "Europe/Belgrade"}, {"RU", "Europe/Moscow"}, {"SE", "Europe/Stockholm"}, {"SI", "Europe/Ljubljana"},
		{"SK", "Europe/Bratislava"}, {"TJ", "Asia/Dushanbe"}, {"TM", "Asia/Ashgabat"}, {"TR", "Europe/Istanbul"}, {"UA", "Europe/Kyiv"},
		{"US", "America/Chicago"}, {"CA", "America/Toronto"}, {"UZ", "Asia/Tashkent"},
	}
}

// Zones are all that Zone may answer, sorted. The core is told their clocks.
func Zones() []string {
	list := []string{ // of countries with many
		"America/Denver", "America/Los_Angeles", "America/New_York", "Asia/Anadyr", "Asia/Chita", "Asia/Irkutsk", "Asia/Kamchatka",
		"Asia/Krasnoyarsk", "Asia/Magadan", "Asia/Novosibirsk", "Asia/Omsk", "Asia/Sakhalin", "Asia/Vladivostok", "Asia/Yakutsk",
		"Asia/Yekaterinburg", "Europe/Kaliningrad", "Europe/Samara", "Europe/Volgograd",
	}
	for _, r := range regions() {
		list = append(list, r.zone)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
