package app

import (
	"testing"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/prompts"
)

// heard remembers what it was told.
type heard struct{ list []voice.Command }

func (h *heard) Do(c voice.Command) { h.list = append(h.list, c) }

func TestACommandGoesToWhomItConcerns(t *testing.T) {
	var sip, browser, sound heard
	x := &exchange{sip: &sip, browser: &browser, sound: &sound}
	for _, c := range []voice.Command{
		voice.Invite{Leg: "leg_1", To: voice.Address{Agent: "agt_1", Device: id.Browser}},
		voice.Invite{Leg: "leg_2", To: voice.Address{Device: "dev_1"}},
		voice.Invite{Leg: "leg_3", To: voice.Address{Number: "num_1"}},
		voice.Accept{Leg: "leg_1"}, voice.End{Leg: "leg_2"}, voice.Bridge{Leg: "leg_1", Other: "leg_3"},
		voice.Open{Leg: "leg_1"}, voice.Hear{Leg: "leg_1"},
	} {
		x.Do(c)
	}
	if len(browser.list) != 4 || len(sip.list) != 5 || len(sound.list) != 3 {
		t.Errorf("browser %v\nsip %v\nsound %v", browser.list, sip.list, sound.list)
	}
}

func TestAShippedPromptSpeaksTheTenantsLanguage(t *testing.T) {
	library, err := prompts.New(prompts.EN)
	if err != nil {
		t.Fatal(err)
	}
	var sound heard
	x := &exchange{sound: &sound, spoken: (&house{library: library}).spoken}
	own := []voice.Sound{{Prompt: "std_apology"}, {Prompt: "std_music"}, {Prompt: "prm_own"}, {Tone: voice.ToneBeep}}
	x.Do(voice.Play{Leg: "leg_1", Lang: "uk", What: own})
	got := sound.list[0].(voice.Play).What
	for i, want := range []voice.Sound{{Prompt: "std_uk_apology"}, {Prompt: "std_music"}, {Prompt: "prm_own"}, {Tone: voice.ToneBeep}} {
		if got[i] != want {
			t.Errorf("sound %d is %v, want %v", i, got[i], want)
		}
	}
	if own[0].Prompt != "std_apology" {
		t.Error("the core's own list was changed")
	}
}

func TestANumberIsSaidInTheLanguageOfTheCaller(t *testing.T) {
	library, err := prompts.New(prompts.EN)
	if err != nil {
		t.Fatal(err)
	}
	var sound heard
	h := &house{library: library}
	x := &exchange{sound: &sound, spoken: h.spoken, phrase: h.phrase}
	what := []voice.Sound{{Phrase: voice.PhrasePosition, N: 22}, {Phrase: voice.PhraseWait, N: 2}, {Prompt: "std_callback_offer"}}
	for _, row := range []struct {
		lang string
		want []id.Prompt
	}{
		{"ru", []id.Prompt{"std_ru_position", "std_ru_n20", "std_ru_n2", "std_ru_wait_time", "std_ru_n2_f", "std_ru_minute_few", "std_ru_callback_offer"}},
		{"", []id.Prompt{"std_en_position", "std_en_n20", "std_en_n2", "std_en_wait_time", "std_en_n2", "std_en_minute_many", "std_callback_offer"}},
	} {
		sound.list = nil
		x.Do(voice.Play{Leg: "leg_1", Lang: row.lang, What: what})
		got := sound.list[0].(voice.Play).What
		for i, p := range row.want {
			if i >= len(got) || got[i].Prompt != p {
				t.Errorf("%q: sound %d of %v is not %s", row.lang, i, got, p)
				break
			}
		}
	}
}
