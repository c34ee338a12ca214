package g711

import "testing"

func TestEveryByteSurvivesDecodingAndEncoding(t *testing.T) {
	for _, l := range []Law{A, U} {
		for i := range 256 {
			b := byte(i)
			got := l.Encode(l.Decode(b))
			if got != b && !(l == U && b == 0x7F && got == 0xFF) { // µ-law has two zeroes
				t.Errorf("%v %#x decodes to %d, which encodes to %#x", l, b, l.Decode(b), got)
			}
		}
	}
}

func TestTheErrorIsHalfAStepOfTheSegment(t *testing.T) {
	for _, l := range []Law{A, U} {
		for s := -32635; s <= 32635; s++ {
			if got := dist(int(l.Decode(l.Encode(int16(s)))), s); got > dist(s, 0)/32+9 {
				t.Fatalf("%v of %d is off by %d", l, s, got)
			}
		}
	}
}

func dist(a, b int) int {
	if a > b {
		return a - b
	}
	return b - a
}

// The figures of ITU-T G.711 tables 1a and 2a, scaled from 13 and 14 to 16 bits.
func TestKnownValues(t *testing.T) {
	for _, c := range []struct {
		l Law
		b byte
		s int16
	}{
		{A, 0xD5, 8}, {A, 0x55, -8}, {A, 0xAA, 32256}, {A, 0x2A, -32256},
		{U, 0xFF, 0}, {U, 0x80, 32124}, {U, 0x00, -32124}, {U, 0xFE, 8},
	} {
		if got := c.l.Decode(c.b); got != c.s {
			t.Errorf("%v %#x is %d, want %d", c.l, c.b, got, c.s)
		}
	}
}

func TestTablesAgreeWithTheFormulas(t *testing.T) {
	for i := range 256 {
		b := byte(i)
		if got, want := One(b, A, U), U.Encode(A.Decode(b)); got != want {
			t.Errorf("A %#x gives U %#x, want %#x", b, got, want)
		}
		if got, want := One(b, U, A), A.Encode(U.Decode(b)); got != want {
			t.Errorf("U %#x gives A %#x, want %#x", b, got, want)
		}
	}
}

func TestMixingByTableIsWhatTheFormulasSay(t *testing.T) {
	for _, l := range []Law{A, U} {
		all := make([]byte, 256)
		for i := range all {
			all[i] = byte(i)
		}
		got := make([]int16, 256)
		l.Expand(got, all)
		for i, s := range got {
			if s != l.Decode(byte(i)) {
				t.Errorf("%v %#x expands to %d, not %d", l, i, s, l.Decode(byte(i)))
			}
		}
		sums, back := []int32{40000, -40000, 1000, -5, 32767}, make([]byte, 5)
		l.Compress(back, sums)
		for i, s := range sums {
			if want := l.Encode(int16(max(-32768, min(32767, s)))); back[i] != want {
				t.Errorf("%v: %d became %#x, want %#x", l, s, back[i], want)
			}
		}
	}
}

func TestSilenceStaysSilence(t *testing.T) {
	b := []byte{U.Silence()}
	Recode(b, U, A)
	if b[0] != A.Silence() {
		t.Errorf("µ-law silence became %#x", b[0])
	}
	b[0] = A.Silence()
	Recode(b, A, U)
	if d := U.Decode(b[0]); d < -8 || d > 8 {
		t.Errorf("A-law silence became %d", d)
	}
	Recode(b, U, U)
	if d := U.Decode(b[0]); d < -8 || d > 8 {
		t.Errorf("the same law changed it to %d", d)
	}
}
