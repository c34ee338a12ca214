// Command gen makes the voices of the demo's invented people with espeak-ng, as raw µ-law at
// 8 kHz. It is run by hand (`go generate ./sim/demo`); its output is committed, so that
// nobody who tries the demo needs espeak-ng.
package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// phrases are what the people say; the name's first part is the voice.
var phrases = []struct{ name, voice, pitch, text string }{
	{"uk-order", "uk", "40", "Добрий день. Я хотіла б дізнатися, де моє замовлення. Номер сто чотири сімдесят один."},
	{"uk-size", "uk", "62", "Алло, вітаю. Підкажіть, будь ласка, чи є ця куртка у розмірі ем? І скільки коштує доставка?"},
	{"uk-thanks", "uk", "40", "Так, зрозуміло. Дуже дякую, гарного дня вам."},
	{"ru-tooth", "ru", "48", "Здравствуйте. Хочу записаться к врачу, у меня болит зуб. Можно на завтра, после обеда?"},
	{"ru-price", "ru", "66", "Добрый день. Сколько стоит чистка? И принимаете ли вы в субботу?"},
	{"ru-thanks", "ru", "48", "Хорошо, спасибо. Тогда до завтра."},
	{"en-internet", "en-us", "50", "Hello. My internet has been down since this morning. I have restarted the router twice."},
	{"en-bill", "en-gb", "64", "Hi, good afternoon. I have a question about my last invoice. It seems to be too high."},
	{"en-thanks", "en-us", "50", "Alright. Thank you very much, that helped."},
	{"agent-uk", "uk", "55", "Добрий день, слухаю вас. Так, зараз подивлюся. Одну хвилинку, будь ласка."},
	{"agent-ru", "ru", "55", "Добрый день, слушаю вас. Да, сейчас посмотрю. Одну минуту, пожалуйста."},
	{"menu-uk", "uk", "50", "Вітаємо в магазині Ромашка. Щоб оформити замовлення, натисніть один. Щоб дізнатися про доставку, натисніть два."},
	{"menu-ru", "ru", "50", "Здравствуйте, вы позвонили в клинику Дента Люкс. Чтобы записаться на приём, нажмите один. Чтобы оставить сообщение, нажмите два."},
	{"menu-en", "en-gb", "50", "Welcome to Beacon. For technical support, press one. For questions about your bill, press two."},
	{"agent-en", "en-gb", "45", "Good afternoon, how can I help you? Let me have a look. One moment, please."},
}

func main() {
	if err := run("voices"); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	for _, p := range phrases {
		wav, err := exec.Command("espeak-ng", "-v", p.voice, "-p", p.pitch, "-s", "145", "--stdout", p.text).Output()
		if err != nil {
			return fmt.Errorf("espeak-ng says %s: %w", p.name, err)
		}
		samples, rate, err := read(wav)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		out := level(narrow(samples, rate), 4500)
		if err := os.WriteFile(filepath.Join(dir, p.name+".ul"), encode(out), 0o644); err != nil {
			return err
		}
		fmt.Println(p.name, strconv.Itoa(len(out)/8), "ms")
	}
	return nil
}

// read takes a 16-bit mono WAV as espeak-ng streams it: the data size is not to be trusted.
func read(wav []byte) ([]float64, int, error) {
	at := bytes.Index(wav, []byte("data"))
	if at < 28 || len(wav) < at+8 {
		return nil, 0, errors.New("not a WAV")
	}
	rate := int(binary.LittleEndian.Uint32(wav[24:]))
	pcm := wav[at+8:]
	out := make([]float64, len(pcm)/2)
	for i := range out {
		out[i] = float64(int16(binary.LittleEndian.Uint16(pcm[2*i:])))
	}
	return out, rate, nil
}

// narrow brings in to 8 kHz by a windowed sinc that ends at 3.6 kHz, the telephone's band.
func narrow(in []float64, rate int) []float64 {
	const cut, half = 3600.0, 24
	step := float64(rate) / 8000
	out := make([]float64, int(float64(len(in))/step))
	for i := range out {
		centre := float64(i) * step
		var sum, norm float64
		for k := int(centre) - half; k <= int(centre)+half; k++ {
			if k < 0 || k >= len(in) {
				continue
			}
			x := float64(k) - centre
			w := 0.5 + 0.5*math.Cos(math.Pi*x/(half+1))
			h := w
			if a := 2 * math.Pi * cut / float64(rate) * x; a != 0 {
				h = w * math.Sin(a) / a
			}
			sum += h * in[k]
			norm += h
		}
		out[i] = sum / norm
	}
	return out
}

// level scales the loud parts to the given root mean square.
func level(in []float64, want float64) []float64 {
	var sum float64
	n := 0
	for _, v := range in {
		if math.Abs(v) > 200 {
			sum += v * v
			n++
		}
	}
	if n == 0 {
		return in
	}
	k := want / math.Sqrt(sum/float64(n))
	for i := range in {
		in[i] *= k
	}
	return in
}

// encode is G.711 µ-law (ITU-T G.711 table 2).
func encode(in []float64) []byte {
	out := make([]byte, len(in))
	for i, f := range in {
		v, sign := int(max(-32635, min(32635, f))), 0
		if v < 0 {
			v, sign = -v, 0x80
		}
		v += 132
		exp := 7
		for mask := 0x4000; exp > 0 && v&mask == 0; mask >>= 1 {
			exp--
		}
		out[i] = ^byte(sign | exp<<4 | v>>(exp+3)&15)
	}
	return out
}
